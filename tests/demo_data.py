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
    with django_db_blocker.unblock():
        connection = _copied_database()
        _on(connection, _load)
    yield connection
    with django_db_blocker.unblock():
        connection.close()
        _drop(connection)


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


def _copied_database():
    """A connection to a new copy of the test database, which holds no rows yet but those of the migrations."""
    from django.db import connections

    connections.close_all()  # a database with visitors cannot be copied
    ours = connections["default"]
    template = ours.settings_dict["NAME"]
    theirs = connections.create_connection("default")
    theirs.settings_dict = {**ours.settings_dict, "NAME": f"{template}_demo"}
    _drop(theirs)
    _execute(theirs, f'CREATE DATABASE "{template}_demo" TEMPLATE "{template}"')
    return theirs


def _on(connection, work):
    """Does something while the site's connection is another."""
    from django.db import connections

    ours = connections["default"]
    connections["default"] = connection
    try:
        work()
    finally:
        connections["default"] = ours


def _load():
    from django.core.management import call_command

    for workbook in WORKBOOKS:
        call_command("import_workbook", workbook, publish=True, published_on=DEMO_DAY, stdout=io.StringIO())


def _drop(connection):
    _execute(connection, f'DROP DATABASE IF EXISTS "{connection.settings_dict["NAME"]}"')


def _execute(connection, statement):
    """Runs a statement that no transaction may hold, beside the database itself."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
