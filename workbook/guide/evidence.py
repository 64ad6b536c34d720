"""Files that show what happened, of which an incident keeps the fingerprints."""

from collections.abc import Iterable
from enum import Enum, auto
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from workbook.guide.days import moment_words
from workbook.model.clock import stamp
from workbook.model.values import Dated, FieldValue, Record

if TYPE_CHECKING:
    from workbook.fingerprint import Fingerprint
    from workbook.model.exercise import Question
    from workbook.model.head import Head

EXERCISE, QUESTION = "incident", "files"
"""The exercise and the question that hold them."""
WHAT, SHA256, SIZE, CHANGED = "what", "sha256", "size", "changed"
"""Its fields."""
_THOUSAND, _TEN = 1000, 10


class Standing(Enum):
    """How a file that was read stands to those in the list."""

    NEW = auto()
    """It is none of them."""
    SAME = auto()
    """It is one of them, and was not changed."""
    OTHER = auto()
    """It is one of them, and was not changed, but not the one that was chosen."""
    CHANGED = auto()
    """It is not as the one that was chosen was, nor as any other."""


def asks_for_files(question: "Question", head: "Head") -> bool:
    """Whether a question is the one for files. An exercise of somebody else's never asks it."""
    return not head.own and (head.id, question.id, question.kind) == (EXERCISE, QUESTION, "records")


def noted(record_id: str, found: "Fingerprint") -> Record:
    """The row for a file. It says nothing of where the file lies."""
    fields: dict[str, FieldValue] = {WHAT: found.name, SHA256: found.sha256, SIZE: found.size}
    if found.changed is not None:
        fields[CHANGED] = Dated(moment_words(stamp(found.changed)), found.changed.date().isoformat())
    return Record(record_id, fields)


def standing(found: "Fingerprint", rows: Iterable[Record], chosen: Record | None = None) -> Standing:
    """How a file stands to the rows that are kept, one of which may have been chosen to be looked at again."""
    same = [row.id for row in rows if _digest(row) == found.sha256]
    if chosen is None or not _digest(chosen):
        return Standing.SAME if same else Standing.NEW
    if chosen.id in same:
        return Standing.SAME
    return Standing.OTHER if same else Standing.CHANGED


def has_fingerprint(row: Record) -> bool:
    """Whether a file can be compared with this row."""
    return bool(_digest(row))


def standing_words(of: Standing) -> str:
    """What is said of it; nothing of a file that is new."""
    match of:
        case Standing.NEW:
            return ""
        case Standing.SAME:
            return _("You have this one already, and it is still the same.")
        case Standing.OTHER:
            return _("This is not the one you chose. It is another one in your list, and that one is still the same.")
        case Standing.CHANGED:
            return _("This is not the same as the one you chose. If it is another file, you can add it.")


def link_words() -> str:
    """What is said where the name that was typed is a link."""
    return _("That name is a link. The file that it leads to was read.")


def way_words(read: int, size: int) -> str:
    """How far the reading is."""
    return _("{read} of {size} are read.").format(read=size_words(read), size=size_words(size))


def size_words(size: int) -> str:
    """A number of bytes, as a person would say it."""
    if size < _THOUSAND:
        return ngettext("{n} byte", "{n} bytes", size).format(n=size)
    number = size / _THOUSAND
    units = iter((_("{n} kB"), _("{n} MB"), _("{n} GB"), _("{n} TB")))
    unit = next(units)
    for larger in units:
        if number < _THOUSAND:
            break
        number, unit = number / _THOUSAND, larger
    return unit.format(n=f"{number:.1f}" if number < _TEN else f"{number:.0f}")


def _digest(row: Record) -> str:
    """The digits of a row, however somebody wrote them."""
    held = row.fields.get(SHA256)
    return "".join(held.split()).casefold() if isinstance(held, str) else ""
