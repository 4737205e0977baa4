"""Why a text is no number, in words that say what to write instead."""

import re

from django.utils.translation import gettext_lazy as _

from indicators.numbers.quantity import NumberError
from indicators.numbers.spelling import quoted

# The first pattern that matches the beginning of the plain spelling gives the sentence.
_ADVICE = (
    (r"#", _("“%(text)s”是表格公式的错误值，请先改正公式；没有数据请填“-”。")),
    (
        r"数[十百千万亿]|几|若干|多|许多|大量|大批|一批|部分|成[百千]|半|一半|过半|大半|超半|无数",
        _("“%(text)s”没有给出具体数字，请作为表述录入，不要填在数据栏。"),
    ),
    (r"[—―─]+[0-9]", _("“%(text)s”前面是破折号，负数请用减号，如“-3.2”。")),
    (
        r"[0-9]{4}年|[0-9.,]+[^0-9]{0,6}[-~—至到]+[0-9]",
        _("“%(text)s”是区间或日期，这里一格只填一个数，请分开填写。"),
    ),
    (r"[十百千万亿]+[^0-9]*$", _("“%(text)s”缺少数字，请写全，如“1000亿元”。")),
    (
        r"[-+]?[0-9.,]*,[0-9.,]*[^0-9]*$",
        _("“%(text)s”的千位分隔不对，请每三位一个逗号，如“1,234.5”，或不用逗号。"),
    ),
    (r"", _("“%(text)s”不是一个数字，请只填一个数和它的单位，如“39.29亿元”；没有数据请填“-”。")),
)


def refusal(plain: str, written: str) -> NumberError:
    """The error for a text that is not one number; plain is its plain spelling, written the text to name."""
    sentence = next(sentence for pattern, sentence in _ADVICE if re.match(pattern, plain))
    return NumberError(str(sentence) % {"text": quoted(written)})
