"""Files of an indicator's page and of everything: literal rows, types, past days and refusals."""

import csv
import datetime
import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from indicators.models import Break, LegalBasis, Observation
from tests.factories import make_indicator, make_root, make_source, publish_figure

pytestmark = pytest.mark.django_db
JULY, AUGUST = (datetime.datetime(2021, month, 20, 1, tzinfo=datetime.UTC) for month in (7, 8))


@pytest.fixture
def value_added(county):
    found = make_indicator("value_added", "规上工业增加值", "亿元", definition="生产的最终成果。")
    Break.objects.create(indicator=found, on=datetime.date(2011, 1, 1), reason="规模标准提高。")
    return found


@pytest.fixture
def figures(county, value_added, source, whole_city):
    """39.29 of January to July 2021, over it, the first of the city; its growth of 39.6 % at comparable prices."""
    level = publish_figure(
        county, value_added, "39.29", source=source, qualifier=">", ranks=[(whole_city, 1)], at=JULY,
        as_written="超过39.29亿元",
    )  # fmt: skip
    growth = publish_figure(county, value_added, "39.6", source=source, measure="yoy", basis="可比价", at=JULY)
    return level, growth


def table(response):
    """The rows of a csv as dictionaries, in the order of the level before its growth."""
    assert response.status_code == 200
    content = response.getvalue().decode()
    assert content[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(content[1:])))


# --- What an indicator's page shows -----------------------------------------------------------------------------


def test_a_csv_is_in_the_reader_s_words(client, figures):
    level, _growth = table(client.get("/indicators/value_added.csv"))

    assert level == {
        "编号": str(figures[0].pk), "指标代码": "value_added", "指标": "规上工业增加值", "对象类别": "地区",
        "对象代码": "jinyunxian", "对象": "缙云县", "对象英文名": "Jinyun County", "度量": "数值", "口径": "unstated",
        "分类代码表": "", "分类": "", "时间": "2021年1-7月", "起": "2021-01-01", "止": "2021-07-31",
        "时间种类": "从1月起累计", "数值状态": "有数值", "数值": "39.29", "限定": "超过", "单位": "亿元",
        "原文": "超过39.29亿元", "状态": "最终", "备注": "", "发布时间": "2021-07-20T09:00:00+08:00",
        "来源": "缙云县工业经济报道", "发布者": "未注明", "来源日期": "2021-10-31", "出处": "第7段", "位次": "全市第1",
    }  # fmt: skip


def test_an_english_csv_has_english_headers(client, figures):
    level, growth = table(client.get("/en/indicators/value_added.csv"))

    assert (level["Measure"], growth["Measure"], growth["Value"], growth["Unit"]) == (
        "Value", "Year on year", "39.6", "%",
    )  # fmt: skip


def test_a_file_has_what_the_page_shows(client, figures):
    rows = table(client.get("/indicators/value_added.csv?measure=yoy"))

    assert [(row["度量"], row["数值"]) for row in rows] == [("同比", "39.6")]


def test_what_a_spreadsheet_would_run_is_text(client, county, value_added, source):
    publish_figure(county, value_added, "1", source=source, note="=HYPERLINK(1)", place="+1")

    (row,) = table(client.get("/indicators/value_added.csv"))

    assert (row["备注"], row["出处"], row["限定"]) == ("'=HYPERLINK(1)", "+1", "等于")


