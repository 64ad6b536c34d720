"""Taking in the notes of what happened after the first paint, in slices that no key waits for."""

import asyncio
import threading
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.model.ports import Shelf
    from workbook.screens.desk import Desk

SLICE = 0.004
"""Seconds that one slice takes, or as long as a single note."""
BETWEEN = 0.002
"""Seconds in which the rest of the program has its turn."""
QUIET = 0.15
"""Seconds without a key or the mouse after which it goes on. A key goes through several queues until it is painted."""
NOTES = "incident"
"""The exercise that the notes belong to, and `LINES` the one that they name lines of."""
LINES = "boundaries"


class Warming:
    """Fills the index of the desk. It is over with the app that runs it."""

    def __init__(self, desk: "Desk", done: "Callable[[], object]") -> None:
        """`done` is called once every note is in."""
        self._desk = desk
        self._done = done
        self._quiet_from = 0.0

    def put_off(self) -> None:
        """Something came from the reader, and that goes first."""
        self._quiet_from = monotonic() + QUIET

    async def run(self) -> None:
        """Take in everything. Without any note there is nothing to read, and nothing is loaded for it."""
        if self._desk.notes.count(NOTES):
            await _parsed(self._desk.shelf)
            while not self._desk.index.is_whole:
                if (waits := self._quiet_from - monotonic()) > 0:
                    await asyncio.sleep(waits)
                    continue
                self._desk.index.take(_from(monotonic() + SLICE))
                await asyncio.sleep(BETWEEN)
        self._done()


def _from(moment: float) -> "Callable[[], bool]":
    return lambda: monotonic() >= moment


async def _parsed(shelf: "Shelf") -> None:
    """Have the pages parsed beside the loop: that is the one thing here that cannot be cut in slices.

    Like the check of the reader's own exercises, it is a thread that nobody waits for in the end.
    """

    def parse() -> None:
        for name in (NOTES, LINES):
            shelf.exercise(name)

    thread = threading.Thread(target=parse, name="pages of notes", daemon=True)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(BETWEEN)
