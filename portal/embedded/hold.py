"""Who still needs the server: each holder keeps a shared lock on one file for its life.

Whoever leaves tries for the exclusive lock; getting it means that nobody else is left, and the server is stopped. A
killed holder's lock falls to the kernel, so no list of processes can go stale, and the next command finds its
server: joins it, and stops it on leaving. Start and stop exclude each other by a second lock.
"""

import fcntl
import os

from portal.embedded.locks import locked, undisturbed
from portal.embedded.server import Server


class Hold:
    """One process's share in a server."""

    def __init__(self, server: Server):
        self.server = server
        self._mutex = server.place.folder / "mutex"
        self._share = None
        self._holder = None

    def acquire(self) -> str:
        """Start the server or join the running one; the address for DATABASE_URL."""
        with locked(self._mutex), undisturbed():
            share = (self.server.place.folder / "holders").open("a")
            try:
                fcntl.flock(share, fcntl.LOCK_SH)
                url = self.server.ensure_running()
            except BaseException:
                share.close()
                raise
            self._share, self._holder = share, os.getpid()
            return url

    def release(self) -> None:
        """Let go, and stop the server if nobody else holds it. A forked child's call does nothing."""
        if self._share is None or self._holder != os.getpid():
            return
        with undisturbed(), locked(self._mutex):
            self._share.close()
            self._share = None
            self._stop_if_unheld()

    def stop_orphan(self) -> bool:
        """Stop the server of holders that were killed; False if somebody holds it."""
        with locked(self._mutex), undisturbed():
            return self._stop_if_unheld()

    def _stop_if_unheld(self) -> bool:
        with (self.server.place.folder / "holders").open("a") as holders:
            try:
                fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            self.server.stop()
        return True
