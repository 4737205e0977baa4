"""The few things that nearly every test with a database needs, each made in one line."""

import datetime
from decimal import Decimal
from itertools import count

from django.db import transaction

from enterprises.models import Enterprise
from imports.models import ImportBatch
from indicators.actions import publish
from indicators.figures import Figure
from indicators.models import Indicator, LegalBasis, Observation, Rank, Region, RegionGroup, Source, Subject

_numbers = count(1)


def make_subject(kind, name, world, **fields) -> Subject:
    """A subject of a kind in the world of a root region."""
    return Subject.objects.create(kind=kind, name=name, world_id=world.pk, **fields)


def make_root(name="丽水市", code="331100", **fields) -> Region:
    """A world: a region that names itself as its subject's world, which the foreign key allows within a transaction."""
    pk = Subject.objects.next_ids(1)[0]
    with transaction.atomic():
        subject = Subject.objects.create(pk=pk, kind=Subject.Kind.REGION, name=name, key=code, world_id=pk, **fields)
        return Region.objects.create(subject=subject, code=code, level=Region.Level.CITY, type_name="地级市")


def make_region(name, code, parent, *, level=Region.Level.TOWN, is_home=False, **fields) -> Region:
    """A region below another, in its world."""
    world = Region.objects.get(pk=parent.subject.world_id)
    subject = make_subject(Subject.Kind.REGION, name, world, key=code, **fields)
    return Region.objects.create(subject=subject, code=code, level=level, parent=parent, is_home=is_home)


def make_group(world, name, size=None, **fields) -> RegionGroup:
    """A set of regions that ranks are printed for; its size only where a source prints it."""
    return RegionGroup.objects.create(world_id=world.pk, name=name, size=size, **fields)


def make_source(title="缙云县工业经济报道", **fields) -> Source:
    """A printed source of 31 October 2021, whose figures are public."""
    known = {"publisher": "未注明", "published_on": datetime.date(2021, 10, 31)}
    return Source.objects.create(title=title, **known | {"legal_basis": LegalBasis.PRINTED_SOURCE} | fields)


def make_indicator(code=None, name=None, unit="亿元", **fields) -> Indicator:
    number = next(_numbers)
    return Indicator.objects.create(
        code=code or f"indicator_{number}", name=name or f"指标{number}", unit=unit, **fields
    )


def make_enterprise(world, name=None, *, short_name="", name_en="", **fields) -> Enterprise:
    """An enterprise with nothing but a name, unless more is given."""
    name = name or f"示例企业{next(_numbers)}有限公司"
    subject = make_subject(Subject.Kind.ENTERPRISE, name, world, short_name=short_name, name_en=name_en)
    return Enterprise.objects.create(subject=subject, **fields)


def make_figure(subject, indicator, value, *, source, measure="level", ranks=(), **fields) -> Figure:
    """An unpublished figure of January to July 2021.

    value: a decimal as text, None where only a rank or nothing is printed; ranks: pairs (group, position).
    """
    subject = getattr(subject, "subject", subject)
    observation = Observation(subject=subject, indicator=indicator, measure=measure, source=source)
    states = Observation.ValueState
    missing = states.RANK_ONLY if ranks else states.NOT_AVAILABLE
    known = {
        "first_day": datetime.date(2021, 1, 1),
        "last_day": datetime.date(2021, 7, 31),
        "period_kind": "cumulative",
        "period_label": "2021年1-7月",
        "value": None if value is None else Decimal(value),
        "value_state": missing if value is None else states.VALUE,
        "as_written": "—" if value is None else f"{value}{observation.unit}",
        "written_unit": observation.unit,
        "written_decimals": len((value or "").partition(".")[2]),
        "place": "第7段",
        "legal_basis": source.legal_basis,
    }
    for field, content in {**known, **fields}.items():
        setattr(observation, field, content)
    return Figure(observation, [make_rank(group, position) for group, position in ranks])


def make_rank(group, position, **fields) -> Rank:
    return Rank(group=group, group_as_written=group.name, group_size=group.size, position=position, **fields)


def publish_figure(subject, indicator, value, *, source, at=None, **fields) -> Observation:
    """Publishes one figure in a batch of its own, now or at a moment; see `make_figure`."""
    figure = make_figure(subject, indicator, value, source=source, **fields)
    batch = ImportBatch.objects.create(file_name="数据.xlsx", source_title=source.title)
    outcome = publish(figures=[figure], batch=batch, at=at)
    return [*outcome.new, *(new for _former, new in outcome.changed), *outcome.unchanged][0]
