"""What readers wait for with a million observations in the database, beside Datasette with the same rows."""

import itertools
import os
import sqlite3
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.crowd import COUNTS, crowd, rows_of_the_crowd
from benchmarks.line import line, percentile_95
from portal.child_process import ChildProcess
from portal.web_server import WebServer

READERS = 8
ADDRESSES = 500
# As often is a kept answer asked for again.
AGAIN = 4
PORT, PEER_PORT = 8123, 8124
COLUMNS = (
    "id INTEGER PRIMARY KEY, indicator TEXT, subject TEXT, subject_name TEXT, measure TEXT, basis TEXT, value REAL, "
    "value_state TEXT, as_written TEXT, unit TEXT, period TEXT, first_day TEXT, last_day TEXT, qualifier TEXT, "
    "status TEXT, published_at TEXT, source TEXT, publisher TEXT, source_date TEXT, place TEXT"
)


def readers():
    """Asked over HTTP by eight readers at once on this machine, after one request that wakes each worker."""
    codes, slugs = crowd()
    pairs = list(itertools.islice(itertools.product(codes, slugs), ADDRESSES))
    with tempfile.TemporaryDirectory() as folder:
        peer_file = Path(folder) / "peer.db"
        _write_peer(peer_file)
        server, peer = WebServer(PORT), _Datasette(peer_file, PEER_PORT)
        try:
            if not server.wait_until_answering(60) or not peer.wait_until_answering(60):
                raise RuntimeError("a server did not start")
            yield from _lines(server.address, peer.address, pairs)
        finally:
            server.stop()
            peer.stop()


def _lines(ours, theirs, pairs):
    api = [f"{ours}api/v1/indicators/{code}/observations?{urlencode({'subject': slug})}" for code, slug in pairs]
    pages = [f"{ours}indicators/{code}/?{urlencode({'region': slug})}" for code, slug in pairs]
    charts = [f"{ours}indicators/{code}.svg?{urlencode({'region': slug})}" for code, slug in pairs]
    queries = [urlencode({"indicator": code, "subject": slug}) for code, slug in pairs]
    peer_api = [f"{theirs}peer/observations.json?{query}" for query in queries]
    peer_pages = [f"{theirs}peer/observations?{query}" for query in queries]
    for name, own, others in (
        ("observations_api", api, peer_api),
        ("indicator_page", pages, peer_pages),
        ("chart_svg", charts, None),
    ):
        for state in ("cold", "cached"):
            # Cold: every address once. Cached: some of them again and again, after they were answered.
            asked, peers = (own, others) if state == "cold" else (own[:50] * AGAIN, others and others[:50] * AGAIN)
            yield from _two_lines(name, state, _ask(asked), _ask(peers) if peers else None, len(set(asked)))


def _two_lines(name, state, mine, peer, addresses):
    note = (
        f"{COUNTS} observations, {addresses} distinct addresses, {READERS} readers on the same machine; "
        "peer: Datasette, its defaults, the same rows and columns indexed"
    )
    rate, times = mine
    peer_rate, peer_times = peer or (None, None)
    yield line(name, "req_per_s", rate, peer=peer_rate and round(peer_rate, 3), state=state, note=note)
    p95 = peer_times and round(percentile_95(peer_times), 3)
    yield line(name, "p95_ms", percentile_95(times), peer=p95, state=state, note=note)


def _ask(addresses) -> tuple[float, list[float]]:
    """Requests a second over all readers, and the milliseconds of each."""
    started = time.perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        times = list(pool.map(_milliseconds, addresses))
    return len(addresses) / (time.perf_counter() - started), times


def _milliseconds(address) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=120) as answer:
        answer.read()
    return (time.perf_counter() - started) * 1000


# Its server writes a line for each request, which would stand between the benchmark's own.
_QUIET = "import logging; logging.getLogger('uvicorn.access').disabled = True; from datasette.cli import cli; cli()"


class _Datasette(ChildProcess):
    def __init__(self, path: Path, port: int):
        self.address = f"http://127.0.0.1:{port}/"
        super().__init__([sys.executable, "-c", _QUIET, "serve", os.fspath(path), "--port", str(port)])

    def wait_until_answering(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}-/versions.json", timeout=5):
                    return True
            except OSError:
                time.sleep(0.2)
        return False


def _write_peer(path: Path) -> None:
    """The same rows in one table, indexed by the columns that ours are found by."""
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE observations ({COLUMNS})")
        marks = ", ".join("?" * (COLUMNS.count(",") + 1))
        database.executemany(f"INSERT INTO observations VALUES ({marks})", rows_of_the_crowd())
        database.execute("CREATE INDEX series ON observations (indicator, subject, last_day)")
        database.execute("ANALYZE")
