import contextlib
import fcntl
import signal
from pathlib import Path


@contextlib.contextmanager
def locked(path: Path):
    """Hold the file's exclusive lock; the kernel lets go of it however the process ends."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def undisturbed():
    """Put off Ctrl-C and termination: between starting a server and holding it they would leave it behind."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
