"""Help: how to leave, what to do in danger, where the quiet page is, and the keys."""

from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from workbook.guide.reaching import helpline_blocks
from workbook.guide.statements import Statement, few_words, knowing, people, way_to
from workbook.helplines.reading import region_with
from workbook.model.prose import Heading, Text
from workbook.screens.digits import DIGITS
from workbook.screens.requests import OpenExercise, to_grounding, to_safety
from workbook.screens.scrolling import ScrollingScreen
from workbook.widgets.hanging import Rewrapped, hang
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import QUIET, MaskedWords, dots
from workbook.widgets.prose import ProseView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.screens.desk import Desk
    from workbook.store.notebook import Notebook


_BELOW = "  "
"""Stands before what belongs to the line above."""


class HelpScreen(ScrollingScreen):
    """One key away from every screen."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "help.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("escape,f1,q", "app.pop_screen", _("Close"), key_display="Esc"),
        Binding("s", "open('safety')", _("Safety")),
        Binding("g", "open('grounding')", _("Grounding")),
        Binding("o", "open('supporters')", show=False),
        Binding("r", "region", show=False),
        Binding("f", "first_pages", show=False),
        Binding("p", "app.passphrase", show=False),
        Binding("v", "app.privacy", show=False),
    ]

    def __init__(self, desk: "Desk", notebook: "Notebook") -> None:
        super().__init__()
        self._desk = desk
        self._notebook = notebook

    def compose(self) -> ComposeResult:
        """Danger first, and the reader's own people before any helpline."""
        own = people(self._desk.shelf, self._desk.notes, self._desk.today).kept
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
            yield Static(Content(_("People on my side")), classes="title")
            if own:
                yield MaskedWords(_about(own), dots())
            if few := few_words(len(own)):
                yield Static(Content(few), id="few")
            yield Vertical(ProseView(), id="helplines")
            yield Button(Content(_("What to do now: the safety pages (s)")), id="safety", variant="primary")
            yield Button(Content(_("A quiet minute: the grounding page (g)")), id="grounding")
            about = _("The people on my side: all I wrote about them (o)") if own else _("People on my side (o)")
            yield Button(Content(about), id="supporters")
            yield Button(id="region")
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
            yield Button(Content(_("Read the first pages again (f)")), id="first-pages")
            yield Button(Content(_("Privacy on the screen (v)")), id="privacy", action="app.privacy")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the way to safety, with the question above it in view."""
        self.set_focus(self.query_one("#safety", Button), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """Say which helplines there are, and how the words are kept now."""
        self._show_helplines()
        if self._notebook.sealed:
            kept = _(
                "In one file on this computer: {file}. It is locked with your passphrase. Copies of plans that you "
                "write to a file are not."
            )
        else:
            kept = _(
                "In one file on this computer: {file}. It has no passphrase. Anyone who uses your account, manages "
                "this computer, or takes it or your USB stick can open it."
            )
        self.query_one("#file", Static).update(Content(kept.format(file=self._notebook.path)))

    def _show_helplines(self) -> None:
        region = region_with(self._notebook.settings.region)
        self.query_one("#helplines").display = region is not None
        if region is None:
            words = _("Choose a region, to see its helplines here (r)")
        else:
            title = Heading(2, (Text(_("Helplines: {region}").format(region=region.name)),))
            self.query_one(ProseView).show((title, *helpline_blocks(region)))
            words = _("Choose another region, or none (r)")
        self.query_one("#region", Button).label = Content(words)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go where the button says."""
        event.stop()
        match event.button.id:
            case "passphrase":
                await self.run_action("app.passphrase")
            case "region":
                self.action_region()
            case "first-pages":
                self.action_first_pages()
            case exercise_id:
                self.action_open(exercise_id or "safety")

    def action_region(self) -> None:
        """Choose the region whose helplines are shown."""
        from workbook.screens.region import RegionScreen

        self.app.push_screen(RegionScreen(self._notebook))

    def action_first_pages(self) -> None:
        """Read the first pages again."""
        from workbook.screens.pages_first import FirstPagesScreen

        self.app.push_screen(FirstPagesScreen(self._notebook, again=True))

    def action_open(self, exercise_id: str) -> None:
        """Leave help for an exercise."""
        self.app.pop_screen()
        match exercise_id:
            case "safety":
                self.app.post_message(to_safety())
            case "grounding":
                self.app.post_message(to_grounding())
            case _:
                self.app.post_message(OpenExercise(exercise_id))


def _about(own: "Sequence[Statement]") -> Rewrapped:
    """For each the name and the way that is safe, and below it what they know."""

    def lay_out(width: int) -> list[Content]:
        lines = []
        for each in own:
            name, reach = way_to(each)
            lines += hang(Content.assemble((name, "bold"), ": " if name and reach else "", reach), width, Content(""))
            if known := knowing(each):
                lines += hang(Content.styled(known, QUIET), width, Content(_BELOW))
        return lines

    return Rewrapped(lay_out)


def _keys() -> Content:
    rows = [
        ("Ctrl+Q, F9", _("leave at once")),
        ("F4, Ctrl+L", _("lock: hide the screen until you are back")),
        ("F1, ?", _("this page")),
        ("1  2  3  4", _("home, boundaries, plan, log (outside of exercises)")),
        ("Ctrl+N", _("note what happened, from anywhere; one line is enough")),
        ("Tab, Shift+Tab", _("to the next place, to the one before")),
        (_("Arrows, Space"), _("move in a list, tick")),
        ("F5", _("save in another place, while something is not saved")),
        ("F6", _("skip a question, or take that back")),
        ("F7, F8", _("back, continue")),
        ("Esc", _("close this page")),
        ("Ctrl+P", _("search for anything")),
        ("F3", _("show your words here, where they are masked")),
        ("F2", _("other colours: dark, light, your terminal's own")),
    ]
    wide = max(16, *(len(keys) + 2 for keys, _what in rows))
    lines = [Content.assemble((keys.ljust(wide), "bold"), what) for keys, what in rows]
    return Content("\n").join(lines)
