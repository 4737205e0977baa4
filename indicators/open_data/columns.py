"""What is told of a figure, once: the headers of files, the fields of the data package, the members of the answers.

A column reads one or more fields of an observation (`reads`, as a query names them) and makes a value of them; the same
definition writes csv and xlsx, names and describes the fields of the data package and of the programming interface.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models import Observation
from indicators.models.observation import MEASURE_UNITS

# The types of a column, as the Table Schema standard calls them.
STRING, INTEGER, NUMBER, DATE, DATETIME = "string", "integer", "number", "date", "datetime"


@dataclass(frozen=True)
class Column:
    """name: the header of a file; title and description for readers; member: where it stands in an answer's JSON.

    codes: the name of the code list that its values are from, "" where they are free.
    """

    name: str
    title: str
    description: str
    reads: tuple[str, ...]
    member: str
    type: str = STRING
    codes: str = ""
    is_required: bool = True
    made: Callable[..., Any] | None = None


def unit_of(measure: str, unit: str) -> str:
    """The unit of a value: growth is in per cent, whatever the indicator is in."""
    return MEASURE_UNITS.get(measure, unit)


def local(moment: datetime.datetime) -> datetime.datetime:
    """A moment in Asia/Shanghai, to the second."""
    return moment.astimezone(timezone.get_default_timezone()).replace(microsecond=0)


FIGURE_COLUMNS = (
    Column("id", _("编号"), _("这条数据在本站的编号，更正后换新编号。"), ("id",), "id", INTEGER),
    Column("indicator", _("指标代码"), _("指标的代码，含义见指标表。"), ("indicator__code",), "indicator"),
    Column("indicator_name", _("指标"), _("指标的中文名。"), ("indicator__name",), "indicator_name"),
    Column(
        "subject_kind",
        _("对象类别"),
        _("数据说的是哪类对象：地区、企业、园区、产业链或项目。"),
        ("subject__kind",),
        "subject.kind",
        codes="subject_kind",
    ),
    Column("subject", _("对象代码"), _("对象在网址里的名字，同类对象中不重复。"), ("subject__slug",), "subject.slug"),
    Column("subject_name", _("对象"), _("对象的全称。"), ("subject__name",), "subject.name"),
    Column("subject_name_en", _("对象英文名"), _("没有时为空。"), ("subject__name_en",), "subject.name_en"),
    Column(
        "measure",
        _("度量"),
        _("数值、同比、环比等；同比照来源发布的数字，不由本站计算。"),
        ("measure",),
        "measure",
        codes="measure",
    ),
    Column("basis", _("口径"), _("可比价、同口径等；来源没有说明时是 unstated。"), ("basis",), "basis"),
    Column(
        "breakdown_list",
        _("分类代码表"),
        _("分类所在的代码表；全体的数据为空。"),
        ("breakdown__code_list",),
        "breakdown_list",
        is_required=False,
    ),
    Column(
        "breakdown",
        _("分类"),
        _("只说一部分的数据所属的分类代码；全体的数据为空。"),
        ("breakdown__code",),
        "breakdown",
        is_required=False,
    ),
    Column("period_label", _("时间"), _("来源所写的时间。"), ("period_label",), "period.label"),
    Column("period_start", _("起"), _("时间的第一天。"), ("first_day",), "period.start", DATE),
    Column("period_end", _("止"), _("时间的最后一天；时点数起止同一天。"), ("last_day",), "period.end", DATE),
    Column("period_kind", _("时间种类"), _("月、累计、季度、年等。"), ("period_kind",), "period.kind", codes="period_kind"),
    Column(
        "value_state",
        _("数值状态"),
        _("有没有数值，没有时为什么。"),
        ("value_state",),
        "value_state",
        codes="value_state",
    ),
    Column(
        "value",
        _("数值"),
        _("十进制数，按“单位”一栏的单位；没有公布数值时为空。"),
        ("value",),
        "value",
        NUMBER,
        is_required=False,
    ),
    Column("qualifier", _("限定"), _("数值是等于、超过、约还是近。"), ("qualifier",), "qualifier", codes="qualifier"),
    Column(
        "unit",
        _("单位"),
        _("数值的单位；同比等变动率按百分数，指数没有单位。"),
        ("measure", "indicator__unit"),
        "unit",
        made=unit_of,
    ),
    Column("as_written", _("原文"), _("来源印出的原样。"), ("as_written",), "as_written"),
    Column("status", _("状态"), _("初步、最终或修订。"), ("status",), "status", codes="status"),
    Column("note", _("备注"), _("需要说明的事。"), ("note",), "note"),
    Column(
        "published_at", _("发布时间"), _("这条数据在本站发布的时刻。"), ("published_at",), "published_at", DATETIME,
        made=local,
    ),
    Column("source_title", _("来源"), _("来源文件或报道的标题。"), ("source__title",), "source.title"),
    Column("source_publisher", _("发布者"), _("谁发布了来源。"), ("source__publisher",), "source.publisher"),
    Column("source_date", _("来源日期"), _("来源的日期。"), ("source__published_on",), "source.date", DATE),
    Column("source_place", _("出处"), _("数据在来源里的位置。"), ("place",), "source.place"),
)  # fmt: skip
RANKS = Column("ranks", _("位次"), _("来源公布的位次：范围和名次，没有时为空。"), (), "ranks", is_required=False)

# What one row of a query holds, in this order.
PATHS = tuple(dict.fromkeys(path for column in FIGURE_COLUMNS for path in column.reads))
Row = tuple[Any, ...]


def figure_rows(figures) -> Iterator[Row]:
    """The rows of a query of observations, in the order of PATHS, without making objects of them."""
    return figures.values_list(*PATHS).iterator(chunk_size=2000)


def row_of(figure: Observation) -> Row:
    """The same of an observation that was loaded with its subject, indicator, source and breakdown."""
    return tuple(_followed(figure, path) for path in PATHS)


def _followed(record, path):
    for name in path.split("__"):
        record = None if record is None else getattr(record, name)
    return record


def reader(column: Column) -> Callable[[Row], Any]:
    """The function that takes a column's value out of a row."""
    places = [PATHS.index(path) for path in column.reads]
    if column.made is None:
        return itemgetter(*places)
    return lambda row: column.made(*(row[place] for place in places))


