"""What officials type into a cell, and what a column makes of it."""

import datetime

import pytest
from django.utils import translation

from enterprises.models import Membership, Programme
from imports.columns import (
    BooleanWidget,
    ChoiceWidget,
    DateWidget,
    IntegerWidget,
    ListWidget,
    TextWidget,
    cell_text,
    quoted,
    split_list,
)
from imports.errors import CellError


def refusal_of(widget, value):
    with pytest.raises(CellError) as refused:
        widget.clean(value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  锯力煌 ", "锯力煌"),
        (331122.0, "331122"),
        (331122.5, "331122.5"),
        (1e300, "1e+300"),
        (7, "7"),
        (datetime.date(2021, 10, 31), "2021-10-31"),
        (datetime.datetime(2021, 10, 31), "2021-10-31"),  # noqa: DTZ001 - as a spreadsheet keeps it
        (datetime.datetime(2021, 10, 31, 8), "2021-10-31 08:00:00"),  # noqa: DTZ001
        (datetime.time(8, 30), "08:30:00"),
    ],
)
def test_a_cell_is_read_as_the_text_it_shows(cell, text):
    assert cell_text(cell) == text


def test_a_message_shows_forty_characters_and_a_box_for_what_nobody_sees():
    assert quoted("a\x00b\x1b[31m") == "a□b□[31m"
    assert quoted("长" * 41) == "长" * 40 + "…"


@pytest.mark.parametrize("text", ["第一行\n第二行", "制表\t符", "🏭厂", "‏علامة‏", "０１２"])
def test_text_may_hold_breaks_emoji_and_marks_of_direction(text):
    assert TextWidget().clean(text) == text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x7f", "\x85"])
def test_text_with_a_control_character_is_refused(character):
    sentence = "“锯力□煌”里有看不见的控制字符，请重新输入。"

    assert refusal_of(TextWidget(), f"锯力{character}煌") == sentence


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("锯床、带锯床", ["锯床", "带锯床"]),
        ("锯床，带锯床；圆锯;铣床\n钻床", ["锯床", "带锯床", "圆锯", "铣床", "钻床"]),
        ("锯床,带锯床,LED灯", ["锯床", "带锯床", "LED灯"]),
        ("MES,ERP", ["MES", "ERP"]),
        ("锯床、锯床、 ", ["锯床"]),
        ("", []),
        # Commas that separate nothing.
        ("Schott Pharma Co., Ltd、肖特", ["Schott Pharma Co., Ltd", "肖特"]),
        ("Zhejiang Julihuang Co.,Ltd.", ["Zhejiang Julihuang Co.,Ltd."]),
        ("Saws, blades and oil", ["Saws, blades and oil"]),
        ("1,4-丁二醇、甲醇", ["1,4-丁二醇", "甲醇"]),
    ],
)
def test_a_list_is_parted_at_its_marks_alone(text, parts):
    assert split_list(text) == parts


@pytest.mark.parametrize("parts", [["锯床", "带锯床"], ["Schott Pharma Co., Ltd", "1,4-丁二醇"], []])
def test_a_written_list_reads_back(parts):
    assert ListWidget().clean(ListWidget().render(parts)) == parts


@pytest.mark.parametrize(
    ("cell", "value"), [("是", True), (1.0, True), (True, True), ("", False), ("否", False), (0.0, False)]
)
def test_yes_and_no(cell, value):
    assert BooleanWidget().clean(cell) is value


def test_neither_yes_nor_no_is_refused():
    assert refusal_of(BooleanWidget(), "也许") == "“也许”应写“是”或“否”。"


@pytest.mark.parametrize("text", ["规上", " 规 上 ", "above_scale", "ABOVE_SCALE"])
def test_a_choice_is_known_by_label_or_code(text):
    assert ChoiceWidget(Membership.SizeClass).clean(text) == "above_scale"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_files_speak_chinese_in_every_language(language):
    widget = ChoiceWidget(Programme.Level, {"国家级": "national"})

    with translation.override(language):
        assert [widget.clean("国家"), widget.clean("国家级"), widget.render("national")] == [
            "national",
            "national",
            "国家",
        ]


def test_an_unknown_choice_is_refused_with_those_there_are():
    assert refusal_of(ChoiceWidget(Membership.SizeClass), "规中") == "“规中”不在可选范围内，请从这些里选：规上、规下。"


@pytest.mark.parametrize(
    ("cell", "value"), [(26.0, 26), ("26", 26), ("２６", 26), ("1,050", 1050), ("2020年", 2020), ("-0", 0), ("", None)]
)
def test_whole_numbers(cell, value):
    assert IntegerWidget().clean(cell) == value


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("二十六", "“二十六”不是整数，请只填数字。"),
        (2.5, "“2.5”不是整数，请只填数字。"),
        ("1_000", "“1_000”不是整数，请只填数字。"),
        (1e300, "“1e+300”不是整数，请只填数字。"),
        ("9" * 31, f"“{'9' * 31}”不是整数，请只填数字。"),
        ("NaN", "“NaN”不是整数，请只填数字。"),
        (10.0, "“10”超出范围，应在1到9之间。"),
    ],
)
def test_what_is_no_whole_number_in_range_is_refused(cell, sentence):
    assert refusal_of(IntegerWidget(1, 9), cell) == sentence


@pytest.mark.parametrize(
    "cell",
    [
        datetime.date(2021, 10, 31),
        datetime.datetime(2021, 10, 31, 8),  # noqa: DTZ001 - as a spreadsheet keeps it
        44500.0,
        20211031.0,
        "2021-10-31",
        "2021/10/31",
        "2021.10.31",
        "2021年10月31日",
        "２０２１－１０－３１",
        "20211031",
    ],
)
def test_days(cell):
    assert DateWidget().clean(cell) == datetime.date(2021, 10, 31)


@pytest.mark.parametrize(
    "cell", ["2021-02-30", "2021年10月", "2021111", "昨天", 2021.0, "0021-10-31", datetime.date(9999, 1, 1)]
)
def test_what_is_no_day_is_refused(cell):
    assert refusal_of(DateWidget(), cell) == f"“{cell_text(cell)}”不是日期，请写成 2021-10-31 的样子。"
