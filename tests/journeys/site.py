"""The site as a server of its own on a database of its own.

Playwright keeps an event loop in the tests' thread, where Django would hand out other connections than before and
after. So that thread asks the database nothing: the server answers the browser, and `aside` does the rest.
"""

import contextlib
from concurrent.futures import ThreadPoolExecutor

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread

from tests.connections import on_own_connection


def aside(work, *arguments):
    """Calls `work` in a thread with a connection of its own, to the database that the site stands on."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(on_own_connection, lambda: work(*arguments)).result()


@contextlib.contextmanager
def standing_on(database: str):
    """Every connection of a new thread leads to the database of that name."""
    usual = connections.settings["default"]
    connections.settings["default"] = {**usual, "NAME": database}
    try:
        yield
    finally:
        connections.settings["default"] = usual


@contextlib.contextmanager
def copy_of(template: str):
    """A database that begins as the template, for a journey that writes; thrown away afterwards."""
    name = f"{template}_journey"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    aside(execute, drop)
    aside(execute, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        aside(execute, drop)


def execute(statement: str) -> None:
    """Runs what no transaction may hold, from beside the database itself."""
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)


@contextlib.contextmanager
def served():
    """The site's address, while it is served with its static files."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        if server.error:
            raise server.error
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()
