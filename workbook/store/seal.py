"""The step between what changed and the bytes of a frame: a chain of checks today, encryption beside it later."""

import hashlib
from typing import NamedTuple, Protocol

TAG_LENGTH = 16
"""Every seal ends in a tag of this many bytes, which the next frame is sealed with."""


class Position(NamedTuple):
    """Where the chain stands."""

    sequence: int = 0
    """The number of the last frame; 0 before the first."""
    tag: bytes = bytes(TAG_LENGTH)
    """The last frame's tag; zeros before the first."""

    def after(self, sealed: bytes) -> "Position":
        """Where the chain stands once this is the last frame."""
        return Position(self.sequence + 1, sealed[-TAG_LENGTH:])


class Seal(Protocol):
    """How payloads are closed and opened.

    After a failed write another payload is sealed at the same position, so a seal must not
    count on positions alone to be used once.
    """

    def close(self, at: Position, payload: bytes) -> bytes:
        """The payload as the frame after `at`, ending in its tag."""

    def open(self, at: Position, sealed: bytes) -> bytes:
        """The payload again. Raises ValueError if anything was altered, or it belongs elsewhere."""


class ChecksumSeal:
    """The payload as it is, and a checksum over the header, the sequence number, the previous tag and the payload."""

    def __init__(self, header_digest: bytes) -> None:
        self._header_digest = header_digest

    def close(self, at: Position, payload: bytes) -> bytes:
        """The payload with its tag."""
        return payload + self._tag(at, payload)

    def open(self, at: Position, sealed: bytes) -> bytes:
        """The payload, if its tag is right."""
        payload, tag = sealed[:-TAG_LENGTH], sealed[-TAG_LENGTH:]
        if tag != self._tag(at, payload):
            raise ValueError("the checksum does not fit")
        return payload

    def _tag(self, at: Position, payload: bytes) -> bytes:
        check = hashlib.sha256(self._header_digest)
        check.update((at.sequence + 1).to_bytes(8, "big"))
        check.update(at.tag)
        check.update(payload)
        return check.digest()[:TAG_LENGTH]
