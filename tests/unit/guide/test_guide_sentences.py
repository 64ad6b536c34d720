"""What a reader is told of an answer that cannot be taken, in their own language."""

import pytest

from tests.unit.guide.guide_world import ask, option, ranked, row, ticked
from workbook.model.exercise import Field, Question
from workbook.model.kinds import KINDS, no_room, not_an_answer
from workbook.model.values import FieldKind, Ranked, Value

LIST = ask("checklist", "q", "a", option("none", alone=True))
TOP = ask("ranked", "q", "a", at_most=1)
ROWS = ask(
    "records",
    "q",
    fields=[
        Field("what", "What"),
        Field("count", "Count", FieldKind.NUMBER),
        Field("since", "Since", FieldKind.DATE),
    ],
    at_most=1,
)


@pytest.mark.parametrize(
    ("question", "value", "sentence"),
    [
        (ask("choice", "q", "a"), "{x}", "“{x}” is not one of the answers."),
        (ask("number", "q"), -1, "Please write a whole number, 0 or more."),
        (ask("scale", "q", ends=(1, 5)), 6, "Please choose a number from 1 to 5."),
        (LIST, ticked("x"), "“x” is not one of the answers."),
        (LIST, ticked("a", "none"), "“None” stands alone; take the other ticks away or this one."),
        (TOP, (Ranked("1", "x"), Ranked("2", "y")), "There is room for 1. Take one away first."),
        (ask("ranked", "q"), (Ranked("1", "x"), Ranked("1", "y")), "The same one stands there twice."),
        (TOP, ranked("x"), "“x” is not one of the answers."),
        (ROWS, (row("1", what="x"), row("2", what="y")), "There is room for 1. Take one away first."),
        (ROWS, (row("1", what=1),), "What: please write it in words."),
        (ROWS, (row("1", count="x"),), "Count: please write a whole number, 0 or more."),
        (ROWS, (row("1", since="x"),), "Since: please write when, in your own words."),
    ],
)
def test_every_sentence_can_be_translated(
    monkeypatch: pytest.MonkeyPatch, question: Question, value: Value, sentence: str
) -> None:
    def told() -> str | None:
        return KINDS[question.kind].check(question, value, ("a", "none"))

    assert told() == sentence
    monkeypatch.setattr("workbook.model.kinds._", lambda text: f"<{text}>")
    monkeypatch.setattr("workbook.model.kinds.ngettext", lambda one, many, n: f"<{one if n == 1 else many}>")
    assert (told() or "").startswith("<")


def test_rooms_and_answers_are_spoken_of_in_one_way() -> None:
    assert no_room(3) == "There is room for 3. Take one away first."
    assert not_an_answer("{x}") == "“{x}” is not one of the answers."
