"""Columns that part a county's figures by what the portal has no figures of: 行业, 规模, 登记注册类型."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from imports.columns import cell_text, quoted
from imports.errors import SetAside
from imports.mapping import normalise
from indicators.models import Subject
from indicators.sheets.table_columns import Label

PARTS = re.compile(
    r"(?:国民经济|工业|所属|所在|主要|重点|分)?(?:行业|产业)(?:名称|类别|代码|大类|中类|小类|门类|分类|类型)?"
    r"|(?:企业|单位)?(?:规模|登记注册类型|注册类型|登记类型|经济类型|所有制|所有制性质|控股情况|控股类型|隶属关系|轻重工业|产品|产品名称|品种)"
    r"|(?:所属|所在)?(?:园区|开发区|产业园|功能区|平台|乡镇|乡镇\(街道\)|镇街|街道|村|社区|企业|项目)(?:名称)?"
    r"|(?:企业|单位)(?:类型|类别|性质|分类)|(?:性别|年龄|年龄段|城乡|品种|用途|用电类别|税种)"
)
# What may as well only say what kind of region or park that is, or to which group an indicator belongs.
GROUPS = re.compile("类型|类别|性质|分类|分组|组别")
# Words over an indicator that say of which part it is; 规上工业 and 主要经济指标 do not.
PART_ABOVE = re.compile(
    "(?:大|中|小|微|大中|中小|小微)型(?:企业|工业)?|规下.*|限下.*|轻工业|重工业|(?:国有|民营|私营|外资|集体)(?:控股)?(?:企业|工业|经济)?"
    "|.{1,12}(?<![工企就行])业"
)
WHOLE = re.compile(
    "(?:全部|所有|各|全)(?:行业|产业|工业|企业|规模|类型|经济|单位)?|(?:工业|行业|产业|企业)?(?:合计|总计|小计)|总量|全社会|不分"
)


def parting(header: str, *, with_groups: bool) -> bool:
    """Whether a header says that its column parts figures; `with_groups` also where it may only group them."""
    plain = normalise(header)
    return bool(PARTS.fullmatch(plain) or (with_groups and GROUPS.fullmatch(plain)))


class Partitions:
    """Sees to it that the figure of a part does not become that of the whole. A blank cell has what stands above it."""

    def __init__(self, labels: Iterable[Label]):
        self._labels = list(labels)
        self._last: dict[int, str] = {}

    def refuse_part(self, subject: Subject, cells: list) -> None:
        """Raises SetAside for a row of a part. What is said of a firm is no part of it."""
        for label in self._labels:
            text = cell_text(cells[label.position]) if label.position < len(cells) else ""
            text = self._last[label.position] = text or self._last.get(label.position, "")
            is_of_subject = subject.kind == Subject.Kind.ENTERPRISE or (
                subject.kind != Subject.Kind.REGION and GROUPS.fullmatch(normalise(label.header))
            )
            if text and not is_of_subject and not WHOLE.fullmatch(normalise(text)):
                raise SetAside(
                    _(
                        "“%(header)s”写的是“%(text)s”：这一行只是其中一部分，不能当作“%(subject)s”的全部。这一栏不分数据的，请在“理解”里把它定为不导入。"
                    )
                    % {"header": quoted(label.header), "text": quoted(text), "subject": subject.name}
                )
