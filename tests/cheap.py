"""Passphrases that are quick to guess, for tests that are not about how slow that is."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from workbook.store.stretching import Cost


@contextmanager
def cheap_passphrases() -> Iterator[None]:
    """In here new keys are made for next to nothing. Their file says so, and they open for as little anywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cost.__new__, "__defaults__", Cost(memory=64, passes=1))
        yield