def plain(value: Decimal) -> str:
    """A decimal without an exponent and without zeros that say nothing: 39.29, 1200000."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- As JSON ----------------------------------------------------------------------------------------------------


def _json_value(column):
    """The function that writes a column's value of a row as JSON."""
    read = reader(column)
    write = {INTEGER: str, STRING: encode_basestring, NUMBER: lambda value: f'"{plain(value)}"'}.get(
        column.type, lambda value: f'"{value.isoformat()}"'
    )

    def written(row):
        value = read(row)
        return "null" if value is None else write(value)

    return written


def _template(columns: Sequence[Column]) -> str:
    """One object with a place for each value: members "a.b" and "a.c" that follow each other stand in one object."""
    parts, group = [], ""
    for column in columns:
        outer, _dot, inner = column.member.rpartition(".")
        if group and outer != group:
            parts[-1] += "}"
        opening = f'"{outer}":{{' if outer and outer != group else ""
        parts.append(f'{opening}"{inner}":%s')
        group = outer
    return "{" + ",".join(parts) + ("}" if group else "") + ',"ranks":[%s]}'


_TEMPLATE = _template(FIGURE_COLUMNS)
_VALUES = [_json_value(column) for column in FIGURE_COLUMNS]
_RANK = '{"group":%s,"size":%s,"position":%d,"qualifier":%s,"direction":"%s"}'


def json_objects(rows: Iterable[Row], ranks: dict[int, list[tuple]]) -> list[str]:
    """Each row as a JSON object in text; `ranks` as `indicators.open_data.ranks.ranks_of` gives them, by id.

    Written from a template rather than by an encoder: an answer of a thousand rows is made in a hundredth of a second.
    """
    return [_TEMPLATE % (*(value(row) for value in _VALUES), _json_ranks(ranks.get(row[0], ()))) for row in rows]


def _json_ranks(ranks):
    return ",".join(
        _RANK % (encode_basestring(group), "null" if size is None else size, place, encode_basestring(sign), direction)
        for group, size, place, sign, direction in ranks
    )
