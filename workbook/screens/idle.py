"""The lock that comes by itself when nobody is there."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.app import App

MINUTE = 60.0
"""Seconds."""
LOOK = 1 / 60
"""How often the clock is looked at, as a part of the minutes that are waited."""
# While a computer sleeps, the usual clock stands still: whoever opens the lid again may be somebody else.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Idle:
    """Calls `lock` once the reader has not touched anything for so many minutes; never, if they are 0."""

    def __init__(self, app: "App[None]", minutes: Callable[[], int], lock: Callable[[], None]) -> None:
        self._app = app
        self._minutes = minutes
        self._lock = lock
        self._touched = time.clock_gettime(_CLOCK)

    def begin(self) -> None:
        """Begin to wait. To be called once the app runs."""
        self._app.set_interval(MINUTE * LOOK, self._look)

    def heed(self, event: events.Event) -> None:
        """Begin anew, if this comes from the reader."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._touched = time.clock_gettime(_CLOCK)

    def _look(self) -> None:
        minutes = self._minutes()
        if minutes and time.clock_gettime(_CLOCK) - self._touched >= minutes * MINUTE:
            self._lock()
