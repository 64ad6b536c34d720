"""The log: what happened and what was written in the journal, newest first by the day that it is about."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import merge

from workbook.guide.changes import as_now, held_for, readable
from workbook.guide.context import Context
from workbook.guide.dating import about_by, day_in
from workbook.guide.days import days_written
from workbook.guide.history import names_of as names_in
from workbook.guide.holding import ids_in
from workbook.guide.renames import Renames, renames_of
from workbook.guide.wording import names_of, no_longer_listed
from workbook.insight.incidents import EXERCISE
from workbook.insight.searching import Until, folded
from workbook.model.clock import Clock
from workbook.model.entry import Answer, Entry
from workbook.model.exercise import Exercise, Question
from workbook.model.kinds import labels_of
from workbook.model.ports import Keeper, Shelf
from workbook.model.values import Dated, Ticked

JOURNAL = "values-journal"
LOGGED = (EXERCISE, JOURNAL)
"""The exercises whose entries are listed."""
CROSSED = "crossed"
"""The question of an incident that names boundaries."""
_WRITTEN = ("short", "journal")
"""Kinds that the reader writes in words of their own."""

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry, as the log lists it."""

    entry: Entry
    about: Dated
    day: date | None
    """The day that it is about; None for "around Easter"."""
    line: str
    """The words that it is known by; empty where none are written."""
    crossed: tuple[str, ...]
    """Record ids of the boundaries that were crossed."""
    text: str
    """Every word of it and of its day, folded for a search."""


class Log:
    """All that is noted, read a slice at a time: ten thousand notes take a second, and nobody waits for them.

    What was read is kept, so that reading again costs only what changed. It belongs to the thread of the notebook.
    """

    def __init__(self, shelf: Shelf, keeper: Keeper, clock: Clock) -> None:
        self._shelf = shelf
        self._keeper = keeper
        self._clock = clock
        self._readers: Mapping[str, _Reader] = {}
        self._read: dict[str, Noted] = {}
        """What was read at any time, by the entry's id."""
        self._taken: list[Noted] = []
        self._sorted: tuple[Noted, ...] | None = None
        self._rest: Iterator[Entry] = iter(())
        self.is_whole = False
        """Whether everything was read since `begin`."""

    def begin(self) -> None:
        """Read from the newest entry on, all that there is by now."""
        readers = {each: reader for each in LOGGED if (reader := self._reader(each)) is not None}
        if readers != self._readers:
            self._readers, self._read = readers, {}
        self._taken, self._sorted, self.is_whole = [], None, False
        newest = (self._keeper.newest(each) for each in readers)
        self._rest = merge(*newest, key=lambda entry: entry.number, reverse=True)

    def take(self, until: Until) -> None:
        """Read on, until all is read or it is time for something else."""
        self._sorted = None
        for entry in self._rest:
            noted = self._read.get(entry.id)
            if noted is None or noted.entry is not entry:
                noted = self._read[entry.id] = self._readers[entry.exercise].noted(entry)
            self._taken.append(noted)
            if until():
                return
        self.is_whole = True
        self._read = {each.entry.id: each for each in self._taken}

    def notes(self) -> tuple[Noted, ...]:
        """What was read since `begin`, newest first by day; what has no exact day comes last."""
        if self._sorted is None:
            self._sorted = tuple(sorted(self._taken, key=_newest_first))
        return self._sorted

    @property
    def taken(self) -> int:
        """How many were read since `begin`."""
        return len(self._taken)

    def count(self) -> int:
        """How many there are, read or not."""
        return sum(self._keeper.count(each) for each in LOGGED)

    def names(self) -> Words:
        """Words for each boundary that may have been crossed, by record id; put to rest ones too."""
        reader = self._readers.get(EXERCISE)
        return next((each.names for each in reader.asked if each.question.id == CROSSED), {}) if reader else {}

    def _reader(self, exercise_id: str) -> "_Reader | None":
        exercise = self._shelf.exercise(exercise_id) if self._keeper.count(exercise_id) else None
        if exercise is None:
            return None
        context = Context(exercise, None, self._shelf, self._keeper, self._clock().date())
        asked = tuple(
            _Asked(
                each,
                renames_of(each, exercise, self._shelf),
                {**names_of(each.offers, context), **names_of(each.for_each, context), **labels_of(each)},
            )
            for each in exercise.questions
        )
        return _Reader(exercise, asked, days_written(), no_longer_listed())


def undated_from(notes: Sequence[Noted]) -> int:
    """Where, among notes in the order of the log, those without an exact day begin."""
    return next((len(notes) - at for at, each in enumerate(reversed(notes)) if each.day is not None), 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, with what is looked up once for all entries."""

    question: Question
    renames: Renames
    names: Words
    """For whatever an answer may hold."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads entries of one exercise."""

    exercise: Exercise
    asked: tuple[_Asked, ...]
    written: Callable[[date], str] = field(compare=False)
    """Writes out a day."""
    unlisted: str
    """What stands for an id that has no words."""

    def noted(self, entry: Entry) -> Noted:
        """One entry."""
        answers = [(each, answer) for each in self.asked if (answer := self._answer(each, entry)) is not None]
        by_date = next((answer for each, answer in answers if each.question.about), None)
        about = about_by(by_date, entry)
        day = day_in(about)
        told = [(each.question.kind, words) for each, answer in answers for words in self._words(each, answer)]
        kept = {name for each, _answer in answers for name in names_in(each.question, self.exercise)}
        old = (*(each for name, each in entry.answers.items() if name not in kept), *entry.attic)
        told += [(each.kind, words) for each in old for words in readable(each)]
        crossed = next((answer.value for each, answer in answers if each.question.id == CROSSED), None)
        days = [self.written(day), day.isoformat()] if day else []
        return Noted(
            entry,
            about,
            day,
            _line(told),
            crossed.options if isinstance(crossed, Ticked) else (),
            folded("\n".join([*days, about.words, *(words for _kind, words in told)])),
        )

    def _answer(self, asked: _Asked, entry: Entry) -> Answer | None:
        held = held_for(asked.question, entry, self.exercise)
        return None if held is None else as_now(asked.question, held, asked.renames)

    def _words(self, asked: _Asked, answer: Answer) -> tuple[str, ...]:
        if answer.value is None:
            return ()
        if asked.question.kind in _WRITTEN:
            return (str(answer.value),)
        unlisted = dict.fromkeys(ids_in(answer.value), self.unlisted)
        return readable(answer, {**unlisted, **answer.wording.labels, **asked.names})


def _newest_first(noted: Noted) -> tuple[int, int]:
    return -noted.day.toordinal() if noted.day else 0, -noted.entry.number


def _line(told: Iterable[tuple[str, str]]) -> str:
    """The first line that says something: of what was written, else of what was chosen."""
    first = ""
    for kind, words in told:
        line = next((line.strip() for line in words.splitlines() if line.strip()), "")
        if line and kind in _WRITTEN:
            return line
        first = first or line
    return first
