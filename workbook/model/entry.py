"""An entry: one dated pass through an exercise, with its answers."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.model.values import Dated, Value


@dataclass(frozen=True, slots=True)
class Wording:
    """The exercise's own words as they were shown, so that an answer can be read when its question is gone."""

    question: str
    labels: "Mapping[str, str]" = field(default_factory=dict)
    """Words by option id, field id, or `field.option`. Never the reader's own words."""
    low: int | None = None
    high: int | None = None
    """The ends of a scale."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader answered to one question."""

    exercise: str
    version: int
    question: str
    kind: str
    wording: Wording
    value: "Value | None" = None
    """None where the question was skipped."""
    skipped: bool = False
    language: str = "en"
    given: str | None = None
    """When this value was given by this computer's clock, as `Entry.recorded`; None in older notebooks."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One pass. A living exercise has one that grows; a repeated one has one for each time."""

    id: str
    """A UUID."""
    exercise: str
    version: int
    language: str
    about: "Dated"
    """The local date that it is about."""
    recorded: str
    """When it was begun by this computer's clock: ISO 8601 with offset, to the second."""
    number: int = 0
    """Sequence number; the order of all entries. 0 until it is saved for the first time."""
    finished: str | None = None
    """When the reader said that it is done, as `recorded`; None while it is open."""
    answers: "Mapping[str, Answer]" = field(default_factory=dict)
    """By question id."""
    attic: tuple[Answer, ...] = ()
    """Answers whose question is gone or became something else. Readable, and kept until the reader erases them."""
    earlier: tuple[Answer, ...] = ()
    """What answers said before they were changed, oldest first, each with its own wording. Only of those that rested.

    Of records, it holds those that were changed later; all of them only in the last one of a question.
    """


FIRST_PAGES_DONE = "done"
"""In place of a page's id in `Settings.first_page`: they were read or skipped."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The one settings document."""

    tasks: "Mapping[str, str]" = field(default_factory=dict)
    """What the reader decided of an exercise, by its id: `set-aside`."""
    theme: str | None = None
    language: str | None = None
    dismissed: tuple[str, ...] = ()
    """Hints that the reader put away."""
    lock_after: int = 5
    """Minutes without a key after which it locks; 0 for never."""
    masked: bool = False
    """Whether the reader's words are hidden until the reader goes to them."""
    region: str | None = None
    """The id of the region whose helplines are shown; None for none."""
    code_unread: bool = False
    """Whether a recovery code was shown, and the reader has not said that it is written down."""
    first_page: str | None = None
    """The id of the page at which the first run goes on; `FIRST_PAGES_DONE` after it, None before it began."""

    @property
    def among_first_pages(self) -> bool:
        """Whether the reader left while the first pages were shown, and comes back to them."""
        return self.first_page not in (None, FIRST_PAGES_DONE)
