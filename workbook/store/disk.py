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
from workbook.store.header import is_header
from workbook.store.kept import aside_path, day_of, kept_beside, left_behind, older_path, outlived
from workbook.syncing import (
    NO_SECOND_NAMES,
    PRIVATE,
    UPDATING,
    create,
    fill,
    spans_of,
    sync,
    sync_folder,
    write,
    write_new,
)

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
        self._sync = sync_file
        self._descriptor = -1
        self._sound = 0
        self._room = 0
        self._place: str | None = None
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
        for each in left_behind(self._path):
            each.unlink()
        self._take(os.open(self._path, UPDATING), sound)
        # A disk without owners, such as most USB sticks, cannot be told whom a file is for.
        with suppress(OSError):
            os.fchmod(self._descriptor, PRIVATE)
        try:
            self._take_apart()
            name = self._set_aside(spans_of(self._descriptor, sound, sound + damaged)) if damaged else None
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
        self._put_in_place(spans, keep)
        if keep is Keep.AS_OLDER:
            # What could not be removed today goes the next time.
            with suppress(OSError):
                for each in outlived(kept_beside(self._path)):
                    each.path.unlink()

    def aside_name(self) -> str:
        """What the next file that is set aside will be called."""
        return str(aside_path(self._path, self._next_number()))

    def newest_older(self) -> str | None:
        """The path of the file that was in this place before, if it was kept; else of one that was set aside whole."""
        kept = kept_beside(self._path)
        whole = [each.path for each in kept if each.day is not None] or [
            each.path for each in kept if _is_whole(each.path)
        ]
        return str(whole[-1]) if whole else None

    def needs_older(self) -> bool:
        """Whether no older file was kept on the day when this one was last written."""
        day = day_of(self._path.stat().st_mtime)
        return all(each.day != day for each in kept_beside(self._path))

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
        new = self._new_path
        new.unlink(missing_ok=True)
        descriptor = create(new)
        kept = old = None
        try:
            sound = fill(descriptor, spans, self._sync)
            old = self._path.stat() if self._path.exists() else None
            kept = self._keep(keep)
            if keep is Keep.ASIDE:
                # Else a power cut might leave the new file in its place, and the old one without any name.
                sync_folder(self._path.parent, self._sync)
            new.replace(self._path)
        except BaseException:
            os.close(descriptor)
            with suppress(OSError):
                new.unlink()
                if kept is not None and old is not None and os.path.samestat(old, self._path.stat()):
                    kept.unlink()
            raise
        self._take(descriptor, sound)
        self._doubt = Doubt.NONE
        try:
            sync_folder(self._path.parent, self._sync)
        except OSError as error:
            # Until the folder is known to be synced, nothing may be taken for saved.
            self._doubt = Doubt.UNSYNCED
            raise Unsettled(error.errno, error.strerror) from error

    def _keep(self, keep: Keep) -> Path | None:
        """Give the present file a second name, which it keeps when its own goes to another."""
        if keep is Keep.NOTHING_AT_ALL:
            # Before the new file takes its place: a process that is killed in between has erased too much of what is
            # only kept in case, and not too little of what the reader wanted gone.
            new = self._new_path
            for path in (*(each.path for each in kept_beside(self._path)), *left_behind(self._path)):
                if path != new:
                    path.unlink()
            sync_folder(self._path.parent, self._sync)
        if keep in (Keep.NOTHING, Keep.NOTHING_AT_ALL) or not self._path.exists():
            return None
        if self._descriptor >= 0 and self._doubt is Doubt.NONE:
            self._cut(self._descriptor)
        number = self._next_number()
        if keep is Keep.ASIDE:
            path = aside_path(self._path, number)
        else:
            path = older_path(self._path, number, self._path.stat().st_mtime)
        try:
            os.link(self._path, path)
        except OSError as error:
            # Most USB sticks have no second names.
            if error.errno not in NO_SECOND_NAMES:
                raise
            with self._path.open("rb") as old:
                write_new(path, spans_of(old.fileno(), 0), self._sync)
        return path

    def _next_number(self) -> int:
        """A number higher than that of every file that is kept beside this one."""
        return max((each.number for each in kept_beside(self._path)), default=0) + 1

    def _take_apart(self) -> None:
        """Take away the second name that a process left which ended before the file's place went to another."""
        if os.fstat(self._descriptor).st_nlink > 1:
            for each in kept_beside(self._path):
                if self._is_ours(each.path.stat()):
                    each.path.unlink()

    def _set_aside(self, spans: "Iterable[bytes]") -> str:
        path = self.aside_name()
        write_new(Path(path), spans, self._sync)
        return path

    @property
    def _new_path(self) -> Path:
        return self._path.with_name(f"{self._path.name}.new")

    def _take(self, descriptor: int, sound: int) -> None:
        self._let_go()
        self._descriptor = descriptor
        self._sound = sound
        self._room = os.lseek(descriptor, 0, os.SEEK_END)
        self._place = _place_of(descriptor)

    def _is_ours(self, status: os.stat_result) -> bool:
        return os.path.samestat(status, os.fstat(self._descriptor))

    def _in_place(self) -> bool:
        # Not by `stat`, if it can be helped: once somebody has looked at a file's times, the system has to note them
        # down anew at the next write, which makes the sync a third slower.
        if self._place is not None and _place_of(self._descriptor) == self._place:
            return True
        try:
            return self._is_ours(self._path.stat())
        except FileNotFoundError:
            return False


def _is_whole(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return is_header(file.read(32))
    return False


def _place_of(descriptor: int) -> str | None:
    """What an open file is called at the moment; None where the system does not tell."""
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115 - part of every save, and quicker
    except OSError:
        return None
