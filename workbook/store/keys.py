"""Keys: one random data key, wrapped once by the passphrase and once by the recovery code."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _

from workbook.model.codec import Json, as_mapping, as_number, as_text
from workbook.model.errors import UnreadableError, UsageError, WorkbookError, WrongPassphraseError
from workbook.model.secret import as_secret
from workbook.store import recovery
from workbook.store.seal import NONCE_LENGTH
from workbook.store.stretching import KEY_LENGTH, LEAST_MEMORY, Cost, Stretch, argon2id

_SALT = 16
_NAME = "argon2id"
_FRAMES = b"notes-file frames"
_RECOVERY = b"notes-file recovery"


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens a sealed notebook."""

    data: bytes = field(repr=False)
    """The data key, 32 bytes; every file's own key is made from it."""
    members: Mapping[str, Json] = field(repr=False)
    """What the header holds of them: `kdf` and `keys`."""

    def of_file(self, file_id: bytes) -> bytes:
        """The key of one file, 32 bytes."""
        return _expand(self.data, file_id, _FRAMES)


Attempt = Callable[[str], Keys]
"""Tries a passphrase, or the recovery code. Takes most of a second. Raises WrongPassphraseError."""
Unlock = Callable[[Attempt], Keys]
"""Asks the reader until an attempt succeeds. Whatever it raises leaves everything as it was."""


def new_keys(passphrase: str, stretch: Stretch = argon2id) -> tuple[Keys, str]:
    """New keys, and their recovery code, which is kept nowhere. Takes most of a second. Raises UsageError if empty."""
    if not as_secret(passphrase):
        raise UsageError(_("There is nothing in this passphrase. Please choose another one."))
    data, salt, secret = os.urandom(KEY_LENGTH), os.urandom(_SALT), recovery.new_secret()
    cost = Cost()
    while True:
        try:
            slow = stretch(_bytes_of(passphrase), salt, cost)
        except MemoryError as error:
            if cost.memory // 2 < LEAST_MEMORY:
                raise _too_little_memory(cost) from error
            cost = cost._replace(memory=cost.memory // 2)
        else:
            break
    kdf: dict[str, Json] = {
        "name": _NAME,
        "memory": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": salt.hex(),
    }
    wrapped: dict[str, Json] = {
        "passphrase": _wrap(slow, data, "passphrase", kdf).hex(),
        "recovery": _wrap(_expand(secret, salt, _RECOVERY), data, "recovery", kdf).hex(),
    }
    return Keys(data, {"kdf": kdf, "keys": wrapped}), recovery.written(secret)


def attempt_on(members: Mapping[str, Json], path: str, stretch: Stretch = argon2id) -> Attempt:
    """How to open the keys in a header. Raises UnreadableError if there is no sense in them."""
    try:
        kdf, wrapped = as_mapping(members.get("kdf")), as_mapping(members.get("keys"))
        cost = Cost(as_number(kdf.get("memory")), as_number(kdf.get("passes")), as_number(kdf.get("lanes")))
        salt = bytes.fromhex(as_text(kdf.get("salt")))
        by_passphrase = bytes.fromhex(as_text(wrapped.get("passphrase")))
        by_recovery = bytes.fromhex(as_text(wrapped.get("recovery")))
        if kdf.get("name") != _NAME or not cost.bearable or len(salt) != _SALT:
            raise ValueError("another way of making keys")
    except ValueError as error:
        raise UnreadableError(
            _("{path} is locked in a way that this program does not know.").format(path=path),
            _("Nothing was changed. Please update the program, then open it again."),
        ) from error

    def attempt(secret: str) -> Keys:
        slip = None
        try:
            code = recovery.secret_in(secret)
        except WrongPassphraseError as error:
            # Still, it may be a passphrase that only looks like one.
            code, slip = None, error
        if code is not None:
            data = _unwrap(_expand(code, salt, _RECOVERY), by_recovery, "recovery", kdf)
            if data is not None:
                return Keys(data, {"kdf": kdf, "keys": wrapped})
        try:
            slow = stretch(_bytes_of(secret), salt, cost)
        except MemoryError as error:
            raise _too_little_memory(cost) from error
        data = _unwrap(slow, by_passphrase, "passphrase", kdf)
        if data is None:
            raise slip or WrongPassphraseError(
                _("That is not it. Nothing is lost. Please try again; the recovery code opens it too.")
            )
        return Keys(data, {"kdf": kdf, "keys": wrapped})

    return attempt


def _bytes_of(passphrase: str) -> bytes:
    return as_secret(passphrase).encode()


def _wrap(key: bytes, data: bytes, slot: str, kdf: Mapping[str, Json]) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, data, _bound_to(slot, kdf))


def _unwrap(key: bytes, wrapped: bytes, slot: str, kdf: Mapping[str, Json]) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(wrapped[:NONCE_LENGTH], wrapped[NONCE_LENGTH:], _bound_to(slot, kdf))
    except (InvalidTag, ValueError):
        return None


def _bound_to(slot: str, kdf: Mapping[str, Json]) -> bytes:
    """A wrapped key is tied to its place and to the parameters, so that nobody can make them weaker unseen."""
    return f"notes-file {slot} {json.dumps(kdf, sort_keys=True, separators=(',', ':'))}".encode()


def _expand(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_LENGTH, salt, purpose).derive(secret)


def _too_little_memory(cost: Cost) -> WorkbookError:
    return WorkbookError(
        _("The passphrase needs {size} MB of free memory for a moment, and there is less.").format(
            size=cost.memory // 1024
        ),
        _("Please close other programs and try again. Nothing was changed."),
    )
