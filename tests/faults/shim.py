"""Stands between the store and the system, in the process it is set up in: kills, or refuses, at the N-th call."""

import errno
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, NoReturn

CALLS = ("open", "pwrite", "fsync", "fdatasync", "ftruncate", "replace", "rename", "link", "unlink", "mkdir", "fchmod")
"""Everything that the store changes files with; of the openings, those that make a file."""
ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class How(Enum):
    """What happens at the call."""

    KILL_BEFORE = "killed before"
    KILL_AFTER = "killed after"
    KILL_HALF = "killed half way through"
    ERROR = "refused once"
    ERROR_HALF = "refused once, half way through"
    ERRORS = "refused from then on"
    SHORT = "written in part"


HALVES = (How.KILL_HALF, How.ERROR_HALF, How.SHORT)
"""Only a write can be done by half."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where it happens."""

    number: int
    """Of the call, from 1 on."""
    how: How
    error: int = 0

    def __str__(self) -> str:
        name = f" ({errno.errorcode[self.error]})" if self.error else ""
        return f"call {self.number} {self.how.value}{name}"


class Shim:
    """Put in place of the functions of `os`; counts once it is armed."""

    def __init__(self, point: Point | None, broken: Callable[[str], None]) -> None:
        self._point = point
        self._broken = broken
        self._armed = False
        self._unsure: set[int] = set()
        self.met: list[str] = []
        """The names of the calls so far."""

    def install(self) -> None:
        """For the life of this process."""
        for name in filter(partial(hasattr, os), CALLS):
            setattr(os, name, partial(self._call, name, getattr(os, name)))
        os.close = partial(self._close, os.close)

    def arm(self) -> None:
        """From here on calls count."""
        self._armed = True

    def _call(self, name: str, real: Callable[..., Any], *args: Any, **named: Any) -> Any:
        if not self._armed or (name == "open" and not args[1] & os.O_CREAT):
            return real(*args, **named)
        self.met.append(name)
        if name in ("fsync", "fdatasync") and args[0] in self._unsure:
            self._broken("a descriptor was synced again after a sync of it had failed")
        return self._perhaps(name, real, *args, **named)

    def _close(self, real: Callable[[int], None], descriptor: int) -> None:
        self._unsure.discard(descriptor)
        real(descriptor)

    def _perhaps(self, name: str, real: Callable[..., Any], *args: Any, **named: Any) -> Any:
        point, number = self._point, len(self.met)
        if point is None or number < point.number or (number > point.number and point.how is not How.ERRORS):
            return real(*args, **named)
        match point.how:
            case How.KILL_BEFORE:
                _end()
            case How.KILL_AFTER:
                with suppress(OSError):
                    real(*args, **named)
                _end()
            case How.KILL_HALF:
                _half(real, *args)
                _end()
            case How.SHORT:
                return _half(real, *args)
            case How.ERROR_HALF:
                _half(real, *args)
        if name in ("fsync", "fdatasync"):
            self._unsure.add(args[0])
        raise OSError(point.error, os.strerror(point.error))


def _half(write: Callable[..., Any], descriptor: int, content: bytes, offset: int) -> int:
    written: int = write(descriptor, bytes(content)[: max(1, len(content) // 2)], offset)
    return written


def _end() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")
