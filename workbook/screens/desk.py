"""What lies on the desk: handed to every screen."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbook.model.ports import Notes as Notes
from workbook.model.ports import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from workbook.insight.index import NotesIndex
    from workbook.model.clock import Clock


@dataclass(frozen=True)
class Desk:
    """The exercises, the notes and the clock."""

    shelf: Shelf
    notes: Notes
    clock: "Clock"
    is_shelf_whole: "Callable[[], bool]" = lambda: True
    """Whether the shelf has all that it will have: the reader's own exercises come once they are checked."""

    @cached_property
    def index(self) -> "NotesIndex":
        """Every note of what happened, once it is taken in. Nobody asks for it before the first paint."""
        from workbook.insight.index import NotesIndex

        return NotesIndex(self.shelf, self.notes)

    @property
    def today(self) -> "date":
        """The local date."""
        return self.clock().date()
