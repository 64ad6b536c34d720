"""Which day an entry is about, as exact as the reader remembers."""

from datetime import date

from workbook.guide.changes import answer_to
from workbook.guide.days import day_words
from workbook.model.entry import Entry
from workbook.model.exercise import Exercise
from workbook.model.ports import Shelf
from workbook.model.values import Dated, Value


def about_of(entry: Entry, exercise: Exercise | None, shelf: Shelf) -> Dated:
    """The answer to the exercise's own question after the day; without one, the day on which it was begun.

    It is read and not kept beside the answer, so that what is corrected or erased there is gone from here too.
    """
    question = next((each for each in exercise.questions if each.about), None) if exercise else None
    answer = answer_to(question, entry, exercise, shelf) if question and exercise else None
    return about_from(answer.value if answer and not answer.skipped else None, entry)


def about_from(value: Value | None, entry: Entry) -> Dated:
    """The same, from what is answered to that question."""
    return value if isinstance(value, Dated) and value.words.strip() else entry.about


def about_words(about: Dated) -> str:
    """The day written out: "yesterday" would be another one tomorrow. Without a day, the reader's own words."""
    day = day_in(about)
    return about.words.strip() if day is None else day_words(day)


def happened_words(entry: Entry, exercise: Exercise, shelf: Shelf) -> str:
    """The day of what an entry tells, where its exercise asks for one; empty where nobody said. As `about_words`."""
    asked = any(each.about for each in exercise.questions)
    about = about_of(entry, exercise, shelf)
    return about_words(about) if asked and about is not entry.about else ""


def day_in(about: Dated | None) -> date | None:
    """The day itself; None where the words name none, or a file holds any text in its place."""
    try:
        return date.fromisoformat(about.day) if about and about.day else None
    except ValueError:
        return None


def lasting_words(value: Dated) -> str:
    """The reader's words. "Yesterday" would be another day tomorrow: words without a figure read as their day."""
    words = value.words.strip()
    return words if any(letter.isdigit() for letter in words) else about_words(value)
