"""Reading what a table means, against the bare reading of its cells and against the stock preview."""

import tempfile
import time
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks import made_up
from benchmarks.imports import context_of_made_up, empty_enterprises, publish_file, rate_of
from benchmarks.line import line
from benchmarks.stock import stock_preview
from imports.publish import identify, preview
from imports.workbook import read_workbook

ROWS, INDICATORS = 100_000, 7
PREVIEWED = 10_000


def read_layout():
    """The file opened, its table found and its columns known, with the total and the change of unit far below."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        publish_file(made_up.catalogue(folder, INDICATORS))
        path = made_up.offices_table(folder, ROWS, INDICATORS)
        floor = rate_of(ROWS, lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
        context = context_of_made_up()
        started = time.perf_counter()
        [found] = identify(read_workbook(path).grids[0], context=context, file=path.name)
        rate = ROWS / (time.perf_counter() - started)
        turn = ROWS * 9 // 10 + 3
        seen = found.sheet.kind, [number for number, _cells in found.table.totals], found.table.unit_lines[-1]
        if seen != ("figures_wide", [turn], (turn + 1, "单位：亿元")):
            raise RuntimeError(f"the table was not understood: {seen}")
        note = f"{ROWS} × {INDICATORS + 1} xlsx; floor: the cells alone; ours in the reading process and this one"
        yield line("read_layout", "rows_per_s", rate, floor=floor, state="cold", note=note)


def preview_rows():
    """What the editor waits for between choosing a list and seeing what it would do."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        publish_file(made_up.catalogue(folder))
        path = made_up.enterprises(folder, PREVIEWED)
        started = time.perf_counter()
        report = preview(read_workbook(path), context_of_made_up())
        seconds = time.perf_counter() - started
        if report.changes_total != PREVIEWED:
            raise RuntimeError(f"the preview counts {report.changes_total}")
        started = time.perf_counter()
        stock_preview(path)
        peer = round(time.perf_counter() - started, 3)
        empty_enterprises()
        note = f"{PREVIEWED} × 8 new enterprises, one process; peer: the stock dry run"
        yield line("preview_rows", "seconds", seconds, peer=peer, state="cold", note=note)
