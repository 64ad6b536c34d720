"""Saving while typing: soon after a pause, and never long after the first unsaved key."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.timer import Timer

    from workbook.model.ports import Receipt

PAUSE = 0.4
"""Seconds of quiet after which typed text is saved."""
LATEST = 1.0
"""Seconds after the first unsaved key at which it is saved, pause or not."""

SETTLING = 1.0
"""Seconds that are waited at most for keys on their way."""


async def settle(screen: Screen[None]) -> None:
    """Wait until every key that was pressed before this has become an answer of the screen's.

    A key goes to the text area, its change to the field, the field's answer to the screen, each through a queue of its
    own: twice through each queue from the cursor up, and nothing is on its way any more. To be awaited in the app's own
    task, where the bindings run; a widget that waited so would wait for itself.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SETTLING):
            for node in (screen.focused or screen).ancestors_with_self:
                for _turn in range(2):
                    reached = asyncio.Event()
                    if node is not screen.app and node.call_later(reached.set):
                        await reached.wait()


@runtime_checkable
class Typing(Protocol):
    """A screen on which something may be typed that the notebook does not have yet."""

    async def settle(self) -> None:
        """Hand everything typed to the notebook now, keys on their way too. In the app's own task alone."""

    def hand_over(self) -> None:
        """Hand over what has become an answer by now."""

    def tried_again(self, receipt: "Receipt") -> None:
        """What could not be written is on its way to the disk once more."""


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
