"""The first screen: what this is, how to leave, and three ways on."""

from gettext import gettext as _
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.screens.digits import DIGITS
from workbook.screens.requests import Begin, GoHome, to_safety
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FirstScreen(Screen[None]):
    """Shown while nothing has been written yet."""

    CSS_PATH = "first.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("escape", "look_around", show=False),
    ]

    def __init__(self, *, sealed: bool) -> None:
        super().__init__()
        self._sealed = sealed
        """Whether there is a passphrase already."""

    def compose(self) -> "ComposeResult":
        """Two sentences, the key to leave, and three ways."""
        kept = (
            _("What you write stays in a file on this computer, locked with your passphrase.")
            if self._sealed
            else _("What you write stays in a file on this computer. You can lock it with a passphrase.")
        )
        with Vertical(id="card"):
            yield Static(
                Content(
                    _(
                        "A private place to look at what is happening between you and someone who hurts, "
                        "controls or belittles you, and to decide what you will do."
                    )
                )
            )
            yield Static(
                Content(
                    kept
                    + " "
                    + _(
                        "If somebody may watch this computer, a safer one is better. "
                        "Write nothing that would put you in danger if it were read."
                    )
                ),
                classes="quiet",
            )
            yield Static(
                Content.assemble(
                    (_("Ctrl+Q"), "bold"), _(" or "), (_("F9"), "bold"), _(" closes this at once, from anywhere.")
                ),
                id="leave",
            )
            yield Menu(
                Option(Content(_("Begin (5 minutes)")), id="welcome"),
                Option(Content(_("I need help now")), id="safety"),
                Option(Content(_("Look around")), id="home"),
            )
        yield KeyBar()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Go the way that was chosen."""
        event.stop()
        if event.option_id == "welcome":
            self.post_message(Begin())
        elif event.option_id == "safety":
            self.post_message(to_safety())
        else:
            self.action_look_around()

    def action_look_around(self) -> None:
        """Show the list."""
        self.post_message(GoHome())
