"""Where words are written: a text area that keeps its caret in view and stays quick in long paragraphs."""

import re
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document._document import Document, EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.expand_tabs import expand_text_tabs_from_widths
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from workbook.model.guard import clean
from workbook.widgets.long_lines import LongLines
from workbook.widgets.masking import HIDDEN, Masked, words_hidden
from workbook.widgets.reveal import reveal

_TAKEN = ("f6", "f7")
"""Keys of TextArea that mean something else on every screen here."""
_CARET_HEIGHT = 3
"""Rows kept in view from the caret down: its own, the border and the note under the field."""
_WORD_REACH = 400
"""Characters that are searched for the edge of a word."""


class WritingArea(Masked, TextArea, inherit_bindings=False):
    """A text area for the reader's own words. Whatever is typed or pasted passes the guard.

    It does without what it does not need of TextArea: syntax, line numbers, brackets, suggestions.
    """

    DEFAULT_CSS = """
    WritingArea {
        width: 1fr;
        height: auto;
        min-height: 3;
        max-height: 5;
        padding: 0 1;
        border: round $foreground 35%;
        background: transparent;
        scrollbar-size-vertical: 1;
        & .text-area--cursor-line { background: transparent; }
        &:focus { border: round $accent; }
        &:ansi { border: round ansi_default; &:focus { border: heavy ansi_default; } }
        &.-journal { min-height: 7; max-height: 14; }
        &.-masked { height: 3; overflow: hidden; }
        &.-masked.-journal { height: 7; }
        & > .writing--hidden { color: $foreground 60%; }
        &:ansi > .writing--hidden { color: ansi_default; text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"writing--hidden"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(each for each in TextArea.BINDINGS if not (isinstance(each, Binding) and each.key in _TAKEN)),
        Binding("ctrl+home", "begin", show=False),
        Binding("ctrl+end", "end", show=False),
    ]

    class Finished(Message):
        """Posted when Enter was pressed in an area of one line."""

        def __init__(self, area: "WritingArea") -> None:
            self.area = area
            super().__init__()

        @property
        def control(self) -> "WritingArea":
            """The area."""
            return self.area

    def __init__(self, text: str = "", *, journal: bool = False) -> None:
        super().__init__(clean(text), highlight_cursor_line=False)
        self.match_cursor_bracket = False
        self._journal = journal
        self.set_class(journal, "-journal")

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; what comes in passes the guard first."""
        edit.text = clean(edit.text)
        return super().edit(edit)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self._journal:
            event.stop()
            event.prevent_default()
            self.post_message(self.Finished(self))
        elif _is_unseen_letter(event.character):
            # Python does not call them printable, so TextArea would drop them and break an emoji family apart.
            event.stop()
            event.prevent_default()
            self.replace(event.character or "", *self.selection)

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        super()._watch_selection(previous_selection, selection)
        if self.is_mounted:
            self.call_after_refresh(self.bring_caret_into_view)

    def _watch_has_focus(self, focus: bool) -> None:
        super()._watch_has_focus(focus)
        if focus:
            self.call_after_refresh(self.bring_caret_into_view)

    def _on_resize(self) -> None:
        if self.has_focus:
            self.call_after_refresh(self.bring_caret_into_view)

    def bring_caret_into_view(self) -> None:
        """Scroll everything around this area until the caret shows."""
        if not (self.has_focus and self.is_attached and self.size):
            return
        self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
        caret = self.cursor_screen_offset - self.content_region.offset
        reveal(self, Region(caret.x, caret.y, 1, _CARET_HEIGHT))
        self.app.cursor_position = self.cursor_screen_offset

    def action_begin(self) -> None:
        """Go to where the text begins."""
        self.move_cursor((0, 0))

    def action_end(self) -> None:
        """Go to where the text ends."""
        self.move_cursor(self.document.end)

    def action_cut(self) -> None:
        """Cut what is selected. TextArea would cut the whole line, which in a diary is the paragraph."""
        if not self.selection.is_empty:
            super().action_cut()

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Brackets in a diary need no partner."""
        return None

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = Document(text)
        self.wrapped_document = LongLines(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor(self.document.end)  # where one goes on writing
        self._rewrap_and_refresh_virtual_size()

    def on_mount(self) -> None:
        """Hide what is to be hidden before it is drawn for the first time."""
        self.redraw_words()

    def redraw_words(self) -> None:
        """Show or hide the words. Hidden ones take up the same room, however many they are."""
        hidden = words_hidden(self)
        if hidden is not self.has_class("-masked"):
            self.set_class(hidden, "-masked")
            self._line_cache.clear()
            self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """Draw one row, or dots in place of all of them."""
        if not (words_hidden(self) and self.text):
            return super().render_line(y)
        words = Content.styled(HIDDEN, self.get_visual_style("writing--hidden")) if y == 0 else Content("")
        strip = Strip(words.render_segments(), words.cell_length)
        return strip.adjust_cell_length(self.scrollable_content_region.width).apply_style(self.rich_style)

    def _render_line(self, y: int) -> Strip:
        """Draw one row from the words in it alone; TextArea styles and divides the whole line for each row."""
        style = self.rich_style
        wrapped = self.wrapped_document
        assert isinstance(wrapped, LongLines)
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= len(wrapped._offset_to_line_info):
            return Strip.blank(width, style)
        line, number = wrapped._offset_to_line_info[row]
        begin, words = wrapped.section(line, number)
        text = Text(words, end="", no_wrap=True)
        text.set_length(len(words) + 1)
        self._style_selection(text, line, begin)
        caret_line, caret_column = self.selection.end
        theme = self._theme
        if caret_line == line and self._draw_cursor and theme.cursor_style:
            at = caret_column - begin
            last = number == len(wrapped.get_offsets(line))
            if 0 <= at < len(words) or (last and at == len(words)):
                text.stylize(theme.cursor_style, at, at + 1)
        if "\t" in words:
            before = self.document[line][:begin].count("\t")
            text = expand_text_tabs_from_widths(text, wrapped.get_tab_widths(line)[before:][: words.count("\t")])
        strip = Strip(text.render(self.app.console), text.cell_len).adjust_cell_length(width)
        return strip.apply_style(style)

    def _style_selection(self, text: Text, line: int, begin: int) -> None:
        top, bottom = sorted(self.selection)
        style = self._theme.selection_style
        if top == bottom or not top[0] <= line <= bottom[0] or style is None:
            return
        first = top[1] - begin if line == top[0] else 0
        last = bottom[1] - begin if line == bottom[0] else len(text)
        if last > 0:
            text.stylize(style, max(0, first), last)

    def get_cursor_word_left_location(self) -> Location:
        """Where the word before the caret begins."""
        row, column = self.cursor_location
        if row > 0 and column == 0:
            return row - 1, len(self.document[row - 1])
        reach = max(0, column - _WORD_REACH)
        edges = [edge.start() for edge in re.finditer(self._word_pattern, self.document[row][reach:column].rstrip())]
        return row, reach + edges[-1] if edges else reach

    def get_cursor_word_right_location(self) -> Location:
        """Where the word at the caret ends."""
        row, column = self.cursor_location
        line = self.document[row]
        if row < self.document.line_count - 1 and column == len(line):
            return row + 1, 0
        near = line[column : column + _WORD_REACH]
        edge = re.search(self._word_pattern, near.lstrip())
        if edge is None:
            return row, column + len(near)
        return row, column + len(near) - len(near.lstrip()) + edge.start()


def _is_unseen_letter(character: str | None) -> bool:
    """Whether a key is a letter that shows nothing of its own: a joiner, a soft hyphen, a wide or unbreakable space."""
    return (
        character is not None and character >= "\xa0" and not character.isprintable() and clean(character) == character
    )
