"""A screen that keeps what went up out of it."""

from collections import deque
from collections.abc import Mapping

import pyte
from pyte.modes import IRM
from pyte.screens import Char

MOST = 10_000
"""Rows that are kept."""


class Scrolled(pyte.Screen):
    """As pyte's own `HistoryScreen`, which takes three times as long, as it wraps every attribute to page in it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._above: deque[str] = deque(maxlen=MOST)
        super().__init__(columns, rows)

    @property
    def above(self) -> list[str]:
        """The rows that went up out of it, without any style."""
        return list(self._above)

    def row(self, number: int) -> str:
        """A row on the screen, without any style."""
        # Not `display`, which fails where half of a wide letter was written over.
        return self._written(self.buffer[number])

    def _written(self, line: Mapping[int, Char]) -> str:
        return "".join(line[at].data for at in range(self.columns)).rstrip()

    def draw(self, data: str) -> None:
        """Write where the cursor is. Most of what comes is plain and has room, and needs no look at each letter."""
        start, end = self.cursor.x, self.cursor.x + len(data)
        if not (data.isascii() and data.isprintable()) or end > self.columns or self.charset or IRM in self.mode:
            super().draw(data)
            return
        line, style = self.buffer[self.cursor.y], self.cursor.attrs[1:]
        for column, letter in enumerate(data, start):
            line[column] = Char(letter, *style)
        self.cursor.x = end
        self.dirty.add(self.cursor.y)

    def reset(self) -> None:
        """As a terminal that is switched on."""
        super().reset()
        self._above.clear()

    def erase_in_display(self, how: int = 0, *more: object, **named: object) -> None:
        """Wipe the screen; 3 wipes what is above it as well."""
        super().erase_in_display(how, *more, **named)
        if how == 3:
            self._above.clear()

    def index(self) -> None:
        """Go down a row; from the last one, everything goes up."""
        top, bottom = self.margins or (0, self.lines - 1)
        if self.cursor.y == bottom:
            self._above.append(self._written(self.buffer[top]))
        super().index()
