"""The form that asks for a file, and stays until that is done with or the reader leaves it."""

from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from workbook.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence


class FileForm(ModalScreen[None]):
    """A title, what becomes of the file, a place to type, and two buttons. What was typed stays if it fails."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "file_form.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", _("Close"), key_display="Esc")]

    def form(self, title: str, about: "Sequence[str]", button: str, offered: str = "") -> ComposeResult:
        """The widgets. `offered` stands in the place to type already."""
        with Vertical(id="dialog"):
            yield Static(Content.styled(title, "bold"))
            for words in about:
                yield Static(Content(words))
            yield LineInput(offered)
            yield Static(id="answer")
            yield Button(Content(button), id="do", variant="primary")
            yield Button(Content(_("Close")), id="close")

    def take(self, typed: str) -> None:
        """Do with the file what the form is for; `typed` is where it is, or where it goes."""
        raise NotImplementedError

    def say(self, words: str, style: str = "") -> None:
        """Answer under the place to type."""
        self.query_one("#answer", Static).update(Content.styled(words, style))

    def complain(self, why: str) -> None:
        """Say why it is not done."""
        self.say(why, "$text-error")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter does it."""
        event.stop()
        self.take(event.value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do it, or close."""
        event.stop()
        if event.button.id == "do":
            self.take(self.query_one(LineInput).value)
        else:
            self.app.pop_screen()
