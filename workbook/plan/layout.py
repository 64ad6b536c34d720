"""Blocks of prose as wrapped lines of plain text."""

from collections.abc import Iterable, Mapping, Sequence

from workbook.model.guard import clean
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
)
from workbook.plan.width import columns, padded, wrap
from workbook.plan.wording import not_answered

_INDENT = "    "
_UNDERLINES: Mapping[int, str] = {1: "=", 2: "-"}


def block_lines(blocks: Sequence[Block], width: int, *, underlined: bool = False) -> list[str]:
    """The lines of some blocks, an empty one between each two. Underlines are for the eye: titles on paper."""
    lines: list[str] = []
    for block in blocks:
        made = _lines_of(block, width)
        if made and underlined and isinstance(block, Heading) and block.level in _UNDERLINES:
            made.append(_UNDERLINES[block.level] * max(map(columns, made)))
        if made:
            lines += ["", *made] if lines else made
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """Text with newlines as lines of at most `width` columns."""
    return [short for line in clean(text).split("\n") for short in wrap(line, width)]


def hanging(mark: str, lines: Sequence[str]) -> list[str]:
    """Lines with a mark before the first, and the others under it."""
    first, *rest = lines or [""]
    indent = " " * columns(mark)
    return [(mark + first).rstrip(" "), *(indent + line if line else "" for line in rest)]


def words_of(children: Iterable[Inline]) -> str:
    """The words of some inlines, with addresses, and with a note where nothing is answered yet."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(text) | Code(text) | Recalled(text):
                parts.append(text)
            case Recall(words):
                parts.append(words)
            case Missing(words):
                parts.append(not_answered(words))
            case Emphasis(inner) | Strong(inner) | GoTo(inner):
                parts.append(words_of(inner))
            case Link(inner, address):
                label = words_of(inner)
                parts.append(label if label == address else f"{label} ({address})")
            case Break():
                parts.append("\n")
    return "".join(parts)


def _lines_of(block: Block, width: int) -> list[str]:
    match block:
        case Paragraph(children):
            words = words_of(children).strip("\n")
            return wrapped(words, width) if words else []
        case Heading(_, children):
            words = words_of(children).replace("\n", " ")
            return wrapped(words, width) if words else []
        case Bullets():
            return _bullets(block, width)
        case Quote(children):
            return [_INDENT + line if line else "" for line in block_lines(children, width - len(_INDENT))]
        case Table():
            return _table(block, width)
        case Verbatim(text):
            return [_INDENT + line if line else "" for line in clean(text).split("\n")]
        case Divider():
            return ["* * *"]


def _bullets(block: Bullets, width: int) -> list[str]:
    lines: list[str] = []
    loose = any(sum(isinstance(child, Paragraph) for child in item) > 1 for item in block.items)
    for number, item in enumerate(block.items):
        mark = "- " if block.start is None else f"{block.start + number}. "
        made = block_lines(item, width - columns(mark))
        lines += ["", *hanging(mark, made)] if loose and lines else hanging(mark, made)
    return lines


def _table(table: Table, width: int) -> list[str]:
    """Columns where they fit beside each other, else one line for each cell."""
    rows = [[clean(words_of(cell)).replace("\n", " ") for cell in row] for row in (table.head, *table.rows)]
    wide = [max(columns(row[at]) for row in rows) for at in range(len(table.head))]
    if sum(wide) + 2 * (len(wide) - 1) <= width:
        head, *rest = ["  ".join(map(padded, row, wide)).rstrip(" ") for row in rows]
        return [head, "  ".join("-" * room for room in wide), *rest]
    names, *bodies = rows
    lines: list[str] = []
    for body in bodies:
        lines += [""] if lines else []
        for name, cell in zip(names, body, strict=True):
            lines += hanging("  ", wrapped(f"{name}: {cell}", width - 2)) if cell else []
    return lines
