"""The reader's boundaries, as the Boundaries screen lists them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workbook.guide.changes import answer_to
from workbook.guide.conditions import field_shows, shows
from workbook.guide.context import Context
from workbook.guide.holding import filled, records_in
from workbook.guide.wording import field_words
from workbook.model.entry import Answer, Entry
from workbook.model.exercise import Field, Question
from workbook.model.ports import Keeper, Shelf
from workbook.model.values import Record

EXERCISE = "boundaries"
QUESTION = "boundaries"


@dataclass(frozen=True, slots=True)
class Statement:
    """One boundary."""

    record: Record
    entry: Entry
    """The entry that holds it."""
    fields: tuple[tuple[Field, str], ...]
    """What is filled in of it, with how it reads, in the order it is asked."""


class Boundaries(NamedTuple):
    """Every boundary that was not erased."""

    kept: tuple[Statement, ...] = ()
    """In the reader's order."""
    retired: tuple[Statement, ...] = ()
    """Removed by the reader; they can be brought back."""


def boundaries(shelf: Shelf, keeper: Keeper, today: date) -> Boundaries:
    """Read the boundaries out of the entry that holds them; none if there is no such exercise, or nothing in it."""
    exercise = shelf.exercise(EXERCISE)
    question = exercise.question(QUESTION) if exercise else None
    entries = keeper.entries(EXERCISE)
    if exercise is None or question is None or not entries:
        return Boundaries()
    context = Context(exercise, entries[-1], shelf, keeper, today)
    answer = answer_to(question, entries[-1], exercise, shelf)
    records = records_in(answer.value if answer else None)
    if answer is None or not shows(question, context):
        return Boundaries()
    kept = {record.id for record in filled(records)}
    return Boundaries(
        tuple(_statement(question, answer, each, context) for each in records if each.id in kept),
        tuple(_statement(question, answer, each, context) for each in records if each.retired and not each.erased),
    )


def _statement(question: Question, answer: Answer, record: Record, context: Context) -> Statement:
    assert context.entry is not None
    said = (
        (field, field_words(question, field, record.fields.get(field.id), answer, context))
        for field in question.fields
        if field_shows(question, field.id, record, context)
    )
    return Statement(record, context.entry, tuple((field, words) for field, words in said if words))
