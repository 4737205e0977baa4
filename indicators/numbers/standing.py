"""Reads a place in a ranking: 全市第1, 居全市之首, 全市前二, 2/26."""

import re

from django.utils.translation import gettext as _

from indicators.numbers.quantity import NumberError, Qualifier, Standing
from indicators.numbers.spelling import NUMERAL, numeral_value, plain_spelling, quoted, trimmed

_MAX_POSITION = 9999
_POSITION = rf"[0-9]{{1,4}}|{NUMERAL}"
_STANDING = re.compile(
    rf"""(?:位列|位居|名列|排名|排在|居于|居|列|排)?
    (?P<group>[^\W_]{{1,20}}?(?:\([^()]{{1,12}}\))?)??
    (?P<tied>并列)?
    (?:(?P<first>首位|之首|榜首|首名)|第(?P<place>{_POSITION})[位名]?|前(?P<among>{_POSITION})[位名]?)""",
    re.VERBOSE,
)
_BARE_POSITION = re.compile(r"(?P<place>[0-9]{1,4})(?:\.0+)?(?:/(?P<size>[0-9]{1,6}))?")
# Words that belong to other columns (the period, the indicator), or turn the order round.
_NOT_A_GROUP = re.compile(
    r"连续|[0-9一二三四五六七八九十本上去今近半][年月]|季度|倒数|末|增速|增幅|总量|指标|增加值|产值|[居列排第前]"
)


def parse_standing(text: str | int | float) -> Standing:
    """Read a rank. A spreadsheet's 3 or 3.0 and 2/26 give no group; the size after the slash is checked and dropped.

    Raises NumberError (a Chinese sentence) for 倒数第二, for a period or indicator before the group, for position 0.
    """
    written = trimmed(text) if isinstance(text, str) else "" if isinstance(text, bool) else str(text)
    plain = plain_spelling(written[:200])
    if not plain and not isinstance(text, bool):
        raise NumberError(_("名次是空的，请写成“全市第1”或“全市前二”；没有名次就不要填这一行。"))
    if match := _BARE_POSITION.fullmatch(plain):
        return Standing("", _position(match["place"], written, match["size"]), Qualifier.EXACTLY)
    match = _STANDING.fullmatch(plain)
    if match is None or _NOT_A_GROUP.search(match["group"] or ""):
        raise NumberError(
            _("“%s”不是名次，请写成“全市第1”“山区26县第2”或“全市前二”，期间和指标填在各自的栏里。")
            % quoted(written or str(text))
        )
    group = match["group"] or ""
    if match["among"]:
        return Standing(group, _position(match["among"], written), Qualifier.AT_MOST)
    return Standing(group, 1 if match["first"] else _position(match["place"], written), Qualifier.EXACTLY)


def _position(text: str, written: str, size: str | None = None) -> int:
    position = int(text) if text[0] in "0123456789" else numeral_value(text)
    limit = int(size) if size else _MAX_POSITION
    if not 1 <= position <= limit:
        raise NumberError(_("“%s”的名次不对：名次从1起，不能大于参加排名的总数，请核对。") % quoted(written))
    return position
