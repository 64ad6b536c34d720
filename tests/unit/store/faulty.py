"""A folder as a kill would leave it at each step, and a system whose calls fail."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

WRITING = ("ftruncate", "pwrite", "link", "replace", "unlink")
"""Calls that change what is on the disk."""
STEPS = ("open", "pread", "fdatasync", "fsync", "stat", "listdir", *WRITING)
"""Calls that may fail."""


class Left(NamedTuple):
    """What is in a folder: names, and the content that each stands for."""

    names: dict[str, int]
    contents: dict[int, bytes]

    @classmethod
    def of(cls, folder: Path) -> "Left":
        """What is there now."""
        names = {each.name: each.stat().st_ino for each in folder.iterdir()}
        return cls(names, {inode: (folder / name).read_bytes() for name, inode in names.items()})

    def put_in(self, folder: Path) -> Path:
        """The same in another folder, second names included."""
        folder.mkdir(parents=True)
        first: dict[int, Path] = {}
        for name, inode in self.names.items():
            if inode in first:
                (folder / name).hardlink_to(first[inode])
            else:
                (folder / name).write_bytes(self.contents[inode])
                first[inode] = folder / name
        return folder

    def holds(self, words: bytes) -> bool:
        """Whether the words stand in any of the files."""
        return any(words in content for content in self.contents.values())


@contextmanager
def watched(calls: tuple[str, ...], before: Callable[[str], None]) -> Iterator[None]:
    """Have something done before each of these system calls of the writing thread."""
    busy = threading.Lock()

    def around(name: str) -> Callable[..., object]:
        call: Callable[..., object] = getattr(os, name)

        def stand_in(*arguments: object, **named: object) -> object:
            if threading.current_thread().name == "writer" and busy.acquire(blocking=False):
                try:
                    before(name)
                except OSError:
                    if name == "pwrite":
                        # What the disk still took before it failed.
                        descriptor, content, offset = arguments
                        assert isinstance(content, memoryview)
                        call(descriptor, content[: len(content) // 2], offset)
                    raise
                finally:
                    busy.release()
            return call(*arguments, **named)

        return stand_in

    with pytest.MonkeyPatch.context() as patch:
        for name in calls:
            patch.setattr(os, name, around(name))
        yield


@contextmanager
def remembering(folder: Path) -> Iterator[list[Left]]:
    """What a kill would leave at each step, and at the end."""
    steps: list[Left] = []
    with watched(WRITING, lambda _name: steps.append(Left.of(folder))):
        yield steps
    steps.append(Left.of(folder))


@contextmanager
def failing(at: int, times: int = 1, number: int = errno.EIO) -> Iterator[list[str]]:
    """Fail from one call on, for so many times. Gives the calls, as they are made."""
    calls: list[str] = []

    def fail(name: str) -> None:
        calls.append(name)
        if at <= len(calls) < at + times:
            raise OSError(number, os.strerror(number))

    with watched(STEPS, fail):
        yield calls
