"""Undo and redo of random workbooks, with random work by hand in between.

What the portal says before an import and after its undo is the same, but for the conflicts that were listed.
"""

import datetime
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from enterprises.models import Enterprise, Honour, Programme
from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import publish
from imports.undo import undo
from imports.workbook import Grid, Workbook
from indicators.actions import PublishError, supersede
from indicators.models import Observation, Source
from indicators.numbers import parse_quantity
from people.models import User
from portal.current_state import current_state
from tests.factories import make_indicator

REPORT = "缙云县工业经济报道"
NAMES = ["甲厂", "乙厂"]
ENTERPRISES = ["名称", "简介", "主要产品"]
HONOURS = ["对象", "称号", "文号", "来源"]
FIGURES = ["对象", "指标", "期间", "数值", "位次", "来源"]

texts = st.sampled_from(["一", "二", ""])
enterprises = st.dictionaries(st.sampled_from(NAMES), st.tuples(texts, texts), min_size=1, max_size=2)
# A county that nobody knows is set aside.
figures = st.dictionaries(
    st.tuples(st.sampled_from(["缙云县", "甲厂", "无名县"]), st.just("2020年")),
    st.tuples(st.sampled_from(["1亿元", "2亿元", "—"]), st.sampled_from(["", "全市第1", "全市第2"])),
    min_size=1,
)
honours = st.dictionaries(st.sampled_from(NAMES), texts, max_size=2)
workbooks = st.tuples(enterprises, honours, figures)
# What somebody writes by hand: a firm's description, a value over a figure in force, an honour.
edit_kinds = st.tuples(st.sampled_from(["about", "value", "honour"]), st.integers(0, 1), st.sampled_from(["三", "二"]))
edits = st.just([]) | st.lists(edit_kinds, min_size=3, max_size=6)


# An example in which work by hand meets each part of an import: a changed firm, a changed figure, a new firm.
FIRST = ({"甲厂": ("一", "一")}, {}, {("缙云县", "2020年"): ("1亿元", "全市第1")})
SECOND = ({"甲厂": ("二", "二"), "乙厂": ("一", "")}, {"甲厂": "一"}, {("缙云县", "2020年"): ("2亿元", "")})
WORK = [("about", 0, "三"), ("value", 0, "三"), ("honour", 1, "三")]


def load(workbook):
    """Publishes a workbook; with rows set aside the others go in."""
    firms, titles, values = workbook
    grids = [
        Grid("企业", [ENTERPRISES, *([name, *row] for name, row in firms.items())]),
        Grid("荣誉", [HONOURS, *([name, "小巨人", number, REPORT] for name, number in titles.items())]),
        Grid(
            "数据", [FIGURES, *([subject, "产值", period, *row, REPORT] for (subject, period), row in values.items())]
        ),
    ]
    batch = ImportBatch.objects.create()
    grids = [grid for grid in grids if len(grid.rows) > 1]
    report = publish(Workbook("表.xlsx", "", grids), ImportContext(), batch, accepted=["*"])
    assert [problem.message for sheet in report.sheets for problem in sheet.errors] == []
    return ImportBatch.objects.get(pk=batch.pk)


def edit(work, editor):
    for what, place, text in work:
        if what == "about":
            for firm in Enterprise.objects.order_by("pk")[place : place + 1]:
                firm.about = text
                firm.save()
        elif what == "honour":
            for firm in Enterprise.objects.order_by("pk")[place : place + 1]:
                named = {"subject": firm.subject, "programme": Programme.objects.get()}
                Honour.objects.get_or_create(**named, defaults={"source": Source.objects.get()})
        else:
            correct(place, {"三": "3亿元", "二": "2亿元"}[text], editor)


def correct(place, value, editor):
    for figure in Observation.objects.asof().order_by("pk")[place : place + 1]:
        options = {"change": "correction", "reason": "笔误", "source": Source.objects.get(), "by": editor}
        # It may say so already.
        with suppress(PublishError):
            supersede(observation=figure, quantity=parse_quantity(value), **options)


def vintages():
    return set(Observation.objects.values_list("pk", "value", "as_written", "published_at", "batch"))


