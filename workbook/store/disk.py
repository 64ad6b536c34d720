"""The notebook's file on a disk."""

import errno
import os
import stat
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.store.files import Keep, Unsettled
from workbook.store.frames import ROOM
from workbook.store.place import Place
from workbook.syncing import PRIVATE, UPDATING, spans_of, sync, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Doubt(Enum):
    """What may be wrong with the file after a failed append."""

    NONE = auto()
    CUT_SHORT = auto()
    """Part of a frame may stand at its end."""
    UNSYNCED = auto()
    """The system could not say what reached the disk. After that a sync may report success and do nothing."""


class DiskFile:
    """A file that grows by synced frames. The caller holds the lock."""

    def __init__(self, path: Path, sync_file: "Callable[[int], None]" = sync) -> None:
        # Through a link: the file itself is what has to be replaced, not the link to it.
        self._path = path.resolve() if path.is_symlink() else path
        self._place = Place(self._path, sync_file)
        self._sync = sync_file
        self._descriptor = -1
        self._sound = 0
        self._room = 0
        self._name: str | None = None
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
        self._put_in_place([header], Keep.NOTHING)

    def resume(self, sound: int, damaged: int) -> str | None:
        """Get ready to append; what is damaged behind the sound part goes to a file beside it first."""
        self._place.clear_up()
        self._take(os.open(self._path, UPDATING), sound)
        # A disk without owners, such as most USB sticks, cannot be told whom a file is for.
        with suppress(OSError):
            os.fchmod(self._descriptor, PRIVATE)
        try:
            self._place.take_apart(self._descriptor)
            name = self._place.set_aside(spans_of(self._descriptor, sound, sound + damaged)) if damaged else None
            if self._room != sound:
                self._cut(self._descriptor)
                self._sync(self._descriptor)
        except BaseException:
            # Closing it would cut off what is damaged, and it may not be kept anywhere else yet.
            self._let_go()
            raise
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
        if os.lseek(self._descriptor, 0, os.SEEK_END) != self._room:
            raise OSError(errno.ESTALE, "another program wrote to the file")
        try:
            if self._sound + len(frame) > self._room:
                self._write_with_room(frame)
            else:
                write(self._descriptor, frame, self._sound)
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

    def replace(self, spans: "Iterable[bytes]", keep: Keep) -> None:
        """Put other content in its place, whole or not at all. Raises Unsettled if that may not last."""
        with suppress(FileNotFoundError):
            if self._descriptor >= 0 and not self._is_ours(self._path.stat()):
                raise OSError(errno.ESTALE, "the file was replaced")
        if keep in (Keep.AS_OLDER, Keep.ASIDE) and self._descriptor >= 0 and self._doubt is Doubt.NONE:
            self._cut(self._descriptor)
        self._put_in_place(spans, keep)
        if keep is Keep.AS_OLDER:
            # What could not be removed today goes the next time.
            with suppress(OSError):
                self._place.thin_out()

    def aside_name(self) -> str:
        """What the next file that is set aside will be called."""
        return str(self._place.next_aside)

    def newest_older(self) -> str | None:
        """The path of the file that was in this place before, if it was kept; else of one that was set aside whole."""
        return self._place.newest_older()

    def needs_older(self) -> bool:
        """Whether no older file was kept on the day when this one was last written."""
        return self._place.needs_older()

    def close(self) -> None:
        """Let go of it, and of the room that was not used."""
        if self._descriptor >= 0:
            # All that counts was synced before, so there is nothing that a failure here could still lose.
            with suppress(OSError):
                if self._doubt is Doubt.NONE and self._room != self._sound:
                    self._cut(self._descriptor)
            self._let_go()

    def _let_go(self) -> None:
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def _write_with_room(self, frame: bytes) -> None:
        """Make room behind it: a save that keeps the file's length is quicker (docs/decisions/0003)."""
        try:
            write(self._descriptor, frame + bytes(ROOM), self._sound)
        except OSError:
            # There may still be enough for the frame alone.
            write(self._descriptor, frame, self._sound)
        self._room = os.lseek(self._descriptor, 0, os.SEEK_END)

    def _cut(self, descriptor: int) -> None:
        os.ftruncate(descriptor, self._sound)
        self._room = self._sound

    def _give_up(self, doubt: Doubt) -> None:
        self._doubt = doubt
        # At once, so that nothing half written is met when the process ends here. If it fails, the next append tries.
        with suppress(OSError):
            descriptor = os.open(self._path, UPDATING)
            try:
                if self._is_ours(os.fstat(descriptor)):
                    self._cut(descriptor)
            finally:
                os.close(descriptor)

    def _reopen(self) -> None:
        descriptor = os.open(self._path, UPDATING)
        try:
            if not self._is_ours(os.fstat(descriptor)):
                raise OSError(errno.ESTALE, "the file was replaced")
            self._cut(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        self._take(descriptor, self._sound)
        self._doubt = Doubt.NONE

    def _start_anew(self) -> None:
        """Put a new file with the sound part in the old one's place. The old descriptor is only read."""
        self.replace(spans_of(self._descriptor, 0, self._sound), Keep.NOTHING)

    def _put_in_place(self, spans: "Iterable[bytes]", keep: Keep) -> None:
        self._take(*self._place.put(spans, keep))
        self._doubt = Doubt.NONE
        try:
            self._place.settle()
        except OSError as error:
            # Until the folder is known to be synced, nothing may be taken for saved.
            self._doubt = Doubt.UNSYNCED
            raise Unsettled(error.errno, error.strerror) from error

    def _take(self, descriptor: int, sound: int) -> None:
        self._let_go()
        self._descriptor = descriptor
        self._sound = sound
        self._room = os.lseek(descriptor, 0, os.SEEK_END)
        self._name = _name_of(descriptor)

    def _is_ours(self, status: os.stat_result) -> bool:
        return os.path.samestat(status, os.fstat(self._descriptor))

    def _in_place(self) -> bool:
        # Not by `stat`, if it can be helped: once somebody has looked at a file's times, the system has to note them
        # down anew at the next write, which makes the sync a third slower.
        if self._name is not None and _name_of(self._descriptor) == self._name:
            return True
        try:
            return self._is_ours(self._path.stat())
        except FileNotFoundError:
            return False


def _name_of(descriptor: int) -> str | None:
    """What an open file is called at the moment; None where the system does not tell."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115 - part of every save, and quicker
    except OSError:
        return None
