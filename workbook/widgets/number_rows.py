"""Rows of numbers, one chosen in each: `1  2 (3) 4  5`."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from workbook.model.exercise import Option, Scale
from workbook.widgets.hanging import Rewrapped, hang
from workbook.widgets.masking import HIDDEN, MARK, Masked, words_hidden
from workbook.widgets.reveal import reveal

_CELL = 5
"""Cells of one number with its brackets and air."""
_LABELS = 0.45
"""The share of the width that words beside the numbers may take."""


class NumberRows(Masked, Widget, can_focus=True):
    """A scale, once or for each of several items. One tab stop: up and down go between rows, left and right choose."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"numbers--chosen", "numbers--open", "numbers--end", "numbers--current"}
    DEFAULT_CSS = """
    NumberRows {
        width: 1fr;
        height: auto;
        padding: 0 1;
        & > .numbers--open { color: $foreground 70%; }
        & > .numbers--chosen { color: $accent; text-style: bold; }
        & > .numbers--end { color: $foreground 60%; text-style: italic; }
        & > .numbers--current { color: $accent; text-style: bold; }
        &:ansi > .numbers--open { color: ansi_default; }
        &:ansi > .numbers--end { color: ansi_default; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("backspace,delete", "clear", show=False),
        Binding("enter", "app.focus_next", show=False),
        *(Binding(str(digit), f"digit('{digit}')", show=False) for digit in range(10)),
    ]

    class Changed(Message):
        """Posted when a number was chosen or taken back."""

        def __init__(self, rows: "NumberRows") -> None:
            self.rows = rows
            super().__init__()

    def __init__(self, scale: Scale, items: tuple[Option, ...], numbers: Mapping[str, int]) -> None:
        super().__init__()
        self.scale = scale
        self.items = items
        self.numbers = dict(numbers)
        self.current = 0
        self._digits = ""
        self._starts: list[int] = []
        self._drawn = Rewrapped(self._lay_out)

    def show_items(self, items: tuple[Option, ...]) -> None:
        """Ask about these from now on; numbers of the others are kept."""
        at = self.items[self.current].id if self.items else None
        self.items = items
        self.current = next((n for n, item in enumerate(items) if item.id == at), 0)
        self._redraw(layout=True)

    def render(self) -> Rewrapped:
        """The rows."""
        return self._drawn

    def _redraw(self, *, layout: bool = False) -> None:
        self._drawn = Rewrapped(self._lay_out)
        self.refresh(layout=layout)

    def _range(self) -> range:
        return range(self.scale.low, self.scale.high + 1)

    def _number(self, item: Option, number: int) -> Content:
        hidden = words_hidden(self)
        chosen = self.numbers.get(item.id) == number and not hidden
        words = f"{MARK}{number}{MARK}" if hidden else f"({number})" if chosen else f" {number} "
        cell = Content.styled(words.center(_CELL), ".numbers--chosen" if chosen else ".numbers--open")
        return cell.stylize(Style.from_meta({"row": self.items.index(item), "number": number}))

    def _words(self, item: Option) -> str:
        """What the numbers of a row are about: something that the reader wrote or chose elsewhere."""
        return HIDDEN if item.words and words_hidden(self) else item.words

    def redraw_words(self) -> None:
        """Show or hide the numbers, and what they are about."""
        self._redraw(layout=True)

    def _numbers(self, item: Option, width: int) -> list[Content]:
        numbers = [self._number(item, number) for number in self._range()]
        fit = max(1, width // _CELL)
        return [Content("").join(numbers[at : at + fit]) for at in range(0, len(numbers), fit)]

    def _ends(self) -> tuple[Content, Content]:
        low, high = self.scale.low_words, self.scale.high_words
        return Content.styled(low, ".numbers--end"), Content.styled(high, ".numbers--end")

    def _lay_out(self, width: int) -> list[Content]:
        self._starts = []
        row = _CELL * len(self._range())
        low, high = self._ends()
        labels = max(
            (len(mark) + Content(self._words(item)).cell_length for mark in ("  ",) for item in self.items), default=2
        )
        if labels == 2 and row + low.cell_length + high.cell_length + 4 <= width:
            self._starts = [0]
            return [self._pointer(0) + low + " " + self._numbers(self.items[0], row)[0] + " " + high]
        beside = labels <= width * _LABELS and labels + 1 + row <= width
        lines: list[Content] = []
        for number, item in enumerate(self.items):
            self._starts.append(len(lines))
            if beside:
                first = self._pointer(number) + self._words(item)
                lines.append(first.pad_right(labels + 1 - first.cell_length) + self._numbers(item, row)[0])
                continue
            if number:
                lines.append(Content(""))
                self._starts[-1] += 1
            if item.words:
                lines += hang(Content(self._words(item)), width, self._pointer(number))
            pointer = Content("  ") if item.words else self._pointer(number)
            numbers = self._numbers(item, width - 2)
            lines += [(Content("  ") if below else pointer) + line for below, line in enumerate(numbers)]
        indent = labels + 1 if beside else 2
        return [*lines, *self._legend(indent, row, width)]

    def _legend(self, indent: int, row: int, width: int) -> list[Content]:
        """The words of both ends: under the ends if they fit there, else one under the other."""
        low, high = self._ends()
        free = row - low.cell_length - high.cell_length - 2
        if indent + row <= width and free >= 2:
            return [Content(" " * (indent + 1)) + low + " " * free + high]
        lines: list[Content] = []
        for number, words in ((self.scale.low, low), (self.scale.high, high)):
            lines += hang(words, width, Content.styled(f"  {number} = ", ".numbers--end"))
        return lines

    def _pointer(self, number: int) -> Content:
        current = self.has_focus and number == self.current
        return Content.styled("> " if current else "  ", ".numbers--current")

    def _put(self, number: int | None) -> None:
        if not self.items:
            return
        item = self.items[self.current].id
        if self.numbers.get(item) == number:
            return
        if number is None:
            del self.numbers[item]
        else:
            self.numbers[item] = number
        self._redraw()
        self.post_message(self.Changed(self))

    def action_step(self, step: int) -> None:
        """The next or the last number; the first of the end that is gone away from, if there is none."""
        self._digits = ""
        if not self.items:
            return
        now = self.numbers.get(self.items[self.current].id)
        if now is None:
            self._put(self.scale.low if step > 0 else self.scale.high)
        elif now + step in self._range():
            self._put(now + step)

    def action_digit(self, digit: str) -> None:
        """A number by its digits: `1` is 1, and `0` after it makes it 10 where the scale has one."""
        for typed in (self._digits + digit, digit):
            if int(typed) in self._range():
                self._digits = typed
                self._put(int(typed))
                return

    def action_clear(self) -> None:
        """Take the number back."""
        self._digits = ""
        self._put(None)

    def action_move(self, step: int) -> None:
        """To another row; past the ends the keys belong to the page."""
        self._digits = ""
        if not 0 <= self.current + step < len(self.items):
            raise SkipAction
        self._go(self.current + step)

    def _go(self, row: int) -> None:
        self.current = row
        self._redraw()
        lines = self._drawn.lines(self.content_size.width)
        if row < len(self._starts) and self.size:
            start = self._starts[row]
            last = row + 1 == len(self._starts)
            end = len(lines) if last else self._starts[row + 1]
            self.app.cursor_position = self.content_region.offset + Offset(0, start)
            reveal(self, Region(0, start, self.content_size.width, end - start))

    def on_focus(self) -> None:
        """Show which row has the cursor. It is laid out anew, since the focus is noted only after this."""
        self._go(self.current)
        self._redraw()

    def on_blur(self) -> None:
        """Take the mark away."""
        self._digits = ""
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        """Choose the number under the mouse; on the chosen one, take it back."""
        event.stop()
        row, number = event.style.meta.get("row"), event.style.meta.get("number")
        if not (isinstance(row, int) and isinstance(number, int) and row < len(self.items)):
            return
        self.focus()
        self.current = row
        self._put(None if self.numbers.get(self.items[row].id) == number else number)
        self._redraw()
