"""What the process asks of the system before anything is written, so that less of it is left lying about."""

import os
import resource
import sys
from contextlib import suppress

_PR_SET_DUMPABLE, _PR_SET_NAME = 4, 15
"""From Linux, include/uapi/linux/prctl.h."""


def keep_private() -> None:
    """New files are the owner's alone; no crash leaves the memory in a file; no other program may look into it."""
    os.umask(0o077)
    _forbid_core_file()
    _forbid_looking_in()


def _forbid_core_file() -> None:
    _soft, most = resource.getrlimit(resource.RLIMIT_CORE)
    # Too short for any. Linux asks a program that collects them, as many systems have, at every limit but this one.
    short = 0 if most == 0 else 1
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (short, most))


def name_process(name: str) -> None:
    """Have lists of processes call this one so, beside its command line. Only Linux does."""
    _prctl(_PR_SET_NAME, name.encode())


def _forbid_looking_in() -> None:
    """Only Linux has this: other programs of the same user may not read the memory, and it is never dumped."""
    _prctl(_PR_SET_DUMPABLE, 0)


def _prctl(option: int, value: int | bytes) -> None:
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
