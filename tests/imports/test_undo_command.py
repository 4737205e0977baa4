"""`manage.py undo_import`: what it prints and how it ends."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from enterprises.models import Park
from imports.models import ImportBatch
from tests.imports.undoing import publish_grids

HEADER = ["名称", "简介"]


def run(*arguments) -> tuple[int, dict]:
    """The exit code and the object printed with --json."""
    output, code = io.StringIO(), 0
    try:
        call_command("undo_import", *map(str, arguments), "--json", stdout=output)
    except SystemExit as end:
        code = end.code
    [line] = output.getvalue().splitlines()
    return code, json.loads(line)


def say(*arguments) -> tuple[int, str]:
    """The exit code and the text without --json."""
    output = io.StringIO()
    try:
        call_command("undo_import", *map(str, arguments), stdout=output)
    except SystemExit as end:
        return end.code, output.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, output.getvalue()


@pytest.fixture
def batch(county):
    publish_grids(园区=[HEADER, ["开发区", "旧"]])
    return publish_grids(园区=[HEADER, ["开发区", "新"], ["五金园", ""]])


@pytest.fixture
def changed_since(batch):
    park = Park.objects.get(subject__name="开发区")
    park.about = "改"
    park.save()
    return batch


def test_it_says_what_was_put_back_and_what_was_taken_down(batch):
    code, answer = run(batch.pk)

    undo_batch = ImportBatch.objects.get(kind="undo")
    assert (code, answer) == (0, {"batch": undo_batch.pk, "restored": 1, "closed": 1, "conflicts": []})
    assert Park.objects.get().about == "旧"


def test_with_an_open_conflict_it_lists_it_and_does_nothing(changed_since):
    code, answer = run(changed_since.pk)

    park = Park.objects.get(subject__name="开发区")
    assert (code, answer) == (
        3,
        {
            "batch": None,
            "restored": 0,
            "closed": 0,
            "conflicts": [
                {
                    "key": f"enterprises_park:{park.pk}",
                    "label": "开发区",
                    "before": {"简介": "旧"},
                    "imported": {"简介": "新"},
                    "now": {"简介": "改"},
                }
            ],
        },
    )
    assert Park.objects.count() == 2


@pytest.mark.parametrize(("choice", "about", "restored"), [("keep", "改", 0), ("former", "旧", 1)])
def test_conflicts_are_settled_by_one_word_for_all(changed_since, choice, about, restored):
    code, answer = run(changed_since.pk, "--conflicts", choice)

    assert (code, answer["restored"], answer["closed"], len(answer["conflicts"])) == (0, restored, 1, 1)
    assert Park.objects.get().about == about


def test_it_tells_a_person_in_sentences(changed_since):
    assert say(changed_since.pk) == (
        3,
        "  冲突 开发区：导入前 简介 旧；导入为 简介 新；现在 简介 改\n"
        "有1处后来改过，什么也没有撤回。加上 --conflicts keep 保留现在的，或 --conflicts former 改回导入前的。\n",
    )
    code, text = say(changed_since.pk, "--conflicts", "keep")
    undo_batch = ImportBatch.objects.get(kind="undo")
    assert (code, text.splitlines()[-1]) == (
        0,
        f"批次 #{changed_since.pk} 已撤回（批次 #{undo_batch.pk}）：恢复0，撤下1。",
    )


def test_an_unknown_or_undone_batch_is_refused_in_words(batch):
    run(batch.pk)
    undo_batch = ImportBatch.objects.get(kind="undo")

    assert run(99999) == (2, {"error": "没有批次 #99999。"})
    assert say(99999) == (2, "没有批次 #99999。")
    assert run(batch.pk) == (
        2,
        {
            "error": f"批次 #{batch.pk} 已由批次 #{undo_batch.pk} 撤回；要恢复它，请撤回批次 #{undo_batch.pk}。",
        },
    )


def test_a_number_that_no_batch_can_have_is_refused_too(db):
    assert run(10**30) == (2, {"error": f"没有批次 #{10**30}。"})
