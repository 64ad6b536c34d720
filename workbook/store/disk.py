"""The notebook's file on a disk."""

import errno
import fcntl
import os
import stat
import sys
from contextlib import suppress
from enum import Enum, auto
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_PRIVATE = 0o600
_APPENDING = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC


class Doubt(Enum):
    """What may be wrong with the file after a failed append."""

    NONE = auto()
    CUT_SHORT = auto()
    """Part of a frame may stand at its end."""
    UNSYNCED = auto()
    """The system could not say what reached the disk. After that a sync may report success and do nothing."""


def sync(descriptor: int) -> None:
    """Return once the disk itself has it."""
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            # Some network and USB file systems know only the plain form.
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return
    os.fsync(descriptor)


class DiskFile:
    """A file that grows by synced frames. The caller holds the lock."""

    def __init__(self, path: "Path", sync_file: "Callable[[int], None]" = sync) -> None:
        self._path = path
        self._sync = sync_file
        self._descriptor = -1
        self._sound = 0
        self._doubt = Doubt.NONE

    @property
    def path(self) -> str:
        """How messages name it."""
        return str(self._path)

    def read(self) -> bytes | None:
        """All of it; None if there is no file."""
        try:
            if not stat.S_ISREG(self._path.stat().st_mode):
                raise OSError(errno.EINVAL, "it is not a file")
            return self._path.read_bytes()
        except FileNotFoundError:
            return None

    def begin(self, header: bytes) -> None:
        """Make it anew. It appears whole or not at all."""
        with suppress(FileNotFoundError):
            if self._path.stat().st_size:
                raise FileExistsError(errno.EEXIST, "there is a notebook already")
        self._put_in_place([header])
        self._sound = len(header)

    def resume(self, sound: int) -> str | None:
        """Get ready to append; what stands behind the sound part goes to a file beside it first."""
        self._new_path.unlink(missing_ok=True)
        self._take(os.open(self._path, _APPENDING))
        # A disk without owners, such as most USB sticks, cannot be told whom a file is for.
        with suppress(OSError):
            os.fchmod(self._descriptor, _PRIVATE)
        self._sound = sound
        if os.fstat(self._descriptor).st_size == sound:
            return None
        name = self._set_aside(_spans(self._descriptor, sound))
        os.ftruncate(self._descriptor, sound)
        self._sync(self._descriptor)
        return name

    def append(self, frame: bytes) -> None:
        """Add a frame and sync it. After an OSError the file is sound without it, and appending may be tried again."""
        match self._doubt:
            case Doubt.CUT_SHORT:
                self._reopen()
            case Doubt.UNSYNCED:
                self._start_anew()
            case Doubt.NONE:
                pass
        if os.fstat(self._descriptor).st_size != self._sound:
            raise OSError(errno.ESTALE, "another program wrote to the file")
        try:
            _write(self._descriptor, frame)
        except OSError:
            self._give_up(Doubt.CUT_SHORT)
            raise
        try:
            self._sync(self._descriptor)
            if not self._in_place():
                raise OSError(errno.ENOENT, "the file was moved or deleted")
        except OSError:
            self._give_up(Doubt.UNSYNCED)
            raise
        self._sound += len(frame)

    def close(self) -> None:
        """Let go of it."""
        if self._descriptor >= 0:
            # All that counts was synced before, so there is nothing that a failed close could still lose.
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def _give_up(self, doubt: Doubt) -> None:
        self._doubt = doubt
        # At once, so that nothing half written is met when the process ends here. If it fails, the next append tries.
        with suppress(OSError):
            descriptor = os.open(self._path, _APPENDING)
            try:
                if self._is_ours(os.fstat(descriptor)):
                    os.ftruncate(descriptor, self._sound)
            finally:
                os.close(descriptor)

    def _reopen(self) -> None:
        descriptor = os.open(self._path, _APPENDING)
        try:
            if not self._is_ours(os.fstat(descriptor)):
                raise OSError(errno.ESTALE, "the file was replaced")
            os.ftruncate(descriptor, self._sound)
        except OSError:
            os.close(descriptor)
            raise
        self._take(descriptor)
        self._doubt = Doubt.NONE

    def _start_anew(self) -> None:
        """Put a new file with the sound part in the old one's place. The old descriptor is only read."""
        with suppress(FileNotFoundError):
            if not self._is_ours(self._path.stat()):
                raise OSError(errno.ESTALE, "the file was replaced")
        self._put_in_place(_spans(self._descriptor, 0, self._sound))
        self._doubt = Doubt.NONE

    def _put_in_place(self, spans: "Iterable[bytes]") -> None:
        new = self._new_path
        new.unlink(missing_ok=True)
        descriptor = _create(new)
        try:
            self._fill(descriptor, spans)
            new.replace(self._path)
        except OSError:
            os.close(descriptor)
            with suppress(OSError):
                new.unlink()
            raise
        self._take(descriptor)
        self._sync_folder()

    def _set_aside(self, spans: "Iterable[bytes]") -> str:
        for number in count(1):
            path = self._path.with_name(f"{self._path.name}.set-aside-{number}")
            try:
                descriptor = _create(path)
            except FileExistsError:
                continue
            break
        try:
            self._fill(descriptor, spans)
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
        finally:
            os.close(descriptor)
        self._sync_folder()
        return str(path)

    def _fill(self, descriptor: int, spans: "Iterable[bytes]") -> None:
        """Write, sync and read back."""
        offset = 0
        for span in spans:
            _write(descriptor, span)
            if os.pread(descriptor, len(span), offset) != span:
                raise OSError(errno.EIO, "what was written does not read back")
            offset += len(span)
        self._sync(descriptor)

    def _sync_folder(self) -> None:
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self._sync(folder)
        except OSError as error:
            # Some file systems cannot sync a folder and have no need of it.
            if error.errno != errno.EINVAL:
                raise
        finally:
            os.close(folder)

    @property
    def _new_path(self) -> "Path":
        return self._path.with_name(f"{self._path.name}.new")

    def _take(self, descriptor: int) -> None:
        self.close()
        self._descriptor = descriptor

    def _is_ours(self, status: os.stat_result) -> bool:
        return os.path.samestat(status, os.fstat(self._descriptor))

    def _in_place(self) -> bool:
        try:
            return self._is_ours(self._path.stat())
        except FileNotFoundError:
            return False


def make_private_folder(folder: "Path") -> None:
    """Make the folder for this user alone, whatever the umask; one that is there already is left as it is."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    folder.chmod(0o700)


def _create(path: "Path") -> int:
    descriptor = os.open(path, _APPENDING | os.O_CREAT | os.O_EXCL, _PRIVATE)
    with suppress(OSError):
        os.fchmod(descriptor, _PRIVATE)
    return descriptor


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        written = os.write(descriptor, rest)
        if written == 0:
            raise OSError(errno.EIO, "nothing could be written")
        rest = rest[written:]


def _spans(descriptor: int, start: int, end: int | None = None) -> "Iterator[bytes]":
    """What stands between two offsets, piece by piece."""
    while end is None or start < end:
        span = os.pread(descriptor, _CHUNK if end is None else min(_CHUNK, end - start), start)
        if not span:
            if end is not None:
                raise OSError(errno.EIO, "the file is shorter than it was")
            return
        yield span
        start += len(span)
