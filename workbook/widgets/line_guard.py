"""The last guard before the terminal: no text on the screen can give it an order."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class LineGuard(LineFilter):
    """Drops C0, C1 and bidi controls, which take up no cell, from every line. A lone surrogate becomes `?`."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, safe to write."""
        if all(text.isprintable() for text, _style, _control in segments):
            return segments
        return [
            segment if segment.control else Segment(_SURROGATE.sub("?", _UNSAFE.sub("", segment.text)), segment.style)
            for segment in segments
        ]
