"""The Plan screen: what the plan says, and a copy of it as a file."""

from gettext import gettext as _
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Static

from workbook.model.errors import WorkbookError
from workbook.model.exercise import Audience
from workbook.plan.compose import compose
from workbook.plan.markdown import to_markdown
from workbook.plan.wording import audience_names
from workbook.private_file import write_private
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.line_input import LineInput
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
            with VerticalScroll(id="paper", can_focus=False):
                yield ProseView(())
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Show the plan as it is now."""
        self._draw()

    def _draw(self) -> None:
        plan = compose(self._desk.shelf, self._desk.notes, self._audience, self._desk.today)
        self.query_one("#whom", Static).update(Content.styled(audience_names()[self._audience], "bold"))
        self.query_one("#title", Static).update(Content(plan.title))
        self.query_one(ProseView).show(plan.blocks[1:])

    def action_whom(self) -> None:
        """Show the plan for the next of those who may have a copy."""
        every = list(audience_names())
        self._audience = every[(every.index(self._audience) + 1) % len(every)]
        self._draw()
        self._paper.scroll_home(animate=False)

    def action_export(self) -> None:
        """Ask where to, then write a copy."""
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


class ExportScreen(ModalScreen[None]):
    """Asks for a file's name and writes the plan there. What was typed stays if it fails."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "plan.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", _("Close"), key_display="Esc")]

    def __init__(self, text: str, whom: str) -> None:
        super().__init__()
        self._text = text
        self._whom = whom

    def compose(self) -> ComposeResult:
        """What it means, the name, and two buttons."""
        with Vertical(id="dialog"):
            yield Static(Content.styled(self._whom, "bold"))
            yield Static(
                Content(
                    _(
                        "It will be an ordinary file. Whoever can open it can read it. "
                        "Keep it where it will not be found, or on a USB stick."
                    )
                )
            )
            yield LineInput(_free_name())
            yield Static(id="answer")
            yield Button(Content(_("Write the file")), id="write", variant="primary")
            yield Button(Content(_("Close")), id="close")

    def on_input_submitted(self) -> None:
        """Enter writes it."""
        self._write()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write or close."""
        event.stop()
        if event.button.id == "write":
            self._write()
        else:
            self.app.pop_screen()

    def _write(self) -> None:
        path = Path(self.query_one(LineInput).value.strip()).expanduser()
        answer = self.query_one("#answer", Static)
        try:
            write_private(path, self._text)
        except WorkbookError as error:
            answer.update(Content.styled(str(error), "$text-error"))
            return
        answer.update(Content.styled(_("Written to {file}.").format(file=path), "$text-success"))
        self.query_one("#close", Button).focus()


def _free_name() -> str:
    """A neutral name in the reader's home folder that is not taken."""
    name = "~/notes.md"
    number = 2
    while Path(name).expanduser().exists():
        name = f"~/notes-{number}.md"
        number += 1
    return name
