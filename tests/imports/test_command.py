"""`manage.py import_workbook`: what it prints, how it ends, and that it writes all or nothing."""

import datetime
import io
import json

import openpyxl
import pytest
from django.core.management import call_command
from django.utils import timezone

from enterprises.models import Park
from imports.models import ImportBatch
from indicators.models import Observation, Region, Source
from tests.factories import make_indicator, make_root
from tests.imports.running import counts_of, errors_of, row_counts, run, say, write_workbook

FIGURE_HEADER = ["对象", "指标", "期间", "数值", "来源", "出处"]
SOURCE = "缙云县工业经济报道"


@pytest.fixture
def county_with_figures(county, source):
    """缙云县, a source and one indicator in 亿元."""
    return make_indicator("value_added", "规上工业增加值", "亿元")


def figures(*rows):
    return [FIGURE_HEADER, *([*row, SOURCE, "第7段"] for row in rows)]


@pytest.fixture
def first_load(county_with_figures, tmp_path):
    """Two figures and two parks, published."""
    path = write_workbook(
        tmp_path / "一.xlsx",
        数据=figures(["缙云县", "规上工业增加值", "2019年", "9亿元"], ["缙云县", "value_added", "2020年", "10.2亿元"]),
        园区=[["名称", "简介"], ["缙云经济开发区", "在壶镇"], ["缙云五金科技产业园", ""]],
    )
    code, report = run(path, "--publish")
    assert (code, [counts_of(sheet) for sheet in report["sheets"]]) == (0, [(2, 0, 0, 0, 0), (2, 0, 0, 0, 0)])
    return path


@pytest.fixture
def second(tmp_path):
    """One of everything: unchanged, changed, new and set aside, in a table of figures and in a list."""
    return write_workbook(
        tmp_path / "二.xlsx",
        数据=[
            ["规上工业，丽水市"],
            *figures(
                ["缙云县", "规上工业增加值", "2019年", "9亿元"],
                ["缙云县", "规上工业增加值", "2020年", "10.3亿元"],
                ["缙云县", "规上工业增加值", "2021年1-7月", 39.29],
                ["缙云", "规上工业增加值", "2021年", "40亿元"],
            ),
        ],
        园区=[
            ["名称", "简介", "所在地区", "电话"],
            ["缙云经济开发区", "在壶镇", "", "0578"],
            ["缙云五金科技产业园", "五金之乡", "", ""],
            ["中德产业园", "", "缙云县", ""],
            ["仙都园区", "", "龙游县", ""],
        ],
    )


EVERYTHING = [
    {
        "name": "数据",
        "table": "A2:F6",
        "kind": "figures",
        "rows": 4,
        "new": 1,
        "changed": 1,
        "unchanged": 1,
        "set_aside": 1,
        "set_aside_rows": [
            {
                "row": 6,
                "reason": "没有名为“缙云”的对象，请改成已登记的名称或先导入它。",
                "candidates": ["缙云县", "缙云经济开发区", "缙云五金科技产业园"],
            }
        ],
        "warnings": [],
        "errors": [],
        "errors_total": 0,
    },
    {
        "name": "园区",
        "table": "A1:D5",
        "kind": "parks",
        "rows": 4,
        "new": 1,
        "changed": 1,
        "unchanged": 1,
        "set_aside": 1,
        "set_aside_rows": [
            {"row": 5, "reason": "没有名为“龙游县”的地区，请改成已登记的名称或先导入它。", "candidates": []}
        ],
        "warnings": [],
        "errors": [],
        "errors_total": 0,
    },
]


def without_understanding(report):
    """The report without how its tables were read, which other tests look at."""
    assert all(sheet.pop("understood")["confidence"] > 0 for sheet in report["sheets"])
    return report


def test_a_preview_counts_one_of_everything_and_writes_nothing(first_load, second):
    before = row_counts()

    code, report = run(second)

    assert (code, without_understanding(report)) == (0, {"batch": None, "sheets": EVERYTHING})
    assert row_counts() == before


