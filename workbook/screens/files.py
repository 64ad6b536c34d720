"""Reading files into the list of them that a page may ask for."""

from typing import TYPE_CHECKING, cast

from workbook.guide.evidence import noted

if TYPE_CHECKING:
    from textual.screen import Screen

    from workbook.fingerprint import Fingerprint
    from workbook.guide.sitting import Sitting
    from workbook.widgets.files import FilesField


class Files:
    """The way from a file to a row, on one screen. A row goes to the notebook as every answer does."""

    def __init__(self, screen: "Screen[None]", sitting: "Sitting") -> None:
        self._screen = screen
        self._sitting = sitting

    @property
    def field(self) -> "FilesField | None":
        """The list on the page that shows; None if it asks for no files."""
        # By its name: its module is imported where such a list is shown.
        return cast("FilesField | None", next(iter(self._screen.query("FilesField")), None))

    def ask(self) -> None:
        """Ask for a file, if the page has such a list."""
        from workbook.screens.evidence import EvidenceScreen

        if (field := self.field) is not None:
            self._screen.app.push_screen(EvidenceScreen(field.rows, field.chosen, self._take))

    def _take(self, found: "Fingerprint") -> None:
        # Behind what the screen does when it shows again, which may draw the page anew.
        self._screen.call_later(self._add, found)

    async def _add(self, found: "Fingerprint") -> None:
        if (field := self.field) is not None:
            await field.add(noted(self._sitting.new_record_id(), found))
