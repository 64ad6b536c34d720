"""Where the reader is with an exercise, by its entries alone. Home asks this at every start, so it reads no pages."""

from enum import Enum
from typing import TYPE_CHECKING

from workbook.model.head import Head, Repeat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.model.entry import Entry


class Progress(Enum):
    """Where the reader is with an exercise."""

    NOT_STARTED = "not started"
    STARTED = "started"
    DONE = "done"


def progress(head: Head, entries: "Sequence[Entry]") -> Progress:
    """Where the reader is, by the entries alone; a repeated exercise with an unfinished entry is under way."""
    begun = [entry for entry in entries if entry.answers or entry.finished]
    if not begun:
        return Progress.NOT_STARTED
    counting = begun[-1:] if head.repeat is Repeat.ONCE else begun
    return Progress.DONE if all(entry.finished for entry in counting) else Progress.STARTED
