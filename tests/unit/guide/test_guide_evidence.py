"""Files that show what happened: which question asks for them, what is kept of one, whether it is still the same."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from workbook.authoring.library import Library
from workbook.fingerprint import Fingerprint
from workbook.guide.evidence import (
    CHANGED,
    EXERCISE,
    QUESTION,
    SHA256,
    SIZE,
    WHAT,
    Standing,
    asks_for_files,
    noted,
    size_words,
    standing,
    standing_words,
)
from workbook.model.exercise import Question
from workbook.model.head import Head
from workbook.model.kinds import KINDS
from workbook.model.values import Dated, Record

CHANGED_AT = datetime(2025, 5, 3, 0, 30, tzinfo=timezone(timedelta(hours=2)))
PHOTO = Fingerprint("photo.jpg", "ab" * 32, 5_000_000_000, CHANGED_AT, was_link=False)
KEPT = noted("f1", PHOTO)
OTHER = Record("f2", {WHAT: "A letter", SHA256: "cd" * 32})
BY_HAND = Record("f3", {WHAT: "A photo that R. has"})
ROWS = (KEPT, OTHER, BY_HAND)


@pytest.fixture(scope="module")
def asked() -> tuple[Question, Head]:
    exercise = Library().exercise(EXERCISE)
    question = exercise.question(QUESTION) if exercise else None
    assert exercise is not None
    assert question is not None
    return question, exercise.head


def test_one_question_asks_for_files(asked: tuple[Question, Head]) -> None:
    shelf = Library()
    asking = [
        (head.id, question.id)
        for head in shelf.heads()
        if (exercise := shelf.exercise(head.id))
        for question in exercise.questions
        if asks_for_files(question, exercise.head)
    ]
    assert asking == [(EXERCISE, QUESTION)]
    assert asked[0].optional


def test_exercise_of_somebody_else_asks_for_none(asked: tuple[Question, Head]) -> None:
    question, head = asked
    assert not asks_for_files(question, replace(head, own=True))
    assert not asks_for_files(question, replace(head, id="other"))
    assert not asks_for_files(replace(question, kind="journal"), head)
    assert not asks_for_files(replace(question, id="other"), head)


def test_what_is_kept_is_an_answer_and_says_nothing_of_where_the_file_lies(asked: tuple[Question, Head]) -> None:
    question, _head = asked
    assert KEPT.fields == {
        WHAT: "photo.jpg",
        SHA256: "ab" * 32,
        SIZE: 5_000_000_000,
        CHANGED: Dated("3 May 2025, 00:30", "2025-05-03"),
    }
    assert [*KEPT.fields] == [field.id for field in question.fields]
    kind = KINDS["records"]
    assert kind.check(question, (KEPT,), ()) is None
    assert kind.decode(kind.encode((KEPT,))) == (KEPT,)


def test_date_that_is_not_known_is_left_out() -> None:
    assert CHANGED not in noted("f1", replace(PHOTO, changed=None)).fields


@pytest.mark.parametrize("chosen", [None, KEPT, BY_HAND])
def test_same_file_is_known_again(chosen: Record | None) -> None:
    assert standing(PHOTO, ROWS, chosen) is Standing.SAME


def test_digits_may_be_written_in_any_way() -> None:
    by_hand = Record("f4", {SHA256: " ".join(["ABab"] * 16)})
    assert standing(PHOTO, [by_hand]) is Standing.SAME


@pytest.mark.parametrize("chosen", [None, BY_HAND])
def test_file_that_is_none_of_them_is_new(chosen: Record | None) -> None:
    assert standing(replace(PHOTO, sha256="00" * 32), ROWS, chosen) is Standing.NEW
    assert standing(PHOTO, ()) is Standing.NEW
    assert standing_words(Standing.NEW) == ""


def test_file_that_is_not_as_the_chosen_one_was_is_told() -> None:
    changed = replace(PHOTO, sha256="00" * 32)
    assert standing(changed, ROWS, KEPT) is Standing.CHANGED
    assert "not the same as the one you chose" in standing_words(Standing.CHANGED)


def test_another_one_of_them_is_not_taken_for_the_chosen_one() -> None:
    assert standing(PHOTO, ROWS, OTHER) is Standing.OTHER
    assert "not the one you chose" in standing_words(Standing.OTHER)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (54_321, "54 kB"),
        (3_400_000, "3.4 MB"),
        (2_000_000_000, "2.0 GB"),
        (7_000_000_000_000, "7.0 TB"),
        (7_000_000_000_000_000, "7000 TB"),
    ],
)
def test_size_is_said_in_words(size: int, words: str) -> None:
    assert size_words(size) == words
