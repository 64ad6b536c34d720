"""A box to search in: one line, of which nothing is kept."""

from gettext import gettext as _
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual

from workbook.widgets.line_input import LineInput
from workbook.widgets.masking import Masked, Place, dots, words_hidden, words_masked


class SearchBox(Masked, Place, LineInput):
    """What is typed here are words of the reader's too: where those are masked, they show while it has the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "screen.to_list", _("To the list"), key_display="Enter"),
    ]
    DEFAULT_CSS = """
    SearchBox { background: $panel; padding: 0 1; }
    SearchBox:ansi { background: ansi_default; text-style: underline; }
    """

    def on_mount(self) -> None:
        """Say what can be searched."""
        self.redraw_words()

    @property
    def has_words(self) -> bool:
        """Whether anything is typed."""
        return bool(self.value)

    def redraw_words(self) -> None:
        """Hide what is typed, or show it; and say that hidden words are searched too."""
        self.placeholder = (
            _("Press / to search. Hidden words are searched too.")
            if words_masked(self)
            else _("Press / to search: any words, a month, a day")
        )
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw it."""
        if not self.value or not words_hidden(self):
            return super().render_line(y)
        width = self.content_size.width
        return Visual.to_strips(self, Content(" ").join([dots()]), width, 1, self.visual_style)[0]
