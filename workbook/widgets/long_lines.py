"""Wrapping that stays quick in a paragraph of any length.

Textual wraps the whole line anew for each key. Where the text breaks depends only on what stands before, so after
a key it is enough to begin shortly before it and to stop where the breaks fall into their old places again.
"""

import re
from bisect import bisect_left, bisect_right

from textual._cells import cell_len, cell_width_to_column_index
from textual._wrap import compute_wrap_offsets
from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import expand_tabs_inline
from textual.geometry import Offset, clamp

LONG = 400
"""Characters from which a line is worth the trouble."""
_WINDOW = 1000
"""Characters wrapped at a time."""
_WORD = re.compile(r"\S+\s*|\s+")


class LongLines(WrappedDocument):
    """A wrapped document whose long lines are wrapped only where they changed."""

    _wrapped: list[str] | None = None
    """The lines as they were when they were last wrapped."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap every line."""
        super().wrap(width, tab_width)
        self._wrapped = list(self.document.lines)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap what an edit changed."""
        row = start[0]
        if row == old_end[0] == new_end[0] and self._wrapped is not None:
            old, new = self._wrapped[row], self.document[row]
            begin = min(start[1], old_end[1], new_end[1])
            end = max(new_end[1], old_end[1] + len(new) - len(old))
            if self._can_mend(old, new, begin, end):
                self._mend(row, old, new, begin, end)
                self._wrapped[row] = new
                return
        super().wrap_range(start, old_end, new_end)
        self._wrapped = list(self.document.lines)

    def _can_mend(self, old: str, new: str, begin: int, end: int) -> bool:
        return (
            self._width > 0
            and len(new) >= LONG
            and "\t" not in new
            and "\t" not in old
            and begin <= end <= len(new)
            and old[:begin] == new[:begin]
            and old[end + len(old) - len(new) :] == new[end:]
        )

    def _mend(self, row: int, old: str, new: str, begin: int, end: int) -> None:
        """Wrap the line anew from before `begin` until its breaks are the old ones; `end` is where its tail begins."""
        breaks = self._wrap_offsets[row]
        shift = len(new) - len(old)
        kept = _sure_breaks(new, breaks, begin)
        mended = breaks[:kept]
        place = mended[-1] if mended else 0
        size = max(_WINDOW, 4 * self._width)
        while place < len(new):
            window = new[place : place + size]
            found = [place + offset for offset in compute_wrap_offsets(window, self._width, self._tab_width)]
            met = next((n for n, at in enumerate(found) if at > end and _holds(breaks, at - shift)), None)
            if met is not None:
                mended += found[:met]
                mended += [at + shift for at in breaks[bisect_left(breaks, found[met] - shift) :]]
                break
            mended += found
            if place + len(window) == len(new):
                break
            if not found:
                size *= 2
            else:
                place = found[-1]
        self._put(row, mended)

    def _put(self, row: int, breaks: list[int]) -> None:
        rows = self._line_index_to_offsets[row]
        top, height = rows[0], len(breaks) + 1
        self._wrap_offsets[row] = breaks
        if height == len(rows):
            return
        shift = height - len(rows)
        self._offset_to_line_info[top : top + len(rows)] = [(row, section) for section in range(height)]
        self._line_index_to_offsets[row] = list(range(top, top + height))
        for below in range(row + 1, len(self._line_index_to_offsets)):
            self._line_index_to_offsets[below] = [at + shift for at in self._line_index_to_offsets[below]]

    def section(self, row: int, number: int) -> tuple[int, str]:
        """Where one wrapped piece of a line begins, and its words."""
        breaks = self._wrap_offsets[row]
        begin = breaks[number - 1] if number else 0
        end = breaks[number] if number < len(breaks) else None
        return begin, self.document[row][begin:end]

    def get_sections(self, line_index: int) -> list[str]:
        """The pieces of a line."""
        line, breaks = self.document[line_index], self._wrap_offsets[line_index]
        return [line[begin:end] for begin, end in zip([0, *breaks], [*breaks, len(line)], strict=True)]

    def location_to_offset(self, location: Location) -> Offset:
        """Where a place in the text stands in the wrapped text."""
        row = clamp(location[0], 0, len(self._line_index_to_offsets) - 1)
        number = bisect_right(self._wrap_offsets[row], location[1])
        begin, words = self.section(row, number)
        x = cell_len(expand_tabs_inline(words[: location[1] - begin], self._tab_width))
        return Offset(x, self._line_index_to_offsets[row][number])

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column under a cell of a wrapped piece; the piece may be counted from the end."""
        height = len(self._wrap_offsets[line_index]) + 1
        number = y_offset % height
        begin, words = self.section(line_index, number)
        column = begin + cell_width_to_column_index(words, x_offset, self._tab_width)
        return column if number == height - 1 else min(column, begin + len(words) - 1)


def _sure_breaks(line: str, breaks: list[int], begin: int) -> int:
    """How many of the breaks stand as they are, whatever changed at `begin` or after it."""
    for number in range(bisect_left(breaks, begin), 0, -1):
        at = breaks[number - 1]
        if line[at].isspace() or not line[at - 1].isspace():
            return number  # inside a word that is wider than the screen: its start alone decided that
        word = _WORD.match(line, at)
        if word is not None and word.end() < begin:
            return number
    return 0


def _holds(breaks: list[int], at: int) -> bool:
    place = bisect_left(breaks, at)
    return place < len(breaks) and breaks[place] == at
