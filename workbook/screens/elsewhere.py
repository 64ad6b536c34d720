"""Another place for everything, while the usual one cannot be written."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from workbook.model.errors import UsageError
from workbook.model.guard import clean_line
from workbook.screens.file_form import FileForm
from workbook.store.reasons import reason

if TYPE_CHECKING:
    from workbook.model.errors import NotSavedError
    from workbook.screens.keeping import Keeping

NAME = "notes-copy"
ENDING = ".wb"


class ElsewhereScreen(FileForm):
    """Asks for a folder or a file and has everything written there."""

    def __init__(self, keeping: "Keeping") -> None:
        super().__init__()
        self._keeping = keeping
        self._under_way = False

    def compose(self) -> ComposeResult:
        """What it does, and the place."""
        about = [
            _(
                "A copy of all you wrote goes to a new file there, best on another disk, such as a USB stick. "
                "Type a folder or a file; ~ is your home folder."
            )
        ]
        if not self._keeping.sealed:
            about.append(_("The copy is not locked, as your notes are not: whoever opens it can read it."))
        yield from self.form(_("Save in another place"), about, _("Write the copy"))

    def take(self, typed: str) -> None:
        """Begin to write, and close once it is there."""
        if self._under_way:
            return
        try:
            path = place_for(typed)
        except UsageError as error:
            self.complain(str(error))
            return
        self._under_way = True
        self.say(_("Writing {file}").format(file=path))
        self._keeping.copy_to(path, self._ended)

    def _ended(self, error: "NotSavedError | None") -> None:
        self._under_way = False
        if not self.is_active:
            return
        if error is None:
            self.app.pop_screen()
        else:
            self.complain(str(error))


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
