"""The plan as Markdown that is pleasant to read raw, and reads back as the reader's exact words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from workbook.model.guard import clean
from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Divider,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Recalled,
    Table,
    Text,
    Verbatim,
)
from workbook.plan.document import Plan
from workbook.plan.escaping import escape_start, inline_markdown
from workbook.plan.last_line import printed

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def to_markdown(plan: Plan) -> str:
    """The whole plan. Ends with one newline."""
    return printed(plan, blocks_to_markdown)


def blocks_to_markdown(blocks: Sequence[Block]) -> str:
    """Blocks as Markdown. Ends with one newline."""
    return "\n".join(_lines(blocks)) + "\n"


def _lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    other_list = False
    before: Block | None = None
    for block in blocks:
        # Two lists in a row are one list to Markdown, unless their marks differ.
        other_list = _same_list(before, block) and not other_list
        made = _bullets(block, other_list) if isinstance(block, Bullets) else _block(block)
        if made:
            lines += ["", *made] if lines else made
            before = block
    return lines


def _same_list(before: Block | None, block: Block) -> bool:
    return (
        isinstance(before, Bullets) and isinstance(block, Bullets) and (before.start is None) == (block.start is None)
    )


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(children):
            return _paragraphs(children)
        case Heading(level, children):
            words = _one_line(children)
            # Hashes at the end of a heading would be taken for its closing marks.
            words = re.sub(r"(?<!\\)#$", r"\\#", words)
            return [f"{'#' * min(max(level, 1), 6)} {words}"] if words else []
        case Quote(children):
            return [f"> {line}" if line else ">" for line in _lines(children)]
        case Table():
            return _table(block)
        case Verbatim(text):
            text = clean(text)
            fence = "`" * max(3, max((len(run) + 1 for run in re.findall("`+", text)), default=0))
            return [fence, *text.split("\n"), fence]
        case Divider():
            return ["***"]
        case Bullets():
            return _bullets(block, other=False)


def _paragraphs(children: Iterable[Inline]) -> list[str]:
    lines: list[str] = []
    for paragraph in _split(children):
        # Empty lines at its ends hold no words, and a break there would be read as a backslash.
        words = inline_markdown(paragraph).strip("\n")
        if words:
            lines += [""] if lines else []
            lines += _hard_broken(words)
    return lines


def _hard_broken(words: str) -> list[str]:
    *broken, last = map(escape_start, words.split("\n"))
    return [*(f"{line}\\" for line in broken), last]


def _split(children: Iterable[Inline]) -> Iterator[list[Inline]]:
    """Empty lines in undressed words begin a new paragraph; elsewhere they stay hard breaks."""
    paragraph: list[Inline] = []
    for child in children:
        if isinstance(child, Recalled | Text):
            first, *rest = _BLANK_LINES.split(clean(child.text))
            paragraph.append(Text(first))
            for text in rest:
                yield paragraph
                paragraph = [Text(text)]
        else:
            paragraph.append(child)
    yield paragraph


def _one_line(children: Iterable[Inline]) -> str:
    """Inlines for a place that has no lines; breaks become spaces."""
    words = inline_markdown(Text(" ") if isinstance(child, Break) else child for child in children)
    words = words.replace("\n", " ")
    if words[:1].isspace() or words[-1:].isspace():
        return escape_start(words)
    return words


def _bullets(block: Bullets, other: bool) -> list[str]:
    """The lines of a list; `other` takes the second kind of bullet."""
    items = [_lines(item) for item in block.items]
    loose = any("" in item for item in items)
    lines: list[str] = []
    for number, item in enumerate(items):
        mark = ("+" if other else "-") if block.start is None else f"{block.start + number}{')' if other else '.'}"
        first, *rest = item or [""]
        lines += [""] if loose and lines else []
        lines.append(f"{mark} {first}".rstrip() if not first else f"{mark} {first}")
        lines += [" " * (len(mark) + 1) + line if line else "" for line in rest]
    return lines


def _table(table: Table) -> list[str]:
    if not table.head:
        return []
    rows = [[_one_line(cell).replace("|", "\\|") for cell in row] for row in (table.head, *table.rows)]
    wide = [min(max(3, *(len(row[at]) for row in rows)), 40) for at in range(len(table.head))]
    head, *rest = [
        "| " + " | ".join(cell.ljust(room) for cell, room in zip(row, wide, strict=True)) + " |" for row in rows
    ]
    return [head, "| " + " | ".join("-" * room for room in wide) + " |", *rest]
