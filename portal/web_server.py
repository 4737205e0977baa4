"""The web server as a child of the command that started it: granian, two workers of one thread each."""

import socket
import sys
import time
import urllib.error
import urllib.request

from portal.child_process import ChildProcess

HOST = "127.0.0.1"
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


class WebServer(ChildProcess):
    """Serves portal.wsgi on a port."""

    def __init__(self, port: int):
        self.address = f"http://{HOST}:{port}/"
        super().__init__([*GRANIAN, "--host", HOST, "--port", str(port), "portal.wsgi:application"])

    def is_answering(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def wait_until_answering(self, seconds: float) -> bool:
        """False when the server ended or did not answer /healthz in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.is_running():
            if self.is_answering():
                return True
            time.sleep(0.1)
        return False
