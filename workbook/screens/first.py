"""The first screen: what this is, how to leave, and three ways on."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Footer, Static

from workbook.screens.requests import GoHome, OpenExercise


class FirstScreen(Screen[None]):
    """Shown while nothing has been written yet."""

    CSS_PATH = "first.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "app.focus_next", show=False),
        Binding("up,left", "app.focus_previous", show=False),
        Binding("escape", "look_around", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Two sentences, the key to leave, and three buttons."""
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
                Content(_("What you write stays in a file on this computer. The file is not locked in this version.")),
                classes="quiet",
            )
            yield Static(
                Content.assemble(
                    (_("Ctrl+Q"), "bold"), _(" or "), (_("F9"), "bold"), _(" closes this at once, from anywhere.")
                ),
                id="leave",
            )
            yield Button(Content(_("Begin (5 minutes)")), id="begin", variant="primary")
            yield Button(Content(_("I need help now")), id="help-now")
            yield Button(Content(_("Look around")), id="look")
        yield Footer(show_command_palette=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go the way that was chosen."""
        event.stop()
        match event.button.id:
            case "begin":
                self.post_message(OpenExercise("welcome"))
            case "help-now":
                self.post_message(OpenExercise("safety"))
            case _:
                self.action_look_around()

    def action_look_around(self) -> None:
        """Show the list."""
        self.post_message(GoHome())
