"""A list of any length to choose from: of thousands of rows, only those on the screen are drawn."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from workbook.widgets.masking import Masked, Place, words_masked

Row = TypeVar("Row")
_POINTER = "▌"


class LongMenu(Masked, Place, ScrollView, Generic[Row], can_focus=True):
    """The keys and the look of `Menu`, a line for each row. A row that is `Content` is a heading, and not chosen.

    Where words are masked, a row shows them while the cursor is on it, once the reader has moved the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", _("Open"), key_display="Enter"),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"long-menu--pointer", "long-menu--chosen"}
    DEFAULT_CSS = """
    LongMenu {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        scrollbar-gutter: stable;
    }
    LongMenu > .long-menu--pointer { color: $primary; }
    LongMenu > .long-menu--chosen { background: $primary 10%; }
    LongMenu:focus > .long-menu--chosen { background: $primary 26%; }
    LongMenu:light:focus > .long-menu--chosen { background: $primary 18%; }
    LongMenu:ansi:focus > .long-menu--chosen { text-style: reverse; }
    """

    class Chosen(Message):
        """Posted when the reader wants to open a row."""

    class Reached(Message):
        """Posted when the cursor comes to another row, or to none."""

    def __init__(self, face: Callable[[Row, int, bool], Content], *, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        """`face` draws a row in so many cells; with its words, or as it is while they are hidden."""
        super().__init__(id=id)
        self._face = face
        self._rows: Sequence[Row | Content] = ()
        self._at = 0
        self._has_moved = False
        """Whether the reader moved the cursor since the list was filled."""

    def show(self, rows: Sequence[Row | Content], at: int = 0, *, moved: bool = False) -> None:
        """Show these rows from now on, with the cursor at this one; `moved` where the reader had gone to it."""
        offset = self._at - self.scroll_offset.y
        self._rows = rows
        self._has_moved = moved and self._has_moved
        below = (number for number in range(at, len(rows)) if not isinstance(rows[number], Content))
        self._at = next(below, at)
        self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        # What the reader looks at stays where it is, though there are more rows above it now.
        self.scroll_to(y=max(0, at - offset) if at else 0, animate=False)
        self._into_view()
        self.refresh()
        self.post_message(self.Reached())

    @property
    def has_moved(self) -> bool:
        """Whether the reader moved the cursor to where it is."""
        return self._has_moved

    @property
    def at(self) -> Row | None:
        """The row that has the cursor; None where there is none."""
        if not 0 <= self._at < len(self._rows):
            return None
        row = self._rows[self._at]
        return None if isinstance(row, Content) else row

    @property
    def has_words(self) -> bool:
        """Whether any row has some."""
        return bool(self._rows)

    def redraw_words(self) -> None:
        """Show or hide words row by row."""
        self.refresh()

    def on_resize(self) -> None:
        """Draw as wide as there is room."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self._into_view()
        self.refresh()

    def _is_heading(self, at: int) -> bool:
        return isinstance(self._rows[at], Content)

    def action_move(self, step: int) -> None:
        """To the next row, or the one before."""
        self._go_to(self._at + step, step)

    def action_page(self, step: int) -> None:
        """A screenful on, or back."""
        self._go_to(self._at + step * max(1, self.scrollable_content_region.height - 1), step)

    def action_end(self, step: int) -> None:
        """To the last row, or the first."""
        self._go_to(len(self._rows) - 1 if step > 0 else 0, step)

    def _go_to(self, wanted: int, step: int) -> None:
        """To this row; from a heading on, else back, to the nearest that is none."""
        if not self._rows:
            return
        at = max(0, min(len(self._rows) - 1, wanted))
        for way in (step, -step):
            found = at
            while 0 <= found < len(self._rows) and self._is_heading(found):
                found += way
            if 0 <= found < len(self._rows):
                before, self._at = self._at, found
                self._has_moved = True
                self._into_view()
                self.refresh_line(before)
                self.refresh_line(found)
                self.post_message(self.Reached())
                return

    def _into_view(self) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        # A heading right above comes into view with the first row under it.
        first = self._at
        while 0 < first <= len(self._rows) and self._is_heading(first - 1):
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif height and self._at >= top + height:
            self.scroll_to(y=self._at - height + 1, animate=False)

    def action_choose(self) -> None:
        """Open the row at the cursor."""
        if self.at is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Open the row under the mouse."""
        at = int(event.y) + self.scroll_offset.y
        if 0 <= at < len(self._rows) and not self._is_heading(at):
            event.stop()
            self._go_to(at, 1)
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Draw one line, with a mark before the chosen row: its colour alone is faint in the dark."""
        at, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if not 0 <= at < len(self._rows) or width <= len(_POINTER):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        is_chosen = at == self._at and not isinstance(row, Content)
        style = self.get_visual_style("long-menu--chosen") if is_chosen else self.visual_style
        room = width - len(_POINTER)
        words = row if isinstance(row, Content) else self._face(row, room, self._shows_words(at))
        strips = Visual.to_strips(self, words, room, 1, style)
        pointer = style.rich_style
        marked = is_chosen and self.has_focus
        if marked:
            pointer += self.get_component_rich_style("long-menu--pointer", partial=True)
        line = strips[0] if strips else Strip([])
        return Strip(
            [Segment(_POINTER if marked else " ", pointer), *line.extend_cell_length(room, style.rich_style)]
        ).crop(0, width)

    def _shows_words(self, at: int) -> bool:
        return not words_masked(self) or (at == self._at and self._has_moved and self.has_focus)
