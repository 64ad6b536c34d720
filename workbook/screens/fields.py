"""The field for a question of the exercise at hand, with everything it asks of the world."""

from datetime import date

from workbook.guide.days import day_of
from workbook.guide.evidence import asks_for_files
from workbook.guide.showing import fields, offered, offered_for_field, rated
from workbook.guide.sitting import Sitting
from workbook.model.exercise import Option, Question
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.registry import widget_for


def field_for(question: Question, sitting: Sitting, today: date) -> AnswerField:
    """Make the field that answers a question."""
    return widget_for(
        question,
        offers(question, sitting),
        sitting.value(question.id),
        new_id=sitting.new_record_id,
        day_of=lambda words: day_of(words, today),
        fields_for=lambda record: fields(question, record, sitting.context),
        offered_for=lambda field, record: offered_for_field(field, sitting.context, record),
        of_files=asks_for_files(question, sitting.exercise.head),
    )


def offers(question: Question, sitting: Sitting) -> tuple[Option, ...]:
    """What there is to choose from now, or to be rated."""
    if question.for_each is not None:
        return rated(question, sitting.context)
    return offered(question, sitting.context)
