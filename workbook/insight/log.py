"""The log: what happened and what was written in the journal, newest first by the day that it is about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

from workbook.guide.changes import held_for, readable, value_now
from workbook.guide.context import Context
from workbook.guide.dating import about_from, day_in
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

    entry_id: str
    exercise_id: str
    number: int
    """The order of writing."""
    is_open: bool
    """Whether the reader has not said that it is done."""
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

    What was read is kept; what changed since is read anew. It belongs to the thread of the notebook.
    """

    def __init__(self, shelf: Shelf, keeper: Keeper, clock: Clock) -> None:
        """Reads nothing yet."""
        self._shelf = shelf
        self._keeper = keeper
        self._clock = clock
        self._readers: Mapping[str, _Reader] = {}
        self._mark = 0
        self._waiting: list[str] = []
        """Ids of what is not read yet, the next one last."""
        self._read: dict[str, Noted] = {}
        self._sorted: tuple[Noted, ...] | None = None

    def refresh(self) -> None:
        """Take up what was saved or erased since. What a boundary is called stands in every note that names it."""
        changed = self._keeper.changed(self._mark)
        readers = {each: reader for each in LOGGED if (reader := self._reader(each)) is not None}
        if readers != self._readers:
            self._readers, self._read = readers, {}
            both = (reversed(self._keeper.ids(each)) for each in readers)
            newest = [each for pair in zip_longest(*both) for each in pair if each is not None]
            self._waiting = newest[::-1]
        else:
            for each in changed.ids:
                self._read.pop(each, None)
            waiting = set(self._waiting)
            self._waiting += [each for each in changed.ids if each not in waiting]
        self._mark, self._sorted = changed.mark, None

    @property
    def is_whole(self) -> bool:
        """Whether everything is read."""
        return not self._waiting

    def take(self, until: Until) -> None:
        """Read on, until all is read or it is time for something else."""
        self._sorted = None
        while self._waiting:
            entry = self._keeper.passing(self._waiting.pop())
            reader = self._readers.get(entry.exercise) if entry else None
            if entry is not None and reader is not None:
                self._read[entry.id] = reader.noted(entry)
            if until():
                return

    def notes(self) -> tuple[Noted, ...]:
        """What is read, newest first by day; what has no exact day comes last."""
        if self._sorted is None:
            self._sorted = tuple(sorted(self._read.values(), key=_newest_first))
        return self._sorted

    @property
    def taken(self) -> int:
        """How many are read."""
        return len(self._read)

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
        about = about_from(next((answer.value for each, answer in answers if each.question.about), None), entry)
        day = day_in(about)
        told = [(each.question.kind, words) for each, answer in answers for words in self._words(each, answer)]
        kept = {name for each, _answer in answers for name in names_in(each.question, self.exercise)}
        old = (*(each for name, each in entry.answers.items() if name not in kept), *entry.attic)
        told += [(each.kind, words) for each in old for words in readable(each)]
        crossed = next((answer.value for each, answer in answers if each.question.id == CROSSED), None)
        days = [self.written(day), day.isoformat()] if day else []
        return Noted(
            entry.id,
            entry.exercise,
            entry.number,
            entry.finished is None,
            about,
            day,
            _line(told),
            crossed.options if isinstance(crossed, Ticked) else (),
            folded("\n".join([*days, about.words, *(words for _kind, words in told)])),
        )

    def _answer(self, asked: _Asked, entry: Entry) -> Answer | None:
        """The answer as it would be now; None if there is none, or it says nothing that fits."""
        held = held_for(asked.question, entry, self.exercise)
        value = None if held is None else value_now(asked.question, held, asked.renames)
        if held is None or value is None:
            return None
        same = value is held.value and asked.question.kind == held.kind
        return held if same else replace(held, kind=asked.question.kind, value=value)

    def _words(self, asked: _Asked, answer: Answer) -> tuple[str, ...]:
        if asked.question.kind in _WRITTEN:
            return (str(answer.value),)
        unlisted = dict.fromkeys(ids_in(answer.value), self.unlisted) if answer.value is not None else {}
        return readable(answer, {**unlisted, **answer.wording.labels, **asked.names})


def _newest_first(noted: Noted) -> tuple[int, int]:
    return -noted.day.toordinal() if noted.day else 0, -noted.number


def _line(told: Iterable[tuple[str, str]]) -> str:
    """The first line that says something: of what was written, else of what was chosen."""
    first = ""
    for kind, words in told:
        line = next((line.strip() for line in words.splitlines() if line.strip()), "")
        if line and kind in _WRITTEN:
            return line
        first = first or line
    return first
