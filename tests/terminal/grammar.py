"""Everything that the workbook may send to a terminal. Whatever is not named here is a fault."""

import re

from tests.hostile import may_reach_a_terminal

_MODES = "25|7|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048"
"""Cursor, line wrap, mouse, focus, alternate screen, pastes, drawing at once, sizes."""
_COLOUR = "[34]8;(?:2;[0-9]{1,3};[0-9]{1,3};[0-9]{1,3}|5;[0-9]{1,3})"
_SEQUENCES = {
    "colour and weight of our own themes": rf"\x1b\[(?:(?:{_COLOUR}|[0-9]|2[0-9])(?:;(?={_COLOUR}|[0-9])|(?=m)))*m",
    "cursor": r"\x1b\[[0-9]+;[0-9]+H",
    "clearing": r"\x1b\[(?:H|J|2K)",
    "modes": rf"\x1b\[\?(?:{_MODES})[hl]",
    "asking for modes": r"\x1b\[\?(?:2026|2048)\$p",
    "keys of kitty": r"\x1b\[(?:>[0-9]+|<)u",
}
_ALLOWED = re.compile("|".join(_SEQUENCES.values()))
_ENDS = re.compile(r"\r\n|\r|\n|\x08")
_AROUND = 30
"""Letters shown around a fault."""


def faults_in(raw: bytes) -> list[str]:
    """What stands in a terminal's output that may not; empty if all is well."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"not UTF-8: {raw[max(0, error.start - _AROUND) : error.end + _AROUND]!r}"]
    found = []
    words = _ENDS.sub("", _ALLOWED.sub("", text))
    for match in re.finditer(r"[^ -~]", words):
        if not may_reach_a_terminal(match.group()):
            at = match.start()
            found.append(f"{match.group()!r} in {words[max(0, at - _AROUND) : at + _AROUND]!r}")
    return found


def faults_in_lines(raw: bytes) -> list[str]:
    """The same of a command that prints lines and draws nothing."""
    return faults_in(raw.replace(b"\t", b" ").replace(b"\x1b", b"\x07"))
