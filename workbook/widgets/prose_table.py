"""A table of prose: columns that fit, or one line a cell where they cannot."""

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from workbook.widgets.hanging import hang

_GAP = "  "
_NARROWEST = 6
"""Cells a column needs to be readable."""

Row = Sequence[Content]


def table_lines(head: Row, rows: Sequence[Row], width: int) -> list[Content]:
    """The table as lines of at most `width` cells."""
    widths = _column_widths([head, *rows], width - len(_GAP) * (len(head) - 1))
    if widths is None:
        return _as_list(head, rows, width)
    rule = Content.styled(_GAP.join("─" * column for column in widths), ".prose--quiet")
    lines = [*_row_lines([cell.stylize_before(".prose--strong") for cell in head], widths), rule]
    tall = any(column < cell.cell_length for row in rows for column, cell in zip(widths, row, strict=True))
    for number, row in enumerate(rows):
        if number and tall:
            lines.append(Content(""))
        lines += _row_lines(row, widths)
    return lines


def _column_widths(rows: Sequence[Row], room: int) -> list[int] | None:
    """Natural widths, or the widest columns cut to what is left; None if some column would get too narrow."""
    natural = [max(1, *map(_natural_width, column)) for column in zip(*rows, strict=True)]
    if sum(natural) <= room:
        return natural
    widths: dict[int, int] = {}
    for number, place in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        share = (room - sum(widths.values())) // (len(natural) - number)
        widths[place] = min(natural[place], share)
    if any(widths[place] < min(natural[place], _NARROWEST) for place in widths):
        return None
    return [widths[place] for place in range(len(natural))]


def _natural_width(cell: Content) -> int:
    return max(line.cell_length for line in cell.split(allow_blank=True))


def _row_lines(row: Row, widths: Sequence[int]) -> list[Content]:
    columns = [cell.wrap(column) for cell, column in zip(row, widths, strict=True)]
    lines = []
    for pieces in zip_longest(*columns, fillvalue=Content("")):
        padded = [piece.pad_right(column - piece.cell_length) for piece, column in zip(pieces, widths, strict=True)]
        lines.append(Content(_GAP).join(padded).rstrip())
    return lines


def _as_list(head: Row, rows: Sequence[Row], width: int) -> list[Content]:
    lines: list[Content] = []
    for number, row in enumerate(rows):
        if number:
            lines.append(Content(""))
        for title, cell in zip(head, row, strict=True):
            lines += hang(title.stylize_before(".prose--strong") + ": " + cell, width, Content(""), Content("  "))
    return lines
