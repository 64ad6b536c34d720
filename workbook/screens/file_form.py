"""The form that asks where a file should go, and stays until it is there or the reader leaves it."""

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
    """A title, what the file will be, a place to type, and two buttons. What was typed stays if it fails."""

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
            yield Button(Content(button), id="write", variant="primary")
            yield Button(Content(_("Close")), id="close")

    def write(self, typed: str) -> None:
        """Write the file; `typed` is where to."""
        raise NotImplementedError

    def say(self, words: str, style: str = "") -> None:
        """Answer under the place to type."""
        self.query_one("#answer", Static).update(Content.styled(words, style))

    def complain(self, why: str) -> None:
        """Say why it is not written."""
        self.say(why, "$text-error")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter writes it."""
        event.stop()
        self.write(event.value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write or close."""
        event.stop()
        if event.button.id == "write":
            self.write(self.query_one(LineInput).value)
        else:
            self.app.pop_screen()
