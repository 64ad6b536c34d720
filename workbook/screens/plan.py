"""The Plan screen: what the plan says, and a copy of it as a file."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
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
from workbook.model.prose import Heading, Paragraph, Text
from workbook.plan.compose import Composing
from workbook.plan.document import Plan, Section
from workbook.plan.markdown import to_markdown
from workbook.plan.wording import audience_names
from workbook.private_file import write_private
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.file_form import FileForm
from workbook.screens.requests import OwnChecked
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.prose import ProseView

FIRST = 0.25
"""Seconds in which most plans are put together before anything is drawn."""
SLICE, BETWEEN = 0.008, 0.002
"""Seconds of putting together, and then those in which whatever waits has its turn."""
LONGEST = 1500
"""Blocks of one section in the preview. To wrap thousands of notes for the screen takes a minute."""


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
        self._composing: Composing | None = None
        """The plan as it is now, whole or not yet."""
        self._copy_wanted = False
        """Whether a copy was asked for before it was whole."""

    def compose(self) -> ComposeResult:
        """The title, for whom, and the plan."""
        with Vertical(id="column"):
            yield Static(id="title")
            yield Static(id="whom")
            yield Static(id="waiting")
            with VerticalScroll(id="paper", can_focus=False):
                yield ProseView(())
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Show the plan as it is now."""
        self._copy_wanted = False
        self._draw()

    def on_own_checked(self, event: OwnChecked) -> None:
        """Show what they give to the plan."""
        if event.any_offered:
            self._draw()
        self._show_waiting()
        self._copy_if_wanted()

    def _draw(self) -> None:
        """At once, unless there are a great many notes."""
        composing = Composing(self._desk.shelf, self._desk.notes, self._audience, self._desk.today)
        composing.take(_after(FIRST))
        self._composing = composing
        self.query_one("#whom", Static).update(Content.styled(audience_names()[self._audience], "bold"))
        if composing.plan is None:
            self.query_one("#title", Static).update(Content(""))
            self.query_one(ProseView).show(())
            self.run_worker(self._go_on(composing), exclusive=True)
        else:
            self._show(composing.plan)
        self._show_waiting()

    async def _go_on(self, composing: Composing) -> None:
        """In slices, so that every key has its turn."""
        while composing.plan is None and composing is self._composing:
            composing.take(_after(SLICE))
            await asyncio.sleep(BETWEEN)
        if composing.plan is not None and composing is self._composing:
            self._show(composing.plan)
            self._show_waiting()
            self._copy_if_wanted()

    def _show(self, plan: Plan) -> None:
        self.query_one("#title", Static).update(Content(plan.title))
        self.query_one(ProseView).show(_preview(plan).blocks[1:])

    def _show_waiting(self) -> None:
        said = []
        if self._composing is not None and self._composing.plan is None:
            said.append(_("It is being put together. With many notes this takes a while."))
        if not self._desk.is_shelf_whole():
            said.append(_("Your own exercises are being checked. Until then this is the plan without them."))
        if said and self._copy_wanted:
            said.append(_("Where to put the copy is asked next."))
        waiting = self.query_one("#waiting", Static)
        waiting.update(Content("\n".join(said)))
        waiting.display = bool(said)

    def action_whom(self) -> None:
        """Show the plan for the next of those who may have a copy."""
        every = list(audience_names())
        self._audience = every[(every.index(self._audience) + 1) % len(every)]
        self._copy_wanted = False
        self._draw()
        self._paper.scroll_home(animate=False)

    def action_export(self) -> None:
        """Ask where to, then write a copy. None is made that leaves something out: it comes once all is there."""
        plan = self._composing.plan if self._composing else None
        if plan is None or not self._desk.is_shelf_whole():
            self._copy_wanted = True
            self._show_waiting()
            return
        self._copy_wanted = False
        if plan.made != self._desk.today:
            plan = replace(plan, made=self._desk.today)  # it has been on the screen since yesterday
        self.app.push_screen(ExportScreen(to_markdown(plan), audience_names()[self._audience]))

    def _copy_if_wanted(self) -> None:
        if self._copy_wanted and self.is_current:
            self.action_export()

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


def _preview(plan: Plan) -> Plan:
    """The plan with its very long sections cut off, and a word about it where one is."""
    return replace(plan, sections=tuple(map(_shortened, plan.sections)))


def _shortened(section: Section) -> Section:
    if len(section.blocks) <= LONGEST:
        return section
    blocks = list(section.blocks[:LONGEST])
    while blocks and isinstance(blocks[-1], Heading):
        blocks.pop()
    ends = Paragraph((Text(_("The preview of this part ends here. A copy has all of it.")),))
    return replace(section, blocks=(*blocks, ends))


def _after(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def _free_name() -> str:
    """A neutral name in the reader's home folder that is not taken."""
    name = "~/notes.md"
    number = 2
    while Path(name).expanduser().exists():
        name = f"~/notes-{number}.md"
        number += 1
    return name
