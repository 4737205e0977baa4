"""What is wrong with a 统一社会信用代码 (GB 32100-2015), in a sentence that says what to do."""

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from django.utils.translation import gettext as _

LENGTH, LENGTH_OF_REGISTRATION_NUMBER = 18, 15
# Letters that the code never holds because they look like digits, and the digit that was meant.
MISREAD = {"I": "1", "O": "0", "Z": "2", "S": "5"}
# Small letters and blanks would be a second way of writing the same code.
_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
# The standard's check: the values of the places, each times a power of three, and the check digit add up to 31 or its
# multiple. python-stdnum, with which the tests compare, takes six times as long.
_VALUES = {letter: value for value, letter in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_WEIGHTS = [*(3**place % 31 for place in range(LENGTH - 1)), 1]


@dataclass(frozen=True)
class Fault:
    """code: registration_number, lost_zeros, lost_digits, bad_check_digit or bad_code."""

    code: str
    sentence: str


@lru_cache(maxsize=1 << 18)
def is_credit_code(text: str) -> bool:
    """Remembered, for a list is previewed and then published with the same codes."""
    return bool(_FORM.fullmatch(text)) and sum(map(mul, map(_VALUES.__getitem__, text), _WEIGHTS)) % 31 == 0


def fault_in(code: str) -> Fault | None:
    """Why a text is no such code, or None where it is one."""
    if is_credit_code(code):
        return None
    fault = _fault_of_numbers(code) or _fault_of_letters(code)
    return fault or Fault(
        "bad_code",
        _("统一社会信用代码“%(code)s”不对：应为18位数字和大写字母，且最后一位校验码相符。") % {"code": code},
    )


def _fault_of_numbers(code):
    """A number that is not this code, or that software has taken for a quantity."""
    if "E+" in code.upper():
        return Fault(
            "lost_digits",
            _("信用代码被当作数字存放，末几位已丢失：请把单元格设为文本，重新输入18位代码。"),
        )
    if len(code) == LENGTH_OF_REGISTRATION_NUMBER and code.isascii() and code.isdigit():
        return Fault(
            "registration_number",
            _("“%(code)s”是15位的旧工商注册号，不是统一社会信用代码：请查营业执照，填写18位代码。") % {"code": code},
        )
    if len(code) in (LENGTH - 1, LENGTH - 2) and is_credit_code(padded := code.zfill(LENGTH)):
        return Fault(
            "lost_zeros",
            _("统一社会信用代码“%(code)s”少了开头的0：请把单元格设为文本，写成%(padded)s。")
            % {"code": code, "padded": padded},
        )
    return None


def _fault_of_letters(code):
    """Eighteen places of which one is misread."""
    read = "".join(MISREAD.get(letter, letter) for letter in code)
    if read != code and is_credit_code(read):
        return Fault(
            "bad_code",
            _("统一社会信用代码“%(code)s”里有不用的字母，像是把数字看成了字母：请核对，可能是%(read)s。")
            % {"code": code, "read": read},
        )
    if _FORM.fullmatch(code):
        return Fault(
            "bad_check_digit",
            _("统一社会信用代码“%(code)s”的最后一位校验码不符，18位中有一位或几位写错了：请对照营业执照核对。")
            % {"code": code},
        )
    return None
