"""What every test of the screens shares: waiting no longer than it takes."""

import asyncio
import time
from typing import Any

import pytest

STEP = 0.004
"""Seconds of sleep that tell whether something is going on."""
BUSY = STEP / 4
"""Seconds of work in it that do. Waking up takes a few of its hundredths, on a busy computer some more."""
SOON = 0.02
"""Seconds within which a timer still belongs to what goes on. Textual draws sixty times a second."""


async def at_rest(min_sleep: float = STEP, max_sleep: float = 1.0) -> None:
    """Wait until there is nothing left to do, as Textual's own does in steps of 20 milliseconds."""
    begun = time.monotonic()
    while True:
        worked = time.process_time()
        await asyncio.sleep(STEP)
        worked = time.process_time() - worked
        waited = time.monotonic() - begun
        if waited >= max_sleep or (waited > min_sleep and worked < BUSY and not due_soon()):
            return


def due_soon() -> bool:
    """Whether the loop has something to call. Time alone does not tell: a busy computer lets it stand still."""
    loop: Any = asyncio.get_running_loop()
    soon = loop.time() + SOON
    return bool(loop._ready) or any(not each.cancelled() and each.when() < soon for each in loop._scheduled)


@pytest.fixture(autouse=True)
def at_rest_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two keys a test would wait 40 milliseconds, which are more than half of its time."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.app.wait_for_idle", at_rest)
