"""What is still open. It never blocks, and it is never counted up for the reader."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbook.guide.changes import answer_to, fits
from workbook.guide.conditions import counted, field_shows, items_of, shows
from workbook.guide.holding import filled, ids_in
from workbook.guide.showing import offered, pages

if TYPE_CHECKING:
    from workbook.guide.context import Context
    from workbook.model.exercise import Page, Question


def open_questions(context: "Context") -> tuple[tuple["Page", "Question"], ...]:
    """The questions that show and are still open, with their pages, in order."""
    return tuple(
        (page, question)
        for page in pages(context)
        for question in page.questions
        if shows(question, context) and is_open(question, context)
    )


def is_open(question: "Question", context: "Context") -> bool:
    """Whether a question that shows is neither answered nor skipped, or its answer has not met its aim.

    An optional question never is, nor one that has nothing to choose from yet.
    """
    held = answer_to(question, context.entry, context.exercise, context.shelf)
    if question.optional or (held is not None and held.skipped):
        return False
    answer = counted(question, context)
    if answer is None or answer.value is None:
        return question.kind not in ("choice", "checklist") or bool(offered(question, context))
    value = answer.value
    if question.for_each is not None and isinstance(value, Mapping):
        return any(each not in value for each in items_of(question.for_each, context))
    if question.kind == "records":
        records = filled(value)
        return len(records) < (question.at_least or 0) or any(
            field.required
            and not fits(field, record.fields.get(field.id))
            and field_shows(question, field.id, record, context)
            for record in records
            for field in question.fields
        )
    if question.at_least is None or question.kind == "scale":
        return False
    held_ids = ids_in(value)
    stands_alone = any(option.alone for option in question.options if option.id in held_ids)
    return len(held_ids) < question.at_least and not stands_alone
