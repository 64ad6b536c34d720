"""What is found while a file is read, gathered in one place."""

import difflib
from typing import TYPE_CHECKING

from workbook.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_WORD = 40
_LONGEST_QUOTE = 60


class Report:
    """Gathers the problems of one file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []

    def error(self, line: int, code: str, message: str) -> None:
        """Note something that keeps the exercise from being offered."""
        self._problems.append(Problem(self._file, line, code, message))

    def warn(self, line: int, code: str, message: str) -> None:
        """Note something that a reader could trip over."""
        self._problems.append(Problem(self._file, line, code, message, Severity.WARNING))

    def problems(self) -> tuple[Problem, ...]:
        """Every problem once, in the order of the lines."""
        return tuple(sorted(dict.fromkeys(self._problems), key=lambda problem: (problem.line, problem.code)))


def closest(word: str, choices: "Iterable[str]") -> str | None:
    """The choice that the word was most likely meant to be, if one is near."""
    if len(word) > _LONGEST_WORD:
        return None
    near = difflib.get_close_matches(word.lower(), sorted(choices), n=1, cutoff=0.6 if len(word) > 3 else 0.5)
    return near[0] if near else None


def did_you_mean(word: str, choices: "Iterable[str]", mark: str = "") -> str:
    """A sentence to put behind a message, or nothing. `mark` is written behind the choice, such as a colon."""
    near = closest(word, choices)
    return f" Did you mean `{near}{mark}`?" if near else ""


def quoted(text: str) -> str:
    """What stands in the file, short enough for one line of a message."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= _LONGEST_QUOTE else f"`{line[: _LONGEST_QUOTE - 1]}…`"


def listed(words: "Iterable[str]") -> str:
    """Words for a message, each as it is to be written."""
    return ", ".join(f"`{word}`" for word in words)
