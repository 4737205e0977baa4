"""The worker of background tasks as a child of the command that started it. It inherits DATABASE_URL."""

import signal
import sys
from pathlib import Path

from portal.child_process import ChildProcess

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
# Quiet: its own log is for operators, in English; tasks say themselves what went wrong. It ends with us, so it does
# not look for changed code (which it would under DEBUG, in a second process).
DB_WORKER = [sys.executable, str(MANAGE), "db_worker", "--verbosity", "0", "--no-startup-delay", "--no-reload"]


class TaskWorker(ChildProcess):
    """Runs the tasks of the queue one after another.

    Asked to end, it finishes its task, which may take minutes; asked twice, it breaks it off and marks it as failed.
    """

    # Terminated, it would go on with its task on an embedded database that nobody holds any more.
    at_our_death = signal.SIGKILL
    patience = (1, 5)

    def __init__(self):
        super().__init__(DB_WORKER)
