"""Making a passphrase slow to guess: Argon2id (RFC 9106)."""

from collections.abc import Callable
from gettext import gettext as _
from typing import NamedTuple

from workbook.model.errors import WorkbookError

KEY_LENGTH = 32
LEAST_MEMORY = 64 * 1024
"""No key is made with fewer KiB than this."""
_MOST_MEMORY = 1024 * 1024
_MOST_PASSES = 16
_MOST_LANES = 64


class Cost(NamedTuple):
    """What one guess costs."""

    memory: int = 256 * 1024
    """KiB."""
    passes: int = 3
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether it lies within what Argon2 knows and this program will spend on a file that asks for it."""
        return (
            1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory <= _MOST_MEMORY
        )


Stretch = Callable[[bytes, bytes, Cost], bytes]
"""Passphrase, salt and cost to a key of 32 bytes. Tests hand in a quick one."""


def argon2id(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """The key of a passphrase. Takes most of a second, and lets other threads go on.

    Raises MemoryError, or WorkbookError if nothing that is installed can do it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        return Argon2id(
            salt=salt, length=KEY_LENGTH, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
        ).derive(passphrase)
    except (ImportError, UnsupportedAlgorithm):
        # Built against an OpenSSL older than 3.2, as some systems ship it.
        return _with_argon2_cffi(passphrase, salt, cost)


def _with_argon2_cffi(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    try:
        from argon2.exceptions import HashingError
        from argon2.low_level import Type, hash_secret_raw
    except ImportError as error:
        raise WorkbookError(
            _("The “cryptography” package of this Python cannot do Argon2id, which a passphrase needs."),
            _("Please install “argon2-cffi” beside it (pip install argon2-cffi). Nothing was changed."),
        ) from error
    try:
        return hash_secret_raw(passphrase, salt, cost.passes, cost.memory, cost.lanes, KEY_LENGTH, Type.ID)
    except HashingError as error:
        raise MemoryError("Argon2id") from error
