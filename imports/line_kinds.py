"""What single lines and cells of a table made by people are: units, notes, totals, numbers. Pure."""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from imports.mapping import normalise

LONGEST_HEADING, LONGEST_LABEL = 60, 40
UNIT_LINE = re.compile(r"\s*[（(]?\s*(?:计量|金额|数量)?单\s*位\s*[:：]")
NOTE = re.compile(
    r"\s*(?:(?:注|备注|附注|注释|说明|图例|提示|资料来源|数据来源|来源)\s*[:：\d（(.、]"
    r"|(?:填报|填表|制表|报送|上报|审核|复核|联系|打印|印发|统计负责|单位负责|负责)[^:：]{0,6}[:：]"
    r"|(?:(?:统计|单位)?负责人|填表人|制表人|审核人|复核人|填报人|联系人)(?:\s|$)"
    r"|[*＊※①②③]\s*\S)"
)
# What stands over a table and is no part of its header, as 数据库：月度数据.
STATED = re.compile(r"\s*[^\s:：]{1,8}\s*[:：]")
TOTAL = re.compile(r".{0,8}?(?:合计|总计|小计|共计|总和|平均|平均值|平均数|均值)(?:\([^()]{0,6}\))?")
OF_WHICH = re.compile(r"\s*(?:其\s*中\s*[:：]?|[#＃])\s*")
# What stands before a label only to number it: 一、 (二) 3.
NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}(?:[、．]|\.(?!\d)))\s*"
)
NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d+)?\s*[%％‰]?")
# What stands for a number that there is not, or for no change.
PLACEHOLDERS = {"-", "--", "—", "——", "…", "……", "..", "...", "/", "\\", "x", "X", "×", "无", "持平", "n/a", "N/A"}
SERIAL_HEADERS = {"序号", "编号", "序", "no", "no.", "id", "行号", "行次", "号"}
# Official forms number their columns in a row below the header: 甲 乙 1 2 3.
NUMBERING = re.compile(r"栏次|[甲乙丙丁]|[（(]?\d{1,3}[)）]?")
# What unit lines and notes begin with, in two letters or in a sign, and what totals end with: a quick test for every row.
BEGINNINGS = {
    "单位", "单 ", "单\u3000", "计量", "金额", "数量", "注：", "注:", "注.", "注1", "注(", "注（", "注、", "注 ", "注", "备注", "附注", "注释", "说明",
    "图例", "提示", "资料", "数据", "来源", "填报", "填表", "制表", "报送", "上报", "审核", "复核", "联系", "打印", "印发", "统计", "负责",
}  # fmt: skip
SIGNS = frozenset(" \u3000\t（(*＊※①②③")
ENDINGS = frozenset("计和均值数)） \u3000\t\n")


def is_unit_line(text: str) -> bool:
    return UNIT_LINE.match(text) is not None


def is_note(text: str) -> bool:
    return NOTE.match(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a text is too long for a label, and has the marks of a sentence."""
    return len(text) > LONGEST_LABEL and any(mark in text for mark in "，。；：,;:")


@lru_cache(maxsize=1 << 12)
def is_total(text: str) -> bool:
    """合计, 小 计, 丽水市合计, 平均."""
    return TOTAL.fullmatch(normalise(text)) is not None


def plain_label(text: str) -> str:
    """A label without its number and without 其中."""
    for pattern in (NUMBERED, OF_WHICH, NUMBERED):
        text = pattern.sub("", text, count=1) if pattern.match(text) else text
    return text


def is_number(cell) -> bool:
    """Whether a cell holds a number, also as a text; a place-holder for a missing one is none."""
    if type(cell) is str:
        return bool(cell) and cell[-1] in "0123456789%％‰" and NUMBER.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_date(cell) -> bool:
    return isinstance(cell, datetime.date)


def is_numbering(cells: Sequence) -> bool:
    """Whether the filled cells of a row only number its columns: 甲 乙 1 2 3."""
    texts = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip() for cell in cells]
    # Two cells may well be data: 甲, 1.
    if len(texts) < 3 or not all(NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(text.strip("（()）")) for text in texts if text.strip("（()）").isdigit()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3


def is_serial(header: str) -> bool:
    """Whether a header only says that the column numbers its rows."""
    return normalise(header) in SERIAL_HEADERS
