"""The records of a living exercise, as screens list them: boundaries, people on the reader's side, ways of contact."""

from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
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
PEOPLE = "supporters"
"""The exercise and the question that hold them."""
CONTACT = "contact-plan"
CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class Statement:
    """One boundary, one person, or one way of contact."""

    record: Record
    entry: Entry
    """The entry that holds it."""
    fields: tuple[tuple[Field, str], ...]
    """What is filled in of it, with how it reads, in the order it is asked."""


class Statements(NamedTuple):
    """Every one that was not erased."""

    kept: tuple[Statement, ...] = ()
    """In the reader's order."""
    retired: tuple[Statement, ...] = ()
    """Removed by the reader; they can be brought back."""


def boundaries(shelf: Shelf, keeper: Keeper, today: date) -> Statements:
    """The reader's boundaries; none if there is no such exercise, or nothing in it."""
    return _statements(EXERCISE, QUESTION, shelf, keeper, today)


def people(shelf: Shelf, keeper: Keeper, today: date) -> Statements:
    """The people on the reader's side."""
    return _statements(PEOPLE, PEOPLE, shelf, keeper, today)


def channels(shelf: Shelf, keeper: Keeper, today: date) -> Statements:
    """The ways in which the reader is in contact."""
    return _statements(CONTACT, CHANNELS, shelf, keeper, today)


def way_to(person: Statement) -> tuple[str, str]:
    """The name of one of them, and how to reach them safely; empty where it is not written."""
    words = {field.id: said for field, said in person.fields}
    return words.get("name", ""), words.get("reach", "")


def knowing(person: Statement) -> str:
    """What one of them knows of the plan, since when, and when the reader was last sure; empty if it is not written."""
    said = {field.id: f"{field.words}: {words}" for field, words in person.fields}
    after = ("since", "still") if person.record.fields.get("knows") != "no" else ("still",)
    return " · ".join(said[each] for each in ("knows", *after) if each in said) if "knows" in said else ""


def few_words(number: int) -> str:
    """Said where fewer than two people are on the reader's list; empty from two on."""
    match number:
        case 0:
            return _("Nobody is on your list yet. That is no fault of yours. Someone at a helpline can be the first.")
        case 1:
            return _("Two people is a good aim. One is a start.")
        case _:
            return ""


def _statements(exercise_id: str, question_id: str, shelf: Shelf, keeper: Keeper, today: date) -> Statements:
    entries = keeper.entries(exercise_id)
    exercise = shelf.exercise(exercise_id) if entries else None
    question = exercise.question(question_id) if exercise else None
    if exercise is None or question is None:
        return Statements()
    context = Context(exercise, entries[-1], shelf, keeper, today)
    answer = answer_to(question, entries[-1], exercise, shelf)
    records = records_in(answer.value if answer else None)
    if answer is None or not shows(question, context):
        return Statements()
    kept = {record.id for record in filled(records)}
    return Statements(
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