def test_publishing_does_what_the_preview_said(first_load, second):
    code, report = run(second, "--publish")

    batch = ImportBatch.objects.latest("pk")
    assert (code, without_understanding(report)) == (0, {"batch": batch.pk, "sheets": EVERYTHING})
    assert sorted(Observation.objects.public().values_list("period_label", "as_written")) == [
        ("2019年", "9亿元"), ("2020年", "10.3亿元"), ("2021年1-7月", "39.29"),
    ]  # fmt: skip
    assert dict(Park.objects.values_list("subject__name", "about")) == {
        "缙云经济开发区": "在壶镇", "缙云五金科技产业园": "五金之乡", "中德产业园": "",
    }  # fmt: skip


def test_a_corrected_file_supersedes_and_keeps_the_former_figure(first_load, second):
    run(second, "--publish")

    vintages = Observation.objects.filter(period_label="2020年").order_by("pk")
    assert list(vintages.values_list("as_written", "sheet", "cell")) == [
        ("10.2亿元", "数据", "D3"),
        ("10.3亿元", "数据", "D4"),
    ]
    former, present = vintages
    assert former.closed_at == present.published_at
    assert present.closed_at is None


def test_the_same_file_again_changes_nothing_and_says_so(first_load):
    before = row_counts()

    code, report = run(first_load, "--publish")

    assert code == 0
    assert [counts_of(sheet) for sheet in report["sheets"]] == [(0, 0, 2, 0, 0), (0, 0, 2, 0, 0)]
    assert row_counts() == before | {"imports.ImportBatch": 2}
    batch = report["batch"] + 1
    assert say(first_load, "--publish") == (
        0,
        "数据（figures）：2行，新增0，变更0，未变2，搁置0，错误0\n"
        "园区（parks）：2行，新增0，变更0，未变2，搁置0，错误0\n"
        f"这个文件在批次 #{batch - 1} 发布过（{timezone.localdate()}）。\n"
        f"这个文件在批次 #{batch - 2} 发布过（{timezone.localdate()}）。\n"
        f"与已发布的内容相同，没有变化（批次 #{batch}）。\n",
    )


def test_strict_makes_a_row_set_aside_an_error_for_preview_and_publication_alike(first_load, second):
    before = row_counts()

    for arguments in (["--strict"], ["--publish", "--strict"]):
        code, report = run(second, *arguments)
        assert (code, without_understanding(report)) == (1, {"batch": None, "sheets": EVERYTHING})
    assert row_counts() == before


@pytest.fixture
def faulty(tmp_path):
    """A good list beside a table with two bad cells and a row set aside."""
    return write_workbook(
        tmp_path / "错.xlsx",
        园区=[["名称"], ["中德产业园"]],
        数据=figures(
            ["缙云县", "规上工业增加值", "2021年13月", "几十亿元"],
            ["缙云县", "规上工业增加值", "2018年", "9亿元"],
            ["龙游县", "规上工业增加值", "2018年", "9亿元"],
        ),
    )


def test_an_error_anywhere_writes_nothing_and_names_every_cell(first_load, faulty):
    before, files = row_counts(), stored_files()

    code, report = run(faulty, "--publish")

    assert code == 1
    assert report["batch"] is None
    parks, table = report["sheets"]
    assert (counts_of(parks), counts_of(table)) == ((1, 0, 0, 0, 0), (1, 0, 0, 1, 2))
    assert table["errors"] == [
        {
            "code": "unreadable_period",
            "row": 2,
            "column": "C",
            "value": "2021年13月",
            "message": "期间“2021年13月”：没有13月。请核对月份，写成“2021年7月”或“2021年1—7月”。",
        },
        {
            "code": "unreadable_number",
            "row": 2,
            "column": "D",
            "value": "几十亿元",
            "message": "“几十亿元”没有给出具体数字，请作为表述录入，不要填在数据栏。",
        },
    ]
    assert (row_counts(), stored_files()) == (before, files)


