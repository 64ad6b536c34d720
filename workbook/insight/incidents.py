"""Notes of what happened, as far as boundaries and lists read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workbook.guide.changes import answer_to
from workbook.guide.dating import about_of, day_in
from workbook.model.entry import Entry
from workbook.model.exercise import Exercise
from workbook.model.ports import Keeper, Shelf
from workbook.model.values import Dated, Ticked, Value

EXERCISE = "incident"


@dataclass(frozen=True, slots=True)
class Incident:
    """One note."""

    entry_id: str
    number: int
    """The order in which notes were begun, whatever the clock said."""
    about: Dated
    """When it happened, as exactly as the reader remembers."""
    day: date | None
    """The day of that; None for "around Easter": it is listed, and counted in no window."""
    recorded: str
    """When it was begun by this computer's clock, with offset."""
    line: str
    """What happened in one line; empty where nothing is written."""
    crossed: tuple[str, ...]
    """Record ids of the boundaries that were crossed."""
    hurt: bool
    """Whether an injury is noted: then no number counts, and help comes first."""
    starts: Dated | None
    """From when the reader does what they had decided."""
    done: str | None
    """`yes`, `part`, `not-this-time` or `not-safe`; None where it is not answered."""
    cost: str
    """What it cost, in the reader's words."""


def incidents(shelf: Shelf, keeper: Keeper) -> tuple[Incident, ...]:
    """Every note, finished or not, in the order in which they were begun."""
    entries = keeper.entries(EXERCISE)
    exercise = shelf.exercise(EXERCISE) if entries else None
    return tuple(incident(entry, exercise, shelf) for entry in entries) if exercise else ()


def incident(entry: Entry, exercise: Exercise, shelf: Shelf) -> Incident:
    """One note, read out of its entry."""

    def value(question_id: str) -> Value | None:
        question = exercise.question(question_id)
        answer = answer_to(question, entry, exercise, shelf) if question else None
        return None if answer is None or answer.skipped else answer.value

    about = about_of(entry, exercise, shelf)
    crossed, starts = value("crossed"), value("starts")
    alone = {"other", "none", "unsure"}
    return Incident(
        entry.id,
        entry.number,
        about,
        day_in(about),
        entry.recorded,
        _text(value("line")),
        tuple(each for each in crossed.options if each not in alone) if isinstance(crossed, Ticked) else (),
        bool(_text(value("injuries"))),
        starts if isinstance(starts, Dated) and starts.words.strip() else None,
        _text(value("done")) or None,
        _text(value("cost")),
    )


def crossing(boundary_id: str, every: Iterable[Incident]) -> Sequence[Incident]:
    """The notes in which this boundary was crossed."""
    return [each for each in every if boundary_id in each.crossed]


def _text(value: Value | None) -> str:
    return value.strip() if isinstance(value, str) else ""
