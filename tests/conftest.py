"""What all tests share."""

import os

import pytest

WAITING = 2
"""Workers for each processor: many tests wait for a terminal, and one that waits needs no processor."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many workers `-n auto` gets."""
    return WAITING * (os.cpu_count() or 1)
