"""A province of made-up figures, written by the database itself: what a large portal would hold."""

from django.db import connection, transaction

from imports.models import ImportBatch
from indicators.models import Indicator, LegalBasis, Observation, Region, Source, Subject

INDICATORS, CITIES, COUNTIES, YEARS = 40, 11, 99, 11
# January to February up to the whole year, a level and its growth each.
MONTHS, MEASURES = 11, 2
COUNTS = INDICATORS * (CITIES + COUNTIES) * YEARS * MONTHS * MEASURES

_FIGURES = """
INSERT INTO indicators_observation (
  subject_id, indicator_id, measure, basis, breakdown_id, first_day, last_day, is_stock, audience, period_kind,
  period_label, is_period_inferred, value_state, value, qualifier, as_written, written_unit, written_decimals, note,
  status, source_id, place, legal_basis, batch_id, sheet, cell, change, change_reason, published_at)
SELECT subject.id, indicator.id, measure.code, 'unstated', NULL, make_date(year, 1, 1),
  (make_date(year, month, 1) + interval '1 month - 1 day')::date, false, 'public',
  CASE month WHEN 12 THEN 'year' ELSE 'cumulative' END,
  CASE month WHEN 12 THEN year || '年' ELSE year || '年1-' || month || '月' END, false, 'value',
  figure.value, '=', figure.value || measure.unit, measure.unit, figure.decimals, '', 'final', %(source)s, '表1',
  'official_aggregate', %(batch)s, 'Sheet1', 'B2', '', '', make_timestamptz(year + 1, 1, 20, 9, 0, 0)
FROM unnest(%(subjects)s::bigint[]) subject (id), unnest(%(indicators)s::bigint[]) indicator (id),
  generate_series(%(first_year)s, %(first_year)s + %(years)s - 1) year, generate_series(2, 12) month,
  (VALUES ('level', '亿元', 2), ('yoy', '%%', 1)) measure (code, unit, decimals),
  LATERAL (SELECT CASE measure.code
      WHEN 'level' THEN round((100 + subject.id %% 97 + indicator.id %% 13)::numeric * month * (1 + (year - 2010) * 0.05) / 12, 2)
      ELSE round(((subject.id * 7 + indicator.id * 3 + year * 5 + month) %% 200 - 50)::numeric / 10, 1) END,
    measure.decimals) figure (value, decimals)
"""


def crowd() -> tuple[list[str], list[str]]:
    """Writes the figures; the codes of the indicators and the slugs of the regions."""
    root = _root()
    regions = _regions(root)
    indicators = [
        Indicator.objects.create(
            code=f"crowd_{number:02}", name=f"示例指标{number:02}", unit="亿元", aggregation="additive", position=number
        )
        for number in range(1, INDICATORS + 1)
    ]
    source = Source.objects.create(
        title="示例统计月报", publisher="演示", published_on="2021-01-20", legal_basis=LegalBasis.OFFICIAL_AGGREGATE
    )
    values = {
        "subjects": [region.pk for region in regions],
        "indicators": [indicator.pk for indicator in indicators],
        "source": source.pk,
        "batch": ImportBatch.objects.create(file_name="示例.xlsx").pk,
        "first_year": 2021 - YEARS,
        "years": YEARS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, values)
        if cursor.rowcount != COUNTS:
            raise RuntimeError(f"{cursor.rowcount} figures were written, not {COUNTS}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE indicators_observation")
    return [one.code for one in indicators], [region.subject.slug for region in regions]


def rows_of_the_crowd():
    """The figures as flat rows, for the peer."""
    fields = ("pk", "indicator__code", "subject__slug", "subject__name", "measure", "basis", "value", "value_state")
    fields += ("as_written", "written_unit", "period_label", "first_day", "last_day", "qualifier", "status")
    fields += ("published_at", "source__title", "source__publisher", "source__published_on", "place")
    rows = Observation.objects.filter(indicator__code__startswith="crowd_").order_by("pk").values_list(*fields)
    for row in rows.iterator(chunk_size=20_000):
        yield [
            value if isinstance(value, int) else float(value) if name == "value" else str(value)
            for name, value in zip(fields, row, strict=True)
        ]


def _root() -> Region:
    """The home region where there is none."""
    home = Region.objects.home()
    if home is not None:
        return Region.objects.get(pk=home.subject.world_id)
    return _region("示例省", "980000", None, Region.Level.CITY, is_home=True)


def _regions(root) -> list[Region]:
    cities = [
        _region(f"示例省{number:02}市", f"98{number:02}00", root, Region.Level.CITY) for number in range(1, CITIES + 1)
    ]
    return cities + [
        _region(f"示例省{number:03}县", f"97{number:04}", cities[number % CITIES], Region.Level.COUNTY)
        for number in range(1, COUNTIES + 1)
    ]


def _region(name, code, parent, level, *, is_home=False) -> Region:
    [pk] = Subject.objects.next_ids(1)
    # A root names itself, which the deferred foreign key allows within a transaction.
    world = parent.subject.world_id if parent else pk
    with transaction.atomic():
        subject = Subject.objects.create(pk=pk, kind=Subject.Kind.REGION, name=name, key=code, world_id=world)
        return Region.objects.create(subject=subject, code=code, level=level, parent=parent, is_home=is_home)
