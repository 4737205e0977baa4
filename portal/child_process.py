"""A program that runs beside the command that started it, and no longer than that command."""

import ctypes
import os
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1


class ChildProcess:
    """Started with its making; ended by `stop`, or by its parent's death (on Linux) with the signal `at_our_death`.

    patience: how many seconds it is given after each request to end, before its whole group is killed.
    """

    at_our_death = signal.SIGTERM
    patience: tuple[float, ...] = (10,)

    def __init__(self, command: list[str]):
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            # Ctrl-C reaches us alone, and the whole group can be ended.
            start_new_session=True,
            preexec_fn=_end_with(os.getpid(), self.at_our_death),
        )

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> int:
        """Wait for an end that nobody asked for; the exit code."""
        return self._process.wait()

    def stop(self) -> None:
        for seconds in self.patience:
            self._process.terminate()
            try:
                self._process.wait(timeout=seconds)
                return
            except subprocess.TimeoutExpired:
                continue
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _end_with(parent: int, number: signal.Signals):
    """For the child, before it becomes the program: be sent a signal when the parent dies, however it dies."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def set_death_signal():
        prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)

    return set_death_signal
