"""The plan, composed from plan pages and entries for one audience."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from gettext import gettext as _

from workbook.guide.conditions import holds
from workbook.guide.context import Context
from workbook.guide.dating import about_of, about_words
from workbook.guide.recall import resolve
from workbook.guide.showing import plan_contexts
from workbook.guide.tasks import CORE
from workbook.model.exercise import Audience, Exercise, Page, Passage
from workbook.model.head import Head, Repeat
from workbook.model.origin import written_by
from workbook.model.ports import Keeper, Shelf
from workbook.model.prose import (
    Block,
    Bullets,
    Emphasis,
    Heading,
    Inline,
    Missing,
    Paragraph,
    Recall,
    Recalled,
    Text,
    inlines_of,
    plain,
)
from workbook.plan.document import Plan, Section

MY_PLAN = "my-plan"
"""The exercise that brings everything onto one page."""
_PAGE_LEVEL = 3
"""Headings inside a section begin here, under the plan's title and the section's."""


def compose(shelf: Shelf, keeper: Keeper, audience: Audience, today: date) -> Plan:
    """The plan as it stands today."""
    sections: list[Section] = []
    not_yet: list[str] = []
    for exercise in _in_order(shelf):
        pages = [page for page in exercise.pages if audience in page.plan]
        contexts = plan_contexts(exercise, shelf, keeper, today)
        level = _PAGE_LEVEL + (len(pages) > 1)
        made = [(page.title, blocks) for page in pages if (blocks := _page(page, contexts, level))]
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


def _in_order(shelf: Shelf) -> Iterator[Exercise]:
    """The one page that stands for the whole plan first, then people, then the order of the task list."""
    heads = sorted(shelf.heads(), key=lambda head: (head.id != MY_PLAN, head.part != "people"))
    for head in heads:
        exercise = shelf.exercise(head.id)
        if exercise is not None:
            yield exercise


def _sections(exercise: Exercise, made: Sequence[tuple[str, Sequence[Block]]], audience: Audience) -> list[Section]:
    """The titled pages of one exercise as a section; those of the exercise that is the plan are one each."""
    if exercise.id == MY_PLAN:
        return [Section(exercise.id, title, tuple(blocks)) for title, blocks in made]
    blocks: list[Block] = [_from_own(exercise.head, audience)] if exercise.head.own else []
    for title, told in made:
        # A page alone, or one that is called as its exercise is, needs no heading under the section's own.
        if len(made) > 1 and title != exercise.head.title:
            blocks.append(Heading(_PAGE_LEVEL, (Text(title),)))
        blocks += told
    return [Section(exercise.id, exercise.head.title, tuple(blocks))]


def _from_own(head: Head, audience: Audience) -> Paragraph:
    """Who did not write the words around the answers. Who did is named to the reader alone: it may give them away."""
    words = _("This part is from an exercise file of my own.")
    if audience is Audience.PRIVATE:
        words = f"{words} {written_by(head)}"
    return Paragraph((Emphasis((Text(words),)),))


def _shows(page: Page, context: Context) -> bool:
    return holds(context.exercise.head.when, context) and holds(page.when, context)


def _may_show(page: Page, contexts: Sequence[Context]) -> bool:
    """Whether a page would show if it were answered; of one that a condition closed, nothing is said."""
    return not contexts or any(_shows(page, context) for context in contexts)


def _page(page: Page, contexts: Sequence[Context], level: int) -> list[Block]:
    """A page, once for each entry that it is read from, and nothing where nothing is answered.

    Where there may be several entries, each has a heading of this level with its date.
    """
    blocks: list[Block] = []
    for context in contexts:
        told = _told(page, context) if _shows(page, context) else []
        if told and context.entry is not None and context.exercise.head.repeat is not Repeat.ONCE:
            about = about_of(context.entry, context.exercise, context.shelf)
            blocks.append(Heading(level, (Text(about_words(about)),)))
        blocks += told
    return blocks


def _told(page: Page, context: Context) -> list[Block]:
    """The blocks of a page from one entry; none if it has links and not one of them is answered."""
    blocks: list[Block] = []
    list_before = False
    gates = (*context.exercise.head.when, *page.when)
    for item in page.items:
        if not isinstance(item, Passage):
            continue
        # What the page asks of records chooses among them on it: it must not show one that it was to hold back.
        resolved = resolve(replace(item, when=(*gates, *item.when)), context)
        match blocks, item.block, resolved:
            # A list that only conditions cut into passages reads as one.
            case [*_, Bullets(above, None)], Bullets(_, None), (Bullets(below, None),) if list_before:
                blocks[-1] = Bullets((*above, *below))
            case _:
                blocks += resolved
        list_before = isinstance(item.block, Bullets) and (list_before or bool(resolved))
    if any(isinstance(inline, Recalled) for block in blocks for inline in inlines_of(block)):
        return _without_gaps(blocks)
    has_links = any(isinstance(inline, Recall) for inline in _written(page))
    return [] if has_links or context.entry is None else blocks


def _written(page: Page) -> Iterator[Inline]:
    """Every inline of a plan page as it was written."""
    for item in page.items:
        if isinstance(item, Passage):
            yield from inlines_of(item.block)


def _without_gaps(blocks: Sequence[Block]) -> list[Block]:
    """Without what reads nothing but missing answers, and without the line that leads in to it.

    A plan tells what there is. Gaps would reproach its owner, and tell others what was left unsaid.
    """
    kept: list[Block] = []
    for block in blocks:
        if not _is_gap(block):
            kept.append(block)
        elif kept and _leads_in(kept[-1]):
            kept.pop()
    return kept


def _leads_in(block: Block) -> bool:
    """Whether a line of the page's own only announces what follows it. The reader's words are never such a line."""
    own = not any(isinstance(inline, Recalled) for inline in inlines_of(block))
    return own and isinstance(block, Paragraph) and plain(block.children).endswith(":")


def _is_gap(block: Block) -> bool:
    kinds = {type(inline) for inline in inlines_of(block)}
    return Missing in kinds and Recalled not in kinds
