"""The text of a file before it is read as Markdown: its bounds, and comments that a word processor broke."""

import re
from typing import TYPE_CHECKING

from workbook.model.guard import clean, is_clean

if TYPE_CHECKING:
    from workbook.authoring.report import Report

MAX_BYTES = 256 * 1024
"""Of a file, in UTF-8."""
MAX_LINE = 4_000
"""Characters."""

_NEWLINE = re.compile("\r\n?")
_LINE_ENDS = re.compile("[\u2028\u2029]")
_BROKEN_END = " \t-\u2013\u2014>"
_COMMENT_PART = re.compile("<!--|-->|<! ?[\u2013\u2014]-?|<!-(?=[^-])|[\u2013\u2014]-?>")


def read_source(text: str, report: "Report") -> str | None:
    """The text with plain newlines and nothing a terminal would obey; None, with a problem, beyond the bounds."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        report.error(1, "too-big", "The file is over 256 KiB. Split it into several exercises.")
        return None
    lines = _NEWLINE.sub("\n", text.removeprefix("\ufeff")).split("\n")
    readable = True
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            report.error(number, "line-too-long", "This line is over 4,000 characters. Break it into shorter lines.")
            readable = False
        if not is_clean(line) or _LINE_ENDS.search(line):
            lines[number - 1] = _drop_controls(line, number, report)
    return _mend_comments("\n".join(lines), report) if readable else None


def _drop_controls(line: str, number: int, report: "Report") -> str:
    kept = "".join(char for char in line if is_clean(char) and not _LINE_ENDS.match(char))
    first = next(char for char in line if not is_clean(char) or _LINE_ENDS.match(char))
    report.error(
        number,
        "control-character",
        f"This line holds a character that is not shown but can change what is: U+{ord(first):04X}. Take it out.",
    )
    return clean(kept)


def _mend_comments(text: str, report: "Report") -> str:
    """The text with every comment closed, so that one slip does not swallow the questions behind it."""
    parts: list[str] = []
    done = 0
    opened: int | None = None
    lines = _LineCounter(text)

    def close(before: int) -> int:
        """End the open comment with its line, or before the next one."""
        assert opened is not None
        report.error(lines.at(opened), "comment-open", "This comment is never closed. End it with `-->`.")
        inside = max(done, opened + len("<!--"))
        newline = text.find("\n", inside, before)
        end = before if newline < 0 else newline
        parts.extend((text[done:inside], text[inside:end].rstrip(_BROKEN_END), " -->"))
        return end

    for match in _COMMENT_PART.finditer(text):
        mark = match.group()
        opens = mark.startswith("<")
        if opened is None and not opens:
            continue
        if opened is not None and opens:
            done = close(match.start())
        if mark not in ("<!--", "-->"):
            right = "<!--" if opens else "-->"
            said = f"`{mark}` is not what it looks like. Write `{right}`, with two plain dashes."
            report.error(lines.at(match.start()), "long-dash", said)
            parts += [text[done : match.start()], right]
            done = match.end()
        opened = match.start() if opens else None
    if opened is not None:
        done = close(len(text))
    return "".join([*parts, text[done:]])


class _LineCounter:
    """Tells the line of a position. Asked mostly in ascending order, it reads the text about once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line = 1

    def at(self, position: int) -> int:
        if position < self._position:
            self._line -= self._text.count("\n", position, self._position)
        else:
            self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line
