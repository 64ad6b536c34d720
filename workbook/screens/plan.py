"""The Plan screen: what the plan says, and a copy of it as a file."""

from gettext import gettext as _
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static

from workbook.model.errors import WorkbookError
from workbook.model.exercise import Audience
from workbook.model.guard import clean_line
from workbook.plan.compose import compose
from workbook.plan.markdown import to_markdown
from workbook.plan.wording import audience_names
from workbook.private_file import write_private
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.file_form import FileForm
from workbook.screens.requests import OwnChecked
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.prose import ProseView


class PlanScreen(Screen[None]):
    """A preview of the plan for one reader of it, and the way to a file."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "plan.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("x", "export", _("Make a copy")),
        Binding("w", "whom", _("For whom")),
        Binding("up,k", "up", show=False),
        Binding("down,j", "down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("escape", "app.home", _("Home"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._audience = Audience.PRIVATE

    def compose(self) -> ComposeResult:
        """The title, for whom, and the plan."""
        with Vertical(id="column"):
            yield Static(id="title")
            yield Static(id="whom")
            yield Static(
                Content(_("Your own exercises are being checked. Until then this is the plan without them.")),
                id="waiting",
            )
            with VerticalScroll(id="paper", can_focus=False):
                yield ProseView(())
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Show the plan as it is now."""
        self._draw()

    def on_own_checked(self, event: OwnChecked) -> None:
        """Show what they give to the plan."""
        if event.any_offered:
            self._draw()
        self._show_waiting()

    def _draw(self) -> None:
        plan = compose(self._desk.shelf, self._desk.notes, self._audience, self._desk.today)
        self._show_waiting()
        self.query_one("#whom", Static).update(Content.styled(audience_names()[self._audience], "bold"))
        self.query_one("#title", Static).update(Content(plan.title))
        self.query_one(ProseView).show(plan.blocks[1:])

    def _show_waiting(self) -> None:
        self.query_one("#waiting", Static).display = not self._desk.is_shelf_whole()

    def action_whom(self) -> None:
        """Show the plan for the next of those who may have a copy."""
        every = list(audience_names())
        self._audience = every[(every.index(self._audience) + 1) % len(every)]
        self._draw()
        self._paper.scroll_home(animate=False)

    def action_export(self) -> None:
        """Ask where to, then write a copy. None is made that leaves an exercise out because it is not checked yet."""
        if not self._desk.is_shelf_whole():
            self.notify(_("Your own exercises are still being checked. Please try again in a moment."), markup=False)
            return
        plan = compose(self._desk.shelf, self._desk.notes, self._audience, self._desk.today)
        self.app.push_screen(ExportScreen(to_markdown(plan), audience_names()[self._audience]))

    @property
    def _paper(self) -> VerticalScroll:
        return self.query_one("#paper", VerticalScroll)

    def action_up(self) -> None:
        """One line back."""
        self._paper.scroll_up(animate=False)

    def action_down(self) -> None:
        """One line on."""
        self._paper.scroll_down(animate=False)

    def action_page_up(self) -> None:
        """Read back."""
        self._paper.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Read on."""
        self._paper.scroll_page_down(animate=False)


class ExportScreen(FileForm):
    """Asks for a file's name and writes the plan there."""

    def __init__(self, text: str, whom: str) -> None:
        super().__init__()
        self._text = text
        self._whom = whom

    def compose(self) -> ComposeResult:
        """What it means, and the name."""
        about = _(
            "It will be an ordinary file. Whoever can open it can read it. "
            "Keep it where it will not be found, or on a USB stick."
        )
        yield from self.form(self._whom, [about], _("Write the file"), _free_name())

    def take(self, typed: str) -> None:
        """Write it, and say so."""
        path = Path(clean_line(typed).strip()).expanduser()
        try:
            write_private(path, self._text)
        except WorkbookError as error:
            self.complain(str(error))
            return
        self.say(_("Written to {file}.").format(file=path), "$text-success")
        self.query_one("#close", Button).focus()


def _free_name() -> str:
    """A neutral name in the reader's home folder that is not taken."""
    name = "~/notes.md"
    number = 2
    while Path(name).expanduser().exists():
        name = f"~/notes-{number}.md"
        number += 1
    return name
