"""Processes that ask for the embedded database, for the tests of its launcher."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from portal.embedded.place import installed_programs

PROJECT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may run the server as another account")

# Asks for the database as manage.py does, says where it is, and keeps it until its input ends.
ASKER = """
import os, sys
from pathlib import Path
from portal.embedded import provide_database
provide_database(Path(sys.argv[1]))
print(os.environ["DATABASE_URL"], flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def passable_folder():
    """A new folder that everybody can pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="county-portal-launcher-")).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def environment(**variables):
    """Ours without what the tests' own database put there."""
    ours = {"DATABASE_URL", "PORTAL_VAR", "PYTEST_XDIST_WORKER"}
    return {name: value for name, value in os.environ.items() if name not in ours} | variables


@contextlib.contextmanager
def asking(var, script=ASKER, **variables):
    """A process that holds the database; yields it with the address it was given. It leaves at the end."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(var)],
        cwd=PROJECT,
        env=environment(**variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        process.url = process.stdout.readline().strip()
        assert process.url.startswith("postgres://"), "the process was given no database"
        yield process


def manage(*arguments, **variables):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=environment(**variables),
        capture_output=True,
        text=True,
    )


def postmaster(var):
    """The number of the server's process, or None when it is stopped."""
    pid_file = var / "postgres/data/postmaster.pid"
    return int(pid_file.read_text().split()[0]) if pid_file.exists() else None


def socket_folder(url):
    folder = Path(unquote(urlsplit(url).netloc.partition("@")[2]))
    assert folder.name.startswith("county-portal-")
    return folder


def copy_programs(site_packages):
    """The wheel's programs alone, importable from another folder."""
    package = installed_programs().parent
    copy = site_packages / package.name
    shutil.copytree(package / "pginstall18", copy / "pginstall18")
    shutil.copytree(package.with_name(f"{package.name}.libs"), site_packages / f"{package.name}.libs")
    (copy / "__init__.py").touch()
