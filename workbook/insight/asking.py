"""What the reader may be asked now, and where the answer goes. Each question can be left, and then it stays away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workbook.guide.changes import held_for
from workbook.guide.dating import day_in
from workbook.guide.days import day_words
from workbook.guide.gates import danger_named
from workbook.guide.holding import records_in
from workbook.guide.sitting import Sitting
from workbook.guide.statements import PEOPLE, Statement, people
from workbook.insight.incidents import EXERCISE, Incident
from workbook.insight.ledger import Acting, Kept
from workbook.model.clock import Clock, moment_of
from workbook.model.ports import Notes, Receipt, Shelf
from workbook.model.values import Dated

SPAN = 56
"""Days after which it is asked whether somebody still knows, and between asking again: eight weeks."""
KNOWS = ("yes", "part")
_OURS = "ask:"
"""Begins every key of a question among `Settings.dismissed`."""


class About(StrEnum):
    """What is asked."""

    REACHED = "reached"
    """The reader's own number was reached: do they begin what they had decided?"""
    OVER = "over"
    """What was begun is over: was it done, and what did it cost?"""
    STILL = "still"
    """Somebody knew of it eight weeks ago: is it still so?"""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the reader."""

    about: About
    statement: Statement
    """The boundary, or the person."""
    key: str
    """Stands in the settings once the reader left it."""
    kept: Kept | None = None
    """Of a boundary: what the notes say of it."""
    incident: Incident | None = None
    """Where the answer belongs; None where it belongs to the person."""
    ended: Acting | None = None
    """Of what is over: what had been begun, and until when."""


class Asking:
    """Knows what to ask, and takes the answers.

    Nothing is asked of boundaries while danger is named, nor of a note of an injury: help comes first. The answers
    raise UsageError where the note was erased meanwhile.
    """

    def __init__(self, shelf: Shelf, notes: Notes, clock: Clock) -> None:
        self._shelf = shelf
        self._notes = notes
        self._clock = clock

    def asks(self, ledger: Iterable[Kept]) -> tuple[Ask, ...]:
        """All of it: numbers that were reached, then what is over, the latest first, then people.

        `ledger` is the whole of it; of one that is not whole yet, nothing may be asked.
        """
        today = self._today
        of_boundaries = () if self.is_danger_named else tuple(_of_boundaries(ledger))
        return self._not_left((*of_boundaries, *self._of_people(today)))

    def of(self, kept: Kept) -> Ask | None:
        """What is asked of one boundary."""
        if self.is_danger_named or kept.statement.record.retired:
            return None
        return next(iter(self._not_left(_of_boundaries([kept]))), None)

    @property
    def is_danger_named(self) -> bool:
        """Whether the reader named danger."""
        return danger_named(self._shelf, self._notes, self._today)

    def begin(self, ask: Ask) -> Receipt | None:
        """The reader does what they had decided, from today on."""
        return self._note(ask).answer("starts", self._dated_today)

    def leave(self, ask: Ask, answer: str) -> Receipt | None:
        """The reader does not: `not-this-time` or `not-safe`. Both are answers, and it is not asked again."""
        return self._note(ask).answer("done", answer)

    def done(self, ask: Ask, answer: str, cost: str = "") -> Receipt | None:
        """Whether it was done, and in the reader's words what it cost. The receipt stands for both."""
        sitting = self._note(ask)
        receipt = sitting.answer("done", answer)
        return (sitting.answer("cost", cost) if cost.strip() else None) or receipt

    def still(self, ask: Ask) -> Receipt | None:
        """It is still so, today."""
        sitting = Sitting.open(PEOPLE, self._shelf, self._notes, self._clock)
        sure = self._dated_today
        records = tuple(
            replace(each, fields={**each.fields, "still": sure})
            if each.id == ask.statement.record.id and not each.erased
            else each
            for each in records_in(sitting.value(PEOPLE))
        )
        return sitting.answer(PEOPLE, records)

    def not_now(self, ask: Ask, ledger: Iterable[Kept] | None = None) -> Receipt:
        """The reader leaves the question. What can come no more is forgotten; of boundaries, with the whole ledger."""
        settings = self._notes.settings
        others = (each for each in settings.dismissed if each != ask.key)
        # Also what danger keeps back now: it must not come again after that.
        possible = {each.key for each in (*_of_boundaries(ledger or ()), *self._of_people(self._today))}
        looked_at = _OURS if ledger is not None else f"{_OURS}{About.STILL}:"
        others = (each for each in others if not each.startswith(looked_at) or each in possible)
        return self._notes.save_settings(replace(settings, dismissed=(*others, ask.key)))

    def _of_people(self, today: date) -> Iterator[Ask]:
        if not self._notes.count(PEOPLE):
            return
        for person in people(self._shelf, self._notes, today).kept:
            sure = self._last_sure(person) if person.record.fields.get("knows") in KNOWS else None
            spans = (today - sure).days // SPAN if sure else 0
            if spans > 0:
                yield Ask(About.STILL, person, f"{_OURS}{About.STILL}:{person.record.id}:{sure}:{spans}")

    def _last_sure(self, person: Statement) -> date | None:
        """When the reader was last sure; without a day for that, since when it was so, or when it was written."""
        for name in ("still", "since"):
            held = person.record.fields.get(name)
            day = day_in(held) if isinstance(held, Dated) else None
            if day is not None:
                return day
        exercise = self._shelf.exercise(PEOPLE)
        question = exercise.question(PEOPLE) if exercise else None
        answer = held_for(question, person.entry, exercise) if question and exercise else None
        written = moment_of(answer.given if answer and answer.given else person.entry.recorded)
        return written.date() if written else None

    def _not_left(self, asks: Iterable[Ask]) -> tuple[Ask, ...]:
        left = frozenset(self._notes.settings.dismissed)
        return tuple(each for each in asks if each.key not in left)

    def _note(self, ask: Ask) -> Sitting:
        assert ask.incident is not None, "asked of a person"
        return Sitting.open(EXERCISE, self._shelf, self._notes, self._clock, ask.incident.entry_id)

    @property
    def _today(self) -> date:
        return self._clock().date()

    @property
    def _dated_today(self) -> Dated:
        today = self._today
        return Dated(day_words(today), today.isoformat())


def _of_boundaries(ledger: Iterable[Kept]) -> Iterator[Ask]:
    every = tuple(ledger)
    for kept in every:
        if kept.reached is not None:
            yield _ask(About.REACHED, kept, kept.reached.incident)
    ended = [(each, kept) for kept in every for each in kept.over if not each.incident.hurt]
    for each, kept in sorted(ended, key=lambda pair: pair[0].until or date.min, reverse=True):
        yield _ask(About.OVER, kept, each.incident, each)


def _ask(about: About, kept: Kept, incident: Incident, ended: Acting | None = None) -> Ask:
    key = f"{_OURS}{about}:{kept.statement.record.id}:{incident.entry_id}"
    return Ask(about, kept.statement, key, kept, incident, ended)
