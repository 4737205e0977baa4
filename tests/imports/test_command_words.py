"""What `import_workbook` and `undo_import` say beside the counts: changes, former loads, slips of the call."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from imports.command_line import in_our_words
from imports.management.commands.import_workbook import Command
from imports.management.commands.undo_import import Command as UndoCommand
from imports.models import ImportBatch
from tests.factories import make_indicator
from tests.imports.running import row_counts, run, say, write_workbook

HEADER = ["对象", "指标", "期间", "数值", "来源"]
PARKS = ["名称", "简介"]


@pytest.fixture
def figures(county, source, tmp_path):
    """Writes 表.xlsx with figures of 产值, given as pairs of a year and a value."""
    make_indicator("output", "产值", "亿元")

    def write(*pairs):
        rows = [["缙云县", "产值", year, value, source.title] for year, value in pairs]
        return write_workbook(tmp_path / "表.xlsx", 数据=[HEADER, *rows])

    return write


@pytest.fixture
def parks(county, tmp_path):
    return lambda *rows: write_workbook(tmp_path / "园区.xlsx", 园区=[PARKS, *rows])


def test_a_preview_lists_changes_with_former_and_new_values(figures):
    run(figures(("2019年", "9亿元")), "--publish")

    _code, text = say(figures(("2018年", "8亿元"), ("2019年", "9.1亿元")))

    assert text.splitlines() == [
        "数据（figures）：2行，新增1，变更1，未变0，搁置0，错误0",
        "  变更 数据!3 缙云县 · 产值 · 数值 · 2019年：数值 9亿元 → 9.1亿元",
        "  新增 数据!2 缙云县 · 产值 · 数值 · 2018年：数值 8亿元",
        "这是预览，什么也没有写入。加上 --publish 发布。",
    ]


def test_a_preview_lists_the_first_changes_of_records_and_counts_the_rest(parks):
    run(parks(["园01", "旧"]), "--publish")

    _code, text = say(parks(*([f"园{number:02}", "新"] for number in range(1, 13))))

    lines = text.splitlines()
    assert lines[1:3] == ["  变更 园区!2 园01：简介 旧 → 新", "  新增 园区!3 园02：名称 园02；简介 新"]
    assert (len(lines), lines[10:12]) == (
        13,
        ["  新增 园区!11 园10：名称 园10；简介 新", "  还有 2 项变化没有列出。"],
    )


@pytest.mark.parametrize(
    ("arguments", "conclusion"),
    [
        ([], "这是预览，什么也没有写入。加上 --publish 发布。"),
        (["--publish"], "与已发布的内容相同，没有变化（批次 #{last}）。"),
        (["--submit"], "没有要发布的变化，没有提交。"),
    ],
)
def test_the_same_file_again_names_the_batch_that_published_it(parks, arguments, conclusion):
    path = parks(["东园", ""])
    run(path, "--publish")
    batch = ImportBatch.objects.get()

    code, text = say(path, *arguments)

    last = ImportBatch.objects.first().pk
    assert (code, text.splitlines()[1:]) == (
        0,
        [f"这个文件在批次 #{batch.pk} 发布过（{timezone.localdate()}）。", conclusion.format(last=last)],
    )


def test_submitting_what_changes_nothing_leaves_no_batch(parks):
    path = parks(["东园", ""])
    run(path, "--publish")
    before = row_counts()

    code, report = run(path, "--submit")

    assert (code, report["batch"], row_counts()) == (0, None, before)


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_an_accepted_name_that_no_warning_has_is_told_on_the_other_stream(parks, as_json):
    told, faults = io.StringIO(), io.StringIO()

    call_command(
        "import_workbook",
        str(parks(["东园", ""])),
        "--accept",
        "unit_slip@园区!B2",
        *as_json,
        stdout=told,
        stderr=faults,
    )

    assert faults.getvalue() == "--accept unit_slip@园区!B2：没有这处疑点。\n"
    assert "没有这处疑点" not in told.getvalue()


# --- Refusals --------------------------------------------------------------------------------------------------------


def typed(command, monkeypatch, *arguments) -> tuple[int, str, str]:
    """A call from a shell: its exit code and what it prints on each stream."""
    argv = ["manage.py", command.__module__.rpartition(".")[2], *arguments, "--skip-checks"]
    told, faults = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "argv", argv)
    with pytest.raises(SystemExit) as end:
        command(stdout=told, stderr=faults, no_color=True).run_from_argv(argv)
    return end.value.code, told.getvalue(), faults.getvalue()


@pytest.mark.parametrize(
    ("command", "arguments", "sentence"),
    [
        (Command, ["没有.xlsx", "--accept-all", " "], "确认疑点要写明理由。"),
        (Command, [], "缺少参数：file。"),
        (Command, ["表.xlsx", "--publsh"], "没有这样的参数：--publsh。"),
        (Command, ["表.xlsx", "--sheet"], "“--sheet”后面要写内容。"),
        (UndoCommand, ["七"], "“七”不是数字。"),
        (UndoCommand, ["7"], "没有批次 #7。"),
    ],
)
@pytest.mark.django_db(transaction=True)  # A command from the shell ends its connections.
def test_a_call_that_makes_no_sense_ends_with_one_sentence(command, arguments, sentence, monkeypatch):
    assert typed(command, monkeypatch, *arguments) == (2, "", f"{sentence}\n")
    code, told, faults = typed(command, monkeypatch, *arguments, "--json")
    assert (code, json.loads(told), faults) == (2, {"error": sentence}, "")


def test_an_unknown_choice_names_those_there_are():
    assert in_our_words("argument --conflicts: invalid choice: 'both' (choose from 'keep', 'former')") == (
        "“--conflicts”不能是“both”，可选：'keep', 'former'。"
    )
    assert in_our_words("something else") == "命令的写法不对：something else。"


def test_a_program_that_calls_the_command_gets_the_sentence_as_an_error():
    with pytest.raises(CommandError) as refusal:
        call_command("undo_import", "七")

    assert (str(refusal.value), refusal.value.returncode) == ("“七”不是数字。", 2)
