"""One question of each kind, and what to hand in beside it."""

from itertools import count

from workbook.model.condition import Ref
from workbook.model.exercise import Field, Option, Question, Scale
from workbook.model.values import FieldKind, Value
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.registry import widget_for


def options(*words: str) -> tuple[Option, ...]:
    return tuple(Option(f"o{number}", each) for number, each in enumerate(words))


FIELDS = (
    Field("what", "What I will not accept", required=True),
    Field("safe", "Safe to tell them", FieldKind.CHOICE, options=options("Yes", "No")),
    Field("words", "My words", FieldKind.LONG),
    Field("since", "Since when", FieldKind.DATE),
    Field("often", "How often in a month", FieldKind.NUMBER),
)
QUESTIONS = {
    "checklist": Question(
        "q",
        "checklist",
        "Which?",
        options=(
            *options("Reads my phone", "Shouts"),
            Option("other", "Something else", write_in=True),
            Option("none", "None of these", alone=True),
        ),
    ),
    "choice": Question("q", "choice", "Which one?", options=options("Yes", "No", "Not sure")),
    "scale": Question("q", "scale", "How safe?", scale=Scale(1, 10, "Not at all", "Completely")),
    "short": Question("q", "short", "What?"),
    "journal": Question("q", "journal", "What happened?"),
    "number": Question("q", "number", "How often?"),
    "date": Question("q", "date", "When?"),
    "records": Question("q", "records", "What will you do?", fields=FIELDS, at_most=3),
    "ranked": Question("q", "ranked", "What matters?", options=options("Calm", "Rest", "Music"), at_most=3, room=3),
}
EACH = Question("q", "scale", "How much?", scale=Scale(1, 5, "A little", "A lot"), for_each=Ref(None, "values"))


def field(
    question: Question | str, value: Value | None = None, offered: tuple[Option, ...] | None = None
) -> AnswerField:
    """The widget, with ids `n0`, `n1` and one day that is understood."""
    asked = QUESTIONS[question] if isinstance(question, str) else question
    numbers = count()
    return widget_for(
        asked,
        asked.options if offered is None else offered,
        value,
        new_id=lambda: f"n{next(numbers)}",
        day_of=lambda words: "2025-03-03" if words == "3 March" else None,
        fields_for=lambda record: tuple(
            each for each in asked.fields if each.id != "words" or record.fields.get("safe") == "o0"
        ),
    )
