"""Frames as they stand in the file: a head that can be checked alone, then sealed bytes that mean nothing here."""

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# 0xff is in no UTF-8 text, so no plain payload can look like the start of a frame.
_MARK = b"\xffWB\n"
_HEAD = struct.Struct(">4sIQ")
_CHECKED_HEAD = struct.Struct(">4sIQI")
HEAD_LENGTH = _CHECKED_HEAD.size
ROOM = 1 << 16
"""So many zeros may stand behind the last frame: room that was made at once, so that not every save has to make it."""


class Frame(NamedTuple):
    """One frame, read."""

    sequence: int
    sealed: bytes
    end: int
    """The offset after it."""


def frame(sequence: int, sealed: bytes) -> bytes:
    """The bytes of one frame."""
    head = _HEAD.pack(_MARK, len(sealed), sequence)
    return _CHECKED_HEAD.pack(_MARK, len(sealed), sequence, zlib.crc32(head)) + sealed


def frames(content: bytes, start: int) -> "Iterator[Frame]":
    """The whole frames from an offset on, up to the first that is cut short or has a bad head."""
    while (head := _head(content, start)) is not None:
        sequence, length = head
        end = start + HEAD_LENGTH + length
        if end > len(content):
            return
        yield Frame(sequence, content[start + HEAD_LENGTH : end], end)
        start = end


def sound_length(content: bytes, start: int) -> int:
    """How far whole frames follow each other by number, as far as that can be told without keys."""
    end, expected = start, 1
    for each in frames(content, start):
        if each.sequence != expected:
            break
        end, expected = each.end, expected + 1
    return end


def begins_after(content: bytes, start: int) -> bool:
    """Whether another frame begins anywhere behind the bad one at `start`."""
    found = content.find(_MARK, start + 1)
    while found >= 0:
        if _head(content, found) is not None:
            return True
        found = content.find(_MARK, found + 1)
    return False


def length_at(content: bytes, start: int) -> int:
    """How long the frame is that begins here; 0 if its head cannot be read."""
    head = _head(content, start)
    return 0 if head is None else HEAD_LENGTH + head[1]


def _head(content: bytes, start: int) -> tuple[int, int] | None:
    if start + HEAD_LENGTH > len(content):
        return None
    mark, length, sequence, check = _CHECKED_HEAD.unpack_from(content, start)
    if mark != _MARK or check != zlib.crc32(content[start : start + _HEAD.size]):
        return None
    return sequence, length