def test_a_workbook_has_cover_notes_codes_and_typed_figures(client, figures):
    response = client.get("/indicators/value_added.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    cover = {row[0].value: row[1].value for row in book["封面"]}
    header, level, growth = book["数据"].iter_rows()
    at = {cell.value: number for number, cell in enumerate(header)}

    assert book.sheetnames == ["封面", "说明", "代码", "数据"]
    assert cover["标题"] == "规上工业增加值（2021年1—7月）"
    assert cover["来源"] == "缙云县工业经济报道（未注明，2021-10-31）"
    assert cover["许可"] == "可以自由查阅、转载和再利用，请注明来源。"
    assert [row[1].value for row in book["说明"]][:3] == [
        "规上工业增加值",
        "生产的最终成果。",
        "2011-01-01：规模标准提高。",
    ]
    assert ["度量", "yoy", "同比"] in [[cell.value for cell in row] for row in book["代码"]]
    assert book["数据"].freeze_panes == "A2"
    assert [(row[at["数值"]].value, row[at["数值"]].number_format) for row in (level, growth)] == [
        (39.29, "#,##0.00"), (39.6, "#,##0.0"),
    ]  # fmt: skip
    assert level[at["起"]].value == datetime.datetime(2021, 1, 1)  # noqa: DTZ001  (a spreadsheet knows no zones)
    assert level[at["起"]].number_format == "yyyy-mm-dd"


def test_numbers_of_more_digits_than_a_spreadsheet_keeps_stay_whole(client, county, value_added, source):
    publish_figure(county, value_added, "1234567890123456.5", source=source)

    book = load_workbook(io.BytesIO(client.get("/indicators/value_added.xlsx").content))

    assert "1234567890123456.5" in [cell.value for cell in list(book["数据"].iter_rows())[1]]


def test_json_tells_figures_as_the_interface_does(client, figures):
    told = client.get("/indicators/value_added.json").json()
    interface = client.get("/api/v1/indicators/value_added/observations").json()["items"]

    assert sorted(told["items"], key=lambda item: item["id"]) == sorted(interface, key=lambda item: item["id"])
    assert told["indicator"]["code"] == "value_added"
    assert told["citation"].startswith("缙云县. 规上工业增加值（2021年1—7月）[DB/OL]. (2021-07-20)[")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_an_unknown_indicator_has_no_files(client, county, kind):
    assert client.get(f"/indicators/nothing.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_file_refuses_in_words_what_a_page_would_leave_out(client, figures, kind, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")
    future = client.get(f"/indicators/value_added.{kind}?asof=2021-11-01")
    unknown = client.get(f"/indicators/value_added.{kind}?region=nowhere")

    assert (future.status_code, future["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "asof 不能晚于今天（2021-10-31），2021-11-01 还没有到。" in future.content.decode()
    assert (unknown.status_code, unknown.content.decode()) == (
        422,
        "网址有误，没有给出文件。同一网址的页面会这样处理：\n没有名为“nowhere”的对象，已忽略。\n",
    )


# --- Everything -------------------------------------------------------------------------------------------------


def test_all_figures_are_told_in_codes(client, figures):
    level, growth = table(client.get("/data/figures.csv"))

    assert (level["measure"], level["qualifier"], level["value"], level["ranks"]) == ("level", ">", "39.29", "全市第1")
    assert (growth["measure"], growth["qualifier"], growth["unit"]) == ("yoy", "=", "%")


def test_all_figures_of_a_past_day_and_of_another_world(client, county, value_added, source):
    publish_figure(county, value_added, "39.29", source=source, at=JULY)
    publish_figure(county, value_added, "39.31", source=source, at=AUGUST, status="revised")
    publish_figure(make_root("示例市", "990000"), value_added, "7.7", source=source)

    def values(query):
        return [row["value"] for row in table(client.get(f"/data/figures.csv{query}"))]

    assert values("") == ["39.31"]
    assert values("?asof=2021-07-31") == ["39.29"]
    assert values("?asof=2021-07-19") == []
    assert values("?world=shilishi") == ["7.7"]
    assert client.get("/data/figures.csv?world=nowhere").status_code == 422
    assert client.get("/data/figures.csv?asof=yesterday").status_code == 422
    assert client.get("/data/indicators.csv?asof=2021-07-31").status_code == 422


def test_internal_figures_are_in_no_file(client, county, value_added):
    publish_figure(
        county, value_added, "7391.1", source=make_source("内部报表", legal_basis=LegalBasis.NONE),
        audience=Observation.Audience.INTERNAL, legal_basis=LegalBasis.NONE,
    )  # fmt: skip

    for address in ("/data/figures.csv", "/indicators/value_added.csv", "/indicators/value_added.json"):
        assert "7391" not in client.get(address).getvalue().decode()


def test_a_table_that_is_not_there_is_not_found(client, county):
    assert client.get("/data/nothing.csv").status_code == 404
    assert client.get("/data/codes/nothing/").status_code == 404


# --- What search engines read -----------------------------------------------------------------------------------


def test_a_dataset_is_described_and_cannot_end_its_block(rf, figures, value_added):
    from indicators.open_data.dataset import as_script, dataset

    value_added.definition = "</script><b>"
    shown = list(Observation.objects.for_display())
    described = dataset(rf.get("/indicators/value_added/"), value_added, shown, "?measure=yoy")
    script = as_script(described)

    assert "<" not in script
    assert json.loads(script) == described
    assert described["temporalCoverage"] == "2021-01-01/2021-07-31"
    assert described["spatialCoverage"] == ["缙云县"]
    assert described["distribution"][0] == {
        "@type": "DataDownload",
        "encodingFormat": "text/csv",
        "contentUrl": "http://testserver/indicators/value_added.csv?measure=yoy",
    }


def test_decimals_are_never_made_floats(client, county, value_added, source):
    publish_figure(county, value_added, "0.1", source=source)

    (row,) = table(client.get("/data/figures.csv"))

    assert Decimal(row["value"]) == Decimal("0.1")
