"""Help: how to leave, what to do in danger, where the quiet page is, and the keys."""

from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static

from workbook.screens.digits import DIGITS
from workbook.screens.requests import to_grounding, to_safety
from workbook.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from workbook.store.notebook import Notebook


class HelpScreen(Screen[None]):
    """One key away from every screen."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "help.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("escape,f1,q", "app.pop_screen", _("Close"), key_display="Esc"),
        Binding("s", "open('safety')", _("Safety")),
        Binding("g", "open('grounding')", _("Grounding")),
        Binding("p", "app.passphrase", show=False),
        Binding("v", "app.privacy", show=False),
    ]

    def __init__(self, notebook: "Notebook") -> None:
        super().__init__()
        self._notebook = notebook

    def compose(self) -> ComposeResult:
        """Danger first, then the rest."""
        with Vertical(id="column"), VerticalScroll(can_focus=False):
            yield Static(Content(_("Am I in danger now?")), classes="title")
            yield Static(
                Content(
                    _(
                        "If you are, get somewhere safer if you can, and call your local emergency number. "
                        "This program contacts nobody and cannot call for you."
                    )
                )
            )
            yield Button(Content(_("What to do now: the safety pages (s)")), id="safety", variant="primary")
            yield Button(Content(_("A quiet minute: the grounding page (g)")), id="grounding")
            yield Static(Content(_("How to leave")), classes="title")
            yield Static(
                Content(
                    _(
                        "Ctrl+Q or F9 closes this from anywhere, without a question. What you wrote is saved as you "
                        "write. Your shell keeps its own history of commands; this program leaves that alone."
                    )
                )
            )
            yield Static(Content(_("Keys")), classes="title")
            yield Static(_keys())
            yield Static(Content(_("Where your words are")), classes="title")
            yield Static(id="file")
            yield Button(Content(_("Passphrase (p)")), id="passphrase")
            yield Button(Content(_("Privacy on the screen (v)")), id="privacy", action="app.privacy")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the way to safety, with the question above it in view."""
        self.set_focus(self.query_one("#safety", Button), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """Say how the words are kept now."""
        if self._notebook.sealed:
            kept = _(
                "In one file on this computer: {file}. It is locked with your passphrase. Copies of plans that you "
                "write to a file are not."
            )
        else:
            kept = _(
                "In one file on this computer: {file}. It has no passphrase. Other users of this computer cannot open "
                "it, but anyone who uses your account, or takes the computer, can."
            )
        self.query_one("#file", Static).update(Content(kept.format(file=self._notebook.path)))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go to safety, to grounding or to the passphrase."""
        event.stop()
        if event.button.id == "passphrase":
            await self.run_action("app.passphrase")
        else:
            self.action_open(event.button.id or "safety")

    def action_open(self, exercise_id: str) -> None:
        """Leave help for an exercise."""
        self.app.pop_screen()
        self.app.post_message(to_safety() if exercise_id == "safety" else to_grounding())


def _keys() -> Content:
    rows = [
        ("Ctrl+Q, F9", _("leave at once")),
        ("F1, ?", _("this page")),
        ("1  2  3", _("home, boundaries, plan (outside of exercises)")),
        ("Tab, Shift+Tab", _("to the next place, to the one before")),
        (_("Arrows, Space"), _("move in a list, tick")),
        ("F5", _("save in another place, while something is not saved")),
        ("F6", _("skip a question, or take that back")),
        ("F7, F8", _("back, continue")),
        ("Esc", _("close this page")),
        ("Ctrl+P", _("search for anything")),
        ("F2", _("other colours: dark, light, your terminal's own")),
    ]
    lines = [Content.assemble((f"{keys:<16}", "bold"), what) for keys, what in rows]
    return Content("\n").join(lines)
