"""The task list: what each exercise is, where the reader is with it, and which comes next."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from workbook.guide.offering import offered_heads
from workbook.guide.progress import Progress, progress
from workbook.model.head import Head, Repeat
from workbook.model.parts import is_opt_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbook.model.entry import Settings
    from workbook.model.ports import Keeper, Shelf

CORE = ("welcome", "red-flags", "supporters", "values", "boundaries", "my-plan")
"""The core path: about 40 minutes in all."""
SAFETY = "safety"
"""Always in the list, and first while danger is named."""
SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list."""

    head: Head
    state: str
    """Where the reader is with it, in words."""
    begun: bool
    settled: bool
    """Done for now, or set aside by the reader."""


def tasks(shelf: "Shelf", keeper: "Keeper", settings: "Settings", today: "date") -> tuple[Task, ...]:
    """Every exercise that is offered, in order."""
    heads = offered_heads(shelf, keeper, today)
    return tuple(_task(head, keeper, settings) for head in heads)


def _task(head: Head, keeper: "Keeper", settings: "Settings") -> Task:
    count = keeper.count(head.id)
    begun = bool(count)
    if settings.tasks.get(head.id) == SET_ASIDE:
        return Task(head, _("Set aside"), begun, settled=True)
    if not begun:
        return Task(head, _("Not started"), begun=False, settled=False)
    if head.repeat is not Repeat.ONCE:
        return Task(head, ngettext("{n} entry", "{n} entries", count).format(n=count), begun=True, settled=True)
    if progress(head, keeper.entries(head.id)) is Progress.DONE:
        return Task(head, _("Done for now"), begun=True, settled=True)
    return Task(head, _("Started"), begun=True, settled=False)


def next_task(every: "Sequence[Task]") -> Task | None:
    """What to offer next: on the core path, else the first that is open; None when all is settled.

    What is there only for whoever looks for it is offered once it was begun, not before.
    """
    waiting = [task for task in every if not task.settled and (task.begun or not is_opt_in(task.head.part))]
    by_id = {task.head.id: task for task in waiting}
    return next((by_id[name] for name in CORE if name in by_id), waiting[0] if waiting else None)


def shown(every: "Sequence[Task]", everything: bool) -> tuple[Task, ...]:
    """The core path, safety, and whatever was begun or is the reader's own; or everything."""
    return tuple(task for task in every if everything or is_near(task.head, begun=task.begun))


def is_near(head: Head, *, begun: bool) -> bool:
    """Whether an exercise is listed before the reader asks for everything."""
    return begun or head.own or head.id in (*CORE, SAFETY)
