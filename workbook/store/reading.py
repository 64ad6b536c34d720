"""Reading the whole file: every sound commit, and what stands behind the last of them. Nothing is written here."""

from dataclasses import dataclass
from gettext import gettext as _

from workbook.model.errors import UnreadableError
from workbook.store import changes, frames
from workbook.store.header import CHECKSUM_SEAL, Header, read_header
from workbook.store.seal import ChecksumSeal, Position, Seal


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
    """How many bytes stand behind them."""


def read(content: bytes, path: str) -> Reading:
    """Read a file's bytes; raises UnreadableError, which names the file, if more than its end is damaged."""
    header, sound = read_header(content, path)
    seal = seal_for(header, path)
    tables: changes.Tables = {}
    position = Position()
    for frame in frames.frames(content, sound):
        if frame.sequence != position.sequence + 1:
            break
        try:
            payload = seal.open(position, frame.sealed)
        except ValueError:
            break
        try:
            changes.apply(changes.decode(payload), tables)
        except ValueError as error:
            # The seal holds, so this is not damage: something else than this program wrote it.
            raise _strange(path) from error
        position = position.after(frame.sealed)
        sound = frame.end
    if frames.begins_after(content, sound):
        raise _damaged(path, position.sequence)
    return Reading(header, seal, tables, position, sound, len(content) - sound)


def seal_for(header: Header, path: str) -> Seal:
    """The seal that the header names."""
    if header.members.get("seal") != CHECKSUM_SEAL:
        raise UnreadableError(
            _("{path} is locked in a way that this program does not know.").format(path=path),
            _("Nothing was changed. Please update the program, then open it again."),
        )
    return ChecksumSeal(header.digest)


def _damaged(path: str, good: int) -> UnreadableError:
    return UnreadableError(
        _("{path} is damaged in the middle, after save number {good}.").format(path=path, good=good),
        _("Nothing was changed. If you have a copy, put it in its place, and keep this file under another name."),
    )


def _strange(path: str) -> UnreadableError:
    return UnreadableError(
        _("{path} holds something that this program cannot read.").format(path=path),
        _("Nothing was changed. If you have a copy, put it in its place, and keep this file under another name."),
    )
