"""The demo's workbooks in a database of their own, loaded once a session and never changed by a test.

A test that asks for `demo` sees the county of the article instead of the empty tables: its connection leads to a copy
of the test database in which the six workbooks were published, and what it writes is rolled back. Other tests see
nothing of it, in whatever order they run. tests/conftest.py offers both fixtures to all tests: imported a second
time they would load a second demo.
"""

import io
from pathlib import Path

import pytest

WORKBOOKS = sorted((Path(__file__).resolve().parent.parent / "data" / "demo").glob("[!~]*.xlsx"))
DEMO_DAY = "2021-10-31"


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker):
    """A connection to the demo's database, for `demo` and for whoever starts a site on it."""
    from django.db import connections

    with django_db_blocker.unblock():
        connections.close_all()  # a database with visitors cannot be copied
        ours = connections["default"]
        name = f"{ours.settings_dict['NAME']}_demo"
        _drop(ours, name)
        _execute(ours, f'CREATE DATABASE "{name}" TEMPLATE "{ours.settings_dict["NAME"]}"')
        theirs = connections.create_connection("default")
        theirs.settings_dict = {**ours.settings_dict, "NAME": name}
        connections["default"] = theirs
        try:
            _load()
        finally:
            connections["default"] = ours
    yield theirs
    with django_db_blocker.unblock():
        theirs.close()
        _drop(ours, name)


@pytest.fixture
def demo(demo_database, db, monkeypatch):
    """The demo as `make demo` leaves it, at its own day; a test's changes are rolled back."""
    from django.db import connections, transaction

    monkeypatch.setenv("PORTAL_TODAY", DEMO_DAY)
    ours = connections["default"]
    connections["default"] = demo_database
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connections["default"] = ours


def _load():
    from django.core.management import call_command

    for workbook in WORKBOOKS:
        call_command("import_workbook", workbook, publish=True, published_on=DEMO_DAY, stdout=io.StringIO())


def _drop(connection, name):
    _execute(connection, f'DROP DATABASE IF EXISTS "{name}"')


def _execute(connection, statement):
    """Runs a statement that no transaction may hold, beside the test database itself."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
