"""What all tests share."""

import os
from collections.abc import Iterator

import pytest

# In English, whoever runs them where; some texts are made when a module is loaded.
ENGLISH = {"LANGUAGE": "C", "WORKBOOK_LANGUAGE": ""}
os.environ.update(ENGLISH)

WAITING = 2
"""Workers for each processor: many tests wait for a terminal, and one that waits needs no processor."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many workers `-n auto` gets."""
    return WAITING * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whatever language a test has turned the process to, the next one finds it in English."""
    yield
    os.environ.update(ENGLISH)
