"""A list that would take back what somebody typed since the last load is doubted at the cell."""

import pytest
from django.utils import timezone

from enterprises.models import Park
from indicators.models import Subject
from people.models import User
from tests.imports.running import run, write_workbook

HEADER = ["名称", "英文名", "简介"]
NAMES = {"简介": "takes_back_correction@园区!C2", "英文名": "takes_back_correction@园区!B2"}


@pytest.fixture
def editor(db):
    return User.objects.create(username="园区办")


@pytest.fixture
def load(county, tmp_path):
    """Publishes a park; the exit code and the doubts at its row as pairs of a name and a sentence."""

    def publish(*row, header=HEADER, accept=()):
        path = write_workbook(tmp_path / "表.xlsx", 园区=[header, ["开发区", *row]])
        code, answer = run(path, "--publish", *(word for name in accept for word in ("--accept", name)))
        [sheet] = answer["sheets"]
        found = [
            (f"{doubt['code']}@园区!{doubt['column']}{doubt['row']}", doubt["message"]) for doubt in sheet["warnings"]
        ]
        return code, found

    return publish


def type_in(editor, **fields):
    """Saves the park as its form does, its subject first."""
    park = Park.objects.get()
    for record in (park.subject, park):
        own = {name: value for name, value in fields.items() if name in {field.name for field in record._meta.fields}}
        for name, value in own.items():
            setattr(record, name, value)
        record._history_user = editor
        record.save()


def doubt(column, former, new):
    day = f"{timezone.localdate():%Y-%m-%d}"
    sentence = (
        f"园区办于{day}把“{column}”由人工改为{former}，这张表会改成{new}："
        "应以人工改的为准，请改表；确要改成表里的，再确认。"
    )
    return NAMES[column], sentence


def test_the_former_table_again_would_take_back_what_was_typed(load, editor):
    load("Zone", "旧")
    type_in(editor, about="改", name_en="New zone")

    assert load("Zone", "旧") == (3, [doubt("英文名", "New zone", "Zone"), doubt("简介", "改", "旧")])
    park = Park.objects.get()
    assert (park.about, park.subject.name_en) == ("改", "New zone")
    assert load("Zone", "旧", accept=NAMES.values())[0] == 0
    park = Park.objects.get()
    assert (park.about, park.subject.name_en) == ("旧", "Zone")


def test_only_the_field_that_was_typed_is_doubted(load, editor):
    load("Zone", "旧")
    type_in(editor, about="改")

    assert load("Industrial zone", "改") == (0, [])
    assert load("Zone", "新") == (3, [doubt("简介", "改", "新")])


def test_what_was_emptied_by_hand_is_not_filled_unasked(load, editor):
    load("Zone", "旧")
    type_in(editor, about="")

    assert load("Zone", "旧") == (3, [doubt("简介", "—", "旧")])


def test_what_a_load_has_written_over_is_doubted_no_more(load, editor):
    load("Zone", "旧")
    type_in(editor, about="改")
    load("Zone", "新", accept=[NAMES["简介"]])

    assert load("Zone", "再新") == (0, [])


def test_a_load_of_other_columns_leaves_the_doubt(load, editor):
    load("Zone", "旧")
    type_in(editor, about="改")
    load("Industrial zone", header=["名称", "英文名"])

    assert load("Industrial zone", "旧") == (3, [doubt("简介", "改", "旧")])


def test_what_was_typed_before_any_load_is_no_correction_of_one(load, editor, county):
    subject = Subject.objects.create(kind="park", name="开发区", world=county.subject.world)
    Park.objects.create(subject=subject, about="起")
    type_in(editor, about="改")

    assert load("Zone", "旧") == (0, [])
