"""The place of the notebook's file: how another file takes it, and what is kept beside it."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.store.files import Keep
from workbook.store.header import is_header
from workbook.store.kept import aside_path, day_of, kept_beside, left_behind, older_path, outlived
from workbook.syncing import NO_SECOND_NAMES, create, fill, spans_of, sync_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Place:
    """A path at which a file stands, or will. Every method may raise OSError."""

    def __init__(self, path: Path, sync_file: "Callable[[int], None]") -> None:
        self.path = path
        self._sync = sync_file

    def put(self, spans: "Iterable[bytes]", keep: Keep) -> tuple[int, int]:
        """Write a new file, and let it take the place, whole or not at all. Gives its descriptor and its length.

        Only after `settle` it stays there, whatever happens.
        """
        new = self._new_path
        new.unlink(missing_ok=True)
        descriptor = create(new)
        kept = old = None
        try:
            length = fill(descriptor, spans, self._sync)
            old = self.path.stat() if self.path.exists() else None
            kept = self._keep(keep)
            if keep is Keep.ASIDE:
                # Else a power cut might leave the new file in its place, and the old one without any name.
                self.settle()
            new.replace(self.path)
        except BaseException:
            os.close(descriptor)
            with suppress(OSError):
                new.unlink()
                if kept is not None and old is not None and os.path.samestat(old, self.path.stat()):
                    kept.unlink()
            raise
        return descriptor, length

    def settle(self) -> None:
        """Return once the disk has the names that are there."""
        sync_folder(self.path.parent, self._sync)

    def set_aside(self, spans: "Iterable[bytes]") -> str:
        """Keep what is damaged in a file beside it, and give the path of that."""
        path = self.next_aside
        write_new(path, spans, self._sync)
        return str(path)

    @property
    def next_aside(self) -> Path:
        """Where the next file that is set aside will be."""
        return aside_path(self.path, self._next_number())

    def newest_older(self) -> str | None:
        """The path of the file that was in this place before, if it was kept; else of one that was set aside whole."""
        kept = kept_beside(self.path)
        whole = [each.path for each in kept if each.day is not None] or [
            each.path for each in kept if _is_whole(each.path)
        ]
        return str(whole[-1]) if whole else None

    def needs_older(self) -> bool:
        """Whether no older file was kept on the day when the present one was last written."""
        day = day_of(self.path.stat().st_mtime)
        return all(each.day != day for each in kept_beside(self.path))

    def clear_up(self) -> None:
        """Take away what a process left half written which ended meanwhile."""
        for each in left_behind(self.path):
            each.unlink()

    def thin_out(self) -> None:
        """Take away older files for which newer ones stand by now."""
        for each in outlived(kept_beside(self.path)):
            each.path.unlink()

    def take_apart(self, descriptor: int) -> None:
        """Take away the second name that a process left which ended before the file's place went to another."""
        status = os.fstat(descriptor)
        if status.st_nlink > 1:
            for each in kept_beside(self.path):
                if os.path.samestat(each.path.stat(), status):
                    each.path.unlink()

    def _keep(self, keep: Keep) -> Path | None:
        """Give the present file a second name, which it keeps when its own goes to another."""
        if keep is Keep.NOTHING_AT_ALL:
            # Before the new file takes its place: a process that is killed in between has erased too much of what is
            # only kept in case, and not too little of what the reader wanted gone.
            new = self._new_path
            for path in (*(each.path for each in kept_beside(self.path)), *left_behind(self.path)):
                if path != new:
                    path.unlink()
            self.settle()
        if keep in (Keep.NOTHING, Keep.NOTHING_AT_ALL) or not self.path.exists():
            return None
        if keep is Keep.ASIDE:
            path = self.next_aside
        else:
            path = older_path(self.path, self._next_number(), self.path.stat().st_mtime)
        try:
            os.link(self.path, path)
        except OSError as error:
            # Most USB sticks have no second names.
            if error.errno not in NO_SECOND_NAMES:
                raise
            with self.path.open("rb") as old:
                write_new(path, spans_of(old.fileno(), 0), self._sync)
        return path

    def _next_number(self) -> int:
        """A number higher than that of every file that is kept beside this one."""
        return max((each.number for each in kept_beside(self.path)), default=0) + 1

    @property
    def _new_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}.new")


def _is_whole(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return is_header(file.read(32))
    return False
