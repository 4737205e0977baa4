"""Headings of numbers that stand beside what was done and are none of it: targets, how much of them, differences. Pure."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.columns import quoted

TARGET, PROGRESS, DIFFERENCE, MONTH_BEFORE = "target", "progress", "difference", "month before"
_OF_A_TARGET = "(?:计划|目标|任务|预算|序时)"
# The first that is found counts: 完成年度目标% names a target, too.
_PATTERNS = {
    PROGRESS: re.compile(
        rf"完成率|完成比例?|完成进度|^进度|进度[(（%％]|(?:完成|占|为|达).{{0,6}}{_OF_A_TARGET}.{{0,6}}(?:[%％]|百分比|比例|比重|进度)"
        rf"|占.{{0,6}}{_OF_A_TARGET}"
    ),
    TARGET: re.compile("目标|计划|任务|预计|预期|预测|年初预算|预算数"),
    DIFFERENCE: re.compile(
        "增减(?:额|量|数|绝对额|绝对值)?$|[比较].{0,6}(?:增加|减少|增减)(?:额|量|数)?$|净增(?:加)?(?:额|量|数)?$|增加额|增减额|增量"
    ),
    MONTH_BEFORE: re.compile("上月|上季|上旬"),
}
_WORDS = {
    TARGET: gettext_lazy("目标、计划或预计数"),
    PROGRESS: gettext_lazy("完成进度"),
    DIFFERENCE: gettext_lazy("增减额"),
    MONTH_BEFORE: gettext_lazy("上一期的数"),
}


def beside(name: str) -> str:
    """What numbers under a heading that nobody knows are by its words; "" where they say nothing of it."""
    return next((what for what, pattern in _PATTERNS.items() if pattern.search(name)), "")


def why_beside(name: str) -> str:
    """Why numbers under such a heading are not imported, as a sentence; "" where nothing is known of them."""
    what = beside(name)
    if not what:
        return ""
    words = {"text": quoted(name), "what": _WORDS[what]}
    return _("“%(text)s”是%(what)s，不是实际完成数，没有导入。") % words
