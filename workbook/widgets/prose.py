"""Prose on the screen: one widget, however many paragraphs."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content, Span
from textual.geometry import Offset, Region
from textual.message import Message
from textual.selection import Selection
from textual.style import Style
from textual.widgets import Static

from workbook.model.prose import Block, GoTo, Recalled, inlines_of
from workbook.widgets.hanging import Rewrapped
from workbook.widgets.masking import Masked, Place, words_hidden
from workbook.widgets.prose_lines import GOTO, links_of, prose_content, prose_lines
from workbook.widgets.prose_masked import masked
from workbook.widgets.reveal import reveal

__all__ = ["ProseView", "links_of", "prose_content"]


CHOSEN = Style(bold=True, reverse=True)
"""The link that Enter follows. A style sheet cannot say it: of a span's style Textual drops `reverse`."""


class ProseView(Masked, Place, Static):
    """Prose, wrapped at the width there is. Links to other pages can be clicked.

    With `keys`, a view that holds such links is a tab stop of its own: left and right choose a link, Enter follows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "prose--title",
        "prose--heading",
        "prose--strong",
        "prose--emphasis",
        "prose--code",
        "prose--link",
        "prose--goto",
        "prose--recalled",
        "prose--quiet",
        "prose--hidden",
        "prose--bar",
        "prose--mark",
    }
    DEFAULT_CSS = """
    ProseView {
        width: 1fr;
        height: auto;
        color: $foreground;
        & > .prose--title { color: $accent; text-style: bold underline; }
        & > .prose--heading { color: $accent; text-style: bold; }
        & > .prose--strong { text-style: bold; }
        & > .prose--emphasis { text-style: italic; }
        & > .prose--code { color: $secondary; }
        & > .prose--link { text-style: underline; }
        & > .prose--goto { color: $accent; text-style: underline; }
        & > .prose--recalled { color: $secondary; text-style: bold; }
        & > .prose--quiet { color: $foreground 60%; text-style: italic; }
        & > .prose--hidden { color: $foreground 60%; }
        & > .prose--bar { color: $accent 60%; }
        & > .prose--mark { color: $accent; }
        &:ansi > .prose--quiet { color: ansi_default; text-style: dim italic; }
        &:ansi > .prose--hidden { color: ansi_default; text-style: dim; }
        &.-urgent {
            border: heavy $warning;
            border-title-color: $warning;
            border-title-style: bold;
            padding: 0 1;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose(-1)", show=False),
        Binding("right", "choose(1)", show=False),
        Binding("enter", "follow", _("Open the link"), key_display="Enter"),
    ]

    class GoToFollowed(Message):
        """Posted when the reader follows a link to another exercise or page."""

        def __init__(self, link: GoTo) -> None:
            self.link = link
            self.exercise = link.exercise
            """The exercise's id; None means the same file."""
            self.page = link.page
            super().__init__()

    def __init__(
        self, blocks: Sequence[Block] = (), *, urgent: bool = False, keys: bool = False, ours: bool = True
    ) -> None:
        """Make it. The frame of an urgent one bears words of the program's, if what it says is `ours`."""
        super().__init__()
        self._keys = keys
        self._chosen = 0
        self.set_class(urgent, "-urgent")
        if urgent and ours:
            self.border_title = Content(_("Please read this"))
        self.show(blocks)

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these blocks in place of what is there."""
        self.blocks = tuple(blocks)
        self.links = links_of(self.blocks)
        self.can_focus = self._keys and bool(self.links)
        self._chosen = 0
        self._redraw()

    @property
    def _drawn(self) -> Sequence[Block]:
        return masked(self.blocks) if words_hidden(self) else self.blocks

    @property
    def has_words(self) -> bool:
        """Whether an earlier answer is read here."""
        return any(isinstance(each, Recalled) for block in self.blocks for each in inlines_of(block))

    def redraw_words(self) -> None:
        """Show or hide the reader's words."""
        self._redraw()

    def _redraw(self) -> None:
        self.update(Rewrapped(self._lay_out))

    def _lay_out(self, width: int) -> Sequence[Content]:
        lines = prose_lines(self._drawn, width)
        return [_mark(line, self._chosen) for line in lines] if self.has_focus else lines

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words that the mouse has selected."""
        return selection.extract(prose_content(self._drawn, self.content_size.width).plain), "\n"

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse."""
        number = event.style.meta.get(GOTO)
        if isinstance(number, int):
            event.stop()
            self._follow(number)

    def on_focus(self) -> None:
        """Mark the chosen link."""
        self._redraw()
        self._show_chosen()

    def on_blur(self) -> None:
        """Take the mark away."""
        self._redraw()

    def action_choose(self, step: int) -> None:
        """Choose the next or the last link."""
        self._chosen = (self._chosen + step) % len(self.links)
        self._redraw()
        self._show_chosen()

    def _show_chosen(self) -> None:
        for row, line in enumerate(prose_lines(self._drawn, self.content_size.width)):
            for span in _spans_of(line, self._chosen):
                x = line[: span.start].cell_length
                self.app.cursor_position = self.content_region.offset + Offset(x, row)
                reveal(self, Region(x, row, 1, 1))
                return

    def action_follow(self) -> None:
        """Follow the chosen link."""
        self._follow(self._chosen)

    def _follow(self, number: int) -> None:
        # Of links that differ in the reader's words alone, one is left while they are hidden.
        links = links_of(self._drawn)
        if 0 <= number < len(links):
            self.post_message(self.GoToFollowed(links[number]))


def _mark(line: Content, chosen: int) -> Content:
    return line.add_spans([span._replace(style=CHOSEN) for span in _spans_of(line, chosen)])


def _spans_of(line: Content, link: int) -> list[Span]:
    return [span for span in line.spans if not isinstance(span.style, str) and span.style.meta.get(GOTO) == link]
