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
        self._since = header.since
        self._seal = header.seal(keys, file.path)
        self._position = position

    def append(self, payload: bytes) -> None:
        """Add a frame and sync it. After an error the chain stands where it stood."""
        sealed = self._seal.close(self._position, payload)
        self._file.append(frames.frame(self._position.sequence + 1, sealed))
        self._position = self._position.after(sealed)

    def rewrite(self, tables: "Tables") -> None:
        """Put a fresh file with just these documents in the place of the file, and keep that one under a number."""
        self._put(_Fresh(fresh_header(self.keys, self._since), self.keys, tables, self._file.path), Keep.AS_OLDER)

    def purge(self, tables: "Tables", keys: "Keys | None") -> None:
        """The same, sealed with these keys, and nothing older is kept."""
        header = fresh_header(keys, self._file.next_number())
        self._put(_Fresh(header, keys, tables, self._file.path), Keep.NOTHING)

    def _put(self, fresh: "_Fresh", keep: Keep) -> None:
        try:
            self._file.replace(fresh.spans(), keep)
        except Unsettled:
            self._go_on_with(fresh)
            raise
        self._go_on_with(fresh)
        self._file.sweep(self._since)

    def _go_on_with(self, fresh: "_Fresh") -> None:
        self.keys, self._since = fresh.keys, fresh.header.since
        self._seal, self._position = fresh.seal, fresh.position


class _Fresh:
    """A file with just these documents."""

    def __init__(self, header: Header, keys: "Keys | None", tables: "Tables", path: str) -> None:
        self.header = header
        self.keys = keys
        self.seal: Seal = header.seal(keys, path)
        self.position = Position()
        """Where the chain stands once `spans` has come to its end."""
        self._tables = tables

    def spans(self) -> "Iterator[bytes]":
        """Its bytes, piece by piece."""
        yield self.header.line
        for payload in changes.batches(self._tables, BATCH):
            sealed = self.seal.close(self.position, payload)
            yield frames.frame(self.position.sequence + 1, sealed)
            self.position = self.position.after(sealed)


def copy_of(tables: "Tables", keys: "Keys | None", path: str) -> "Iterator[bytes]":
    """The bytes of a whole file with just these documents."""
    return _Fresh(fresh_header(keys), keys, tables, path).spans()
