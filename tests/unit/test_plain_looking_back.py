"""Looking back and erasing in the plain dialogue."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.test_plain import NOW, Talk, Texts, Unreliable
from workbook.guide.sitting import Sitting
from workbook.model.values import Record, Value
from workbook.store.notebook import Notebook


@pytest.fixture
def notebook() -> Iterator[Notebook]:
    with Notebook.in_memory() as notebook:
        yield notebook


def answered(notebook: Notebook, question: str, *values: Value, exercise: str = "every") -> Sitting:
    """Someone gave these answers, a day apart and the last one yesterday, and was done."""
    now = NOW - timedelta(days=len(values))
    sitting = Sitting.open(exercise, Texts(), notebook, lambda: now)
    for value in values:
        sitting.answer(question, value)
        now += timedelta(days=1)
    sitting.finish()
    return sitting


def test_answers_tell_that_they_said_something_else_before(notebook: Notebook) -> None:
    answered(notebook, "word", "tired", "better")
    output = Talk(notebook).say()

    assert "4. In a word?\n   better\n   Earlier: 1" in output
    assert "tired" not in output


def test_looking_back_lists_the_newest_first_with_dates(notebook: Notebook) -> None:
    answered(notebook, "word", "low", "tired", "better")
    output = Talk(notebook).say("/earlier 4", "", "")

    assert (
        "1. Now, 20 November 2025, 09:00\n   better\n"
        "2. Before, 19 November 2025, 09:00\n   tired\n"
        "3. Before, 18 November 2025, 09:00\n   low\n"
    ) in output


def test_one_earlier_wording_is_erased_once_the_reader_says_so(notebook: Notebook) -> None:
    answered(notebook, "word", "low", "tired", "better")
    talk = Talk(notebook)
    output = talk.say("/earlier 4", "/erase 2", "", "/erase 9", "/erase 2", "erase", "", "")

    assert "It is kept." in output
    assert "one of the numbers" in output
    assert "cannot be undone" in output
    assert "Backups, synced copies" in output
    assert output.index("Erasing…") < output.index("Erased. It is no longer")
    assert "'tired'" not in repr(notebook.all_entries())
    assert "'low'" in repr(notebook.all_entries())
    assert talk.answers()["word"] == "better"


def test_all_earlier_wordings_are_erased(notebook: Notebook) -> None:
    answered(notebook, "word", "low", "tired", "better")
    Talk(notebook).say("/earlier 4", "/erase earlier", "erase")

    assert notebook.entries("every")[0].earlier == ()


def test_answer_is_erased_with_what_it_said_before(notebook: Notebook) -> None:
    answered(notebook, "word", "tired", "better")
    output = Talk(notebook).say("/earlier 4", "/erase 1", "erase")

    assert "Nothing is left here." in output
    assert notebook.entries("every")[0].answers == {}
    assert notebook.entries("every")[0].earlier == ()


def test_removed_row_is_erased(notebook: Notebook) -> None:
    rows = (Record("1", {"behaviour": "shouting"}), Record("2", {"behaviour": "calls"}))
    sitting = answered(notebook, "boundaries", rows, exercise="boundaries")
    sitting.retire("boundaries", "1")
    Talk(notebook).say("/earlier 1", "/erase 2", "erase", go="boundaries")

    assert "shouting" not in repr(notebook.all_entries())
    assert notebook.entries("boundaries")[0].answers["boundaries"].value == (
        Record("1", {}, retired=True, erased=True),
        rows[1],
    )


def test_answer_that_is_no_longer_asked_for_is_listed_and_erased(notebook: Notebook) -> None:
    sitting = answered(notebook, "word", "better")
    old = replace(sitting.entry.answers["word"], question="gone", value="an old secret")
    notebook.save(replace(sitting.entry, attic=(old,)))
    output = Talk(notebook).say("10", "erase")

    assert "10. No longer asked:\n    In a word?\n    an old secret" in output
    assert notebook.entries("every")[0].attic == ()


def test_everything_is_erased_and_the_exercise_can_be_begun_again(notebook: Notebook) -> None:
    answered(notebook, "word", "better")
    output = Talk(notebook).say("/erase", "erase", "/go every", "1")

    assert "Erase everything that you wrote in “Every kind”, for good?" in output
    (entry,) = notebook.entries("every")
    assert list(entry.answers) == ["seen"]


def test_failed_erasing_is_never_called_erased_and_can_be_tried_again(notebook: Notebook) -> None:
    answered(notebook, "word", "tired", "better")
    output = Talk(Unreliable(notebook, failing=2)).say("/earlier 4", "/erase 2", "erase", "erase", "erase")

    assert output.count("This did not work. The disk is full. Make room.") == 2
    assert "may still be in the file" in " ".join(output.split())
    assert output.rindex("did not work") < output.index("Erased.")
