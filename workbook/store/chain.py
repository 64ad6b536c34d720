"""The frames of one file, each sealed to the one before. It belongs to one thread at a time."""

import errno
import threading
from collections import deque
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
        self.sealed = keys is not None
        self._seal: Seal | None = header.seal(keys, file.path)
        self._position = position
        self._fresh: _Fresh | None = None
        """The file that is being written."""
        self._guard = threading.Lock()

    def append(self, payload: bytearray) -> None:
        """Add a frame and sync it. After an error the chain stands where it stood. The payload is emptied."""
        sealed = _still(self._seal).close(self._position, bytes(payload))
        # Now, since a disk that does not answer may keep it here for long.
        payload.clear()
        self._file.append(frames.frame(self._position.sequence + 1, sealed))
        self._position = self._position.after(sealed)

    def rewrite(self, tables: "Tables") -> None:
        """Put a fresh file with just these documents in the place of the file, and keep that one under a number.

        The tables are emptied, since a disk that does not answer may keep them here for long.
        """
        self._put(self._same_seal(tables), Keep.AS_OLDER)

    def rewrite_once_a_day(self, tables: "Tables") -> None:
        """The same, if no file was kept yet on the day of the last save."""
        if self._file.needs_older():
            self.rewrite(tables)

    def purge(self, tables: "Tables") -> None:
        """The same, and nothing older is kept."""
        self._put(self._same_seal(tables), Keep.NOTHING_AT_ALL)

    def purge_with(self, keys: "Keys | None", tables: "Tables") -> None:
        """The same, sealed with other keys."""
        self._put(self._fresh_file(tables, keys), Keep.NOTHING_AT_ALL)

    def forget(self) -> "Keys | None":
        """Drop the keys, and give them away. From then on nothing more is begun.

        May be called while another thread is at work in here. A frame that it has begun goes on to its end; a fresh
        file may or may not take its place, but if it has other keys, nobody may rely on that.
        """
        with self._guard:
            keys, self.keys, self._seal = self.keys, None, None
            if self._fresh is not None:
                self._fresh.forget()
        return keys

    def _same_seal(self, tables: "Tables") -> "_Fresh":
        with self._guard:
            # Without this, keys that were dropped would look like a file without a passphrase.
            _still(self._seal)
            keys = self.keys
        return self._fresh_file(tables, keys)

    def _fresh_file(self, tables: "Tables", keys: "Keys | None") -> "_Fresh":
        fresh = _Fresh(tables, keys, self._file.path)
        tables.clear()
        return fresh

    def _put(self, fresh: "_Fresh", keep: Keep) -> None:
        with self._guard:
            _still(self._seal)
            self._fresh = fresh
        try:
            self._file.replace(fresh.spans(), keep)
        except Unsettled:
            self._go_on_with(fresh)
            raise
        else:
            self._go_on_with(fresh)
        finally:
            self._fresh = None

    def _go_on_with(self, fresh: "_Fresh") -> None:
        with self._guard:
            _still(self._seal)
            self.keys, self.sealed = fresh.keys, fresh.keys is not None
            self._seal, self._position = fresh.seal, fresh.position


class _Fresh:
    """A file with just these documents."""

    def __init__(self, tables: "Tables", keys: "Keys | None", path: str) -> None:
        self.keys = keys
        self._payloads = deque(changes.batches(tables, BATCH))
        self._header = fresh_header(keys, len(self._payloads))
        self.seal: Seal | None = self._header.seal(keys, path)
        self.position = Position()
        """Where the chain stands once `spans` has come to its end."""

    def spans(self) -> "Iterator[bytes]":
        """Its bytes, piece by piece, once."""
        yield self._header.line
        while self._payloads:
            sealed = _still(self.seal).close(self.position, self._payloads.popleft())
            yield frames.frame(self.position.sequence + 1, sealed)
            self.position = self.position.after(sealed)
        # What was forgotten halfway must not take anything's place.
        _still(self.seal)

    def forget(self) -> None:
        """Drop the keys and the words, though `spans` has not come to its end."""
        self.keys = self.seal = None
        self._payloads.clear()


def _still(seal: Seal | None) -> Seal:
    if seal is None:
        raise OSError(errno.ESTALE, "the notebook was put away")
    return seal


def copy_of(tables: "Tables", keys: "Keys | None", path: str) -> "Iterator[bytes]":
    """The bytes of a whole file with just these documents."""
    return _Fresh(tables, keys, path).spans()
