"""Where the reader is, to go on there after a lock. Only names of the exercise's own, no words of the reader."""

from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from workbook.model.head import Repeat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from workbook.guide.sitting import Sitting


class Bookmark(NamedTuple):
    """A page of an exercise, and the question on it."""

    exercise_id: str
    entry_id: str | None
    page_id: str | None
    question_id: str | None
    anew: bool
    """Whether it was to be a new entry, of which nothing is written yet."""


class GoOn(Message):
    """The reader is to come back to a bookmark."""

    def __init__(self, bookmark: Bookmark) -> None:
        super().__init__()
        self.bookmark = bookmark


def bookmark_in(sitting: "Sitting", page_id: str | None = None, question_id: str | None = None) -> Bookmark:
    """A bookmark in what somebody sits at; its entry has none before the first answer."""
    entry = sitting.entry
    head = sitting.exercise.head
    anew = not entry.number and head.repeat is not Repeat.ONCE
    return Bookmark(head.id, entry.id if entry.number else None, page_id, question_id, anew)


def bookmark_among(screens: "Iterable[Screen[object]]") -> Bookmark | None:
    """The bookmark of the uppermost screen that has one."""
    for screen in reversed(list(screens)):
        bookmark = getattr(screen, "bookmark", None)
        if isinstance(bookmark, Bookmark):
            return bookmark
    return None
