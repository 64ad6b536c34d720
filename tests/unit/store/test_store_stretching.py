"""The real Argon2id, in as few tests as will do: each use takes a part of a second."""

import sys

import pytest

from workbook.model.errors import WorkbookError
from workbook.store.stretching import Cost, argon2id

MODULE = "cryptography.hazmat.primitives.kdf.argon2"
LITTLE = Cost(memory=64, passes=1, lanes=2)
SALT = b"sixteen bytes ok"


def old_openssl(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a `cryptography` says that was built against an OpenSSL before 3.2."""
    from cryptography.exceptions import UnsupportedAlgorithm

    def refuse(**_parameters: object) -> None:
        raise UnsupportedAlgorithm("This version of OpenSSL does not support argon2id")

    monkeypatch.setattr(f"{MODULE}.Argon2id", refuse)


def no_argon2_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a `cryptography` says that knows nothing of Argon2id."""
    monkeypatch.setitem(sys.modules, MODULE, None)


def test_argon2id_gives_what_rfc_9106_says() -> None:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # Section 5.3. It has a secret and associated data, which this program does not use.
    tag = Argon2id(
        salt=b"\2" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\4" * 12, secret=b"\3" * 8
    ).derive(b"\1" * 32)
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize("way", [None, old_openssl, no_argon2_module], ids=["cryptography", "old", "none"])
def test_key_is_that_of_the_reference_implementation_whichever_package_makes_it(
    way: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    if callable(way):
        way(monkeypatch)
    # From the reference implementation's own src/test.c.
    key = argon2id(b"password", b"somesalt", Cost(memory=1 << 16, passes=2, lanes=1))
    assert key.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


@pytest.mark.parametrize("way", [old_openssl, no_argon2_module])
@pytest.mark.parametrize("passphrase", [b"", b"open sesame", "caf\u00e9 \u6f22\u5b57".encode(), b"long " * 1000])
def test_both_packages_make_the_same_key(way: object, passphrase: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    key = argon2id(passphrase, SALT, LITTLE)
    assert callable(way)
    way(monkeypatch)
    assert argon2id(passphrase, SALT, LITTLE) == key


@pytest.mark.parametrize("way", [old_openssl, no_argon2_module])
def test_neither_package_is_told_with_what_to_install(way: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(way)
    way(monkeypatch)
    monkeypatch.setitem(sys.modules, "argon2.low_level", None)
    with pytest.raises(WorkbookError, match=r"cannot do Argon2id.*install .argon2-cffi.*Nothing was changed"):
        argon2id(b"open sesame", SALT, LITTLE)


def test_memory_that_argon2_cffi_does_not_get_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2.exceptions import HashingError

    def refuse(*_parameters: object) -> bytes:
        raise HashingError("Memory allocation error")

    old_openssl(monkeypatch)
    monkeypatch.setattr("argon2.low_level.hash_secret_raw", refuse)
    with pytest.raises(MemoryError):
        argon2id(b"open sesame", SALT, LITTLE)


@pytest.mark.parametrize(
    ("cost", "bearable"),
    [
        (Cost(), True),
        (Cost(1024 * 1024, 16, 64), True),
        (Cost(8, 1, 1), True),
        (Cost(7, 1, 1), False),
        (Cost(1024 * 1024 + 1, 3, 4), False),
        (Cost(passes=17), False),
        (Cost(passes=0), False),
        (Cost(lanes=65), False),
        (Cost(lanes=0), False),
    ],
)
def test_what_a_file_may_ask_for_has_bounds(cost: Cost, bearable: bool) -> None:
    assert cost.bearable is bearable


def test_usual_cost_is_what_the_page_says() -> None:
    assert Cost() == (256 * 1024, 3, 4)
