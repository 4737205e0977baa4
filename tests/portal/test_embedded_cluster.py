"""The plugin that gives the tests their own database, seen from a test run inside."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal.asking import PROJECT, environment, socket_folder

INNER_TEST = """
import json, os, signal
from pathlib import Path

def test_inner():
    Path("given.json").write_text(json.dumps(dict(os.environ)))
    os.kill(os.getpid(), {signal})
"""


def run_inner_test(folder, number, **variables):
    """Run a test that sends itself a signal; what was in its environment, and the run's exit code."""
    (folder / "test_inner.py").write_text(INNER_TEST.format(signal=number))
    plugins = ["-p", "tests.embedded_cluster", "-p", "no:django", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "-c", "/dev/null", "--rootdir", folder, "test_inner.py"],
        cwd=folder,
        env=environment(PYTHONPATH=str(PROJECT), **variables),
        capture_output=True,
    )
    return json.loads((folder / "given.json").read_text()), done.returncode


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_server_and_var_are_gone_however_the_tests_end(tmp_path, number):
    given, exit_code = run_inner_test(tmp_path, int(number), PORTAL_TODAY="2021-10-31")

    assert exit_code == pytest.ExitCode.INTERRUPTED
    assert "PORTAL_TODAY" not in given
    assert not Path(given["PORTAL_VAR"]).exists()
    assert not socket_folder(given["DATABASE_URL"]).exists()


def test_database_of_the_caller_is_used(tmp_path):
    given, exit_code = run_inner_test(tmp_path, 0, DATABASE_URL="postgres://portal@elsewhere/portal")

    assert exit_code == pytest.ExitCode.OK
    assert given["DATABASE_URL"] == "postgres://portal@elsewhere/portal"
