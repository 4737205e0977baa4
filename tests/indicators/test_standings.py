"""Places in a ranking as reports print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.numbers import NumberError, Qualifier, Standing, parse_standing


@pytest.mark.parametrize(
    ("text", "group", "position", "qualifier"),
    [
        ("全市第1", "全市", 1, "="),
        ("全市第一", "全市", 1, "="),
        ("全市首位", "全市", 1, "="),
        ("居全市之首", "全市", 1, "="),
        ("位列全市第一", "全市", 1, "="),
        ("全市前二", "全市", 2, "≤"),
        ("排名全市前二", "全市", 2, "≤"),
        ("前三名", "", 3, "≤"),
        ("九县（市、区）第3", "九县(市、区)", 3, "="),
        ("全省90个县(市、区)前十", "全省90个县(市、区)", 10, "≤"),
        ("山区26县第2", "山区26县", 2, "="),
        ("位居山区２６县第 2 位", "山区26县", 2, "="),
        ("全省并列第十二名", "全省", 12, "="),
        ("第2", "", 2, "="),
        ("2/26", "", 2, "="),
        ("3", "", 3, "="),
        (3, "", 3, "="),
        (3.0, "", 3, "="),
    ],
)
def test_a_printed_rank_gives_group_and_position(text: str | float, group: str, position: int, qualifier: str) -> None:
    assert parse_standing(text) == Standing(group, position, Qualifier(qualifier))


NO_RANK = "“%s”不是名次，请写成“全市第1”“山区26县第2”或“全市前二”，期间和指标填在各自的栏里。"
NO_SUCH_PLACE = "“%s”的名次不对：名次从1起，不能大于参加排名的总数，请核对。"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("连续三年全市第1", NO_RANK % "连续三年全市第1"),
        ("总量居全市之首", NO_RANK % "总量居全市之首"),
        ("倒数第二", NO_RANK % "倒数第二"),
        ("全市前列", NO_RANK % "全市前列"),
        ("第2季度", NO_RANK % "第2季度"),
        ("1.5", NO_RANK % "1.5"),
        (True, NO_RANK % "True"),
        ("0", NO_SUCH_PLACE % "0"),
        ("27/26", NO_SUCH_PLACE % "27/26"),
        ("", "名次是空的，请写成“全市第1”或“全市前二”；没有名次就不要填这一行。"),
    ],
)
def test_a_text_that_is_no_rank_is_named_with_what_to_write(text: str | bool, sentence: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_standing(text)
    assert str(refused.value) == sentence


@given(text=st.text(max_size=40) | st.text(alphabet="全市第前一二十0123/位名首居 ", max_size=12))
def test_any_text_gives_a_standing_or_a_number_error(text: str) -> None:
    try:
        standing = parse_standing(text)
    except NumberError:
        return
    assert 1 <= standing.position <= 9999
