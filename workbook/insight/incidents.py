"""Notes of what happened, as far as boundaries and lists read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workbook.guide.changes import held_for, value_now
from workbook.guide.dating import about_from, day_in
from workbook.guide.renames import Renames, renames_of
from workbook.model.entry import Entry
from workbook.model.exercise import Exercise, Question
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


class Reader:
    """Reads notes out of entries. What it needs of the exercise, it looks for once and not for each of many."""

    def __init__(self, exercise: Exercise, shelf: Shelf) -> None:
        self._exercise = exercise
        names = ("line", "crossed", "injuries", "starts", "done", "cost")
        asked = {name: exercise.question(name) for name in names}
        asked["about"] = next((each for each in exercise.questions if each.about), None)
        self._asked: dict[str, tuple[Question, Renames]] = {
            name: (question, renames_of(question, exercise, shelf)) for name, question in asked.items() if question
        }
        crossed = asked["crossed"]
        self._options = frozenset(option.id for option in crossed.options) if crossed else frozenset()

    def read(self, entry: Entry) -> Incident:
        """One note."""
        about = about_from(self._value(entry, "about"), entry)
        crossed, starts = self._value(entry, "crossed"), self._value(entry, "starts")
        return Incident(
            entry.id,
            entry.number,
            about,
            day_in(about),
            entry.recorded,
            _text(self._value(entry, "line")),
            tuple(each for each in crossed.options if each not in self._options) if isinstance(crossed, Ticked) else (),
            bool(_text(self._value(entry, "injuries"))),
            starts if isinstance(starts, Dated) and starts.words.strip() else None,
            _text(self._value(entry, "done")) or None,
            _text(self._value(entry, "cost")),
        )

    def _value(self, entry: Entry, name: str) -> Value | None:
        if name not in self._asked:
            return None
        question, renames = self._asked[name]
        held = held_for(question, entry, self._exercise)
        return None if held is None or held.skipped else value_now(question, held, renames)


def incidents(shelf: Shelf, keeper: Keeper) -> tuple[Incident, ...]:
    """Every note, finished or not, in the order in which they were begun."""
    entries = keeper.entries(EXERCISE)
    exercise = shelf.exercise(EXERCISE) if entries else None
    return tuple(map(Reader(exercise, shelf).read, entries)) if exercise else ()


def crossing(boundary_id: str, every: Iterable[Incident]) -> Sequence[Incident]:
    """The notes in which this boundary was crossed."""
    return [each for each in every if boundary_id in each.crossed]


def _text(value: Value | None) -> str:
    return value.strip() if isinstance(value, str) else ""
