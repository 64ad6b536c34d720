"""Saving while typing: soon after a pause, and never long after the first unsaved key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE = 0.4
"""Seconds of quiet after which typed text is saved."""
LATEST = 1.0
"""Seconds after the first unsaved key at which it is saved, pause or not."""


class Autosave:
    """Calls `save` a moment after the last `typed()`."""

    def __init__(self, owner: Widget, save: Callable[[], None]) -> None:
        self._owner = owner
        self._save = save
        self._pause: Timer | None = None
        self._latest: Timer | None = None

    def typed(self) -> None:
        """There is unsaved text."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._owner.set_timer(PAUSE, self.now)
        if self._latest is None:
            self._latest = self._owner.set_timer(LATEST, self.now)

    def now(self) -> None:
        """Save at once."""
        for timer in (self._pause, self._latest):
            if timer is not None:
                timer.stop()
        self._pause = self._latest = None
        self._save()
