"""Reading the frames of a file: every sound commit, and what stands behind the last of them. Nothing is written."""

from dataclasses import dataclass
from gettext import gettext as _

from workbook.model.errors import DamagedError
from workbook.store import changes, frames
from workbook.store.header import Header
from workbook.store.keys import Keys
from workbook.store.seal import Position, Seal

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
    torn: bool
    """Whether more is damaged than the last save."""
    loose: int
    """How many frames hold single saves."""
    stale: int
    """How many documents stand in the file in an older form than their last."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged."""
        return not (self.damaged or self.torn)


def read(content: bytes, header: Header, start: int, keys: Keys | None, path: str) -> Reading:
    """Read the frames from `start` on; raises DamagedError, which names the file, if they make no sense."""
    seal = header.seal(keys, path)
    tables: changes.Tables = {}
    position = Position()
    sound, loose, stale = start, 0, 0
    for frame in frames.frames(content, start):
        if frame.sequence != position.sequence + 1:
            break
        try:
            payload = seal.open(position, frame.sealed)
        except ValueError:
            break
        try:
            stale += changes.apply(changes.decode(payload), tables)
        except ValueError as error:
            # The seal holds, so this is not damage: something else than this program wrote it.
            raise DamagedError(_("{path} holds something that this program cannot read.").format(path=path)) from error
        loose += len(frame.sealed) < LOOSE
        position = position.after(frame.sealed)
        sound = frame.end
    damaged = len(content[sound:].rstrip(b"\0"))
    begun = position.sequence < header.whole
    torn = begun or (damaged > 0 and frames.begins_after(content, sound))
    return Reading(header, seal, tables, position, sound, damaged, torn, loose, stale)
