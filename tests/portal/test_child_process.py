import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.child_process import ChildProcess
from tests.portal.asking import PROJECT

# Says its number, and does not end when it is asked to.
STUBBORN = "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(os.getpid(), flush=True); time.sleep(600)"
PARENT = """
import signal, sys
from portal.child_process import ChildProcess
class Child(ChildProcess):
    at_our_death = signal.SIGKILL
Child([sys.executable, "-c", sys.argv[1]]).wait()
"""


class Impatient(ChildProcess):
    patience = (0.1, 0.1)


def is_alive(pid):
    """A zombie, which nobody may have buried yet, is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(is_true, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_true():
            return True
        time.sleep(0.05)
    return False


def test_child_that_does_not_listen_is_killed():
    child = Impatient([sys.executable, "-c", STUBBORN])
    assert child.is_running()

    child.stop()

    assert not child.is_running()


def test_stopping_a_child_that_has_ended_does_nothing():
    child = ChildProcess([sys.executable, "-c", "raise SystemExit(3)"])

    assert child.wait() == 3
    child.stop()
    assert child.wait() == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_child_that_does_not_listen_dies_with_its_killed_parent():
    command = [sys.executable, "-c", PARENT, STUBBORN]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)

        parent.kill()

        assert wait_until(lambda: not is_alive(child))
