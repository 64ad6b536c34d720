"""Prose as lines of styled words. Nothing in it is ever read as markup."""

from collections.abc import Iterable, Sequence

from textual.content import Content, Span
from textual.style import Style

from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Code,
    Divider,
    Emphasis,
    GoTo,
    Heading,
    Inline,
    Link,
    Missing,
    Paragraph,
    Quote,
    Recall,
    Recalled,
    Strong,
    Table,
    Text,
    Verbatim,
    inlines_of,
    plain,
)
from workbook.plan.wording import not_answered
from workbook.widgets.hanging import hang
from workbook.widgets.prose_masked import Hidden
from workbook.widgets.prose_table import table_lines

GOTO = "goto"
"""The key, in a style's meta, of a link's number in `links_of`."""
_BAR = "│ "
_DIVIDER = "─" * 12
_SCHEMES = ("tel:", "mailto:", "sms:", "https://", "http://")


def links_of(blocks: Iterable[Block]) -> tuple[GoTo, ...]:
    """Every way to another exercise or page, in the order it stands; each one once."""
    return tuple(dict.fromkeys(each for block in blocks for each in inlines_of(block) if isinstance(each, GoTo)))


def prose_content(blocks: Sequence[Block], width: int) -> Content:
    """The blocks as one content, wrapped at `width` cells."""
    return Content("\n").join(prose_lines(blocks, width))


def prose_lines(blocks: Sequence[Block], width: int) -> list[Content]:
    """The blocks as lines of at most `width` cells, a blank line between two blocks."""
    links = {link: number for number, link in enumerate(links_of(blocks))}
    return _stack(blocks, width, links)


def _stack(blocks: Sequence[Block], width: int, links: dict[GoTo, int], *, tight: bool = False) -> list[Content]:
    lines: list[Content] = []
    for number, block in enumerate(blocks):
        if number and not tight:
            lines.append(Content(""))
        lines += _block(block, width, links)
    return lines


def _block(block: Block, width: int, links: dict[GoTo, int]) -> list[Content]:
    nothing = Content("")
    match block:
        case Paragraph(children):
            return hang(_inlines(children, links), width, nothing)
        case Heading(level, children):
            style = ".prose--title" if level == 1 else ".prose--heading"
            return hang(_inlines(children, links).stylize_before(style), width, nothing)
        case Bullets(items, start):
            return _bullets(items, start, width, links)
        case Quote(children):
            bar = Content.styled(_BAR, ".prose--bar")
            return [bar + line for line in _stack(children, width - bar.cell_length, links)]
        case Table(head, rows):
            cells = [[_inlines(cell, links) for cell in row] for row in (head, *rows)]
            return table_lines(cells[0], cells[1:], width)
        case Verbatim(text):
            lines = [piece for line in Content(text).expand_tabs().split() for piece in line.fold(max(2, width - 2))]
            return [Content("  ") + line.stylize(".prose--code") for line in lines]
        case Divider():
            return [Content.styled(_DIVIDER[: max(1, width)], ".prose--quiet")]


def _bullets(items: Sequence[Sequence[Block]], start: int | None, width: int, links: dict[GoTo, int]) -> list[Content]:
    marks = ["• "] * len(items) if start is None else [f"{start + n}. " for n in range(len(items))]
    room = max(map(len, marks), default=0)
    tight = all(sum(not isinstance(block, Bullets) for block in item) <= 1 for item in items)
    lines: list[Content] = []
    for mark, item in zip(marks, items, strict=True):
        if lines and not tight:
            lines.append(Content(""))
        inner = _stack(item, max(1, width - room), links, tight=tight) or [Content("")]
        lines.append(Content.styled(mark.rjust(room), ".prose--mark") + inner[0])
        lines += [Content(" " * room) + line for line in inner[1:]]
    return lines


def _inlines(children: Iterable[Inline], links: dict[GoTo, int]) -> Content:
    return Content("").join(_inline(child, links) for child in children)


def _inline(child: Inline, links: dict[GoTo, int]) -> Content:
    match child:
        case Text(text):
            return Content(text.replace("\n", " "))
        case Break():
            return Content("\n")
        case Emphasis(inner):
            return _inlines(inner, links).stylize(".prose--emphasis")
        case Strong(inner):
            return _inlines(inner, links).stylize(".prose--strong")
        case Code(text):
            return Content.styled(text, ".prose--code")
        case Link(inner, address):
            words = _inlines(inner, links).stylize(".prose--link")
            return words if _says(plain(inner), address) else words + Content(f" ({address})")
        case GoTo(inner):
            words = Content("[") + _inlines(inner, links) + Content("]")
            meta = Style.from_meta({GOTO: links[child]})
            return words.stylize(".prose--goto").add_spans([Span(0, len(words.plain), meta)])
        case Hidden(text):
            return Content.styled(text, ".prose--hidden")
        case Recalled(text):
            return Content.styled(text, ".prose--recalled")
        case Missing(words) | Recall(words):
            return Content.styled(not_answered(words), ".prose--quiet")


def _says(words: str, address: str) -> bool:
    """Whether the words are the address already, but for its scheme and spaces."""
    for scheme in _SCHEMES:
        address = address.removeprefix(scheme)
    return "".join(words.split()) == "".join(address.split()).rstrip("/")
