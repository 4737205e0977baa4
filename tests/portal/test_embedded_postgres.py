"""The launcher of the embedded database, with real processes and real servers."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from portal.embedded.hold import Hold
from portal.embedded.place import find_place
from portal.embedded.server import Server
from tests.portal.asking import (
    ASKER,
    PROJECT,
    as_root,
    asking,
    copy_programs,
    environment,
    passable_folder,
    postmaster,
    socket_folder,
)

# Its child leaves as a forked web worker would; it leaves itself when its input ends.
FORKING_ASKER = ASKER.replace("print(", "child = os.fork() or sys.exit()\nos.waitpid(child, 0)\nprint(")


@pytest.fixture(scope="module")
def used_var():
    """A var/ with a cluster that has stopped; each test shall leave it so."""
    with passable_folder() as folder:
        with asking(folder / "var"):
            pass
        yield folder / "var"


@pytest.fixture
def cluster(used_var):
    """The var/ of that cluster; what a failing test leaves running is stopped."""
    yield used_var
    Hold(Server(find_place(used_var))).stop_orphan()


def test_second_command_joins_the_running_server(cluster):
    with asking(cluster) as first:
        running = postmaster(cluster)

        with asking(cluster) as second:
            assert second.url == first.url
            assert postmaster(cluster) == running


def test_last_command_to_leave_stops_the_server(cluster):
    with asking(cluster) as first:
        with asking(cluster):
            pass
        assert postmaster(cluster) is not None
        assert socket_folder(first.url).is_dir()

    assert postmaster(cluster) is None
    assert not socket_folder(first.url).exists()


def test_terminated_command_stops_the_server(cluster):
    with asking(cluster) as command:
        command.terminate()

    assert command.returncode == 128 + signal.SIGTERM
    assert postmaster(cluster) is None


def test_forked_child_leaves_the_server_to_its_parent(cluster):
    with asking(cluster, FORKING_ASKER):
        assert postmaster(cluster) is not None


def test_server_of_a_killed_command_is_reused_and_then_stopped(cluster):
    with asking(cluster) as killed:
        orphan = postmaster(cluster)
        killed.kill()
        killed.wait()
    assert postmaster(cluster) == orphan

    with asking(cluster) as following:
        assert following.url == killed.url
        assert postmaster(cluster) == orphan

    assert postmaster(cluster) is None


def test_server_killed_with_its_command_is_started_again(cluster):
    with asking(cluster) as killed:
        dead = postmaster(cluster)
        os.kill(dead, signal.SIGKILL)
        killed.kill()

    with asking(cluster) as following, psycopg.connect(following.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert postmaster(cluster) != dead


def test_server_whose_socket_was_swept_away_is_started_again(cluster):
    with asking(cluster) as first:
        (socket_folder(first.url) / ".s.PGSQL.5432").unlink()

        with asking(cluster) as second, psycopg.connect(second.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_server_listens_only_in_a_private_folder_and_sorts_alike_everywhere(cluster):
    with asking(cluster) as command, psycopg.connect(command.url) as connection:
        settings = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('server_encoding'), datlocprovider, datlocale"
            " FROM pg_database WHERE datname = current_database()"
        ).fetchone()

        assert settings == ("", "UTF8", "b", "C.UTF-8")
        assert socket_folder(command.url).stat().st_mode & 0o777 == 0o700


def test_database_url_starts_nothing(var):
    with asking(var, DATABASE_URL="postgres://portal@elsewhere/portal") as command:
        assert command.url == "postgres://portal@elsewhere/portal"

    assert not var.exists()


def test_site_without_a_database_says_what_to_do(var):
    done = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        cwd=PROJECT,
        env=environment(PORTAL_VAR=str(var)),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "DATABASE_URL is not set. Run the site through manage.py" in done.stderr.splitlines()[-1]


@as_root
def test_root_below_a_closed_folder_keeps_data_and_programs_elsewhere(var, folder):
    folder.chmod(0o700)
    copy_programs(folder)
    try:
        with asking(var, PYTHONPATH=str(folder)) as command, psycopg.connect(command.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        with asking(var, PYTHONPATH=str(folder)) as again, psycopg.connect(again.url) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
            assert (elsewhere(var) / "data/postmaster.pid").exists()

        assert elsewhere(var).parent == Path("/var/tmp")
        assert elsewhere(var).stat().st_mode & 0o777 == 0o710
        assert folder.stat().st_mode & 0o777 == 0o700
        assert not (var / "postgres/data").exists()
    finally:
        shutil.rmtree(elsewhere(var))


def elsewhere(var):
    return Path(json.loads((var / "postgres/elsewhere.json").read_text())["folder"])


ORDINARY = {"user": 65534, "group": 65534, "extra_groups": []}


def python_for_everybody():
    """A Python that an ordinary user can run: ours may lie in root's own folder."""
    for python in (Path(sys._base_executable).resolve(), Path("/usr/bin/python3")):
        with contextlib.suppress(OSError):
            check = "import sys; sys.exit(sys.version_info < (3, 11))"
            if subprocess.run([python, "-c", check], cwd="/", **ORDINARY).returncode == 0:
                return python
    return pytest.skip("no Python 3.11 that an ordinary user can run")


@as_root
def test_ordinary_user_keeps_everything_in_var(var, folder):
    python, copy = python_for_everybody(), folder / "copy"
    shutil.copytree(PROJECT / "portal/embedded", copy / "portal/embedded")
    copy_programs(copy)
    var.mkdir()
    os.chown(var, 65534, 65534)

    done = subprocess.run(
        [python, "-c", ASKER, var],
        cwd=copy,
        env={"PATH": os.defpath},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        **ORDINARY,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert (var / "postgres/data/PG_VERSION").stat().st_uid == 65534
    assert not (var / "postgres/elsewhere.json").exists()
    assert postmaster(var) is None
