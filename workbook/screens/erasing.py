"""Erasing for good: asked once, with what goes and what it cannot reach, and said to be done only when it is."""

from gettext import gettext as _
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbook.guide.erasures import (
    Erasure,
    cannot_be_undone,
    is_erased,
    not_erased,
    nothing_left,
    out_of_reach,
    under_way,
)
from workbook.model.ports import Receipt
from workbook.screens.requests import Handed
from workbook.widgets.masking import MaskedWords, dots, words_masked


class EraseScreen(ModalScreen[bool]):
    """Asks, erases, and says how it went. Its result is whether anything was taken away."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "erasing.tcss"]
    AUTO_FOCUS = "#keep"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", _("Close"), key_display="Esc"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, erasure: Erasure) -> None:
        super().__init__()
        self._erasure = erasure
        self._receipt: Receipt | None = None
        self._asked = False

    def compose(self) -> ComposeResult:
        """What goes, what that means, and two buttons."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(Content.styled(self._erasure.question, "bold"), id="question")
            with VerticalScroll(id="words", can_focus=False):
                yield MaskedWords(Content("\n".join(self._erasure.words)), dots())
            yield Static(Content.styled(_("F3 shows your words."), "$foreground 70%"), id="hidden")
            yield Static(
                Content("\n".join(each for each in (self._erasure.also, cannot_be_undone()) if each)), id="also"
            )
            yield Static(Content(out_of_reach()), id="reach")
            yield Static(id="answer")
            with Horizontal(id="ways"):
                yield Button(Content(_("Keep it")), id="keep", variant="primary")
                yield Button(Content(_("Erase it for good")), id="erase")

    def on_mount(self) -> None:
        """Leave no room for what is empty."""
        self.query_one("#words").display = bool(self._erasure.words)
        self.query_one("#hidden").display = bool(self._erasure.words) and words_masked(self)
        self.query_one("#answer").display = False

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Erase, or leave it."""
        event.stop()
        if event.button.id == "erase":
            self._erase()
        else:
            self.action_close()

    def _erase(self) -> None:
        if self._receipt is not None and not self._receipt.done:
            return
        receipt = self._erasure.again() if self._asked else self._erasure.erase()
        self._asked = True
        if receipt is None:
            self._say(nothing_left())
            self._offer(_("Close"), None)
            return
        self._receipt = receipt
        self._say(under_way())
        self._offer(_("Close"), None)
        receipt.when_done(self._ended_elsewhere)

    def _ended_elsewhere(self, receipt: Receipt) -> None:
        """Called from the thread that writes; the screen is told in its own time."""
        self.call_later(self._ended, receipt)

    def _ended(self, receipt: Receipt) -> None:
        if receipt is not self._receipt or not self.is_attached:
            return
        if receipt.error is None:
            self._say(is_erased())
            for name in ("#question", "#words", "#hidden"):
                self.query_one(name).display = False
        else:
            self._say(not_erased(str(receipt.error)), style="$text-error")
            self._offer(_("Close"), _("Try again"))

    def _say(self, words: str, style: str = "bold") -> None:
        answer = self.query_one("#answer", Static)
        answer.display = True
        answer.update(Content.styled(words, style))
        for name in ("#also", "#reach"):
            self.query_one(name).display = False

    def _offer(self, leave: str, erase: str | None) -> None:
        keep, go = self.query_one("#keep", Button), self.query_one("#erase", Button)
        keep.label = Content(leave)
        go.display = erase is not None
        if erase is not None:
            go.label = Content(erase)
        keep.focus()

    def action_close(self) -> None:
        """Back; how an erasing that is under way ends is told by the app."""
        if self._receipt is not None and not self._receipt.done:
            self.app.post_message(Handed(self._receipt))
        self.dismiss(self._asked)
