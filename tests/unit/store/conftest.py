import errno
import os
from collections.abc import Callable

import pytest
from hypothesis import settings

from workbook.model.entry import Answer, Entry, Wording
from workbook.model.values import Dated

# How long an example takes says more about the machine than about the code.
settings.register_profile("store", deadline=None)
settings.load_profile("store")


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    def make(name: str, text: str = "words", exercise: str = "journal") -> Entry:
        wording = Wording("What happened?")
        return Entry(
            id=name,
            exercise=exercise,
            version=1,
            language="en",
            about=Dated("today", "2024-02-03"),
            recorded="2024-02-03T10:00:00+01:00",
            answers={"what": Answer(exercise, 1, "what", "journal", wording, text)},
        )

    return make


@pytest.fixture
def failing_sync() -> tuple[Callable[[int], None], list[int]]:
    """A sync and the errnos that its next calls fail with, first to last; 0 lets one pass."""
    planned: list[int] = []

    def sync(descriptor: int) -> None:
        number = planned.pop(0) if planned else 0
        if number:
            raise OSError(number, errno.errorcode[number])
        os.fsync(descriptor)

    return sync, planned
