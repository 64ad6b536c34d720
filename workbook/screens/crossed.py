"""Choosing a boundary, to list the notes in which it was crossed."""

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.widgets.masking import QUIET, dots
from workbook.widgets.menu import Menu, WordsRow

ANY = "any"


class CrossedScreen(ModalScreen[tuple[str | None]]):
    """Its result holds the record id, or None for any note; there is none where it is closed."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "log.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", _("Close"), key_display="Esc")]

    def __init__(self, choices: Sequence[tuple[str, str, bool]], chosen: str | None) -> None:
        """Offer these: the record's id, its words, and whether it was put to rest."""
        super().__init__()
        self._choices = choices
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """A title and the list."""
        with Vertical(id="dialog"):
            yield Static(Content.styled(_("Which boundary was crossed?"), "bold"))
            if not self._choices:
                yield Static(Content(_("You have not written a boundary yet.")))
            yield Menu(
                Option(Content(_("Any note")), id=ANY),
                *(self._row(at, words, retired=retired) for at, (_id, words, retired) in enumerate(self._choices)),
            )

    @staticmethod
    def _row(at: int, words: str, *, retired: bool) -> WordsRow:
        rest = Content.styled(_("  (put to rest)"), QUIET) if retired else Content("")
        # Any text may be a record's id; its place in the list is a sound one.
        return WordsRow(Content(words) + rest, dots() + rest, str(at))

    def on_mount(self) -> None:
        """Begin at what is chosen now."""
        menu = self.query_one(Menu)
        ids = [each for each, _words, _retired in self._choices]
        menu.highlighted = ids.index(self._chosen) + 1 if self._chosen in ids else 0
        menu.focus()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """That one."""
        event.stop()
        chosen = None if event.option_id in (ANY, None) else self._choices[int(event.option_id)][0]
        self.dismiss((chosen,))
