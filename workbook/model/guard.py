"""The guard for text: what a terminal would obey, or what would turn a line around, never gets through.

`clean` and `clean_line` stand where text comes in, `shown` and `shown_on_row` where it goes to a terminal.
"""

import re

_LONGEST_NAME = 40
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # every bidi control
    "\ud800-\udfff"  # lone surrogates, which no file can hold
    "]"
)
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text on its way in: one kind of newline, no control, bidi or surrogate characters. The rest is untouched."""
    if text.isprintable():  # quick, and true of nothing that would be dropped
        return text
    return _UNSAFE.sub("", _NEWLINES.sub("\n", text))


def clean_line(text: str) -> str:
    """As `clean`, on one line: newlines and tabs become spaces."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def file_name(path: str) -> str:
    """A file's bare name in quotes, for a sentence of the program's own, which no name may go on or end.

    It is cut to about 40 letters. What cannot be shown, and a quotation mark, stands there as `?`.
    """
    name = path.rstrip("/").rpartition("/")[2]
    safe = "".join(letter if letter.isprintable() and letter not in '“”"`' else "?" for letter in name)
    return f"“{safe if len(safe) <= _LONGEST_NAME else safe[:_LONGEST_NAME] + '…'}”"


def is_clean(text: str) -> bool:
    """Whether nothing in the text would be dropped on its way in."""
    return _UNSAFE.search(text) is None


def shown(text: str) -> str:
    """Text on its way to a terminal that prints lines. As `clean`, but half a letter is shown as `?`."""
    return clean(_SURROGATES.sub("?", text))


def shown_on_row(text: str) -> str:
    """Text on its way to one row of a screen: as `shown`, without what takes up no cell."""
    return shown(text).replace("\n", "").replace("\t", "")
