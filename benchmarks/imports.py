"""Large loads, read to published, against the stock flow and against the bare work that nobody can avoid."""

import datetime
import tempfile
import time
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from benchmarks import made_up
from benchmarks.line import line
from benchmarks.memory import Peak
from benchmarks.stock import stock_import
from enterprises.models import Enterprise, Industry
from imports.bulk import BulkTable, copy_rows
from imports.context import ImportContext
from imports.models import ImportBatch
from imports.publish import preview, publish
from imports.undo import undo
from imports.workbook import read_workbook
from indicators.models import Indicator, Observation, Region, Source, Subject

ENTERPRISES, STOCK_ENTERPRISES = 100_000, 5_000
SUBJECTS, INDICATORS = 24_000, 36
ONE_PROCESS = "one process, history on, preview and publication"


def import_enterprises():
    """Each load begins with an empty table of enterprises."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        publish_file(made_up.catalogue(folder, INDICATORS))
        path = made_up.enterprises(folder, ENTERPRISES)
        few = made_up.enterprises(folder, STOCK_ENTERPRISES)
        floor = rate_of(ENTERPRISES, lambda: _floor_of_enterprises(path))
        empty_enterprises()
        peer = rate_of(STOCK_ENTERPRISES, lambda: stock_import(few))
        empty_enterprises()
        with Peak() as peak:
            started = time.perf_counter()
            batch = _previewed_and_published(path)
            seconds = time.perf_counter() - started
        note = f"{ENTERPRISES} × 8 xlsx, {ONE_PROCESS}; stock on {STOCK_ENTERPRISES}"
        rate = ENTERPRISES / seconds
        yield line("import_enterprises", "rows_per_s", rate, peer=peer, floor=floor, state="cold", note=note)
        yield line("import_enterprises", "peak_mb", peak.megabytes, state="cold", note="the whole process")
        yield _undo_line("undo_enterprises", batch, seconds)
        empty_enterprises()


def import_figures():
    """About half a million observations of 24,000 enterprises."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        publish_file(made_up.catalogue(folder, INDICATORS))
        publish_file(made_up.enterprises(folder, SUBJECTS))
        path, count = made_up.wide_figures(folder, SUBJECTS, INDICATORS)
        floor = rate_of(count, lambda: _floor_of_figures(path))
        _empty_figures()
        with Peak() as peak:
            started = time.perf_counter()
            batch = _previewed_and_published(path, source_title=made_up.SOURCE)
            seconds = time.perf_counter() - started
        note = f"{SUBJECTS} × {INDICATORS} wide xlsx, {count} observations, {ONE_PROCESS}"
        yield line("import_figures", "rows_per_s", count / seconds, floor=floor, state="cold", note=note)
        yield line("import_figures", "peak_mb", peak.megabytes, state="cold", note="the whole process")
        yield _undo_line("undo_figures", batch, seconds)


def _undo_line(name, batch, load_seconds):
    started = time.perf_counter()
    undo(batch)
    seconds = time.perf_counter() - started
    return line(name, "seconds", seconds, peer=round(load_seconds, 3), state="cold", note="peer: the load it undoes")


def _previewed_and_published(path, source_title="") -> ImportBatch:
    workbook = read_workbook(path)
    digest = preview(workbook, context_of_made_up(source_title)).digest
    batch = ImportBatch(file_name=path.name, sha256=workbook.sha256)
    report = publish(workbook, context_of_made_up(source_title), batch, digest=digest)
    if report.has_moved or report.errors_total:
        raise RuntimeError(f"{path.name} was not published: {report.sheets[0].errors[:1]}")
    return batch


def publish_file(path):
    return publish(read_workbook(path), context_of_made_up(), ImportBatch(file_name=path.name))


def rate_of(count, work) -> float:
    started = time.perf_counter()
    work()
    return round(count / (time.perf_counter() - started), 3)


def _floor_of_enterprises(path):
    """The file read and the same columns copied into the same indexed tables: no checks, history, pinyin or undo."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    root = _world().pk
    towns = dict(Region.objects.values_list("subject__name", "pk"))
    industries = dict(Industry.objects.values_list("code", "pk"))
    first = Subject.objects.next_ids(1)[0] + 1
    subject = Subject(kind="enterprise", world_id=root)
    enterprise = Enterprise(legal_basis="printed_source")

    def subjects():
        for number, row in enumerate(rows, start=first):
            subject.pk, subject.key, subject.name, subject.slug = number, row[1], row[0], f"s-{number}"
            subject.pinyin, subject.located_in_id = row[0], towns[row[2]]
            yield subject

    def enterprises():
        for number, row in enumerate(rows, start=first):
            enterprise.pk, enterprise.credit_code, enterprise.industry_id = number, row[1], industries[row[3]]
            enterprise.products, enterprise.about, enterprise.founded_on = [row[4]], row[5], row[6]
            yield enterprise

    with transaction.atomic():
        BulkTable(Subject).copy(subjects())
        BulkTable(Enterprise).copy(enterprises())


def _floor_of_figures(path):
    """The file read and its numbers copied into the indexed table: no checks, no look-ups but of names."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    subjects = dict(Subject.objects.filter(kind="enterprise", world=_world()).values_list("name", "pk"))
    indicators = list(Indicator.objects.filter(code__startswith="bench-").order_by("code").values_list("pk", flat=True))
    source, batch, now = Source.objects.get(title=made_up.SOURCE), ImportBatch.objects.first(), timezone.now()
    day, end = datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)
    sample = Observation(
        measure="level", basis="unstated", first_day=day, last_day=end, period_kind="year", period_label="2020年",
        written_unit="万元", source=source, legal_basis="official_aggregate", batch=batch, sheet="产值", cell="B3",
        audience="public", published_at=now,
    )  # fmt: skip
    columns = [field for field in Observation._meta.concrete_fields if not field.primary_key]

    def values():
        for row in rows[2:]:
            sample.subject_id = subjects[row[0]]
            for indicator, cell in zip(indicators, row[1:], strict=False):
                if cell != "":
                    sample.indicator_id, sample.value, sample.as_written = indicator, cell, str(cell)
                    yield [getattr(sample, field.attname) for field in columns]

    with transaction.atomic():
        copy_rows(Observation._meta.db_table, [field.column for field in columns], values())


def _world() -> Region:
    return Region.objects.roots().get(subject__name=made_up.WORLD)


def context_of_made_up(source_title="") -> ImportContext:
    root = Region.objects.roots().filter(subject__name=made_up.WORLD).first()
    return ImportContext(root.subject.slug if root else "", source_title)


def empty_enterprises():
    made_up.delete_enterprises(_world().pk)


def _empty_figures():
    made_up.truncate(Observation)
