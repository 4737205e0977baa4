"""An embedded PostgreSQL for a laptop, a demo or a small office, started when no DATABASE_URL is set.

Only the standard library is imported: this runs before Django. Each process that asks holds a share of the server
(see hold.py); the last one to leave stops it. A process that inherits DATABASE_URL (autoreload's child, a web
worker, a test worker) neither starts nor stops anything.
"""

import atexit
import os
import signal
import sys
from pathlib import Path

from portal.embedded.errors import EmbeddedDatabaseError

__all__ = ["EmbeddedDatabaseError", "provide_database"]


def provide_database(var: Path) -> None:
    """Set DATABASE_URL to an embedded server with its files below `var`, until this process ends.

    Does nothing when DATABASE_URL is set. Raises EmbeddedDatabaseError with one sentence when it cannot serve.
    """
    if os.environ.get("DATABASE_URL"):
        return
    if os.name != "posix":
        raise EmbeddedDatabaseError("内嵌数据库只支持 Linux 和 macOS：请用 DATABASE_URL 指定一个 PostgreSQL。")
    # Not at the top: fcntl and pwd do not exist on Windows, where DATABASE_URL still serves.
    from portal.embedded.hold import Hold
    from portal.embedded.place import find_place
    from portal.embedded.server import Server

    _leave_properly_when_terminated()
    try:
        hold = Hold(Server(find_place(var)))
        atexit.register(_leave, hold)
        os.environ["DATABASE_URL"] = hold.acquire()
    except OSError as error:
        raise EmbeddedDatabaseError(
            f"内嵌数据库无法使用 {error.filename or var}（系统报告：{error.strerror or error}）："
            "请检查该路径的权限和磁盘空间，或用 DATABASE_URL 指定一个 PostgreSQL。"
        ) from error


def _leave(hold) -> None:
    # A second Ctrl-C of an impatient person would only interrupt the clearing up.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    hold.release()


def _leave_properly_when_terminated() -> None:
    """A signal's default action skips atexit and would leave the server behind."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, frame: sys.exit(128 + number))
