"""One question at a time about the people on the reader's side. It can be left, and does not come back for weeks."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.guide.statements import PEOPLE
from workbook.insight.asking import Ask, Asking
from workbook.insight.telling import still_words
from workbook.model.ports import Receipt
from workbook.screens.card import card
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.requests import GoHome, Handed, OpenExercise
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import QUIET, MaskedWords, dots
from workbook.widgets.menu import Menu

ROWS = 3
"""Of each thing that is written of a person."""


class PersonWords(MaskedWords, can_focus=True):
    """Who it is about, and what is written of them."""

    def __init__(self) -> None:
        super().__init__(Content(""), card(dots(), []))

    def show(self, ask: Ask) -> None:
        """Show this person."""
        lines = [Content.assemble((f"{field.words}: ", QUIET), words) for field, words in ask.statement.fields]
        self._shown = card(Content.styled(still_words(ask.statement), "bold"), lines, ROWS)
        self.redraw_words()


class AskedScreen(Screen[None]):
    """Asks whether somebody who knows still does: of one person each time."""

    CSS_PATH = "asked.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("y", "still", show=False),
        Binding("e", "change", show=False),
        Binding("n", "leave", show=False),
        Binding("escape", "app.pop_screen", _("Close"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asking = Asking(desk.shelf, desk.notes, desk.clock)
        self._asked: Ask | None = None

    def compose(self) -> ComposeResult:
        """The question, the person and the choices."""
        with Vertical(id="column"):
            yield Static(Content(_("Is it still so?")), id="title")
            yield PersonWords()
            yield Menu(
                Option(Content(_("Yes, it is still so (y)")), id="still"),
                Option(Content(_("Something is different: change it (e)")), id="change"),
                Option(Content(_("Not now (n)")), id="leave"),
                id="choices",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the choices."""
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Ask; go home when there is no question."""
        self._asked = next(iter(self._asking.asks(())), None)
        if self._asked is None:
            self.post_message(GoHome())
            return
        self.query_one(PersonWords).show(self._asked)
        self.query_one(Menu).highlighted = 0

    async def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Do what was chosen."""
        event.stop()
        await self.run_action(event.option_id or "leave")

    def action_still(self) -> None:
        """It is still so."""
        if self._asked is not None:
            self._hand(self._asking.still(self._asked))

    def action_change(self) -> None:
        """Change what is written of this person."""
        if self._asked is not None:
            self.post_message(OpenExercise(PEOPLE, question_id=PEOPLE, record_id=self._asked.statement.record.id))

    def action_leave(self) -> None:
        """Leave it for some weeks."""
        if self._asked is not None:
            self._hand(self._asking.not_now(self._asked))

    def _hand(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            self.post_message(Handed(receipt))
        # Home tells of the next one: a key that is pressed twice must not answer what nobody has read.
        self._asked = None
        self.post_message(GoHome())
