"""What can be told of an exercise without reading its pages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.model.condition import Condition


class Repeat(StrEnum):
    """How often an exercise is worked through. `ONCE` is a living exercise: one entry that grows."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    ANY_TIME = "any time"


class Care(StrEnum):
    """How much an exercise may ask of the reader."""

    GENTLE = "gentle"
    TENDER = "tender"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Head:
    """The title of a file and its `exercise:` marker."""

    id: str
    title: str
    version: int = 1
    language: str = "en"
    part: str = ""
    minutes: int | None = None
    after: tuple[str, ...] = ()
    """Ids of exercises that are best done first. It orders the list and never locks."""
    repeat: Repeat = Repeat.ONCE
    care: Care | None = None
    when: "tuple[Condition, ...]" = ()
    own: bool = False
    """It comes from the reader's own folder, not from us."""
    author: str = ""
    """Who wrote it, as its file says; empty if it names nobody."""
    line: int = 0
