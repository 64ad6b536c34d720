"""What a screen asks of the app. Facts go up as messages; the app decides which screen comes."""

from typing import TYPE_CHECKING

from textual.message import Message

from workbook.model.ports import Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.guide.sitting import Sitting
    from workbook.model.problem import Problem

INTRO = "#intro"
"""Stands for the page before the first one of an exercise. No page can have it for an id."""
ROUND = "#round"
"""Stands for the practice screen, among the pages of its exercise. No page can have it for an id either."""


class OpenExercise(Message):
    """Posted when the reader wants to work on an exercise."""

    def __init__(
        self,
        exercise_id: str,
        question_id: str | None = None,
        page_id: str | None = None,
        record_id: str | None = None,
    ) -> None:
        self.exercise_id = exercise_id
        self.question_id = question_id
        """The question to begin at; None for where the reader left off."""
        self.page_id = page_id
        """The page to begin at, `INTRO` for the first words; None for where the reader left off."""
        self.record_id = record_id
        """The record of the question to change; empty for a new one."""
        super().__init__()


def to_safety() -> OpenExercise:
    """The way to what can be done in danger, past everything that was answered there."""
    return OpenExercise("safety", page_id="now")


def to_grounding() -> OpenExercise:
    """The way to a quiet minute."""
    return OpenExercise("grounding", page_id=INTRO)


class OpenEntry(Message):
    """Posted when the reader wants one entry of an exercise that repeats; a new one where `entry_id` is None."""

    def __init__(
        self, exercise_id: str, entry_id: str | None, question_id: str | None = None, *, answers: bool = False
    ) -> None:
        self.exercise_id = exercise_id
        self.entry_id = entry_id
        self.question_id = question_id
        """The question to begin at; None for its answers, or where the reader left off."""
        self.answers = answers
        """Whether it opens at its answers, also while some are empty; else at the first that is."""
        super().__init__()


class LookOver(Message):
    """Posted when the reader has gone through an exercise and comes to all answers of it."""

    def __init__(self, sitting: "Sitting") -> None:
        self.sitting = sitting
        super().__init__()


class GoThrough(Message):
    """Posted when the reader goes from the answers into the exercise again, to one question or from the beginning."""

    def __init__(self, sitting: "Sitting", question_id: str | None) -> None:
        self.sitting = sitting
        self.question_id = question_id
        super().__init__()


class Begin(Message):
    """Posted when the reader begins, on the first screen."""


class GoHome(Message):
    """Posted when the reader wants the list of exercises."""


class OwnChecked(Message, bubble=False):
    """Posted to every screen when the reader's own exercises have been checked and the sound ones are on the shelf."""

    def __init__(self, problems: "Sequence[Problem]", any_offered: bool) -> None:
        self.problems = problems
        """What keeps the others from being offered."""
        self.any_offered = any_offered
        """Whether there is any that was not on the shelf before."""
        super().__init__()


class NotesTakenIn(Message, bubble=False):
    """Posted to every screen when all notes of what happened have been read, and what is counted of them is right."""


class Handed(Message):
    """Posted when something was handed to the notebook on the way; the app tells the reader if it cannot be saved."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt
        super().__init__()
