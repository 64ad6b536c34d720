"""Another place for everything, while the usual one cannot be written."""

from gettext import gettext as _
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbook.model.errors import UsageError
from workbook.model.guard import clean_line
from workbook.store.reasons import reason
from workbook.widgets.line_input import LineInput

if TYPE_CHECKING:
    from workbook.model.errors import NotSavedError
    from workbook.screens.keeping import Keeping

NAME = "notes-copy"
ENDING = ".wb"


class ElsewhereScreen(ModalScreen[None]):
    """Asks for a folder or a file and has everything written there. What was typed stays if it fails."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "elsewhere.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", _("Close"), key_display="Esc")]

    def __init__(self, keeping: "Keeping") -> None:
        super().__init__()
        self._keeping = keeping
        self._under_way = False

    def compose(self) -> ComposeResult:
        """What it does, the place, and two buttons."""
        with Vertical(id="dialog"):
            yield Static(Content.styled(_("Save in another place"), "bold"))
            yield Static(
                Content(
                    _(
                        "A copy of all you wrote goes to a new file there, best on another disk, such as a USB stick. "
                        "Type a folder or a file; ~ is your home folder."
                    )
                )
            )
            if not self._keeping.sealed:
                yield Static(Content(_("The copy is not locked, as your notes are not: whoever opens it can read it.")))
            yield LineInput()
            yield Static(id="answer")
            yield Button(Content(_("Write the copy")), id="write", variant="primary")
            yield Button(Content(_("Close")), id="close")

    def on_input_submitted(self) -> None:
        """Enter writes it."""
        self._write()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write or close."""
        event.stop()
        if event.button.id == "write":
            self._write()
        else:
            self.app.pop_screen()

    def _write(self) -> None:
        if self._under_way:
            return
        try:
            path = place_for(self.query_one(LineInput).value)
        except UsageError as error:
            self._complain(str(error))
            return
        self._under_way = True
        self.query_one("#answer", Static).update(Content(_("Writing {file}").format(file=path)))
        self._keeping.copy_to(path, self._ended)

    def _ended(self, error: "NotSavedError | None") -> None:
        self._under_way = False
        if not self.is_active:
            return
        if error is None:
            self.app.pop_screen()
        else:
            self._complain(str(error))

    def _complain(self, why: str) -> None:
        self.query_one("#answer", Static).update(Content.styled(why, "$text-error"))


def place_for(typed: str) -> Path:
    """The file that is meant; in a folder, one with a name that is free. Raises UsageError."""
    words = clean_line(typed).strip()
    if not words:
        raise UsageError(_("Please type a folder or a file."))
    try:
        place = Path(words).expanduser().absolute()
        if not place.is_dir():
            return place
        name = place / f"{NAME}{ENDING}"
        number = 2
        while name.exists():
            name = place / f"{NAME}-{number}{ENDING}"
            number += 1
    except RuntimeError:
        raise UsageError(_("There is no such home folder: {place}").format(place=words)) from None
    except OSError as error:
        raise UsageError(
            _("{place} cannot be used: {reason}.").format(place=words, reason=reason(error)),
            _("Please choose another place."),
        ) from error
    return name
