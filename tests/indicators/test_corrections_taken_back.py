"""A table that would take a correction by hand back is doubted at the figure's cell."""

import pytest
from django.utils import timezone

from imports.models import ImportBatch
from indicators.actions import supersede
from indicators.figures import read_quantity
from indicators.models import Observation
from people.models import User
from tests.factories import make_indicator, make_source
from tests.imports.running import run, write_workbook
from tests.imports.undoing import undone

SOURCE = "2021年统计月报"
NAME = "takes_back_correction@数据!D2"


@pytest.fixture(autouse=True)
def catalogue(county):
    make_source(SOURCE)
    make_indicator("output", "工业总产值", unit="亿元")


@pytest.fixture
def load(tmp_path):
    """Publishes 工业总产值 of 2020; the exit code and the doubts at it as (name, sentence)."""

    def publish(value, *arguments, place=""):
        rows = [["对象", "指标", "期间", "数值", "出处"], ["缙云县", "工业总产值", "2020年", value, place]]
        path = write_workbook(tmp_path / "表.xlsx", 数据=rows)
        code, answer = run(path, "--publish", "--source", SOURCE, *arguments)
        [sheet] = answer["sheets"]
        found = [
            (f"{doubt['code']}@数据!{doubt['column']}{doubt['row']}", doubt["message"]) for doubt in sheet["warnings"]
        ]
        return code, found

    return publish


def correct(value, change="correction"):
    figure = Observation.objects.asof().get()
    by, _is_new = User.objects.get_or_create(username="统计科")
    quantity = read_quantity(value, measure="level", indicator=figure.indicator)
    return supersede(
        observation=figure, quantity=quantity, change=change, reason="漏报一家", source=figure.source, by=by
    )


def doubt(change, former, new):
    today = f"{timezone.localdate():%Y-%m-%d}"
    sentence = (
        f"统计科于{today}把它由人工{change}为{former}（漏报一家），这张表会改成{new}："
        "应以人工改的为准，请改表；确要改成表里的，再确认。"
    )
    return [(NAME, sentence)]


@pytest.mark.parametrize(("change", "word"), [("correction", "更正"), ("revision", "修订"), ("scope", "口径调整")])
@pytest.mark.parametrize("value", ["15亿元", "15.7亿元"])
def test_the_former_table_again_or_a_new_one_takes_a_correction_back(load, change, word, value):
    load("15亿元")
    correct("16亿元", change)

    assert load(value) == (3, doubt(word, "16亿元", value))
    assert Observation.objects.asof().get().as_written == "16亿元"
    assert load(value, "--accept", NAME)[0] == 0
    assert Observation.objects.asof().get().as_written == value


def test_a_table_that_says_the_same_takes_nothing_back(load):
    load("15亿元")
    correct("16亿元")

    assert load("16亿元", place="表2") == (0, [])


def test_a_figure_that_a_table_has_replaced_is_corrected_no_more(load):
    load("15亿元")
    correct("16亿元")
    load("17亿元", "--accept-all", "年报")

    assert load("18亿元") == (0, [])


def test_a_correction_that_an_undo_brought_back_is_one_still(load):
    load("15亿元")
    correct("16亿元")
    load("17亿元", "--accept-all", "年报")
    undone(ImportBatch.objects.first())

    assert load("17亿元") == (3, doubt("更正", "16亿元", "17亿元"))


def test_a_correction_that_was_undone_is_none(load):
    load("15亿元")
    undone(correct("16亿元").batch)

    assert load("15.5亿元") == (0, [])
