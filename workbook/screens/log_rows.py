"""How the log reads: a line for each entry, and a sentence on what is filtered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from textual.content import Content

from workbook.guide.dating import about_words
from workbook.guide.days import day_words
from workbook.insight.log import JOURNAL, Noted, Words
from workbook.insight.searching import Sought
from workbook.widgets.masking import HIDDEN, QUIET, dots

GAP = 1
"""Cells behind the longest day."""
LEAST = 28
"""Cells that the words of an entry get before anything stands beside them."""


@dataclass(frozen=True, slots=True)
class Face:
    """Draws entries; the words that are the same on every row are looked up once."""

    names: Words
    """Of boundaries, by record id."""
    open: str
    journal: str
    day: int
    """Cells for a day, as long as days are in the reader's language."""

    @classmethod
    def over(cls, names: Words) -> "Face":
        """One that calls boundaries by these names."""
        longest = max(
            Content(day_words(date(2000, month, 30 if month != 2 else 29))).cell_length for month in range(1, 13)
        )
        return cls(names, _("open"), _("journal"), longest + GAP)

    def row(self, noted: Noted, width: int, shown: bool) -> Content:
        """The day, the first words, and beside them in quiet words what else there is to say, as far as there is room.

        Where words are hidden, so is a day in the reader's own words, and which boundary it was.
        """
        said = about_words(noted.about) if shown or noted.day else HIDDEN
        day = Content.styled(said, "bold" if noted.day else "").truncate(self.day - GAP, ellipsis=True)
        room = max(0, width - self.day)
        line = Content(noted.line) if shown else dots() if noted.line else Content("")
        beside = self._beside(noted, shown=shown)
        spare = max(room - line.cell_length, room - LEAST if room < 2 * LEAST else room // 3) - 2
        beside = beside.truncate(spare, ellipsis=True) if spare > len(self.open) else Content("")
        words = room - beside.cell_length - (2 if beside.cell_length else 0)
        line = line.truncate(max(0, words), ellipsis=True)
        gap = " " * max(0, room - line.cell_length - beside.cell_length)
        return Content.assemble(day, " " * (self.day - day.cell_length), line, gap, beside)

    def _beside(self, noted: Noted, *, shown: bool) -> Content:
        words = [self.open] if noted.is_open else []
        if noted.exercise_id == JOURNAL:
            words.append(self.journal)
        crossed = [self.names[each] for each in noted.crossed if each in self.names]
        if crossed:
            words.append(", ".join(crossed) if shown else HIDDEN)
        return Content.styled(" · ".join(words), QUIET)


def undated_heading() -> Content:
    """Stands above the entries that have no exact day."""
    return Content.styled(_("Without an exact day"), "bold $primary")


def with_headings(found: Sequence[Noted], undated: int) -> Sequence[Noted | Content]:
    """The rows, with a heading before those without an exact day, which begin at `undated`."""
    if undated == len(found):
        return found
    gap = (Content(""),) if undated else ()
    return (*found[:undated], *gap, undated_heading(), *found[undated:])


def filter_words(sought: Sought, found: int, of: int, boundary: str, *, reading: bool, left_out: int) -> str:
    """What is filtered, in one line: "12 of 340 · crossed: Insults · since 1 May 2026"."""
    words = [_all_words(of) if sought.is_everything else _("{n} of {all}").format(n=found, all=of)]
    if sought.boundary is not None:
        words.append(_("crossed: {boundary}").format(boundary=boundary))
    if span := span_words(sought.first, sought.last):
        words.append(span)
    if left_out:
        told = ngettext("{n} without an exact day left out", "{n} without an exact day left out", left_out)
        words.append(told.format(n=left_out))
    if reading:
        words.append(_("still reading…"))
    return " · ".join(words)


def _all_words(of: int) -> str:
    return ngettext("{n} note", "{n} notes", of).format(n=of)


def span_words(first: date | None, last: date | None) -> str:
    """A span of days; empty for any."""
    if first is not None and last is not None:
        return _("{first} to {last}").format(first=day_words(first), last=day_words(last))
    if first is not None:
        return _("since {day}").format(day=day_words(first))
    return _("until {day}").format(day=day_words(last)) if last is not None else ""


def nothing_words(*, any_at_all: bool, reading: bool) -> Content:
    """Said in place of an empty list."""
    if reading:
        return Content(_("Still looking…"))
    if any_at_all:
        return Content(_("Nothing was found. Your notes are all still here. Esc shows every one again."))
    return Content(_("Nothing is noted here yet. Press n to note what happened. One line is enough."))
