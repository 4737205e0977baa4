"""What is wrong with a credit code, told so that the editor knows what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from enterprises.credit_codes import fault_in


@pytest.mark.parametrize(
    ("code", "kind", "sentence"),
    [
        (
            "331122000012345",
            "registration_number",
            "“331122000012345”是15位的旧工商注册号，不是统一社会信用代码：请查营业执照，填写18位代码。",
        ),
        (
            "91331122000000001M",
            "bad_check_digit",
            "统一社会信用代码“91331122000000001M”的最后一位校验码不符，18位中有一位或几位写错了：请对照营业执照核对。",
        ),
        (
            "91331122000000OO1L",
            "bad_code",
            "统一社会信用代码“91331122000000OO1L”里有不用的字母，像是把数字看成了字母：请核对，可能是91331122000000001L。",
        ),
        (
            "9.13311221234567E+17",
            "lost_digits",
            "信用代码被当作数字存放，末几位已丢失：请把单元格设为文本，重新输入18位代码。",
        ),
        (
            "91331122000000001l",
            "bad_code",
            "统一社会信用代码“91331122000000001l”不对：应为18位数字和大写字母，且最后一位校验码相符。",
        ),
        (
            "12345",
            "bad_code",
            "统一社会信用代码“12345”不对：应为18位数字和大写字母，且最后一位校验码相符。",
        ),
        (
            "123456789012345６",
            "bad_code",
            "统一社会信用代码“123456789012345６”不对：应为18位数字和大写字母，且最后一位校验码相符。",
        ),
    ],
)
def test_each_fault_has_its_sentence(code, kind, sentence):
    fault = fault_in(code)

    assert (fault.code, fault.sentence) == (kind, sentence)


def test_a_true_code_has_no_fault():
    assert fault_in("91331122000000001L") is None


BODIES = st.text("0123456789", min_size=8, max_size=8).flatmap(
    lambda head: st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9).map(lambda tail: head + tail)
)


@given(BODIES, st.data())
def test_one_place_written_wrong_is_always_found(body, data):
    code = body + uscc.calc_check_digit(body)
    place = data.draw(st.integers(8, 17))
    letter = data.draw(st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY".replace(code[place], "")))

    assert fault_in(code) is None
    assert fault_in(code[:place] + letter + code[place + 1 :]).code == "bad_check_digit"


@given(BODIES)
def test_a_lost_nought_is_told_with_the_whole_code(body):
    body = f"0{body[1:]}"
    code = body + uscc.calc_check_digit(body)

    fault = fault_in(code[1:])

    assert (fault.code, code in fault.sentence) == ("lost_zeros", True)
