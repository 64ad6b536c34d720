"""Keys that cost nothing, so that a run costs milliseconds."""

import hashlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from workbook.model.codec import Json
from workbook.model.errors import WrongPassphraseError
from workbook.store.header import read_header
from workbook.store.keys import Attempt, Keys, Unlock, attempt_on, new_keys
from workbook.store.put_away import PutAway
from workbook.store.stretching import Cost

PASSPHRASES = ("the first passphrase", "the second passphrase", "the third passphrase")


def quick(passphrase: bytes, salt: bytes, _cost: Cost) -> bytes:
    """Stands in for Argon2id."""
    return hashlib.sha256(salt + passphrase).digest()


KEYS: tuple[Keys | None, ...] = (None, *(new_keys(passphrase, quick)[0] for passphrase in PASSPHRASES))
"""By number; 0 is no passphrase."""
ALL = range(len(KEYS))


def opened_keys(members: Mapping[str, Json]) -> tuple[int | None, Keys | None]:
    """Which passphrase opens a header, and its keys: 0 if it asks for none, None if it is none of ours."""
    if "keys" not in members:
        return 0, None
    attempt = attempt_on(members, "", quick)
    for number, passphrase in enumerate(PASSPHRASES, 1):
        with suppress(WrongPassphraseError):
            return number, attempt(passphrase)
    return None, None


def unlock_of(path: Path, allowed: Collection[int] = ALL) -> Unlock:
    """Opens a file with whichever of the allowed passphrases fits."""

    def unlock(_attempt: Attempt) -> Keys:
        return _keys_of(path.read_bytes(), allowed)

    return unlock


def unlock_of_put_away(away: PutAway) -> Unlock:
    """The same for what may not be in a file yet."""
    content = away._remains.file.read()
    assert content is not None
    return lambda _attempt: _keys_of(content, ALL)


def _keys_of(content: bytes, allowed: Collection[int]) -> Keys:
    number, keys = opened_keys(read_header(content, "")[0].members)
    if keys is None or number not in allowed:
        raise WrongPassphraseError(f"it wants passphrase {number}, and only {sorted(allowed)} are expected")
    return keys
