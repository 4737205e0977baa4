"""Numbers as officials write them: what each printed form says, and why a text is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.numbers import NumberError, Qualifier, Quantity, parse_quantity
from tests.indicators.article_figures import ARTICLE_FIGURES, ArticleFigure

# Printed text: value, canonical unit, qualifier, unit as printed, decimals as printed.
PRINTED = {
    # the article's own numbers
    "39.29亿元": ("39.29", "亿元", "=", "亿元", 2),
    "39.6%": ("39.6", "%", "=", "%", 1),
    "不下六个": ("6", "个", "≥", "个", 0),
    "超过9000万支": ("90000000", "支", ">", "万支", 0),
    "10亿元": ("10", "亿元", "=", "亿元", 0),
    "280.6亿元": ("280.6", "亿元", "=", "亿元", 1),
    "83个": ("83", "个", "=", "个", 0),
    "81家": ("81", "家", "=", "家", 0),
    "100多项": ("100", "项", ">", "项", 0),
    "95.3%": ("95.3", "%", "=", "%", 1),
    "同比增长均达到100%以上": ("100", "%", "≥", "%", 0),
    "提升了40%以上": ("40", "%", "≥", "%", 0),
    "2.91亿元": ("2.91", "亿元", "=", "亿元", 2),
    "逆势增长85%": ("85", "%", "=", "%", 0),
    "400多名": ("400", "名", ">", "名", 0),
    "400多个": ("400", "个", ">", "个", 0),
    "达到了80%以上": ("80", "%", "≥", "%", 0),
    "再增长30%以上": ("30", "%", "≥", "%", 0),
    "9块": ("9", "块", "=", "块", 0),
    "1050余家": ("1050", "家", ">", "家", 0),
    "22个": ("22", "个", "=", "个", 0),
    "2700余万元": ("2700", "万元", ">", "万元", 0),
    "465万元": ("465", "万元", "=", "万元", 0),
    "3亩以上": ("3", "亩", "≥", "亩", 0),
    "30台": ("30", "台", "=", "台", 0),
    "突破千亿元": ("1000", "亿元", ">", "亿元", 0),
    "20米": ("20", "米", "=", "米", 0),
    "30多轮": ("30", "轮", ">", "轮", 0),
    # qualifiers
    "2700万余元": ("2700", "万元", ">", "万元", 0),
    "近千家": ("1000", "家", "<", "家", 0),
    "近万家": ("10000", "家", "<", "万家", 0),
    "上百家": ("100", "家", "≥", "家", 0),
    "十来家": ("10", "家", "≈", "家", 0),
    "近50亿元": ("50", "亿元", "<", "亿元", 0),
    "不足50家": ("50", "家", "<", "家", 0),
    "少于50家": ("50", "家", "≤", "家", 0),
    "85%左右": ("85", "%", "≈", "%", 0),
    "约85%": ("85", "%", "≈", "%", 0),
    "40%以上": ("40", "%", "≥", "%", 0),
    "5%以内": ("5", "%", "≤", "%", 0),
    ">=50": ("50", "", "≥", "", 0),
    "~50": ("50", "", "≈", "", 0),
    # growth and sign
    "44.3%": ("44.3", "%", "=", "%", 1),
    "４４．３％": ("44.3", "%", "=", "%", 1),
    "下降3.2%": ("-3.2", "%", "=", "%", 1),
    "负增长3.2%": ("-3.2", "%", "=", "%", 1),
    "增长-3.2%": ("-3.2", "%", "=", "%", 1),
    "降至3.2%": ("3.2", "%", "=", "%", 1),
    "增长39.6%": ("39.6", "%", "=", "%", 1),
    "同比增长39.6%": ("39.6", "%", "=", "%", 1),
    "比上年同期下降约3%": ("-3", "%", "≈", "%", 0),
    "上升0.5个百分点": ("0.5", "个百分点", "=", "个百分点", 1),
    "0.5百分点": ("0.5", "个百分点", "=", "百分点", 1),
    "百分之三十五": ("35", "%", "=", "%", 0),
    "持平": ("0", "%", "=", "%", 0),
    "基本持平": ("0", "%", "≈", "%", 0),
    "零增长": ("0", "%", "=", "%", 0),
    "+3.2%": ("3.2", "%", "=", "%", 1),
    "-3.2%": ("-3.2", "%", "=", "%", 1),
    "−3.2": ("-3.2", "", "=", "", 1),
    "–3.2": ("-3.2", "", "=", "", 1),
    "(1.2)": ("-1.2", "", "=", "", 1),
    "（1.2）": ("-1.2", "", "=", "", 1),
    "(1.2%)": ("-1.2", "%", "=", "%", 1),
    "(1.2)%": ("-1.2", "%", "=", "%", 1),
    # digits, groups and blanks
    "1,234.5": ("1234.5", "", "=", "", 1),
    "１，２３４．５": ("1234.5", "", "=", "", 1),
    "1 234 567.5 亿元": ("1234567.5", "亿元", "=", "亿元", 1),
    "39.29\u3000亿\u00a0元": ("39.29", "亿元", "=", "亿元", 2),
    "39.29\n亿元": ("39.29", "亿元", "=", "亿元", 2),
    "39\u200b.29": ("39.29", "", "=", "", 2),
    "1.2E+5": ("120000", "", "=", "", 0),
    "44.30%": ("44.30", "%", "=", "%", 2),
    "三个": ("3", "个", "=", "个", 0),
    "两年": ("2", "年", "=", "年", 0),
    "十二家": ("12", "家", "=", "家", 0),
    "两百五十家": ("250", "家", "=", "家", 0),
    "一千零五十余家": ("1050", "家", ">", "家", 0),
    "五百万元": ("500", "万元", "=", "万元", 0),
    # units: money, mass and energy keep their scale word, areas and things counted do not
    "1.2万亩": ("12000", "亩", "=", "万亩", 1),
    "500亩": ("500", "亩", "=", "亩", 0),
    "33.3公顷": ("33.3", "公顷", "=", "公顷", 1),
    "5㎡": ("5", "平方米", "=", "㎡", 0),
    "9.5万吨": ("9.5", "万吨", "=", "万吨", 1),
    "1.2亿度": ("1.2", "亿千瓦时", "=", "亿度", 1),
    "3千元": ("3", "千元", "=", "千元", 0),
    "5千瓦时": ("5", "千瓦时", "=", "千瓦时", 0),
    "30万元/亩": ("30", "万元/亩", "=", "万元/亩", 0),
    "0.5吨标煤/万元": ("0.5", "吨标准煤/万元", "=", "吨标煤/万元", 1),
    "1.2万": ("12000", "", "=", "万", 1),
}


@pytest.mark.parametrize(("text", "expected"), PRINTED.items())
def test_a_printed_number_is_read_whole(text: str, expected: tuple[str, str, str, str, int]) -> None:
    value, unit, qualifier, written_unit, decimals = expected
    assert parse_quantity(text) == Quantity(
        Decimal(value), unit, Qualifier(qualifier), text, written_unit, decimals, is_available=True
    )


@pytest.mark.parametrize("figure", ARTICLE_FIGURES, ids=lambda figure: f"{figure.indicator}-{figure.as_written}")
def test_every_figure_of_the_article_reads_as_the_hand_made_table_has_it(figure: ArticleFigure) -> None:
    quantity = parse_quantity(figure.as_written, unit=figure.unit)
    assert quantity.value == (Decimal(figure.value) if figure.value else None)
    assert quantity.qualifier == figure.qualifier


def test_blanks_and_invisible_characters_around_a_number_are_trimmed() -> None:
    assert parse_quantity("\ufeff \u3000 39.29 亿元\t\u200b").as_written == "39.29 亿元"


@pytest.mark.parametrize("mark", ["-", "–", "—", "——", "---", "…", "……", "...", "/", "N/A", "暂无", "空"])
def test_a_mark_for_a_missing_figure_is_not_available(mark: str) -> None:
    assert parse_quantity(f" {mark} ", unit="亿元") == Quantity(
        None, "亿元", Qualifier.EXACTLY, mark, "亿元", 0, is_available=False
    )


@pytest.mark.parametrize(
    ("text", "unit", "value", "in_unit", "written_unit"),
    [
        ("39.29", "亿元", "39.29", "亿元", "亿元"),
        ("2700余万元", "亿元", "0.27", "亿元", "万元"),
        ("2700余万元", "元", "27000000", "元", "万元"),
        ("2.91亿", "万元", "29100", "万元", "亿元"),
        ("9000万", "支", "90000000", "支", "万支"),
        ("9000", "万支", "9000", "万支", "万支"),
        ("33.3公顷", "亩", "499.5", "亩", "公顷"),
        ("37个", "家", "37", "家", "个"),
        ("400多名", "人", "400", "人", "名"),
        ("1.2万标箱", "标箱", "12000", "标箱", "万标箱"),
        ("44.3", "％", "44.3", "%", "%"),
        ("持平", "个百分点", "0", "个百分点", "个百分点"),
        ("105.2", "", "105.2", "", ""),
    ],
)
def test_a_unit_in_force_fills_in_or_converts(
    text: str, unit: str, value: str, in_unit: str, written_unit: str
) -> None:
    quantity = parse_quantity(text, unit=unit)
    assert (quantity.value, quantity.unit, quantity.written_unit) == (Decimal(value), in_unit, written_unit)


@pytest.mark.parametrize(
    ("cell", "value", "as_written", "decimals"),
    [
        (0.1 + 0.2, "0.3", "0.3", 1),  # a formula's 0.30000000000000004
        (39.29, "39.29", "39.29", 2),
        (5.0, "5", "5", 0),
        (-0.0, "0", "0", 0),
        (1e15, "1000000000000000", "1000000000000000", 0),
        (1e-7, "0.0000001", "0.0000001", 7),
        (23.11602783203125, "23.11602783203125", "23.11602783203125", 14),
        (180, "180", "180", 0),
        (Decimal("39.290"), "39.290", "39.290", 3),
        (Decimal("1E+5"), "100000", "100000", 0),
    ],
)
def test_a_spreadsheet_cell_is_read_as_it_shows(
    cell: float | Decimal, value: str, as_written: str, decimals: int
) -> None:
    assert parse_quantity(cell, unit="%") == Quantity(
        Decimal(value), "%", Qualifier.EXACTLY, as_written, "%", decimals, is_available=True
    )


NO_NUMBER = "“%s”不是一个数字，请只填一个数和它的单位，如“39.29亿元”；没有数据请填“-”。"
VAGUE = "“%s”没有给出具体数字，请作为表述录入，不要填在数据栏。"
UNKNOWN_UNIT = "“%s”里的“%s”不是认得的单位，请改用常用单位（如 亿元、家、%%），或只填数字。"
RANGE = "“%s”是区间或日期，这里一格只填一个数，请分开填写。"
TOO_LONG = "“%s”位数太多：整数最多 26 位，连小数最多 30 位，请核对，或换用更大的单位。"
REFUSED = {
    "": "单元格是空的，请填一个数字；没有数据请填“-”。",
    " \u3000": "单元格是空的，请填一个数字；没有数据请填“-”。",
    "*": NO_NUMBER % "*",
    "abc": NO_NUMBER % "abc",
    "1.2.3": NO_NUMBER % "1.2.3",
    "±5": NO_NUMBER % "±5",
    "٣": NO_NUMBER % "٣",
    "NaN": NO_NUMBER % "NaN",
    "(1)39.29": NO_NUMBER % "(1)39.29",
    "(约)1.2": NO_NUMBER % "(约)1.2",
    "两百五": NO_NUMBER % "两百五",
    "12abc": UNKNOWN_UNIT % ("12abc", "abc"),
    "１２３四": UNKNOWN_UNIT % ("１２３四", "四"),
    "39.29①": UNKNOWN_UNIT % ("39.29①", "①"),
    "5²": UNKNOWN_UNIT % ("5²", "²"),
    "1_000": NO_NUMBER % "1_000",
    "1,23.5": "“1,23.5”的千位分隔不对，请每三位一个逗号，如“1,234.5”，或不用逗号。",
    "12 34": "“12 34”的数字中间有空格，看不出是一个数还是两个数，请去掉空格或分开填写。",
    "1. 29家": "“1. 29家”的数字中间有空格，看不出是一个数还是两个数，请去掉空格或分开填写。",
    "数百万欧元": VAGUE % "数百万欧元",
    "半数": VAGUE % "半数",
    "几十家": VAGUE % "几十家",
    "5-10%": RANGE % "5-10%",
    "2021-07": RANGE % "2021-07",
    "2021年": RANGE % "2021年",
    "—3.2": "“—3.2”前面是破折号，负数请用减号，如“-3.2”。",
    "万元": "“万元”缺少数字，请写全，如“1000亿元”。",
    "千克": "“千克”缺少数字，请写全，如“1000亿元”。",
    "十四五": "“十四五”缺少数字，请写全，如“1000亿元”。",
    "#DIV/0!": "“#DIV/0!”是表格公式的错误值，请先改正公式；没有数据请填“-”。",
    "下降-3.2%": "“下降-3.2%”的正负说了两次，请只写一种，如“-3.2%”或“下降3.2%”。",
    "超过100家以上": "“超过100家以上”里的限定词互相矛盾，请只留一个，如“超过100家”或“100家以上”。",
    "9" * 27: TOO_LONG % ("9" * 27),
    "9" * 201: f"“{'9' * 40}…”太长，不是一个数字，请只填一个数和它的单位。",
    "0." + "3" * 30: TOO_LONG % ("0." + "3" * 30),
    "1E999": TOO_LONG % "1E999",
    "9" * 25 + "亿亩": TOO_LONG % ("9" * 25 + "亿亩"),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_a_text_that_is_no_number_is_named_with_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_quantity(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("37家", "人", "“37家”的单位“家”与本栏单位“人”计量的不是一回事，请改用“人”或核对指标。"),
        ("0.5个百分点", "%", "“0.5个百分点”的单位“个百分点”与本栏单位“%”计量的不是一回事，请改用“%”或核对指标。"),
        ("44.3%", "亿元", "“44.3%”的单位“%”与本栏单位“亿元”计量的不是一回事，请改用“亿元”或核对指标。"),
        ("1.2万", "%", "“1.2万”的单位“万”与本栏单位“%”计量的不是一回事，请改用“%”或核对指标。"),
        ("5家", "", "“5家”带有单位，而本栏没有单位，请核对指标，或只填数字。"),
        ("持平", "亿元", "“持平”说的是增速，本栏填的是数量，请填具体数字。"),
    ],
)
def test_a_unit_of_another_dimension_is_refused(text: str, unit: str, sentence: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_quantity(text, unit=unit)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "cell",
    [True, None, float("nan"), float("inf"), 1e300, 1e-320, 10**26, 10**5000, Decimal("sNaN"), Decimal("1E-31")],
    ids=["bool", "None", "nan", "inf", "1e300", "1e-320", "10**26", "10**5000", "sNaN", "1E-31"],
)
def test_a_cell_that_holds_no_bounded_number_is_refused(cell: object) -> None:
    with pytest.raises(NumberError):
        parse_quantity(cell)  # type: ignore[arg-type]


number_like = st.text(
    alphabet="0123456789.,+-()%（）％ 　万亿千百十零一二两三元亩家个余多近约超过以上下降增长年/…—Ee①²", max_size=20
)


@given(text=st.text(max_size=60) | number_like, unit=st.none() | st.sampled_from(["", "万元", "%", "家", "标箱"]))
def test_any_text_gives_a_quantity_or_a_number_error(text: str, unit: str | None) -> None:
    try:
        quantity = parse_quantity(text, unit=unit)
    except NumberError:
        return
    assert quantity.is_available == (quantity.value is not None)
    assert quantity.value is None or len(quantity.value.as_tuple().digits) <= 30


@given(number=st.floats() | st.integers() | st.decimals())
def test_any_number_cell_gives_a_quantity_or_a_number_error(number: float | Decimal) -> None:
    try:
        quantity = parse_quantity(number)
    except NumberError:
        return
    assert quantity.value == Decimal(quantity.as_written)


@given(st.integers(-(10**11), 10**11), st.integers(0, 6), st.sampled_from(["亿元", "家", "%", ""]))
def test_a_cells_number_is_read_as_its_digits(digits, places, unit):
    number = digits / 10**places if places else digits

    quantity = parse_quantity(number, unit=unit)

    assert quantity == parse_quantity(
        Decimal(str(number)) if places == 0 else Decimal(digits).scaleb(-places).normalize() + 0, unit=unit
    )
