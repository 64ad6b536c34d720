"""The Log screen: what happened and what was written in the journal, to look through and to search."""

import asyncio
import time
from dataclasses import replace
from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from workbook.guide.erasures import of_entry
from workbook.guide.sitting import Sitting
from workbook.guide.statements import boundaries
from workbook.insight.log import Log, Noted, undated_from
from workbook.insight.searching import Finding, Sought, Until, words_in
from workbook.screens.digits import DIGITS
from workbook.screens.erasing import EraseScreen
from workbook.screens.log_rows import Face, filter_words, nothing_words, with_headings
from workbook.screens.requests import OpenEntry
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.long_menu import LongMenu
from workbook.widgets.masking import HIDDEN, MaskedWords
from workbook.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from datetime import date

    from workbook.screens.desk import Desk

SLICE = 0.004
"""Seconds of searching after which whatever waits has its turn."""
READ = 0.001
"""The same of reading: a key goes through several hands until it is drawn, and would wait for one slice at each."""
QUIET = 0.25
"""Seconds after a letter in which nothing is read."""
FIRST = 0.015
"""Seconds of reading before the list is drawn; what was read before is read again within them."""


class LogScreen(Screen[None]):
    """A dated list, newest first, that opens at once however long it is.

    What is sought is kept nowhere but here, and is gone with the screen.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "log.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("n", "app.note", _("New note")),
        Binding("slash", "search", _("Search"), key_display="/"),
        Binding("b", "crossed", _("Boundary")),
        Binding("t", "span", _("Time")),
        Binding("x", "erase", _("Erase it…")),
        Binding("escape", "back(True)", _("Show all"), key_display="Esc"),
        Binding("escape", "back(False)", _("Close"), key_display="Esc"),
    ]

    def __init__(self, desk: "Desk", log: Log, boundary: str | None = None) -> None:
        """Make it; with the notes in which this boundary was crossed alone, if one is given."""
        super().__init__()
        self._desk = desk
        self._log = log
        self._sought = Sought(boundary=boundary)
        self._face = Face.over({})
        self._finding: Finding[Noted] = Finding((), self._sought)
        self._searched: tuple[Noted, ...] = ()
        """What the search goes through."""
        self._shown = -1
        """How many of the found ones are shown."""
        self._working = False
        self._quiet_until = 0.0
        """When it may read on after a letter was typed."""

    def compose(self) -> ComposeResult:
        """The title, what is filtered, the box, and the list."""
        with Vertical(id="column"):
            yield Static(Content(_("My log")), id="title")
            yield MaskedWords(Content(""), Content(""), id="filter")
            yield SearchBox()
            yield LongMenu[Noted](self._draw, id="entries")
            yield Static(id="nothing")
        yield KeyBar()

    def _draw(self, noted: Noted, width: int, shown: bool) -> Content:
        return self._face.row(noted, width, shown)

    def on_mount(self) -> None:
        """Start in the list."""
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Show what was written meanwhile, with the cursor where it was."""
        self._log.refresh()
        self._log.take(_after(FIRST))
        self._face = Face.over(self._log.names())
        self._search_anew()
        self._finding.take(_after(FIRST))
        self._show_found()
        self.call_after_refresh(self._go_on)

    # Searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands there now, once the letter itself is drawn."""
        event.stop()
        self._quiet_until = time.perf_counter() + QUIET
        self._seek(replace(self._sought, words=words_in(event.value)))

    def _seek(self, sought: Sought) -> None:
        if sought == self._sought:
            return
        before, self._sought = self._finding, sought
        if before.is_done and sought.narrows(before.sought):
            self._finding = Finding(tuple(before.found), sought)
        else:
            self._finding = Finding(self._searched, sought)
        self._shown = -1
        self.call_after_refresh(self._go_on)

    def _search_anew(self) -> None:
        """Go through all that is read by now."""
        self._searched = self._log.notes()
        self._finding = Finding(self._searched, self._sought)
        self._shown = -1

    def _go_on(self) -> None:
        if not self._working and self._has_more:
            self._working = True
            self.run_worker(self._work())
        elif not self._working:
            self._show_found()

    @property
    def _has_more(self) -> bool:
        return not (self._finding.is_done and self._log.is_whole)

    async def _work(self) -> None:
        """Search first, then read on; in slices, so that a key has its turn."""
        try:
            while self._has_more and self.is_attached:
                quiet = self._quiet_until - time.perf_counter() if self._finding.is_done else 0.0
                if quiet <= 0:
                    self._take_slice()
                await asyncio.sleep(max(0.0, quiet))
        finally:
            self._working = False

    def _take_slice(self) -> None:
        if not self._finding.is_done:
            self._finding.take(_after(SLICE))
            # The first screenful as soon as it is there, and the rest when it is whole.
            if self._finding.is_done or self._shown < self.size.height <= len(self._finding.found):
                self._show_found()
            return
        self._log.take(_after(READ))
        # Sorting all of them after every slice would take longer than reading.
        if self._log.is_whole or self._log.taken >= 2 * len(self._searched):
            self._search_anew()

    def _show_found(self) -> None:
        """Draw the list, with the cursor at the entry that had it."""
        found = self._finding.found
        if not self.is_attached or self._shown == len(found):
            return
        listed = self._list
        at = listed.at if listed.has_moved else None  # else it stays at the newest
        was_listed, self._shown = listed.display, len(found)
        rows = with_headings(found, undated_from(found))
        kept = (n for n, row in enumerate(rows) if isinstance(row, Noted) and at and row.entry_id == at.entry_id)
        place = next(kept, None)
        listed.display = bool(found)
        listed.show(rows, place or 0, moved=place is not None)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not found
        nothing.update(nothing_words(any_at_all=bool(self._log.count()), reading=self._has_more))
        if found and not was_listed and self.focused is None:
            listed.focus()
        self._tell()
        self.refresh_bindings()

    def _tell(self) -> None:
        sought, found = self._sought, len(self._finding.found)
        left_out = 0
        if sought.has_span:
            anyway = replace(sought, first=None, last=None)
            left_out = sum(anyway.finds(each) for each in self._searched[undated_from(self._searched) :])
        name = self._face.names.get(sought.boundary or "", "")

        def words(boundary: str) -> Content:
            return Content(
                filter_words(sought, found, self._log.count(), boundary, reading=self._has_more, left_out=left_out)
            )

        self.query_one("#filter", MaskedWords).say(words(name), words(HIDDEN))

    # Keys

    @property
    def _list(self) -> "LongMenu[Noted]":
        return self.query_one(LongMenu)

    @property
    def _box(self) -> SearchBox:
        return self.query_one(SearchBox)

    def action_search(self) -> None:
        """Into the box."""
        self._box.focus()

    def action_to_list(self) -> None:
        """From the box into what was found."""
        if self._list.display:
            self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an entry can be erased; Esc shows all again before it closes."""
        if action == "back":
            return parameters[0] is not self._sought.is_everything
        return action != "erase" or (bool(self.query(LongMenu)) and self._list.at is not None)

    def action_back(self, filtered: bool) -> None:
        """Show everything again, or close."""
        if not filtered:
            self.app.pop_screen()
            return
        self._box.value = ""
        self._seek(Sought())
        if not self._list.display:
            self.set_focus(None)
        else:
            self._list.focus()

    def action_crossed(self) -> None:
        """Choose a boundary."""
        from workbook.screens.crossed import CrossedScreen

        statements = boundaries(self._desk.shelf, self._desk.notes, self._desk.today)
        names = self._face.names
        choices = [(each.record.id, names.get(each.record.id, ""), False) for each in statements.kept]
        choices += [(each.record.id, names.get(each.record.id, ""), True) for each in statements.retired]
        self.app.push_screen(CrossedScreen(choices, self._sought.boundary), self._take_boundary)

    def _take_boundary(self, chosen: tuple[str | None] | None) -> None:
        if chosen is not None:
            self._seek(replace(self._sought, boundary=chosen[0]))

    def action_span(self) -> None:
        """Choose a time."""
        from workbook.screens.span import SpanScreen

        self.app.push_screen(SpanScreen(self._desk.today, self._sought.first, self._sought.last), self._take_span)

    def _take_span(self, chosen: "tuple[date | None, date | None] | None") -> None:
        if chosen is not None:
            self._seek(replace(self._sought, first=chosen[0], last=chosen[1]))

    def on_long_menu_reached(self, event: LongMenu.Reached) -> None:
        """The cursor may be at an entry now."""
        event.stop()
        self.refresh_bindings()

    def on_long_menu_chosen(self, event: LongMenu.Chosen) -> None:
        """Open what was chosen."""
        event.stop()
        if (noted := self._list.at) is not None:
            self.post_message(OpenEntry(noted.exercise_id, noted.entry_id, answers=True))

    def action_erase(self) -> None:
        """Ask whether the entry at the cursor is to go."""
        noted, desk = self._list.at, self._desk
        if noted is not None:
            sitting = Sitting.open(noted.exercise_id, desk.shelf, desk.notes, desk.clock, noted.entry_id)
            self.app.push_screen(EraseScreen(of_entry(sitting, (noted.line,) if noted.line else ())))


def _after(seconds: float) -> Until:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end