def figures_asof(moment=None):
    rows = Observation.objects.asof(moment).values_list("subject__name", "first_day", "value", "ranks__position")
    return sorted(rows, key=repr)


def labelled(state):
    """The rows of a state by what a conflict over them is called."""
    rows = {row["name"]: row for row in state["enterprises"]}
    rows |= {f"{named(row)} · 小巨人": row for row in state["honours"]}
    return rows | {f"{figure_subject(row)} 产值 数值 {row['period_label']}": row for row in state["figures"]}


def named(row):
    return row["subject"].rpartition("/")[2]


def figure_subject(row):
    return "缙云县" if "/region/" in row["subject"] else named(row)


def expected(label, before, imported, edited, choice):
    """What a row should be after the undo; `choice` is "" where it was no conflict."""
    if before == imported or choice == "keep":
        return edited
    if before is None or imported is None or edited is None or "measure" in before:
        return before
    # Of a record only the fields go back that the import changed.
    return {name: before[name] if before[name] != imported[name] else edited[name] for name in edited}


def has_third_value(before, imported, edited):
    """Whether what the import changed holds something else now than before and after it."""
    if before == imported or edited in (before, imported):
        return False
    if before is None or imported is None or edited is None or "measure" in before:
        return True
    changed = [name for name in before if before[name] != imported[name]]
    return any(edited[name] not in (before[name], imported[name]) for name in changed)


def check(editor, first, second, work, choice):
    load(first)
    before, former_vintages = current_state(), vintages()
    batch = load(second)
    imported, inside, shown_inside = current_state(), timezone.now(), figures_asof()
    edit(work, editor)
    edited, kept_vintages = current_state(), vintages()

    outcome = undo(batch)
    if outcome.batch is None:
        assert (bool(work), current_state()) == (True, edited)
        outcome = undo(batch, default=choice)

    after = current_state()
    conflicts = {conflict.label: conflict.choice for conflict in outcome.conflicts}
    assert work or after == before
    rows = [labelled(state) for state in (before, imported, edited)]
    labels = set().union(*rows)
    wanted = {label: expected(label, *(each.get(label) for each in rows), conflicts.get(label, "")) for label in labels}
    assert labelled(after) == {label: row for label, row in wanted.items() if row is not None}
    assert set(conflicts) <= labels
    assert {label for label in labels if has_third_value(*(each.get(label) for each in rows))} <= set(conflicts)
    assert vintages() >= kept_vintages >= former_vintages
    assert figures_asof(inside) == shown_inside

    redone = undo(outcome.batch)
    assert (redone.conflicts, current_state()) == ([], edited)
    assert figures_asof(inside) == shown_inside
    assert figures_asof(outcome.batch.published_at) == sorted(figures_of(after), key=repr)


def figures_of(state):
    return [
        (
            figure_subject(row),
            datetime.date.fromisoformat(row["first_day"]),
            row["value"] and Decimal(row["value"]),
            position,
        )
        for row in state["figures"]
        for position in [rank["position"] for rank in row["ranks"]] or [None]
    ]


def explore(examples, phases):
    """Runs random examples, each in a transaction that is rolled back."""

    @settings(
        max_examples=examples, deadline=None, phases=phases, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    @given(workbooks, workbooks, edits, st.sampled_from(["keep", "former"]))
    @example(FIRST, SECOND, WORK, "keep")
    @example(FIRST, SECOND, WORK, "former")
    @example(SECOND, FIRST, WORK, "keep")
    @example(FIRST, SECOND, [], "keep")
    def try_out(first, second, work, choice):
        with transaction.atomic():
            check(User.objects.get(), first, second, work, choice)
            transaction.set_rollback(True)

    try_out()


@pytest.fixture
def world(county, whole_city, source):
    """A county, a group, a source, an indicator, a programme and an editor."""
    User.objects.create(username="editor")
    make_indicator("output", "产值")
    Programme.objects.create(name="小巨人")


def test_undo_leads_back_and_the_redo_forward_again(world):
    explore(15, [Phase.explicit, Phase.generate])


@pytest.mark.slow
def test_undo_leads_back_and_the_redo_forward_again_for_long(world):
    explore(400, list(Phase))
