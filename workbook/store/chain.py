"""The frames of one file, each sealed to the one before. It belongs to one thread at a time."""

from typing import TYPE_CHECKING

from workbook.store import changes, frames
from workbook.store.files import Keep, Unsettled
from workbook.store.header import Header, fresh_header
from workbook.store.seal import Position, Seal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.store.changes import Tables
    from workbook.store.files import NotebookFile
    from workbook.store.keys import Keys

BATCH = 64 * 1024
"""Bytes of documents that a rewriting puts into one frame."""


class Chain:
    """Where the chain of a file stands, and how to go on. Every method may raise OSError."""

    def __init__(self, file: "NotebookFile", header: Header, keys: "Keys | None", position: Position) -> None:
        self._file = file
        self.keys = keys
        """What opens the file; None if it is not sealed."""
        self._seal = header.seal(keys, file.path)
        self._position = position

    def append(self, payload: bytes) -> None:
        """Add a frame and sync it. After an error the chain stands where it stood."""
        sealed = self._seal.close(self._position, payload)
        self._file.append(frames.frame(self._position.sequence + 1, sealed))
        self._position = self._position.after(sealed)

    def rewrite(self, tables: "Tables") -> None:
        """Put a fresh file with just these documents in the place of the file, and keep that one under a number."""
        self._put(_Fresh(tables, self.keys, self._file.path), Keep.AS_OLDER)

    def rewrite_once_a_day(self, tables: "Tables") -> None:
        """The same, if no file was kept yet on the day of the last save."""
        if self._file.needs_older():
            self.rewrite(tables)

    def purge(self, tables: "Tables") -> None:
        """The same, and nothing older is kept."""
        self.purge_with(self.keys, tables)

    def purge_with(self, keys: "Keys | None", tables: "Tables") -> None:
        """The same, sealed with other keys."""
        self._put(_Fresh(tables, keys, self._file.path), Keep.NOTHING_AT_ALL)

    def _put(self, fresh: "_Fresh", keep: Keep) -> None:
        try:
            self._file.replace(fresh.spans(), keep)
        except Unsettled:
            self._go_on_with(fresh)
            raise
        self._go_on_with(fresh)

    def _go_on_with(self, fresh: "_Fresh") -> None:
        self.keys = fresh.keys
        self._seal, self._position = fresh.seal, fresh.position


class _Fresh:
    """A file with just these documents."""

    def __init__(self, tables: "Tables", keys: "Keys | None", path: str) -> None:
        self.keys = keys
        self._payloads = list(changes.batches(tables, BATCH))
        self._header = fresh_header(keys, len(self._payloads))
        self.seal: Seal = self._header.seal(keys, path)
        self.position = Position()
        """Where the chain stands once `spans` has come to its end."""

    def spans(self) -> "Iterator[bytes]":
        """Its bytes, piece by piece."""
        yield self._header.line
        for payload in self._payloads:
            sealed = self.seal.close(self.position, payload)
            yield frames.frame(self.position.sequence + 1, sealed)
            self.position = self.position.after(sealed)


def copy_of(tables: "Tables", keys: "Keys | None", path: str) -> "Iterator[bytes]":
    """The bytes of a whole file with just these documents."""
    return _Fresh(tables, keys, path).spans()
