"""What a plan page tells from one entry."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _

from workbook.guide.conditions import holds
from workbook.guide.context import Context
from workbook.guide.dating import about_of, about_words, day_in
from workbook.guide.recall import resolve
from workbook.model.entry import Entry
from workbook.model.exercise import Page, Passage
from workbook.model.prose import (
    Block,
    Bullets,
    Inline,
    Missing,
    Paragraph,
    Recall,
    Recalled,
    Text,
    inlines_of,
    plain,
)


def shows(page: Page, context: Context) -> bool:
    """Whether a plan page, and the exercise it belongs to, is there for the reader of it now."""
    return holds(context.exercise.head.when, context) and holds(page.when, context)


def told(page: Page, context: Context) -> list[Block]:
    """The blocks of a page from one entry; none if it has links and not one of them is answered."""
    blocks: list[Block] = []
    list_before = False
    gates = (*context.exercise.head.when, *page.when)
    for item in page.items:
        if not isinstance(item, Passage):
            continue
        # What the page asks of records chooses among them on it: it must not show one that it was to hold back.
        resolved = resolve(replace(item, when=(*gates, *item.when)) if gates else item, context)
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


def day_told(context: Context, entry: Entry) -> tuple[Inline, ...]:
    """The day that an entry is about, to stand above what it tells: written out, or else in the reader's own words.

    Where an exercise asks for the day and it is not answered, no more is known than when the note was begun.
    """
    about = about_of(entry, context.exercise, context.shelf)
    words = about_words(about)
    asks = any(question.about for question in context.exercise.questions)
    if asks and about is entry.about and day_in(about) is not None:
        return (Text(_("Written on {day}; the day itself is not noted").format(day=words)),)
    return (Recalled(words),)


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
