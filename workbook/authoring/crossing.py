"""Links from file to file: whether one reads an answer or goes to a page is known once the other file is read."""

from collections.abc import Callable
from dataclasses import replace

from workbook.model.exercise import Exercise, Page, Passage, Question
from workbook.model.prose import (
    Block,
    Bullets,
    Emphasis,
    GoTo,
    Heading,
    Inline,
    Link,
    Paragraph,
    Quote,
    Recall,
    Strong,
    Table,
    Text,
    inlines_of,
)

IsPage = Callable[[str, str], bool]
"""Whether the exercise of this id has a page of that id."""


def settle_links(exercise: Exercise, is_page: IsPage) -> Exercise:
    """The exercise with each link to a page of another file as a `GoTo`, not as a `Recall`."""

    def settled(passage: Passage) -> Passage:
        if any(isinstance(inline, Recall) and inline.ref.exercise for inline in inlines_of(passage.block)):
            return replace(passage, block=_block(passage.block, is_page))
        return passage

    def settled_question(question: Question) -> Question:
        return replace(
            question,
            before=tuple(settled(passage) for passage in question.before),
            after=tuple(settled(passage) for passage in question.after),
        )

    def settled_page(page: Page) -> Page:
        return replace(
            page,
            items=tuple(settled_question(item) if isinstance(item, Question) else settled(item) for item in page.items),
            watches=tuple(
                replace(watch, passage=settled(watch.passage)) if watch.passage else watch for watch in page.watches
            ),
        )

    return replace(
        exercise,
        intro=tuple(settled(passage) for passage in exercise.intro),
        pages=tuple(settled_page(page) for page in exercise.pages),
    )


def _block(block: Block, is_page: IsPage) -> Block:
    match block:
        case Paragraph(children):
            return Paragraph(_inlines(children, is_page))
        case Heading(level, children):
            return Heading(level, _inlines(children, is_page))
        case Quote(blocks):
            return Quote(tuple(_block(each, is_page) for each in blocks))
        case Bullets(items, start):
            return Bullets(tuple(tuple(_block(each, is_page) for each in item) for item in items), start)
        case Table(head, rows):
            return Table(_row(head, is_page), tuple(_row(row, is_page) for row in rows))
        case _:
            return block


def _row(row: tuple[tuple[Inline, ...], ...], is_page: IsPage) -> tuple[tuple[Inline, ...], ...]:
    return tuple(_inlines(cell, is_page) for cell in row)


def _inlines(children: tuple[Inline, ...], is_page: IsPage) -> tuple[Inline, ...]:
    return tuple(_inline(child, is_page) for child in children)


def _inline(inline: Inline, is_page: IsPage) -> Inline:
    match inline:
        case Recall(words, ref) if ref.exercise and not ref.field and is_page(ref.exercise, ref.question):
            return GoTo((Text(words),), ref.exercise, ref.question)
        case Emphasis(children):
            return Emphasis(_inlines(children, is_page))
        case Strong(children):
            return Strong(_inlines(children, is_page))
        case Link(children, address):
            return Link(_inlines(children, is_page), address)
        case GoTo(children, exercise, page):
            return GoTo(_inlines(children, is_page), exercise, page)
        case _:
            return inline
