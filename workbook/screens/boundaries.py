"""The Boundaries screen: every saved statement, to reread and revise."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workbook.guide.statements import EXERCISE, QUESTION, Statement, boundaries
from workbook.screens.card import card
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.requests import OpenExercise
from workbook.widgets.hanging import Rewrapped
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import dots
from workbook.widgets.menu import Menu, WordsRow


class Statements(Menu):
    """The saved statements, one below the other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", _("Revise"), key_display="Enter")]


class BoundariesScreen(Screen[None]):
    """What the reader will not accept, and what they will do."""

    CSS_PATH = "boundaries.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("n", "add", _("Add one")),
        Binding("escape", "app.home", _("Home"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """The title, a sentence, and the list."""
        with Vertical(id="column"):
            yield Static(Content(_("My boundaries")), id="title")
            yield Static(id="note")
            yield Statements(id="statements")
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Show them as they are now."""
        kept = boundaries(self._desk.shelf, self._desk.notes, self._desk.today).kept
        listed = self.query_one(Statements)
        listed.clear_options()
        for each in kept:
            listed.add_option(WordsRow(_card(each), card(dots(), []), each.record.id))
        listed.display = bool(kept)
        self.query_one("#note", Static).update(
            Content(
                _("Nothing here works against contact that an order requires. Once is enough for violence or threats.")
                if kept
                else _("You have not written a boundary yet. Press n to begin with one; it can be small.")
            )
        )
        if kept:
            listed.highlighted = 0
            listed.focus()

    def on_option_list_option_selected(self, event: Statements.OptionSelected) -> None:
        """Revise the one that was chosen."""
        event.stop()
        self.post_message(OpenExercise(EXERCISE, question_id=QUESTION, record_id=event.option_id))

    def action_add(self) -> None:
        """Open the boundaries to add one; the first time from the beginning."""
        begun = bool(self._desk.notes.entries(EXERCISE))
        self.post_message(OpenExercise(EXERCISE, question_id=QUESTION if begun else None))


def _card(statement: Statement) -> Rewrapped:
    (_first, title), *others = statement.fields or ((None, ""),)
    lines = [Content.assemble((f"{field.words}: ", "$text-muted"), words) for field, words in others if field]
    return card(Content.styled(title, "bold"), lines)
