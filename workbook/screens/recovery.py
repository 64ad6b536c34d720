"""The recovery code, shown once."""

from dataclasses import replace
from gettext import gettext as _
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static

from workbook.screens.desk import Notes
from workbook.screens.requests import Handed
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.secret import SecretWords

ROW = 4
"""Groups in a line."""


class RecoveryScreen(Screen[None]):
    """Stays until the reader says that it is on paper. No key that was meant for the page before closes it."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "passphrase.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "written", _("I have written it down"), key_display="F8"),
    ]

    def __init__(self, notes: Notes, code: str, trouble: str = "") -> None:
        super().__init__()
        self._notes = notes
        self._code = code
        self._trouble = trouble
        """What went wrong beside it."""

    def compose(self) -> ComposeResult:
        """The code, and how to keep it."""
        with Vertical(id="column"), VerticalScroll(can_focus=False):
            yield Static(Content(_("Your notes are locked. Now write this down")), classes="title")
            if self._trouble:
                yield Static(Content.styled(self._trouble, "$text-error"))
            yield SecretWords(_in_groups(self._code), id="code")
            yield Static(
                Content(_("If you forget the passphrase, type this code in its place. It is shown only this once."))
            )
            yield Static(
                Content(
                    _(
                        "Keep it on paper, not on this computer or as a photo, and not where the other person looks. "
                        "Someone you trust can keep it for you. If it gets lost, change the passphrase under Help: "
                        "that gives you another one."
                    )
                )
            )
            yield Button(Content(_("I have written it down")), id="written", variant="primary")
        yield KeyBar()

    def on_mount(self) -> None:
        """Whoever leaves before it is on paper is told of it the next time."""
        self._note(unread=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """It is on paper."""
        event.stop()
        self.action_written()

    def action_written(self) -> None:
        """It is on paper."""
        self._note(unread=False)
        self.app.pop_screen()

    def _note(self, *, unread: bool) -> None:
        settings = replace(self._notes.settings, code_unread=unread)
        self.app.post_message(Handed(self._notes.save_settings(settings)))

    def on_unmount(self) -> None:
        """Forget it."""
        self._code = ""


def _in_groups(code: str) -> Content:
    """The groups with room between their letters, a few to a line."""
    groups = [" ".join(group) for group in code.split("-")]
    rows = [groups[start : start + ROW] for start in range(0, len(groups), ROW)]
    return Content.styled("\n\n".join("     ".join(row) for row in rows), "bold")
