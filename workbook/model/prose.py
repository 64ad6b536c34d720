"""Prose as a small tree. Authoring makes it, widgets draw it, the plan prints it; nobody else sees Markdown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbook.model.condition import Ref


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. Never markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words said with stress."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words said with weight."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type exactly as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the workbook. Its address is shown; nothing opens it."""

    children: "tuple[Inline, ...]"
    address: str


@dataclass(frozen=True, slots=True)
class GoTo:
    """A link to another exercise or to a page of this one."""

    children: "tuple[Inline, ...]"
    exercise: str | None
    """The exercise's id; None means this file."""
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """A link that reads an earlier answer; its own words stand where nothing is answered yet."""

    words: str
    ref: "Ref"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Recalled:
    """The reader's own words, put where a `Recall` stood."""

    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The words of a `Recall` whose answer is not there yet; to be marked as not answered yet."""

    words: str


Inline = Text | Break | Emphasis | Strong | Code | Link | GoTo | Recall | Recalled | Missing


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside prose or in the plan; level 1 is a document's title."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list: numbered from `start`, or with bullets if `start` is None."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """An aside, an example, or an urgent word."""

    children: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the head."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines to be shown exactly as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A pause between two thoughts."""


Block = Paragraph | Heading | Bullets | Quote | Table | Verbatim | Divider


def inlines_of(block: Block) -> "Iterator[Inline]":
    """Every inline of a block, outer before inner."""
    match block:
        case Paragraph(children) | Heading(_, children):
            yield from _spread(children)
        case Quote(children):
            for child in children:
                yield from inlines_of(child)
        case Bullets(items):
            for item in items:
                for child in item:
                    yield from inlines_of(child)
        case Table(head, rows):
            for row in (head, *rows):
                for cell in row:
                    yield from _spread(cell)


def _spread(children: "Iterable[Inline]") -> "Iterator[Inline]":
    for child in children:
        yield child
        match child:
            case Emphasis(inner) | Strong(inner) | Link(inner) | GoTo(inner):
                yield from _spread(inner)


def plain(children: "Iterable[Inline]") -> str:
    """The words alone, without their dress."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(text) | Code(text) | Recalled(text):
                parts.append(text)
            case Recall(words) | Missing(words):
                parts.append(words)
            case Emphasis(inner) | Strong(inner) | Link(inner) | GoTo(inner):
                parts.append(plain(inner))
            case Break():
                parts.append("\n")
    return "".join(parts)
