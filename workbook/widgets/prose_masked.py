"""Prose with the reader's own words hidden in it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Emphasis,
    GoTo,
    Heading,
    Inline,
    Link,
    Paragraph,
    Quote,
    Recalled,
    Strong,
    Table,
    inlines_of,
)
from workbook.widgets.masking import HIDDEN


@dataclass(frozen=True, slots=True)
class Hidden(Recalled):
    """Stands for words of the reader's."""

    text: str = HIDDEN


_DOTS = Hidden()
Each = TypeVar("Each")


def masked(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same prose without the reader's words.

    Neighbours that read the same without them become one: neither the paragraphs of a text nor the lines of a list can
    be counted.
    """
    return tuple(_once((_block(block) for block in blocks), _holds_dots))


def _block(block: Block) -> Block:
    match block:
        case Paragraph(children):
            return Paragraph(_inlines(children))
        case Heading(level, children):
            return Heading(level, _inlines(children))
        case Quote(children):
            return Quote(masked(children))
        case Bullets(items, start):
            lines = _once((masked(item) for item in items), lambda item: any(map(_holds_dots, item)))
            return Bullets(tuple(lines), start)
        case Table(head, rows):
            cells = _once((tuple(map(_inlines, row)) for row in rows), lambda row: any(_DOTS in cell for cell in row))
            return Table(tuple(map(_inlines, head)), tuple(cells))
        case _:
            return block


def _inlines(children: Sequence[Inline]) -> tuple[Inline, ...]:
    kept: list[Inline] = []
    for child in children:
        match child:
            case Recalled() if kept[-1:] == [_DOTS]:
                continue
            case Recalled() if len(kept) > 1 and isinstance(kept[-1], Break) and kept[-2] == _DOTS:
                kept.pop()
            case Recalled():
                kept.append(_DOTS)
            case Emphasis(inner) | Strong(inner) | Link(inner) | GoTo(inner):
                kept.append(replace(child, children=_inlines(inner)))
            case _:
                kept.append(child)
    return tuple(kept)


def _holds_dots(block: Block) -> bool:
    return any(inline == _DOTS for inline in inlines_of(block))


def _once(every: "Iterable[Each]", hides: "Callable[[Each], bool]") -> "Iterator[Each]":
    """Each of them, but once where the one before it reads the same and hides something."""
    before: Each | None = None
    for each in every:
        if each != before or not hides(each):
            yield each
        before = each
