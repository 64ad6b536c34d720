"""The plan, composed from plan pages and entries for one audience."""

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from gettext import gettext as _

from workbook.guide.context import Context
from workbook.guide.showing import plan_contexts
from workbook.guide.statements import PEOPLE
from workbook.guide.tasks import CORE
from workbook.model.exercise import Audience, Exercise, Page
from workbook.model.head import Repeat
from workbook.model.ports import Keeper, Shelf
from workbook.model.prose import Block, Heading, Text
from workbook.plan.chronology import in_order_of_days
from workbook.plan.document import Plan, Section
from workbook.plan.telling import day_told, shows, told
from workbook.plan.wording import from_own

MY_PLAN = "my-plan"
"""The exercise that brings everything onto one page."""
_PAGE_LEVEL = 3
"""Headings inside a section begin here, under the plan's title and the section's."""


def compose(shelf: Shelf, keeper: Keeper, audience: Audience, today: date) -> Plan:
    """The plan as it stands today."""
    composing = Composing(shelf, keeper, audience, today)
    composing.take(lambda: False)
    assert composing.plan is not None
    return composing.plan


class Composing:
    """A plan that is put together bit by bit: with thousands of notes it takes many seconds, and nobody waits for it.

    It belongs to the thread of the keeper. Where something is written meanwhile, it is to be begun anew.
    """

    def __init__(self, shelf: Shelf, keeper: Keeper, audience: Audience, today: date) -> None:
        """Reads nothing yet."""
        self._steps = _steps(shelf, keeper, audience, today)
        self.plan: Plan | None = None
        """None until it is whole."""

    def take(self, until: Callable[[], bool]) -> None:
        """Go on by one step at least, until it is whole or it is time for something else."""
        try:
            while self.plan is None:
                next(self._steps)
                if until():
                    return
        except StopIteration as whole:
            self.plan = whole.value


def _steps(shelf: Shelf, keeper: Keeper, audience: Audience, today: date) -> Generator[None, None, Plan]:
    """Yields after everything that takes a while."""
    if audience is Audience.CHRONOLOGY:
        notes = yield from in_order_of_days(shelf, keeper, today)
        return Plan(_title(audience), today, notes, audience=audience)
    sections: list[Section] = []
    not_yet: list[str] = []
    for exercise in _in_order(shelf, audience):
        yield
        pages = [page for page in exercise.pages if audience in page.plan]
        contexts = []
        for context in plan_contexts(exercise, shelf, keeper, today) if pages else ():
            contexts.append(context)
            yield
        level = _PAGE_LEVEL + (len(pages) > 1)
        made = []
        for page in pages:
            if blocks := (yield from _page(page, contexts, level)):
                made.append((page.title, blocks))
        if made:
            sections += _sections(exercise, made, audience)
        elif exercise.id in CORE and any(_may_show(page, contexts) for page in pages):
            # Of the way through alone: a list of all that could be filled in would reproach its owner.
            not_yet.append(exercise.head.title)
    return Plan(_title(audience), today, tuple(sections), tuple(not_yet), audience)


def _title(audience: Audience) -> str:
    return {
        Audience.PRIVATE: _("My plan"),
        Audience.SUPPORTER: _("For someone on my side"),
        Audience.ADVOCATE: _("For my advocate"),
        Audience.CHRONOLOGY: _("What happened"),
    }[audience]


def _in_order(shelf: Shelf, audience: Audience) -> Iterator[Exercise]:
    """People first, then the one page that stands for the whole plan, what else is about people, and the task list.

    To the reader that page comes first of all: it begins with the people.
    """
    first = MY_PLAN if audience is Audience.PRIVATE else PEOPLE
    heads = sorted(shelf.heads(), key=lambda head: (head.id != first, head.id != MY_PLAN, head.part != "people"))
    for head in heads:
        exercise = shelf.exercise(head.id)
        if exercise is not None:
            yield exercise


def _sections(exercise: Exercise, made: Sequence[tuple[str, Sequence[Block]]], audience: Audience) -> list[Section]:
    """The titled pages of one exercise as a section; those of the exercise that is the plan are one each."""
    if exercise.id == MY_PLAN:
        return [Section(exercise.id, title, tuple(blocks)) for title, blocks in made]
    blocks: list[Block] = [from_own(exercise.head, audience)] if exercise.head.own else []
    for title, found in made:
        # A page alone, or one that is called as its exercise is, needs no heading under the section's own.
        if len(made) > 1 and title != exercise.head.title:
            blocks.append(Heading(_PAGE_LEVEL, (Text(title),)))
        blocks += found
    return [Section(exercise.id, exercise.head.title, tuple(blocks))]


def _may_show(page: Page, contexts: Sequence[Context]) -> bool:
    """Whether a page would show if it were answered; of one that a condition closed, nothing is said."""
    return not contexts or any(shows(page, context) for context in contexts)


def _page(page: Page, contexts: Sequence[Context], level: int) -> Generator[None, None, list[Block]]:
    """A page, once for each entry that it is read from, and nothing where nothing is answered.

    Where there may be several entries, each has a heading of this level with its date.
    """
    blocks: list[Block] = []
    for context in contexts:
        found = told(page, context) if shows(page, context) else []
        if found and context.entry is not None and context.exercise.head.repeat is not Repeat.ONCE:
            blocks.append(Heading(level, day_told(context, context.entry)))
        blocks += found
        yield
    return blocks
