"""Home: the exercises as a task list, and what may come next."""

from dataclasses import replace
from gettext import gettext as _
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.guide.tasks import SAFETY, SET_ASIDE, Task, next_task, shown, tasks
from workbook.model.origin import written_by
from workbook.model.parts import listed_title, part_note, part_title
from workbook.screens.requests import Handed, NotesTakenIn, OpenExercise, OwnChecked, to_safety
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.menu import Menu
from workbook.widgets.waiting_line import WaitingLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from workbook.model.problem import Problem
    from workbook.screens.desk import Desk
    from workbook.screens.waits import Waits

PROBLEMS_SHOWN = 4
WIDE, NARROW = 42, 20
"""Cells for the titles at most and at least."""
BESIDE = 28
"""Cells for everything beside them."""
MAY_WAIT = ("incident", "supporters")
"""Exercises whose entries may give something to tell of below the list."""


class HomeScreen(Screen[None]):
    """The list of exercises."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "show_all(True)", _("More")),
        Binding("e", "show_all(False)", _("Fewer")),
        Binding("a", "set_aside", _("Set aside")),
        Binding("g", "look", _("Look")),
        Binding("s", "safety", show=False),
        Binding("2", "app.boundaries", _("Boundaries")),
        Binding("3", "app.plan", _("Plan")),
        Binding("4", "app.log", _("Log")),
    ]

    def __init__(self, desk: "Desk", problems: "Sequence[Problem]" = ()) -> None:
        super().__init__()
        self._desk = desk
        self._everything = False
        self._tasks: tuple[Task, ...] = ()
        self._problems = problems
        self._safety_first = False
        self._room = WIDE
        self._coming: Task | None = None
        self._is_new = True
        self._waiting: Waits | None = None
        """What one line below the list tells."""

    def compose(self) -> "ComposeResult":
        """What comes next, the list, and problems of the reader's own files if there are any."""
        # Before the first paint: a hand that is quick must not find another line under it than it saw.
        self._safety_first = self._is_danger_unread
        every = self._take_stock()
        with Vertical(id="column"):
            yield Static(self._suggestion(every), id="next")
            yield Menu(*_rows(self._tasks, self._room), id="tasks")
            problems = Static(_problem_words(self._problems), id="problems")
            problems.display = bool(self._problems)
            yield problems
            yield WaitingLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the list in focus, at what comes next."""
        self._place_cursor(SAFETY if self._safety_first else None)
        self._list.focus()

    def on_resize(self) -> None:
        """Give the titles what room there is."""
        if self._tasks and self._room_for_titles() != self._room:
            self.refresh_list()

    def on_screen_resume(self) -> None:
        """Show what has changed meanwhile. The cursor stays at what the reader comes back from."""
        if self._is_new:
            # It was composed a moment ago; drawn once more, the first frame would come later.
            self._is_new = False
            self.call_after_refresh(self._look_if_counted)
            return
        self.refresh_list()
        # Rules are read from whole exercises; the list does not wait for that.
        self.call_after_refresh(self._look_for_danger)
        self.call_after_refresh(self._look_if_counted)

    def on_notes_taken_in(self, _event: NotesTakenIn) -> None:
        """All is counted, so it can be told what waits. The start does not wait for that."""
        self._look_if_counted()

    def _look_if_counted(self) -> None:
        # Where nothing can wait, nothing is loaded that would find it.
        if not any(self._desk.notes.count(name) for name in MAY_WAIT):
            self._tell(None)
        elif self._desk.index.is_whole:
            self._look_for_waiting()

    def _look_for_waiting(self) -> None:
        from workbook.screens.waits import waits

        self._tell(None if self._safety_first else waits(self._desk))

    def _tell(self, waiting: "Waits | None") -> None:
        if waiting is None and self._waiting is None:
            return
        self._waiting = waiting
        self.query_one(WaitingLine).show(waiting.words if waiting else None)
        self.refresh_bindings()

    @property
    def _is_danger_unread(self) -> bool:
        from workbook.guide.gates import safety_first

        return safety_first(self._desk.shelf, self._desk.notes, self._desk.today)

    def _look_for_danger(self) -> None:
        first = self._is_danger_unread
        if first != self._safety_first:
            self._safety_first = first
            self.refresh_list()
            if first:
                self._list.highlighted = self._list.get_option_index(SAFETY)

    @property
    def _list(self) -> Menu:
        return self.query_one("#tasks", Menu)

    def on_own_checked(self, event: OwnChecked) -> None:
        """List the reader's own exercises, and name the mistakes in the others; the rest goes on working."""
        self._problems = event.problems
        if event.any_offered or event.problems:
            self.refresh_list()

    def refresh_list(self) -> None:
        """Draw the list anew, keeping the place."""
        every = self._take_stock()
        listed = self._list
        kept = self._selected()
        listed.clear_options()
        listed.add_options(_rows(self._tasks, self._room))
        self._place_cursor(kept)
        self.query_one("#next", Static).update(self._suggestion(every))
        problems = self.query_one("#problems", Static)
        problems.display = bool(self._problems)
        problems.update(_problem_words(self._problems))

    def _take_stock(self) -> tuple[Task, ...]:
        """Look where the reader is, and what of it the list shows at this width."""
        every = tasks(self._desk.shelf, self._desk.notes, self._desk.notes.settings, self._desk.today)
        self._tasks = shown(every, self._everything)
        self._coming = next_task(every)
        self._room = self._room_for_titles()
        return every

    def _place_cursor(self, kept: str | None) -> None:
        """Onto the row that had it, else onto what comes next, else onto the first."""
        listed = [task.head.id for task in self._tasks]
        wanted = (kept, self._coming.head.id if self._coming else None, next(iter(listed), None))
        found = next((each for each in wanted if each in listed), None)
        if found is not None:
            self._list.highlighted = self._list.get_option_index(found)

    def _suggestion(self, every: "Sequence[Task]") -> Content:
        safety = next((task for task in every if task.head.id == SAFETY), None) if self._safety_first else None
        return _next_words(self._coming, safety, len(every) - len(self._tasks))

    def _room_for_titles(self) -> int:
        return max(NARROW, min(WIDE, self.app.size.width - BESIDE))

    def _selected(self) -> str | None:
        listed = self._list
        if listed.highlighted is None:
            return None
        return listed.get_option_at_index(listed.highlighted).id

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Open what was chosen."""
        event.stop()
        if event.option_id == SAFETY:
            self.post_message(to_safety())
        elif event.option_id is not None:
            self.post_message(OpenExercise(event.option_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key shows more or fewer, whichever can be."""
        if action == "look":
            return self._waiting is not None
        return parameters[0] is not self._everything if action == "show_all" else True

    def action_look(self) -> None:
        """Look at what the line below the list tells of."""
        if self._waiting is not None:
            self.app.push_screen(self._waiting.screen())

    def action_show_all(self, everything: bool) -> None:
        """Show all there is, or the core path."""
        self._everything = everything
        self.refresh_list()
        self.refresh_bindings()

    def action_safety(self) -> None:
        """What can be done in danger."""
        self.post_message(to_safety())

    def action_set_aside(self) -> None:
        """Set an exercise aside, or take it up again. The reader decides."""
        selected = self._selected()
        if selected is None:
            return
        settings = self._desk.notes.settings
        decided = dict(settings.tasks)
        if decided.pop(selected, None) is None:
            decided[selected] = SET_ASIDE
        self.post_message(Handed(self._desk.notes.save_settings(replace(settings, tasks=decided))))
        self.refresh_list()


