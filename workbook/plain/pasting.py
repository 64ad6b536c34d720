"""What came to a terminal together with the line that was just read."""

import os
import select
import termios
from contextlib import suppress
from typing import TextIO

QUIET = 0.05
"""Seconds without a letter that end a paste. Nobody types the next one as soon."""
LETTERS, OF_CONTROL = 3, 6
"""Where the settings of a terminal hold how it hands over letters, and its control characters."""


def rest_of_paste(reader: TextIO) -> str:
    """What can be read already, with the unfinished last line; empty unless a terminal is read.

    A terminal shows only finished lines to who waits for them, and a paste seldom ends with Enter. So it is asked for
    single letters meanwhile.
    """
    if not reader.isatty():
        return ""
    try:
        terminal = reader.fileno()
        usual = termios.tcgetattr(terminal)
    except (OSError, termios.error):
        # The window is gone, which the next line will tell, or this is no file.
        return ""
    by_letters = [*usual[:OF_CONTROL], [*usual[OF_CONTROL]]]
    by_letters[LETTERS] &= ~termios.ICANON
    by_letters[OF_CONTROL][termios.VMIN], by_letters[OF_CONTROL][termios.VTIME] = 1, 0
    came = b""
    try:
        termios.tcsetattr(terminal, termios.TCSANOW, by_letters)
        while select.select([terminal], [], [], QUIET)[0] and (letters := os.read(terminal, 4096)):
            came += letters
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, usual)
    return came.decode(reader.encoding or "utf-8", "replace")
