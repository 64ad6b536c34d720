"""Stub of the keys."""

from typing import NamedTuple


class Keys(NamedTuple):
    """What opens a sealed notebook."""

    secrets: tuple[str, str]


def new_keys(passphrase: str) -> tuple[Keys, str]:
    """New keys, and their recovery code."""
    code = "7K2M-9QRT-X4WD-3HJP-C8VN-6YZE-5BFG"
    return Keys((passphrase, code)), code
