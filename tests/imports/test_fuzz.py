"""Whatever stands in the cells, every kind of table answers with sentences and never with a traceback."""

import datetime
import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.context import ImportContext
from imports.publish import preview
from imports.registry import all_sheets, sheet_for
from imports.workbook import FormulaFault, Grid, UnformattedNumber, Workbook

pytestmark = pytest.mark.usefixtures("demo")

KINDS = [sheet.kind for sheet in all_sheets()]
# What a cell of the right kind would hold, so that rows get past the first check.
PLAUSIBLE = [
    "缙云县", "锯力煌", "浙江君鸿机械", "缙云经济开发区", "健康医疗", "肖特医药系统亚洲总部", "蒲惠制造", "缙云：造就山区工业发展特色样本",
    "规上工业增加值", "sales", "行业:C34", "C34", "行业", "园区", "产业链", "规模", "规上", "是", "否", "同比", "占比", "内部", "县",
    "2020年", "今年上半年", "1-7月", "近三年", "2021-10-31", "39.29亿元", "44.3%", "-3.2", "2700余万元", "—", "全市第1", "山区26县第27",
    "331122", "331122101", "91331122MA2E0AAA1K", "无", "公开报道", "签约", "省", "获评", "亿元", "%", "家", "比率", "第7段",
]  # fmt: skip
ODD = [
    "", "  ", "\x00", "a\x0b", "长" * 400, "🏭", "\u200f", "NaN", "1e400", "-", "=1+1", "#REF!", "０", "9" * 31, "1/0", "、，；",
    "slug:x", "%s%d%(x)s", "{0}", "<b>", "'", '"', "\\", "2021-02-30", "9999-12-31", "0000", "-1", "1_0", "１２",
]  # fmt: skip

WIDE_HEADERS = ["对象", "期间", "规上工业增加值（亿元）", "规上工业增加值同比（%）", "销售额", "来源"]
# Rows of kinds that the demo has nothing of.
OF_NO_DEMO = {
    "release_schedules": ["规上工业总产值", "缙云县", "每月", "年初累计", "20", "2021-01-01", "", "", ""],
}
WIDE_ROWS = [
    ["缙云县", "2021年1-7月", 39.29, 39.6, "", "缙云：造就山区工业发展特色样本"],
    ["锯力煌", "2020年", "", "", "2.91亿元", "缙云：造就山区工业发展特色样本"],
    ["丽水市", "2019年", 151.2, "-3.2%", "…", "缙云：造就山区工业发展特色样本"],
]

cells = st.one_of(
    st.sampled_from(PLAUSIBLE),
    st.sampled_from(PLAUSIBLE),
    st.sampled_from(ODD),
    st.text(max_size=12),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.floats().map(UnformattedNumber),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(["#DIV/0!", "="]).map(FormulaFault),
)


@st.composite
def tables(draw, header, known_rows):
    """Rows of the demo with some cells replaced, in any order of columns, sometimes with one too few or too many."""
    positions = draw(st.permutations(range(len(header))))[draw(st.sampled_from([0, 0, 0, 1])) :]
    rows = []
    for row in draw(st.lists(st.sampled_from(known_rows), min_size=1, max_size=4)):
        replaced = draw(
            st.dictionaries(st.sampled_from(positions), cells, max_size=draw(st.sampled_from([1, 1, 2, 5])))
        )
        rows.append([replaced.get(position, row[position]) for position in positions])
    title = draw(st.sampled_from([[], [["标题"]], [[]]]))
    extra = draw(st.sampled_from([[], ["电话"], [""], ["*备注\x00"]]))
    return [*title, [header[position] for position in positions] + extra, *([*row, *extra] for row in rows)]


def check(rows, kind):
    """The report is complete, plain and says something about every row. Answers how the rows came out."""
    report = preview(Workbook("表.xlsx", "", [Grid("表", rows)]), ImportContext(), kind)
    text = json.dumps(report.as_dict(), ensure_ascii=False)
    assert "\\u0000" not in text
    # Cells at random may well make two tables of one.
    assert report.sheets
    outcomes = Counter()
    for sheet in report.sheets:
        for message in [problem.message for problem in sheet.errors] + [row.reason for row in sheet.set_aside_rows]:
            assert message.endswith(("。", "。）")), message
        written = sheet.new + sheet.changed
        counted = written + sheet.unchanged + sheet.set_aside
        # A row of a wide table has as many figures as it has, also none.
        assert sheet.errors or sheet.kind == "figures_wide" or counted == sheet.rows
        outcomes.update(
            written=written, unchanged=sheet.unchanged, set_aside=sheet.set_aside, errors=sheet.errors_total
        )
    return outcomes


def known_table(kind):
    """The headers and rows of the demo as it exports them; a wide table has columns of indicators besides."""
    if kind == "figures_wide":
        return WIDE_HEADERS, WIDE_ROWS
    dataset = sheet_for(kind)(ImportContext()).export()
    return dataset.headers, [list(row) for row in dataset] or [OF_NO_DEMO[kind]]


def fuzz(kind, examples):
    headers, known_rows = known_table(kind)
    outcomes = Counter()

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(tables(headers, known_rows))
    def answered(rows):
        outcomes.update(check(rows, kind))

    answered()
    return outcomes


@pytest.mark.parametrize("kind", KINDS)
def test_any_cells_are_answered_in_sentences(kind):
    fuzz(kind, examples=6)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_any_cells_are_answered_in_sentences_at_length(kind):
    outcomes = fuzz(kind, examples=150)

    # Not all rows fall at the first check. A wide table gives no figure in the words of the demo.
    is_new = kind == "figures_wide" or kind in OF_NO_DEMO
    expected = ["written", "errors"] if is_new else ["written", "unchanged", "errors"]
    assert min(outcomes[name] for name in expected) > 0, outcomes


@settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(cells, max_size=6), min_size=1, max_size=8))
def test_any_grid_at_all_is_answered(rows):
    if any(str(cell).strip() for row in rows for cell in row if cell is not None):
        preview(Workbook("表.xlsx", "", [Grid("表", rows)]), ImportContext())


def test_a_day_in_a_cell_is_read_the_same_from_any_kind_of_cell():
    """The one inverse of the columns: what a date column writes, it reads."""
    column = sheet_for("memberships")(ImportContext()).fields["from_on"]
    for day in (datetime.date(1949, 10, 1), datetime.date(2021, 10, 31)):
        assert column.widget.clean(column.widget.render(day)) == day
