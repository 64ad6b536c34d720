"""Looking back at one answer: what it says now, what it said before, what was removed; each can be erased for good."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from workbook.guide.erasures import Said, all_said, of_all_earlier
from workbook.guide.sitting import Sitting
from workbook.screens.card import card
from workbook.screens.digits import DIGITS
from workbook.screens.erasing import EraseScreen
from workbook.screens.pieces import Piece, Pieces, PiecesScreen
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import dots
from workbook.widgets.origin import OriginNote


class Wording(Piece):
    """One thing that was said, and how it can be erased."""

    def __init__(self, said: Said) -> None:
        when = Content.styled(said.when, "bold")
        super().__init__(card(when, [Content(each) for each in said.words]), card(when, [dots()]))
        self.erasure = said.erasure


class HistoryScreen(PiecesScreen):
    """One question's answer through time."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("e", "erase", _("Erase this…")),
        Binding("a", "erase_earlier", _("Erase all earlier…")),
        Binding("escape", "app.pop_screen", _("Close"), key_display="Esc"),
    ]

    def __init__(self, sitting: Sitting, question_id: str) -> None:
        super().__init__()
        self.sitting = sitting
        self._question_id = question_id

    def compose(self) -> ComposeResult:
        """The question, a sentence, and the wordings."""
        question = self.sitting.exercise.question(self._question_id)
        with Vertical(id="column"):
            yield OriginNote(self.sitting.exercise.head)
            yield Static(Content(question.words if question else ""), id="title")
            yield Static(id="note")
            yield Pieces()
        yield KeyBar()

    async def on_screen_resume(self) -> None:
        """Show what is there now, with the cursor where it was."""
        self.sitting.refresh()
        earlier = self.sitting.past.earlier(self._question_id)
        wordings = [Wording(each) for each in all_said(self.sitting, self._question_id)]
        if earlier:
            note = _("What you wrote here, the newest first. Your plan shows only what stands here now.")
        elif wordings:
            note = _("Nothing else stood here before.")
        else:
            note = _("Nothing is left here.")
        self.query_one("#note", Static).update(Content(note))
        await self.lay(wordings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there can be erased."""
        if action == "erase":
            return bool(self.query(Wording))
        return action != "erase_earlier" or len(self.sitting.past.earlier(self._question_id)) > 1

    def action_erase(self) -> None:
        """Ask whether the one with the cursor is to go."""
        at = self.focused
        if isinstance(at, Wording):
            self.app.push_screen(EraseScreen(at.erasure))

    def action_erase_earlier(self) -> None:
        """Ask whether all earlier wordings are to go."""
        self.app.push_screen(EraseScreen(of_all_earlier(self.sitting, self._question_id)))
