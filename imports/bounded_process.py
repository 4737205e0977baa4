"""Runs a script in a process with bounded memory and time: what opens a file that nobody has looked into may not be ours.

This file is also the program that sets the bounds and becomes the script; so it imports nothing of the project.
"""

import runpy
import sys
from contextlib import suppress

# What Python answers when a program has a fault; a process that runs out of memory or time ends otherwise.
FAULT_OF_THE_PROGRAM = 1


def command(script: str, memory: int, seconds: int) -> list[str]:
    """How to start a script with at most so many bytes of address space and seconds of processor time."""
    return [sys.executable, "-I", __file__, script, str(memory), str(seconds)]


def limit_resources(memory: int, seconds: int) -> None:
    """Bounds this process where the system can: Windows cannot, and macOS leaves memory unbounded."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    limit_resources(int(sys.argv[2]), int(sys.argv[3]))
    runpy.run_path(sys.argv[1], run_name="__main__")
