"""However the rows of a table are shuffled, split over files or repeated, the same state comes of them."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import publish
from imports.workbook import Grid, Workbook
from indicators.models import Observation
from portal.current_state import current_state
from tests.factories import make_indicator

REPORT = "缙云县工业经济报道"
NAMES = ["甲厂", "乙厂", "丙厂", "丁厂"]
ENTERPRISES = ["名称", "简称", "简介", "主要产品"]
FIGURES = ["对象", "指标", "期间", "数值", "位次", "来源"]

texts = st.sampled_from(["", "一", "二、三"])
firms = st.dictionaries(st.sampled_from(NAMES), st.tuples(st.sampled_from(["", "厂"]), texts, texts), min_size=1)
subjects = st.sampled_from(["缙云县", *NAMES])
values = st.sampled_from(["1亿元", "0.5亿元", "20000万元", "—", "3余亿元"])
keys = st.tuples(subjects, st.sampled_from(["产值", "税收"]), st.sampled_from(["2020年", "2021年1-7月", "2021年"]))
figures = st.dictionaries(keys, st.tuples(values, st.sampled_from(["", "全市第1"])), min_size=1, max_size=8)


def firm_rows(table):
    return [[name, *row] for name, row in table.items()]


def figure_rows(table):
    return [[*key, *row, REPORT] for key, row in table.items()]


def load(*tables):
    """Publishes tables, each a title, headers and rows, as one file; the counts of its sheets."""
    grids = [Grid(title, [headers, *rows]) for title, headers, rows in tables if rows]
    report = publish(Workbook("表.xlsx", "", grids), ImportContext(), ImportBatch.objects.create())
    assert [problem.message for sheet in report.sheets for problem in sheet.errors] == []
    return [(sheet.rows, sheet.new, sheet.changed, sheet.unchanged) for sheet in report.sheets]


def state_of(*files):
    """What stands after loading files one after another, in a world that is then as it was."""
    with transaction.atomic():
        for file in files:
            load(*file)
        state = current_state()
        transaction.set_rollback(True)
    return state


def whole(firm_table, figure_table):
    return [("企业", ENTERPRISES, firm_table), ("数据", FIGURES, figure_table)]


def files_of(rows, title, headers, cut):
    return [(title, headers, rows[:cut])], [(title, headers, rows[cut:])]


def rows_of(firm_table, figure_table):
    """The rows of both; figures of firms that nobody knows are left out, for they are set aside in any order."""
    known = [*firm_table, "缙云县"]
    return firm_rows(firm_table), figure_rows({key: row for key, row in figure_table.items() if key[0] in known})


def check(chance, given_firms, given_figures):
    expected = state_of(whole(given_firms, given_figures))
    shuffled_firms, shuffled_figures = given_firms[:], given_figures[:]
    chance.shuffle(shuffled_firms)
    chance.shuffle(shuffled_figures)

    assert state_of(whole(shuffled_firms, shuffled_figures)) == expected
    assert state_of(reversed(whole(shuffled_firms, shuffled_figures))) == expected
    one, other = files_of(shuffled_firms, "企业", ENTERPRISES, chance.randint(0, len(given_firms)))
    first, second = files_of(shuffled_figures, "数据", FIGURES, chance.randint(0, len(given_figures)))
    assert state_of(one, other, first, second) == expected
    assert state_of(other, one, second, first) == expected
    assert state_of(whole(given_firms, given_figures), second, one, whole(given_firms, given_figures)) == expected


def check_repeated(given_firms, given_figures):
    file = whole(given_firms, given_figures)
    load(*file)
    state, vintages = current_state(), Observation.objects.count()

    counts = load(*file)

    assert counts == [(len(rows), 0, 0, len(rows)) for _title, _headers, rows in file if rows]
    assert (current_state(), Observation.objects.count()) == (state, vintages)


def explore(examples):
    @settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow],
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )  # fmt: skip
    @given(st.randoms(use_true_random=False), firms, figures)
    def try_out(chance, firm_table, figure_table):
        rows = rows_of(firm_table, figure_table)
        check(chance, *rows)
        with transaction.atomic():
            check_repeated(*rows)
            transaction.set_rollback(True)

    try_out()


@pytest.fixture
def world(county, whole_city, source):
    make_indicator("output", "产值")
    make_indicator("tax", "税收")


def test_shuffled_split_and_repeated_tables_lead_to_one_state(world):
    explore(10)


@pytest.mark.slow
def test_shuffled_split_and_repeated_tables_lead_to_one_state_for_long(world):
    explore(150)
