"""Reading a file into a row, in plain lines."""

from gettext import gettext as _

from workbook.fingerprint import Fingerprint, fingerprint
from workbook.guide.evidence import link_words, way_words
from workbook.model.errors import UsageError
from workbook.plain.console import Console

FILE = "/file"
_LONG = 200_000_000
"""Bytes after which it is said again how far it is: a second or so, on most disks."""


def read_in(console: Console, typed: str) -> Fingerprint | None:
    """Read the file that was typed. None if it cannot be read, or the reader stopped it; that has been said then."""
    told = 0

    def tell(read: int, size: int) -> bool:
        nonlocal told
        if size > _LONG and (not told or read - told >= _LONG):
            told = read
            console.say(_("{way} Ctrl+C stops it.").format(way=way_words(read, size)))
        return True

    try:
        found = fingerprint(typed, tell)
    except UsageError as error:
        console.say(str(error))
        return None
    except KeyboardInterrupt:
        console.say("\n" + _("Stopped. Nothing was kept."))
        return None
    if found is not None and found.was_link:
        console.say(link_words())
    return found
