"""Asking after a while whether somebody who knows still does."""

from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _

from workbook.guide.changes import answer_to
from workbook.guide.dating import day_in
from workbook.guide.days import day_words
from workbook.guide.holding import records_in
from workbook.guide.sitting import Sitting
from workbook.guide.statements import PEOPLE, Statement, people, way_to
from workbook.model.clock import Clock, moment_of
from workbook.model.ports import Notes, Receipt, Shelf
from workbook.model.values import Dated

SPAN = 56
"""Days after which it is asked, and asked again at most once in so many."""


@dataclass(frozen=True, slots=True)
class Still:
    """A question about one person."""

    person: Statement
    key: str
    """Stands in the settings once the reader left it; another one after another span of days."""

    @property
    def line(self) -> str:
        """It in one line."""
        return _("Is it still so that {name} knows?").format(name=way_to(self.person)[0])


def next_to_ask(shelf: Shelf, notes: Notes, today: date) -> Still | None:
    """The first of the reader's people who has not been asked after for a while."""
    if not notes.count(PEOPLE):
        return None
    left = notes.settings.dismissed
    for person in people(shelf, notes, today).kept:
        if person.record.fields.get("knows") not in ("yes", "part"):
            continue
        day = _sure_on(person, shelf)
        spans = (today - day).days // SPAN if day else 0
        still = Still(person, f"still:{person.record.id}:{day}:{spans}")
        if spans > 0 and still.key not in left:
            return still
    return None


def is_still_so(still: Still, shelf: Shelf, notes: Notes, clock: Clock) -> Receipt | None:
    """The reader is sure of it today."""
    sitting = Sitting.open(PEOPLE, shelf, notes, clock)
    today = clock().date()
    sure = Dated(day_words(today), today.isoformat())
    records = tuple(
        replace(each, fields={**each.fields, "still": sure}) if each.id == still.person.record.id else each
        for each in records_in(sitting.value(PEOPLE))
    )
    return sitting.answer(PEOPLE, records)


def leave(still: Still, notes: Notes) -> Receipt:
    """The reader leaves the question until another span is over."""
    settings = notes.settings
    of_person = f"still:{still.person.record.id}:"
    others = tuple(each for each in settings.dismissed if not each.startswith(of_person))
    return notes.save_settings(replace(settings, dismissed=(*others, still.key)))


def _sure_on(person: Statement, shelf: Shelf) -> date | None:
    """The day on which the reader was last sure; without one, when it was written down."""
    for name in ("still", "since"):
        value = person.record.fields.get(name)
        if isinstance(value, Dated) and (day := day_in(value)):
            return day
    exercise = shelf.exercise(PEOPLE)
    question = exercise.question(PEOPLE) if exercise else None
    answer = answer_to(question, person.entry, exercise, shelf) if question and exercise else None
    moment = moment_of(answer.given) if answer else None
    return moment.date() if moment else None
