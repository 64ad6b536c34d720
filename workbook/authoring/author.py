"""`author:`, who wrote an exercise: a name, and nothing that could pass for a word of the program."""

import unicodedata

from workbook.authoring.lookalikes import looks, mixed_word
from workbook.authoring.markers import Clause
from workbook.authoring.report import Report, quoted
from workbook.model.guard import clean_line

MAX_LETTERS = 60
MAX_WORDS = 6
_OF_NAMES = ".,'\u2019-&()/"
_PROGRAM = looks("workbook")


def read_author(clause: Clause | None, report: Report) -> str:
    """The name; empty, with a problem, if it is none. It stands in a sentence that nobody may go on writing."""
    if clause is None or clause.value is None:
        return ""
    name = " ".join(clean_line(clause.value).split())
    problem = _problem(name)
    if problem:
        report.error(clause.line, "bad-value", problem)
        return ""
    return name


def _problem(name: str) -> str:
    """What is wrong with a name, and what to write instead; empty if it is fine."""
    strange = next((each for each in name if not _is_of_a_name(each)), None)
    if not name:
        return "`author` has no name. Write `author: NAME`, or leave it out."
    if len(name) > MAX_LETTERS or len(name.split()) > MAX_WORDS:
        return (
            f"`author` is a name, of up to {MAX_LETTERS} characters and {MAX_WORDS} words. "
            "Write more of it in the exercise itself."
        )
    if strange is not None:
        return f"`author` is a name: letters, digits, spaces and any of {_OF_NAMES}. Take {quoted(strange)} out."
    if (word := mixed_word(name)) is not None:
        return f"The letters of {quoted(word)} are of two scripts. Write it in one."
    if _PROGRAM in looks(name):
        return "`author` says who wrote it, and this program did not. Write the name of a person or a group."
    return ""


def _is_of_a_name(letter: str) -> bool:
    return letter in _OF_NAMES or letter == " " or unicodedata.category(letter)[0] in "LMN"
