"""The recovery code: 128 random bits as letters and digits that can be written on paper and read back."""

import hashlib
import os
from gettext import gettext as _

from workbook.model.errors import WrongPassphraseError

# Crockford's base 32: no I, L, O or U, so that nothing on paper is taken for something else.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
_SECRET = 16
_LENGTH = 28
_GROUP = 4
_CHECK_BITS = 12
"""The code holds 140 bits: the secret, then this many of its SHA-256."""


def new_secret() -> bytes:
    """128 random bits."""
    return os.urandom(_SECRET)


def written(secret: bytes) -> str:
    """The secret as seven groups of four."""
    number = (int.from_bytes(secret, "big") << _CHECK_BITS) | _check(secret)
    letters = "".join(_LETTERS[(number >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def secret_in(typed: str) -> bytes | None:
    """The secret of a code; None if this is no recovery code at all.

    Case, spaces and hyphens do not matter. Raises WrongPassphraseError for one with a slip in it.
    """
    letters = "".join(typed.upper().split()).replace("-", "").translate(_ALIKE)
    if len(letters) != _LENGTH or not set(letters) <= set(_LETTERS):
        return None
    number = 0
    for letter in letters:
        number = number * 32 + _LETTERS.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(_SECRET, "big")
    if number & ((1 << _CHECK_BITS) - 1) != _check(secret):
        raise WrongPassphraseError(_("This looks like the recovery code, but one of its letters is not right."))
    return secret


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(secret).digest()[:2], "big") >> (16 - _CHECK_BITS)
