"""A passphrase or recovery code as it was typed, made the same whatever it was typed on."""

import re
from unicodedata import normalize

SHORT = 8
"""Characters below which a passphrase is called short."""

_BLANK = re.compile("\r\n?|[\t\n\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_secret(typed: str) -> str:
    """What counts of it: Unicode NFC, without controls, and without blanks around. Empty if nothing is left.

    One keyboard sends é as one letter, another as two; and nobody sees a space at the end, or a newline that was
    pasted along. This must stay as it is, or notebooks would not open any more.
    """
    return normalize("NFC", _DROPPED.sub("", _BLANK.sub(" ", typed)).strip())
