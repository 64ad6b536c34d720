"""The order itself: numbered lines that can be moved."""

from collections.abc import Callable
from gettext import gettext as _
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget

from workbook.model.values import Ranked
from workbook.widgets.hanging import Rewrapped, hang
from workbook.widgets.masking import HIDDEN, Masked, words_hidden
from workbook.widgets.reveal import reveal

_DOTS = "." * 20


class Ranking(Masked, Widget, can_focus=True):
    """What was chosen, first things first, and the slots that are still free."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ranking--place", "ranking--free", "ranking--hidden", "ranking--current"}
    DEFAULT_CSS = """
    Ranking {
        width: 1fr;
        height: auto;
        padding: 0 1;
        & > .ranking--place { color: $accent; text-style: bold; }
        & > .ranking--free { color: $foreground 45%; }
        & > .ranking--hidden { color: $foreground 60%; }
        & > .ranking--current { background: $accent 18%; }
        &:ansi > .ranking--free { color: ansi_default; text-style: dim; }
        &:ansi > .ranking--hidden { color: ansi_default; text-style: dim; }
        &:ansi > .ranking--current { background: ansi_default; text-style: underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1)", show=False),
        Binding("down,j", "go(1)", show=False),
        Binding("u,K,shift+up,ctrl+up", "shift(-1)", show=False),
        Binding("d,J,shift+down,ctrl+down", "shift(1)", show=False),
        Binding("delete,backspace", "remove", show=False),
        Binding("enter,e", "edit", show=False),
    ]

    class Changed(Message):
        """Posted when something was moved or taken away."""

        def __init__(self, ranking: "Ranking") -> None:
            self.ranking = ranking
            super().__init__()

    class EditAsked(Message):
        """Posted when the reader wants to change words of their own."""

        def __init__(self, item: Ranked) -> None:
            self.item = item
            super().__init__()

    def __init__(self, items: tuple[Ranked, ...], slots: int, words_of: Callable[[Ranked], str]) -> None:
        super().__init__()
        self.items = items
        self.current = 0
        self._slots = slots
        self._words_of = words_of
        self._starts: list[int] = []
        self._drawn = Rewrapped(self._lay_out)

    def show(self, items: tuple[Ranked, ...]) -> None:
        """Show this order."""
        self.items = items
        self.current = max(0, min(self.current, len(items) - 1))
        self.redraw()

    def redraw_words(self) -> None:
        """Show or hide the order."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the order again."""
        self._drawn = Rewrapped(self._lay_out)
        self.refresh(layout=True)

    def render(self) -> Rewrapped:
        """The numbered lines."""
        return self._drawn

    def _lay_out(self, width: int) -> list[Content]:
        self._starts = []
        lines: list[Content] = []
        room = len(str(max(len(self.items), self._slots)))
        for place in range(max(len(self.items), self._slots)):
            self._starts.append(len(lines))
            current = self.has_focus and place == self.current
            pointer = "> " if current else "  "
            first = Content.styled(f"{pointer}{place + 1:>{room}}. ", ".ranking--place")
            if place >= len(self.items):
                lines.append((first + Content.styled(_DOTS, ".ranking--free")).truncate(width))
                continue
            row = hang(self._words(self.items[place]), width, first)
            if current:
                row = [line.pad_right(width - line.cell_length).stylize_before(".ranking--current") for line in row]
            lines += row
        return lines

    def _words(self, item: Ranked) -> Content:
        return Content.styled(HIDDEN, ".ranking--hidden") if words_hidden(self) else Content(self._words_of(item))

    def action_go(self, step: int) -> None:
        """To the line above or below; past the ends the keys belong to the page."""
        if not 0 <= self.current + step < len(self.items):
            raise SkipAction
        self._go(self.current + step)

    def action_shift(self, step: int) -> None:
        """Move this line up or down."""
        target = self.current + step
        if not (self.items and 0 <= target < len(self.items)):
            return
        items = list(self.items)
        items[self.current], items[target] = items[target], items[self.current]
        self.items = tuple(items)
        self._go(target)
        self.post_message(self.Changed(self))

    def action_remove(self) -> None:
        """Take this line away."""
        if self.items:
            self.show(self.items[: self.current] + self.items[self.current + 1 :])
            self.post_message(self.Changed(self))

    def action_edit(self) -> None:
        """Change the words, where they are the reader's own."""
        if self.items and self.items[self.current].text is not None:
            self.post_message(self.EditAsked(self.items[self.current]))

    def _go(self, place: int) -> None:
        self.current = place
        self.redraw()
        self._drawn.lines(self.content_size.width)
        if self.size and place < len(self._starts):
            self.app.cursor_position = self.content_region.offset + Offset(2, self._starts[place])
            reveal(self, Region(0, self._starts[place], self.content_size.width, 1))

    def on_focus(self) -> None:
        """Show where the cursor is. It is laid out anew, since the focus is noted only after this."""
        self._go(self.current)
        self.redraw()

    def on_blur(self) -> None:
        """Take the mark away."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line under the mouse."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is not None and self.items:
            place = sum(start <= offset.y for start in self._starts) - 1
            self.focus()
            self._go(max(0, min(place, len(self.items) - 1)))

    def hint(self) -> str:
        """The keys that work here."""
        if not self.items:
            return _("Tab: to the choices below")
        return _("Up, down: choose · u, d: move it up or down · Delete: take it away")
