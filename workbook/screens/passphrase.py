"""Passphrase: what it means, and the ways to have one, change it or go without."""

from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.screens.locking import ChooseScreen, RemoveScreen
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.store.notebook import Notebook


class PassphraseScreen(Screen[None]):
    """Offered before the first words are written, and always there under Help."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012 - as Textual declares it
    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "passphrase.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", _("Close"), key_display="Esc")]

    def __init__(self, notebook: "Notebook", *, first: bool = False) -> None:
        super().__init__()
        self._notebook = notebook
        self._first = first
        """Whether the reader is on the way to the first exercise, and goes on there."""

    def compose(self) -> "ComposeResult":
        """What it means, and the ways."""
        with Vertical(id="column"), VerticalScroll(can_focus=False):
            yield Static(id="state", classes="title")
            yield Static(
                Content(
                    _(
                        "With a passphrase, the file with your notes is locked while this is closed. Even someone who "
                        "takes this computer then cannot read it, unless they guess the passphrase or find the "
                        "recovery code. You are asked for it each time you open it."
                    )
                )
            )
            yield Static(
                Content(
                    _(
                        "Nobody can reset it. You also get a recovery code, to keep on paper. If the passphrase and "
                        "the code are both lost, what you wrote is lost."
                    )
                )
            )
            yield Static(
                Content(
                    _(
                        "Someone who can make you tell it, or who watches this computer, can still read your notes. "
                        "Some people are safer without one: being asked for it, or being seen to hide something, can "
                        "put you in danger."
                    )
                )
            )
            yield Menu(id="menu")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the ways, with the words above them in view."""
        self.set_focus(self.query_one(Menu), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """Say how it is now; before the first words, go on as soon as they are locked."""
        sealed = self._notebook.sealed
        if sealed and self._first:
            self.dismiss()
            return
        ways = self.query_one(Menu)
        ways.clear_options()
        if sealed:
            title = _("Your notes are locked with a passphrase")
            ways.add_options(
                [
                    Option(Content(_("Change it, or get a new recovery code")), id="choose"),
                    Option(Content(_("Take it away")), id="remove"),
                    Option(Content(_("Close")), id="close"),
                ]
            )
        else:
            title = _("A passphrase for your notes?") if self._first else _("Your notes have no passphrase")
            ways.add_options(
                [
                    Option(Content(_("Choose a passphrase")), id="choose"),
                    Option(
                        Content(_("Not now: later, under Help, if you want") if self._first else _("Not now")),
                        id="close",
                    ),
                ]
            )
        self.query_one("#state", Static).update(Content(title))
        ways.highlighted = 0

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Go the way that was chosen."""
        event.stop()
        if event.option_id == "choose":
            self.app.push_screen(ChooseScreen(self._notebook))
        elif event.option_id == "remove":
            self.app.push_screen(RemoveScreen(self._notebook))
        else:
            self.dismiss()
