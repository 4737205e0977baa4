"""Code lists as a database exports them: id, parent_id, code, name. They cannot go in as they are; the file says why."""

from collections import Counter

from django.utils.translation import gettext as _

from imports.columns import cell_text, quoted
from imports.layout import Table
from imports.mapping import normalise
from imports.report import Problem

HEADERS = {"id", "parent_id", "code", "name"}
REVOKED = "revoked"


def refusal_of(table: Table) -> Problem | None:
    """What is wrong with a database's own list, and what to do about it; None where the table is none."""
    places = {normalise(header): place for place, header in enumerate(table.headers) if header}
    if not places.keys() >= HEADERS:
        return None
    sentences = [
        _("这是从数据库导出的代码表，上级（parent_id）写的是内部编号，不是代码，不能直接导入。"),
        *_repeated(_texts(table, places["code"])),
        *(_revoked(_texts(table, places[REVOKED])) if REVOKED in places else ()),
        _(
            "请按模板整理后再导入：行业等分类用“代码表、代码、名称、上级代码”，地区用“代码、名称、级别、上级”，上级填代码或名称，代码设为文本。"
        ),
    ]
    headers = quoted("、".join(header for header in table.headers if header), 200)
    return Problem("unknown_table", table.header_row + 1, None, headers, "".join(sentences))


def _repeated(codes):
    repeated = [code for code, times in Counter(codes).items() if code and times > 1]
    if repeated:
        yield _(
            "有%(count)d个代码（如“%(code)s”）不止一行：多半是开头的0丢了，或一码先后用过两次，请先补齐、分清。"
        ) % {
            "count": len(repeated),
            "code": quoted(repeated[0]),
        }


def _revoked(marks):
    count = sum(1 for mark in marks if mark == "1")
    if count:
        yield _("有%(count)d行已撤销（revoked），请先删去，只留现行的。") % {"count": count}


def _texts(table, position):
    return [cell_text(cells[position]) for _number, cells in table.rows if position < len(cells)]
