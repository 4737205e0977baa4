"""The web server as a child of the command that started it: granian, two workers of one thread each."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

HOST = "127.0.0.1"
PR_SET_PDEATHSIG = 1
# One thread a worker keeps the slowest answers short; more processes, not more threads, serve more readers.
GRANIAN = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"]
GRANIAN += ["--workers-kill-timeout", "2", "--no-access-log", "--log-level", "warning"]


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


class WebServer:
    """Serves portal.wsgi on a port until it is stopped, or until its parent dies (on Linux)."""

    def __init__(self, port: int):
        self.address = f"http://{HOST}:{port}/"
        self._process = subprocess.Popen(
            [*GRANIAN, "--host", HOST, "--port", str(port), "portal.wsgi:application"],
            stdin=subprocess.DEVNULL,
            # Ctrl-C reaches us alone, and the whole group can be ended.
            start_new_session=True,
            preexec_fn=_end_with(os.getpid()),
        )

    def is_answering(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def wait_until_answering(self, seconds: float) -> bool:
        """False when the server ended or did not answer /healthz in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self._process.poll() is None:
            if self.is_answering():
                return True
            time.sleep(0.1)
        return False

    def wait(self) -> int:
        """Wait for the server's end, which nobody asked for; its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _end_with(parent: int):
    """For the child, before it becomes the server: be terminated when the parent dies, however it dies."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def set_death_signal():
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)

    return set_death_signal
