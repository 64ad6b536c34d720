"""What is sent to a terminal so that nothing of ours is left on it."""

import os

TO_ALTERNATE, FROM_ALTERNATE = "\x1b[?1049h", "\x1b[?1049l"
"""The second screen, which leaves nothing in the scrollback."""
_MANY = 300
_END_OF_UPDATE = b"\x1b[?2026l"
USUAL_MODES = (
    b"\x1b[?2004l"  # pasted text comes as it is
    b"\x1b[?7h"  # long lines wrap
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse is not told of
    b"\x1b[?2048l\x1b[?1004l" + FROM_ALTERNATE.encode() + b"\x1b[?25h"  # nor sizes, nor the focus
)
"""Leaves the alternate screen, and everything else that the workbook asks of a terminal."""


def blank(rows: int) -> bytes:
    """Empty the screen, line by line: some terminals move one that is emptied at once into their scrollback."""
    # An update that was begun and not ended would be shown later.
    return b"\x1b[m" + b"".join(b"\x1b[%d;1H\x1b[2K" % row for row in range(rows, 0, -1)) + _END_OF_UPDATE


def rows_of(descriptor: int) -> int:
    """How many lines a terminal has; more than any has, if it does not say."""
    try:
        return os.get_terminal_size(descriptor).lines or _MANY
    except OSError:
        return _MANY