def stored_files():
    storage = ImportBatch._meta.get_field("file").storage
    months = [f"batches/{year}/{month}" for year in storage.listdir("batches")[0] for month in storage.listdir(f"batches/{year}")[0]]  # fmt: skip
    return sorted(name for month in months for name in storage.listdir(month)[1])


def test_a_preview_ends_as_publishing_would(first_load, faulty):
    previewed, published = run(faulty), run(faulty, "--publish")

    assert previewed == published
    assert previewed[0] == 1


def test_the_text_says_where_what_and_how_it_ended(first_load, faulty):
    code, text = say(faulty, "--publish")

    assert code == 1
    assert text.splitlines() == [
        "园区（parks）：1行，新增1，变更0，未变0，搁置0，错误0",
        "数据（figures）：3行，新增1，变更0，未变0，搁置1，错误2",
        "  错误 数据!C2 “2021年13月” 期间“2021年13月”：没有13月。请核对月份，写成“2021年7月”或“2021年1—7月”。",
        "  错误 数据!D2 “几十亿元” “几十亿元”没有给出具体数字，请作为表述录入，不要填在数据栏。",
        "  搁置 数据!4 没有名为“龙游县”的对象，请改成已登记的名称或先导入它。",
        "有错误，什么也没有写入。请改正后再导入。",
    ]


def test_at_most_200_errors_are_listed_and_all_are_counted(county_with_figures, tmp_path):
    rows = figures(*(["缙云县", "规上工业增加值", f"{1900 + number}年", "很多"] for number in range(201)))

    code, report = run(write_workbook(tmp_path / "表.xlsx", 数据=rows))

    [sheet] = report["sheets"]
    assert (code, len(sheet["errors"]), sheet["errors_total"]) == (1, 200, 201)


def test_only_the_named_sheet_is_read(first_load, second):
    code, report = run(second, "--sheet", "园区", "--publish")

    assert (code, without_understanding(report)["sheets"]) == (0, EVERYTHING[1:])
    assert Observation.objects.count() == 2


