"""How the payload of a frame is closed and opened: with a chain of checks, or encrypted."""

import hashlib
import os
from typing import NamedTuple, Protocol

TAG_LENGTH = 16
"""Every seal ends in a tag of this many bytes, which the next frame is sealed with."""
NONCE_LENGTH = 12


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
        check = hashlib.sha256(_bound_to(self._header_digest, at))
        check.update(payload)
        return check.digest()[:TAG_LENGTH]


class AesSeal:
    """AES-256-GCM. Header digest, sequence number and the previous tag are its associated data.

    The key belongs to one file, and each frame has a random nonce: with fewer than 2**32 frames in a file, two alike
    are not to be expected (NIST SP 800-38D, 8.3).
    """

    def __init__(self, header_digest: bytes, key: bytes) -> None:
        # Importing it takes longer than anything else in this room, and only sealed notebooks need it.
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._header_digest = header_digest
        self._cipher = AESGCM(key)
        self._wrong = InvalidTag

    def close(self, at: Position, payload: bytes) -> bytes:
        """The nonce, the payload encrypted, and the tag."""
        nonce = os.urandom(NONCE_LENGTH)
        return nonce + self._cipher.encrypt(nonce, payload, _bound_to(self._header_digest, at))

    def open(self, at: Position, sealed: bytes) -> bytes:
        """The payload, if it was sealed with this key at this place."""
        if len(sealed) < NONCE_LENGTH + TAG_LENGTH:
            raise ValueError("too short")
        try:
            return self._cipher.decrypt(
                sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], _bound_to(self._header_digest, at)
            )
        except self._wrong as error:
            raise ValueError("the tag does not fit") from error


def _bound_to(header_digest: bytes, at: Position) -> bytes:
    """What a frame is tied to: its file, its number and the frame before it."""
    return header_digest + (at.sequence + 1).to_bytes(8, "big") + at.tag
