"""Putting markers into a text and leaving everything else of it as it is, to the byte."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_END = re.compile("(\r\n?|\n)")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Something to put into a text."""

    line: int
    """1-based, in the text as it was."""
    text: str
    column: int | None = None
    """Where in the line; None: on a line of its own below it, with an empty line on either side."""
    guess: str = ""
    """What its author should look at; empty where nothing was guessed."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A text with its insertions."""

    text: str
    origins: tuple[int, ...]
    """For each line of the new text, the line it was, or below which it was put."""
    guesses: tuple[tuple[int, str], ...]
    """Each guess with its line in the new text."""

    def origin(self, line: int) -> int:
        """The line in the text as it was, for one of the new text."""
        return self.origins[min(max(line, 1), len(self.origins)) - 1]


def insert(text: str, insertions: Iterable[Insertion]) -> Inserted:
    """The text with all of them in it. New lines end as the line above them does."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    pieces = [*_LINE_END.split(text.removeprefix(mark)), ""]
    lines, ends = pieces[::2], pieces[1::2]
    inside: dict[int, list[Insertion]] = {}
    below: dict[int, list[Insertion]] = {}
    for each in insertions:
        (below if each.column is None else inside).setdefault(each.line, []).append(each)
    usual = ends[0] or "\n"
    made: list[str] = []
    origins: list[int] = []
    guesses: list[tuple[int, str]] = []

    def add(content: str, number: int) -> None:
        made.append(content)
        origins.append(number)

    for number, (line, end) in enumerate(zip(lines, ends, strict=True), 1):
        written = _with(line, inside.get(number, ()))
        guesses += ((len(made) + 1, each.guess) for each in inside.get(number, ()) if each.guess)
        if number not in below:
            add(written + end, number)
            continue
        add(written + (end or usual), number)
        for each in below[number]:
            add(end or usual, number)
            last = not end and each is below[number][-1]
            add(each.text + ("" if last else end or usual), number)
            if each.guess:
                guesses.append((len(made), each.guess))
        if number < len(lines) and lines[number].strip():
            add(end, number)
    return Inserted(mark + "".join(made), tuple(origins), tuple(guesses))


def _with(line: str, insertions: Iterable[Insertion]) -> str:
    # From the end, so that the columns of the others stay; of two at one place the first comes to stand first.
    placed = [(each.column or 0, order, each.text) for order, each in enumerate(insertions)]
    for column, _order, text in sorted(placed, reverse=True):
        line = f"{line[:column]}{text}{line[column:]}"
    return line
