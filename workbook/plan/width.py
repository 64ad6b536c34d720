"""How wide text stands in a terminal, and where it wraps."""

import re
import unicodedata


def columns(text: str) -> int:
    """How many columns the text takes on one line.

    East Asian wide characters take two, marks that sit on another character none. A few emoji that are joined from
    several come out too wide, which only wraps them a little early.
    """
    if text.isascii():
        return len(text)
    return sum(map(_of_one, text))


def _of_one(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """The text, filled up with spaces to a width."""
    return text + " " * (width - columns(text))


def wrap(line: str, width: int) -> list[str]:
    """One line of text as lines of at most `width` columns, at least one of them.

    Breaks fall at spaces, which go; a word that is wider than a whole line is cut. Spaces at the start stay.
    """
    width = max(width, 2)
    lines: list[str] = []
    current, used = "", 0
    for token in re.findall(" +|[^ ]+", line.expandtabs(4).rstrip(" ")):
        wide = columns(token)
        if used + wide > width:
            if current.strip(" "):
                lines.append(current.rstrip(" "))
            current, used = "", 0
            if token[0] == " ":
                continue
            while wide > width:
                head = _cut(token, width)
                lines.append(head)
                token = token[len(head) :]
                wide = columns(token)
        current += token
        used += wide
    return [*lines, current] if current or not lines else lines


def _cut(word: str, width: int) -> str:
    """As much of the start of a word as fits, with the marks that sit on its last character."""
    used = 0
    for at, character in enumerate(word):
        used += _of_one(character)
        if used > width:
            return word[: max(at, 1)]
    return word
