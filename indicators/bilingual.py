"""Names and texts in two languages.

On an English page what has no English words stands in Chinese and is marked so. Where no mark can be (a title, an
attribute), a name is spelled in pinyin and a text is left out.
"""

import re
from html import unescape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.pinyin import romanised
from indicators.wording import is_english, marked, needs_a_mark

_NUMERALS = "一二三四五六七八九十"

# Words that offices write everywhere into fields without an English one beside them.
KNOWN_WORDS = {
    # Types of regions
    "地级市": gettext_lazy("地级市"),
    "市": gettext_lazy("市"),
    "区": gettext_lazy("区"),
    "县": gettext_lazy("县"),
    "自治县": gettext_lazy("自治县"),
    "县级市": gettext_lazy("县级市"),
    "街道": gettext_lazy("街道"),
    "镇": gettext_lazy("镇"),
    "乡": gettext_lazy("乡"),
    # Kinds of statements
    "经历": gettext_lazy("经历"),
    "评价": gettext_lazy("评价"),
    "行动": gettext_lazy("行动"),
    "说法": gettext_lazy("说法"),
    # Bases of figures
    "可比价": gettext_lazy("可比价"),
    "同口径": gettext_lazy("同口径"),
    "名义": gettext_lazy("名义"),
    # Publishers of sources
    "未注明": gettext_lazy("未注明"),
    "公开资料": gettext_lazy("公开资料"),
    "演示": gettext_lazy("演示"),
}


def spelled(words: str) -> str:
    """Words for a title or an attribute: Chinese ones in pinyin on an English page."""
    if not needs_a_mark(words):
        return words
    return romanised(unescape(words) if isinstance(words, SafeString) else words)


def known_words(words: str):
    """A word that offices use everywhere, translated; another one in Chinese, marked on an English page."""
    return KNOWN_WORDS[words] if words in KNOWN_WORDS else marked(words, "")


def place_words(place: str):
    """Where in a source something stands, 第7段; what is more than paragraph, page or table is Chinese, marked as such."""
    patterns = {r"第(\d+)段": _("第%s段"), r"第(\d+)页": _("第%s页"), r"表(\d+)": _("表%s")}
    for pattern, words in patterns.items():
        if found := re.fullmatch(pattern, place, re.ASCII):
            return words % found[1]
    return marked(place, "")


def batch_words(batch: str):
    """Which batch of a programme, as written: 第三批; in English batch 3, where it is no more than a number up to ten."""
    found = re.fullmatch(f"第([{_NUMERALS}])批", batch) if is_english() else None
    if found:
        return _("第%s批") % (_NUMERALS.index(found[1]) + 1)
    return marked(batch, "")


def plain_name(subject) -> str:
    """A subject's name for titles and attributes: short in Chinese; in English its English name, else its pinyin."""
    subject = getattr(subject, "subject", subject)
    return _plain(subject.display_name, subject.name_en)


def plain_text(record, field: str) -> str:
    """A text of a record for titles and attributes; in English a name or title without one is spelled in pinyin, a
    longer text is "".
    """
    words, english = getattr(record, field), getattr(record, f"{field}_en", "")
    return _plain(words, english) if field in ("name", "title") else english if is_english() else words


def _plain(words, english):
    return (english if is_english() else "") or spelled(words)
