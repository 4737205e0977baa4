"""A pytest plugin: the tests' own PostgreSQL and their own var/, thrown away at the end.

It works on import, because pytest-django reads the settings before any conftest. Workers of pytest-xdist inherit
DATABASE_URL and PORTAL_VAR and start nothing; with a DATABASE_URL of the caller's own no server is started.
"""

import atexit
import contextlib
import os
import shutil
import signal
import tempfile
import time

from portal.embedded.account import server_account
from portal.embedded.hold import Hold
from portal.embedded.place import Place, temporary_directory, throw_away_place, usable_programs
from portal.embedded.server import Server

PREFIX = "county-portal-tests-"
_endings = []


def pytest_unconfigure():
    """Give everything back, also after Ctrl-C. In a worker there is nothing to give."""
    while _endings:
        _endings.pop()()


def _provide():
    # The caller's pinned day, uploads and keys are not the tests'.
    os.environ.pop("PORTAL_TODAY", None)
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    atexit.register(pytest_unconfigure)  # pytest does not come to it when it stops at a usage error
    _provide_var()
    if not os.environ.get("DATABASE_URL"):
        _sweep_killed_runs()
        _provide_database()


def _provide_var():
    var = tempfile.mkdtemp(prefix="county-portal-var-")
    _endings.append(lambda: shutil.rmtree(var, ignore_errors=True))
    os.environ["PORTAL_VAR"] = var


def _provide_database():
    # Terminated, pytest shall end as after Ctrl-C, and so come to pytest_unconfigure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    place = throw_away_place(PREFIX)
    hold = Hold(Server(place, throw_away=True))
    _endings.append(lambda: (hold.release(), shutil.rmtree(place.folder, ignore_errors=True)))
    os.environ["DATABASE_URL"] = hold.acquire()


def _sweep_killed_runs():
    """Stop the servers of runs that were killed. A folder of this minute may belong to a run that is just starting."""
    account = server_account()
    for folder in temporary_directory(account).glob(f"{PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # another run ends and removes its own
            found = folder.stat()
            if found.st_uid == os.geteuid() and time.time() - found.st_ctime > 60:
                _stop_orphan(folder, account)


def _stop_orphan(folder, account):
    place = Place(folder, usable_programs(folder, account), account)
    if Hold(Server(place)).stop_orphan():
        shutil.rmtree(folder, ignore_errors=True)


_provide()