def _rows(listed: "Sequence[Task]", room: int) -> "Iterator[Option]":
    """A row for each task, and one for each part before the first of it."""
    part = None
    for task in listed:
        if task.head.part != part:
            gap = "" if part is None else "\n"
            part = task.head.part
            yield Option(Content.assemble(gap, *_part_words(part)), disabled=True)
        yield Option(_row(task, room), id=task.head.id)


def _part_words(part: str) -> "Iterator[tuple[str, str]]":
    yield part_title(part), "bold $primary"
    if note := part_note(part):
        yield f"  ({note})", "$text-muted"


def _row(task: Task, room: int) -> Content:
    minutes = _("{n} min").format(n=task.head.minutes) if task.head.minutes else ""
    title = Content(f"  {listed_title(task.head)}")
    pad = " " * max(1, room - title.cell_length)
    style = "$text-muted" if task.settled else "bold" if task.begun else ""
    row = Content.assemble(title, pad, (f"{minutes:>7}", "$text-muted"), "   ", (task.state, style))
    author = written_by(task.head)
    return row + Content.styled(f"\n    {author}", "$text-muted") if author else row


def _next_words(coming: Task | None, safety: Task | None, hidden: int) -> Content:
    more = Content.styled(_("   Enter opens one, e shows more."), "$text-muted") if hidden else Content("")
    if safety is not None:
        return Content.assemble((_("Please read this first: "), "$text-muted"), (safety.head.title, "bold"), more)
    if coming is None:
        return Content.assemble(_("Nothing is waiting. Everything here can be opened again."), more)
    lead = _("You could go on with, from your own folder: ") if coming.head.own else _("You could go on with: ")
    return Content.assemble((lead, "$text-muted"), (coming.head.title, "bold"), more)


def _problem_words(problems: "Sequence[Problem]") -> Content:
    lines = [Content.styled(_("Your own exercises need mending; everything else works:"), "bold $text-warning")]
    lines += [Content(each.told()) for each in problems[:PROBLEMS_SHOWN]]
    if len(problems) > PROBLEMS_SHOWN:
        lines.append(Content(_("and {n} more").format(n=len(problems) - PROBLEMS_SHOWN)))
    return Content("\n").join(lines)
