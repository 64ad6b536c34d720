"""Heads of shipped exercises, read from the few lines before the first page.

No Markdown parser is loaded: Home lists every exercise before it draws for the first time.
"""

import re
from typing import TYPE_CHECKING

from workbook.authoring.front import read_head as read_front
from workbook.authoring.markers import read_marker, split_comments
from workbook.authoring.report import Report
from workbook.model.guard import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.model.head import Head

_FENCE = "---"
_PAGE = re.compile(r" {0,3}##(?:[ \t]|$)")
_TITLE = re.compile(r" {0,3}#[ \t]+(?P<words>.*)")
_DRESS = re.compile(r"\\(?P<kept>[!-/:-@\[-`{-~])|(?<!\w)_|_(?!\w)|[*`]")


def read_head(text: str, file: str, *, language: str = "en") -> "Head | None":
    """The head of an exercise; None if there is no title or no `exercise:` marker.

    What cannot be read of it is left out: the checker tells of that.
    """
    parts = list(split_comments("\n".join(_before_pages(clean(text.removeprefix("\ufeff")))), 1))
    title = _title([line for is_comment, words, _ in parts if not is_comment for line in words.split("\n")])
    if not title:
        return None
    unheard = Report(file)
    for is_comment, inside, line in parts:
        if is_comment and (marker := read_marker(inside, line, unheard)) and marker.name == "exercise":
            return read_front(marker, title, file, language, False, unheard)
    return None


def _before_pages(text: str) -> "Iterator[str]":
    """The lines before the first page; those of another tool's header are empty."""
    lines = text.split("\n")
    header = 0
    if lines[0].rstrip() == _FENCE:
        header = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), -1) + 1
    for number, line in enumerate(lines):
        if number >= header and _PAGE.match(line):
            return
        yield line if number >= header else ""


def _title(lines: list[str]) -> str:
    found = next(filter(None, map(_TITLE.fullmatch, lines)), None)
    return _plain(found["words"]) if found else ""


def _plain(words: str) -> str:
    words = words.rstrip()
    core = words.rstrip("#")
    if not core or core[-1].isspace():
        words = core
    return clean_line(_DRESS.sub(lambda match: match["kept"] or "", words)).strip()
