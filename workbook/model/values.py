"""What an answer holds, for each kind of question. Values speak in ids; words come from the exercise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Ticked:
    """The value of a checklist."""

    options: tuple[str, ...] = ()
    """Ids of ticked options, or of offered records and items, in the order they are shown."""
    written: Mapping[str, str] = field(default_factory=dict)
    """Write-in words by option id."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The value of a date: as exact as the reader remembers."""

    words: str
    day: str | None = None
    """`YYYY-MM-DD` where the words name a day; None for "around Easter"."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranked list."""

    id: str
    """The pool option's id, or a permanent id of its own for the reader's words."""
    text: str | None = None
    """The reader's own words; None for an option of the pool."""


class FieldKind(StrEnum):
    """What a field of a record holds."""

    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a records question, with a permanent id."""

    id: str
    fields: "Mapping[str, FieldValue]" = field(default_factory=dict)
    """Values by field id; a field without one is absent."""
    retired: bool = False
    """Removed by the reader, and kept: references keep its words."""
    erased: bool = False
    """Erased for good: only its id is left."""


FieldValue = str | int | Dated
Value = str | int | Ticked | Dated | tuple[Ranked, ...] | Mapping[str, int] | tuple[Record, ...]
"""Text, choice (option id): str. Number, scale: int. Scale for each: ids to numbers. The rest by their names."""
