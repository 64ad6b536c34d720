"""Reading the frames of a file: every sound commit, and what stands behind the last of them. Nothing is written."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.model.errors import DamagedError
from workbook.store import changes, frames
from workbook.store.header import Header
from workbook.store.keys import Keys
from workbook.store.seal import Position, Seal

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOSE = 32 * 1024
"""A frame with fewer bytes than this was written by one save, not by a rewriting of the file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds."""

    header: Header
    seal: Seal
    tables: changes.Tables
    position: Position
    """Where the chain stands after the last sound frame."""
    sound: int
    """How many bytes are sound."""
    damaged: int
    """How many bytes stand behind them, not counting the zeros at the end: room that was made and not used."""
    broken: bool
    """Whether more is damaged than the last save."""
    emptied: bool
    """Whether more zeros stand at the end than the room behind a save."""
    loose: int
    """How many frames hold single saves."""
    stale: int
    """How many documents stand in the file in an older form than their last."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged."""
        return not (self.damaged or self.broken or self.emptied)


class _Gathered:
    """Commits on their way into the tables. Small ones wait for each other, since decoding them together is quicker."""

    def __init__(self) -> None:
        self.tables: changes.Tables = {}
        self.stale = 0
        self._waiting: list[bytes] = []
        self._length = 0

    def add(self, payload: bytes) -> None:
        """One more. Raises ValueError if it, or one before, makes no sense."""
        self._waiting.append(payload)
        self._length += len(payload)
        if self._length >= LOOSE:
            self.settle()

    def settle(self) -> None:
        """Take in all that wait. Raises ValueError as before."""
        self.stale += sum(changes.apply(commit, self.tables) for commit in changes.decode_all(self._waiting))
        self._waiting.clear()
        self._length = 0


@contextmanager
def _nothing_collected() -> "Iterator[None]":
    """Keep Python from looking, again and again, for what can go among all that is being read: there is nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@_nothing_collected()
def read(content: bytes, header: Header, start: int, keys: Keys | None, path: str) -> Reading:
    """Read the frames from `start` on; raises DamagedError, which names the file, if they make no sense."""
    seal = header.seal(keys, path)
    gathered = _Gathered()
    position = Position()
    sound, loose = start, 0
    try:
        for frame in frames.frames(content, start):
            if frame.sequence != position.sequence + 1:
                break
            try:
                payload = seal.open(position, frame.sealed)
            except ValueError:
                break
            gathered.add(payload)
            loose += len(frame.sealed) < LOOSE
            position = position.after(frame.sealed)
            sound = frame.end
        gathered.settle()
    except ValueError as error:
        # The seals hold, so this is not damage: something else than this program wrote it.
        raise DamagedError(_("{path} holds something that this program cannot read.").format(path=path)) from error
    damaged = len(content[sound:].rstrip(b"\0"))
    broken = position.sequence < header.whole or (damaged > 0 and frames.begins_after(content, sound))
    # The room behind a save is shorter. A power cut may leave so many when a save is lost that was making room; but so
    # may a disk that forgot many of them, and nothing in the file tells the two apart.
    emptied = len(content) - sound > max(damaged, frames.length_at(content, sound)) + frames.ROOM
    return Reading(header, seal, gathered.tables, position, sound, damaged, broken, emptied, loose, gathered.stale)