def test_the_kind_may_be_said_where_headers_do_not_decide(county, tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", Sheet1=[["名称"], ["缙云经济开发区"]])

    undecided, said = run(path), run(path, "--as", "parks")

    assert undecided[0] == 1
    assert errors_of(undecided[1]["sheets"][0]) == [
        (
            1,
            None,
            "名称",
            "看表头分不清是哪种表：比较范围（region_groups）、园区（parks）、产业链（chains）、培育计划与荣誉（programmes）、"
            "数字化服务（services）、企业（enterprises）、项目（projects）。请指明种类。",
        )
    ]
    assert (said[0], said[1]["sheets"][0]["kind"], counts_of(said[1]["sheets"][0])) == (0, "parks", (1, 0, 0, 0, 0))


def test_a_csv_is_a_sheet_with_its_stem_for_a_name(county, tmp_path):
    path = tmp_path / "园区.csv"
    path.write_bytes("名称,简称\n缙云经济开发区,缙云经开区\n".encode("gb18030"))

    code, report = run(path, "--publish")

    assert (code, report["sheets"][0]["name"], report["sheets"][0]["kind"]) == (0, "园区", "parks")
    assert Park.objects.get().subject.short_name == "缙云经开区"


def test_rows_without_a_source_take_the_one_of_the_run(county_with_figures, tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx", 数据=[FIGURE_HEADER[:4], ["缙云县", "规上工业增加值", "今年上半年", "20亿元"]]
    )

    without, given = run(path), run(path, "--source", SOURCE, "--publish")

    assert errors_of(without[1]["sheets"][0]) == [
        (2, "C", "今年上半年", "期间“今年上半年”：没有写明年份，须有发布日期才能确定。请填写来源的发布日期，或写成“2021年1—7月”这样的完整期间。")
    ]  # fmt: skip
    assert given[0] == 0
    figure = Observation.objects.get()
    # The source is of 31 October 2021.
    assert (figure.source.title, figure.first_day, figure.last_day) == (SOURCE, datetime.date(2021, 1, 1), datetime.date(2021, 6, 30))  # fmt: skip


def test_a_row_without_any_source_is_an_error(county_with_figures, tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx", 数据=[FIGURE_HEADER[:4], ["缙云县", "规上工业增加值", "2020年", "20亿元"]]
    )

    assert errors_of(run(path)[1]["sheets"][0]) == [(2, None, "", "请填写来源，或在导入时指定来源。")]


def test_a_load_is_published_at_the_day_it_is_dated(first_load, county_with_figures, tmp_path):
    path = write_workbook(tmp_path / "表.xlsx", 数据=figures(["缙云县", "规上工业增加值", "2018年", "8亿元"]))

    assert run(path, "--publish", "--published-on", "2021-10-31")[0] == 0

    figure = Observation.objects.get(period_label="2018年")
    assert timezone.localdate(figure.published_at) == datetime.date(2021, 10, 31)
    assert ImportBatch.objects.latest("pk").options["published_on"] == "2021-10-31"


def test_a_correction_of_the_same_day_stands_behind_what_it_corrects_whatever_the_hour(county_with_figures, tmp_path, monkeypatch):  # fmt: skip
    def load(value, hour):
        moment = datetime.datetime(2021, 11, 1, hour, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        path = write_workbook(tmp_path / "表.xlsx", 数据=figures(["缙云县", "规上工业增加值", "2018年", value]))
        return run(path, "--publish", "--published-on", "2021-10-31")

    # Given a load dated 31 October that was made in the evening, when it is corrected the next morning
    first, second = load("8亿元", 18), load("9亿元", 8)

    assert (first[0], second[0]) == (0, 0)
    former, present = Observation.objects.order_by("pk")
    assert (former.closed_at, present.as_written) == (present.published_at, "9亿元")
    assert timezone.localdate(present.published_at) == datetime.date(2021, 10, 31)


def test_a_load_dated_before_what_it_would_replace_is_an_error(first_load, second):
    before = row_counts()

    code, report = run(second, "--publish", "--published-on", "2021-10-31")

    [(row, column, value, message)] = errors_of(report["sheets"][0])
    assert (code, row, column, value) == (1, 2, None, "")
    assert message.startswith("“缙云县 规上工业增加值 数值 2020年 10.2亿元”已有更晚的发布，发布时间必须晚于")
    assert row_counts() == before


def test_a_world_is_chosen_and_nothing_matches_across(county_with_figures, tmp_path):
    make_root("示例市", "990000")
    path = write_workbook(
        tmp_path / "表.xlsx", 园区=[["名称", "所在地区"], ["示例园区", "示例市"], ["缙云园区", "缙云县"]]
    )

    code, report = run(path, "--world", "shilishi", "--publish")

    assert (code, counts_of(report["sheets"][0])) == (0, (1, 0, 0, 1, 0))
    assert Park.objects.get().subject.world == Region.objects.get(subject__name="示例市")
    assert ImportBatch.objects.latest("pk").world == "shilishi"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--sheet", "荣誉"], "“一.xlsx”里没有工作表“荣誉”，有的是：数据、园区。"),
        (["--world", "nowhere"], "没有地区“nowhere”，请核对，或先导入它的地区表。"),
        (["--published-on", "31.10.2021"], "发布日期“31.10.2021”不是日期，请写成 2021-10-31 的样子。"),
        (["--published-on", "2999-01-01"], "发布日期2999-01-01在将来，请改成今天或以前的日期。"),
        (["--submit"], "发布和提交只能选一样：有权发布的用 --publish，其他的用 --submit。"),
        (["--accept", "数据!D2"], "“数据!D2”不是一处疑点，请照预览中的写法，如 unit_slip@产值!F7。"),
        (["--accept", "*"], "“*”不是一处疑点，请照预览中的写法，如 unit_slip@产值!F7。"),
        (["--accept-all", " "], "确认疑点要写明理由。"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(first_load, arguments, sentence):
    before = row_counts()

    assert run(first_load, "--publish", *arguments) == (2, {"error": sentence})
    assert say(first_load, "--publish", *arguments) == (2, sentence)
    assert row_counts() == before


def test_an_unknown_kind_is_refused_with_those_there_are(first_load):
    code, answer = run(first_load, "--as", "weather")

    assert code == 2
    assert answer["error"].startswith("没有名为“weather”的表格种类，有的是：sources（来源）、categories（代码表）、")


def test_an_unknown_source_of_the_run_is_refused(county_with_figures, tmp_path):
    path = write_workbook(
        tmp_path / "表.xlsx", 数据=[FIGURE_HEADER[:4], ["缙云县", "规上工业增加值", "2020年", "20亿元"]]
    )

    assert run(path, "--source", "统计月报") == (
        2,
        {"error": "指定的来源不能用：没有名为“统计月报”的来源，请改成已登记的名称或先导入它。"},
    )


def test_what_is_no_workbook_is_refused(county, tmp_path):
    path = tmp_path / "改名.xlsx"
    path.write_text("名称,代码")
    sentence = "“改名.xlsx”不是完好的表格文件：请用表格软件打开、另存为 .xlsx 后再上传。"

    assert run(path, "--publish") == (2, {"error": sentence})
    assert say(path) == (2, sentence)


def test_the_source_may_come_with_the_same_workbook(county_with_figures, tmp_path):
    Source.objects.all().delete()
    path = write_workbook(
        tmp_path / "表.xlsx",
        数据=figures(["缙云县", "规上工业增加值", "今年上半年", "20亿元"]),
        来源=[["标题", "日期", "公开依据"], [SOURCE, "2021-10-31", "公开报道"]],
    )

    code, report = run(path, "--publish")

    # The sheets are told in the workbook's order, whatever the order in which they are loaded.
    assert (code, [sheet["name"] for sheet in report["sheets"]]) == (0, ["数据", "来源"])
    assert Observation.objects.get().last_day == datetime.date(2021, 6, 30)


def test_hidden_sheets_and_unknown_columns_are_named(first_load, second, tmp_path):
    book = openpyxl.load_workbook(second)
    book["数据"].sheet_state = "hidden"
    book.save(second)

    code, text = say(second)

    assert code == 0
    assert text.splitlines() == [
        "园区（parks）：4行，新增1，变更1，未变1，搁置1，错误0",
        "  搁置 园区!5 没有名为“龙游县”的地区，请改成已登记的名称或先导入它。",
        "  没有导入的列：电话",
        "  变更 园区!3 缙云五金科技产业园：简介 — → 五金之乡",
        "  新增 园区!4 中德产业园：名称 中德产业园；所在地区 缙云县",
        "没有读的隐藏工作表：数据",
        "这是预览，什么也没有写入。加上 --publish 发布。",
    ]


def test_candidates_are_told(first_load, second):
    _code, text = say(second, "--sheet", "数据")

    assert "  搁置 数据!6 没有名为“缙云”的对象，请改成已登记的名称或先导入它。（可能是：缙云县、缙云经济开发区、缙云五金科技产业园）" in text  # fmt: skip


def test_the_batch_keeps_the_file_the_report_and_the_options(first_load):
    batch = ImportBatch.objects.get()

    assert (batch.status, batch.file_name, batch.world) == ("published", "一.xlsx", "lishuishi")
    assert batch.file.read() == first_load.read_bytes()
    batch.file.close()
    assert [sheet["name"] for sheet in batch.report["sheets"]] == ["数据", "园区"]
    assert batch.options == {
        "sheet": None,
        "kind": None,
        "world": "",
        "source": "",
        "strict": False,
        "published_on": "",
    }
    assert [(change.kind, change.key, change.row) for change in batch.changes.order_by("pk")] == [
        ("parks", "缙云经济开发区", 2), ("parks", "缙云五金科技产业园", 3),
    ]  # fmt: skip


def test_the_json_is_one_line_of_plain_characters(first_load):
    output = io.StringIO()

    call_command("import_workbook", str(first_load), json=True, stdout=output)

    assert output.getvalue() == json.dumps(json.loads(output.getvalue()), ensure_ascii=False) + "\n"
