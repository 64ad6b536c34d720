"""Stands between the store and the system, in the process it is set up in, and notes down all that it asks for."""

import os
import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple


class Write(NamedTuple):
    """Bytes of a file."""

    what: str
    offset: int
    content: bytes


class Cut(NamedTuple):
    """A file's new length."""

    what: str
    length: int


class Names(NamedTuple):
    """Names in a folder, each with what it stands for now, or None if it went."""

    what: str
    names: Mapping[str, str | None]


class Sync(NamedTuple):
    """Of a file or a folder."""

    what: str


class Said(NamedTuple):
    """A line that was told."""

    line: str


Event = Write | Cut | Names | Sync | Said


class Recorder:
    """Put in place of the functions of `os`: lets everything through and notes it down."""

    def __init__(self, base: Path) -> None:
        self._base = str(base)
        self.events: list[Event] = []
        self._files: dict[tuple[int, int], str] = {}
        self._folders: dict[int, str] = {}

    def install(self) -> None:
        """For the life of this process."""
        for name in ("open", "pwrite", "fsync", "fdatasync", "ftruncate", "replace", "link", "unlink", "mkdir"):
            setattr(os, name, partial(getattr(self, f"_{name}"), getattr(os, name)))

    def say(self, line: str) -> None:
        """What the process tells, in its place among the rest."""
        self.events.append(Said(line))

    def _open(self, real: Callable[..., int], path: Any, flags: int, *rest: Any, **named: Any) -> int:
        new = bool(flags & os.O_CREAT) and not os.path.lexists(path)
        descriptor = real(path, flags, *rest, **named)
        self._folders[descriptor] = str(path)
        if new:
            status = os.fstat(descriptor)
            # The system gives the number of a file that is gone to another.
            self._files[status.st_dev, status.st_ino] = f"file {len(self.events)}"
            self._note_name(path, self._which(descriptor))
        return descriptor

    def _pwrite(self, real: Callable[..., int], descriptor: int, content: Any, offset: int) -> int:
        written = real(descriptor, content, offset)
        self.events.append(Write(self._which(descriptor), offset, bytes(content)[:written]))
        return written

    def _fsync(self, real: Callable[..., None], descriptor: int) -> None:
        real(descriptor)
        self.events.append(Sync(self._which(descriptor)))

    _fdatasync = _fsync

    def _ftruncate(self, real: Callable[..., None], descriptor: int, length: int) -> None:
        real(descriptor, length)
        self.events.append(Cut(self._which(descriptor), length))

    def _replace(self, real: Callable[..., None], old: Any, new: Any) -> None:
        moved = self._of_path(old)
        real(old, new)
        assert os.path.dirname(old) == os.path.dirname(new)  # noqa: PTH120 - as the system is given it
        folder, names = os.path.dirname(old), {os.path.basename(old): None, os.path.basename(new): moved}  # noqa: PTH119, PTH120
        self.events.append(Names(folder, names))

    def _link(self, real: Callable[..., None], old: Any, new: Any) -> None:
        linked = self._of_path(old)
        real(old, new)
        self._note_name(new, linked)

    def _unlink(self, real: Callable[..., None], path: Any) -> None:
        real(path)
        self._note_name(path, None)

    def _mkdir(self, real: Callable[..., None], path: Any, *rest: Any) -> None:
        real(path, *rest)
        self._note_name(path, str(path))

    def _note_name(self, path: Any, target: str | None) -> None:
        folder, name = os.path.split(path)
        if folder.startswith(self._base):
            self.events.append(Names(folder, {name: target}))

    def _which(self, descriptor: int) -> str:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            return self._folders[descriptor]
        return self._name_of(status)

    def _of_path(self, path: Any) -> str:
        return self._name_of(os.stat(path))  # noqa: PTH116 - as the system is given it

    def _name_of(self, status: os.stat_result) -> str:
        key = status.st_dev, status.st_ino
        return self._files.setdefault(key, first_name(status))


def first_name(status: os.stat_result) -> str:
    """What a file is called that was there before."""
    return f"file at {status.st_dev} {status.st_ino}"
