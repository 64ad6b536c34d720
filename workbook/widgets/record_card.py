"""One record in a few lines."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from gettext import gettext as _
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from workbook.widgets.hanging import Rewrapped, hang
from workbook.widgets.masking import HIDDEN, Masked, Place, words_hidden

Lines = Sequence[tuple[str, str]]
"""Label and words of each field that holds something; the first is the title."""


class Wish(StrEnum):
    """What the reader wants done with a record."""

    EDIT = "edit"
    REMOVE = "remove"
    RESTORE = "restore"


class RecordCard(Masked, Place, Widget, can_focus=True):
    """Shows a record. Enter changes it, Delete removes it, Enter brings a removed one back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--title", "card--label", "card--way", "card--pointer"}
    DEFAULT_CSS = """
    RecordCard {
        width: 1fr;
        height: auto;
        padding: 0 1;
        border: round $foreground 25%;
        &:focus { border: round $accent; }
        &:ansi { border: round ansi_default; &:focus { border: heavy ansi_default; } }
        &.-gone { border: none; }
        & > .card--title { text-style: bold; }
        & > .card--label { color: $foreground 60%; }
        & > .card--way { color: $accent; text-style: underline; }
        & > .card--pointer { color: $accent; text-style: bold; }
        &:ansi > .card--label { color: ansi_default; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,e", "main", show=False),
        Binding("delete,backspace", "remove", show=False),
        Binding("u", "restore", show=False),
    ]

    class Wished(Message):
        """Posted when the reader wants something done with this record."""

        def __init__(self, card: "RecordCard", wish: Wish) -> None:
            self.card = card
            self.wish = wish
            super().__init__()

    def __init__(self, record_id: str, lines: Callable[[], Lines]) -> None:
        super().__init__()
        self.record_id = record_id
        self.gone = False
        self._lines = lines
        self._drawn = Rewrapped(self._lay_out)

    def show(self, *, gone: bool) -> None:
        """Draw the record as it is now, or that it was removed."""
        self.gone = gone
        self.set_class(gone, "-gone")
        self._redraw()

    def redraw_words(self) -> None:
        """Show or hide the record."""
        self._redraw()

    def _redraw(self) -> None:
        self._drawn = Rewrapped(self._lay_out)
        self.refresh(layout=True)

    def render(self) -> Rewrapped:
        """The lines."""
        return self._drawn

    def _lay_out(self, width: int) -> list[Content]:
        fields = [("", HIDDEN)] if words_hidden(self) else self._lines()
        title = fields[0][1] if fields else _("(empty)")
        pointer = Content.styled("> " if self.has_focus else "  ", ".card--pointer")
        indent = Content("  ")
        if self.gone:
            words = Content(_("Removed: {title}").format(title=title.replace("\n", " ")))
            return [*hang(words, width, pointer), indent + self._way(Wish.RESTORE, _("Undo"))]
        style = ".card--label" if words_hidden(self) else ".card--title"
        lines = hang(Content.styled(title, style), width, pointer)
        for label, held in fields[1:]:
            row = Content.styled(f"{label}: ", ".card--label") + Content(held)
            lines += hang(row, width, indent, Content("    "))
        ways = [self._way(Wish.EDIT, _("Change")), self._way(Wish.REMOVE, _("Remove"))]
        return [*lines, indent + Content("   ").join(ways)]

    def _way(self, wish: Wish, words: str) -> Content:
        return Content.styled(words, ".card--way").stylize(Style.from_meta({"wish": wish.value}))

    def action_main(self) -> None:
        """Change it, or bring it back."""
        self._wish(Wish.RESTORE if self.gone else Wish.EDIT)

    def action_remove(self) -> None:
        """Remove it."""
        if not self.gone:
            self._wish(Wish.REMOVE)

    def action_restore(self) -> None:
        """Bring it back."""
        if self.gone:
            self._wish(Wish.RESTORE)

    def _wish(self, wish: Wish) -> None:
        self.post_message(self.Wished(self, wish))

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._redraw()
        self.app.cursor_position = self.content_region.offset + Offset(2, 0)

    def on_blur(self) -> None:
        """Take the mark away."""
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        """Do what the words under the mouse say."""
        event.stop()
        self.focus()
        wish = event.style.meta.get("wish")
        if isinstance(wish, str):
            self._wish(Wish(wish))
