"""What a list to choose from is made of: runs of rows, and places for words of the reader's own."""

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from workbook.model.exercise import Option
from workbook.widgets.hanging import Rewrapped
from workbook.widgets.writing import WritingArea


class WriteIn(WritingArea):
    """The reader's own words for one option."""

    DEFAULT_CSS = """
    WriteIn { margin: 0 0 0 6; display: none; }
    """

    def __init__(self, option_id: str, text: str) -> None:
        super().__init__(text)
        self.option_id = option_id


class TickRows(Widget):
    """Rows of a list that stand together, drawn at once."""

    DEFAULT_CSS = """
    TickRows { width: 1fr; height: auto; }
    """

    class Picked(Message):
        """Posted when a row was clicked."""

        def __init__(self, option_id: str) -> None:
            self.option_id = option_id
            super().__init__()

    def __init__(self, draw: Callable[[Option, int], list[Content]], options: tuple[Option, ...]) -> None:
        super().__init__()
        self._draw = draw
        self._starts: list[int] = []
        self._rows = Rewrapped(self._lay_out)
        self.options = options

    def show(self, options: tuple[Option, ...]) -> None:
        """Draw these options, as they are now."""
        self.options = options
        self._rows = Rewrapped(self._lay_out)
        self.display = bool(options)
        self.refresh(layout=True)

    def redraw(self) -> None:
        """Draw the rows again; their height is the same."""
        self._rows = Rewrapped(self._lay_out)
        self.refresh()

    def render(self) -> Rewrapped:
        """The rows."""
        return self._rows

    def _lay_out(self, width: int) -> list[Content]:
        self._starts = []
        lines: list[Content] = []
        for option in self.options:
            self._starts.append(len(lines))
            lines += self._draw(option, width)
        return lines

    def region_of(self, option_id: str) -> Region | None:
        """Where a row stands inside this widget."""
        lines = self._rows.lines(self.content_size.width)
        for number, option in enumerate(self.options):
            if option.id == option_id:
                end = self._starts[number + 1] if number + 1 < len(self._starts) else len(lines)
                return Region(0, self._starts[number], self.content_size.width, end - self._starts[number])
        return None

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        number = sum(start <= offset.y for start in self._starts) - 1
        if number >= 0:
            self.post_message(self.Picked(self.options[number].id))
