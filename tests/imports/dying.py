"""A command in a process of its own, which may kill itself in the middle, as a power failure would.

Run as `python -m tests.imports.dying MEDIA MOMENT COMMAND ARGUMENT…`. A moment is the sending of a statement or one side of
the end of a transaction. At the given one (counted from 1; 0 is never) the process gets SIGKILL; else it prints at its
end how many moments there were.
"""

import os
import signal
import sys
import threading
from functools import wraps

import django
import psycopg


class Fate:
    """Counts the moments, and kills at the one that was given."""

    def __init__(self, moment: int):
        self.moment, self.passed = moment, 0
        self._counting = threading.Lock()

    def tick(self) -> None:
        with self._counting:
            self.passed += 1
            if self.passed == self.moment:
                os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, owner: type, name: str, *, also_after: bool = False) -> None:
        """Makes each call of a method a moment."""
        call = getattr(owner, name)

        @wraps(call)
        def counted(*arguments, **options):
            self.tick()
            answer = call(*arguments, **options)
            if also_after:
                self.tick()
            return answer

        setattr(owner, name, counted)


def main(media: str, moment: str, *command: str) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.MEDIA_ROOT = media
    fate = Fate(int(moment))
    for method in ("execute", "executemany", "copy"):
        fate.watch(psycopg.Cursor, method)
    fate.watch(psycopg.Connection, "commit", also_after=True)
    print("begun", flush=True)
    call_command(*command, stdout=sys.stderr)
    print(fate.passed, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
