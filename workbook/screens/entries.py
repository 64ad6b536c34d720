"""The entries of an exercise that repeats: a new one, or an earlier one to read and change."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.guide.dating import about_of, about_words
from workbook.guide.erasures import of_entry
from workbook.guide.retelling import first_words
from workbook.guide.sitting import Sitting
from workbook.model.entry import Entry
from workbook.model.head import Head
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.erasing import EraseScreen
from workbook.screens.requests import OpenEntry
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import dots
from workbook.widgets.menu import Menu, WordsRow
from workbook.widgets.origin import OriginNote

LINE = 60
"""Characters of an entry's first words that its line shows."""


class EntriesScreen(Screen[None]):
    """A dated list, newest first."""

    CSS_PATH = "entries.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("n", "new", _("New entry")),
        Binding("x", "erase", _("Erase it…")),
        Binding("escape", "app.pop_screen", _("Close"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk, head: Head) -> None:
        super().__init__()
        self._desk = desk
        self._head = head

    def compose(self) -> ComposeResult:
        """The title and the list."""
        with Vertical(id="column"):
            yield OriginNote(self._head)
            yield Static(Content(self._head.title), id="title")
            yield Menu(id="entries")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the list in focus."""
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Show what was written meanwhile."""
        entries = self.query_one(Menu)
        entries.clear_options()
        entries.add_option(Option(Content.styled(_("Write a new one"), "bold $primary"), id="new"))
        for entry in reversed(self._desk.notes.entries(self._head.id)):
            entries.add_option(self._row(entry))
        entries.highlighted = 0

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Open what was chosen."""
        event.stop()
        chosen = event.option_id or "new"
        self.post_message(OpenEntry(self._head.id, None if chosen == "new" else chosen.removeprefix("entry-")))

    def action_new(self) -> None:
        """Begin a new entry."""
        self.post_message(OpenEntry(self._head.id, None))

    @property
    def _entry_at(self) -> str | None:
        """The id of the entry at the cursor."""
        entries = self.query_one(Menu)
        chosen = None if entries.highlighted is None else entries.get_option_at_index(entries.highlighted).id
        return None if chosen in (None, "new") else str(chosen).removeprefix("entry-")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an entry can be erased."""
        return action != "erase" or (bool(self.query(Menu)) and self._entry_at is not None)

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        """The cursor may be at an entry now."""
        event.stop()
        self.refresh_bindings()

    def action_erase(self) -> None:
        """Ask whether the entry at the cursor is to go."""
        desk, entry_id = self._desk, self._entry_at
        sitting = Sitting.open(self._head.id, desk.shelf, desk.notes, desk.clock, entry_id)
        words = first_words(sitting.entry, desk.shelf, desk.notes, desk.today)
        self.app.push_screen(EraseScreen(of_entry(sitting, (words,) if words else ())))

    def _row(self, entry: Entry) -> WordsRow:
        words = first_words(entry, self._desk.shelf, self._desk.notes, self._desk.today)
        state = "" if entry.finished else _("  (open)")
        first = Content(words).truncate(LINE, ellipsis=True)
        exercise = self._desk.shelf.exercise(entry.exercise)
        day = about_words(about_of(entry, exercise, self._desk.shelf))
        known_by = Content.assemble((day, "bold"), (state, "$text-muted"), "  ")
        return WordsRow(known_by + first, known_by + dots(), f"entry-{entry.id}")
