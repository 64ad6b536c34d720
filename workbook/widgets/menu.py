"""A list to choose from: the same keys on every screen."""

from gettext import gettext as _
from typing import TYPE_CHECKING, ClassVar, Self

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workbook.widgets.masking import Masked, Place, words_masked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.content import Content
    from textual.visual import VisualType

    from workbook.widgets.hanging import Rewrapped

_POINTER = "▌"


class WordsRow(Option):
    """A row with words of the reader's: as they are, and as it stands there while they are hidden."""

    def __init__(self, shown: "Content | Rewrapped", hidden: "Content | Rewrapped", id: str) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(shown, id)
        self._faces = {True: shown, False: hidden}

    def turn(self, *, shown: bool) -> bool:
        """Show the words, or hide them. Returns whether that changed the row."""
        changed = self.prompt is not self._faces[shown]
        if changed:
            self._set_prompt(self._faces[shown])
        return changed


class Menu(Masked, Place, OptionList):
    """Arrows or j and k move, Enter opens.

    Where words are masked, a row shows them while the cursor is on it, once the reader has moved the cursor: the row on
    which a screen put it is not one that they went to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", _("Open"), key_display="Enter"),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]
    DEFAULT_CSS = """
    Menu, Menu:focus {
        scrollbar-size-vertical: 1;
        border: none;
        padding: 0;
        background: $background;
        background-tint: transparent;
    }
    Menu > .menu--pointer { color: $primary; }
    Menu > .option-list--option-highlighted {
        background: $primary 10%;
        color: $foreground;
        text-style: none;
    }
    Menu:focus > .option-list--option-highlighted {
        background: $primary 26%;
        color: $foreground;
        text-style: none;
    }
    Menu:light:focus > .option-list--option-highlighted { background: $primary 18%; }
    Menu > .option-list--option-disabled { color: $foreground; }
    Menu:ansi:focus > .option-list--option-highlighted { text-style: reverse; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"menu--pointer"}

    _at: int | None = None
    """Where the cursor was last."""
    _has_moved = False
    """Whether it moved since the list was filled."""

    def on_mount(self) -> None:
        """Hide what is to be hidden before it is drawn for the first time."""
        self.redraw_words()

    def add_options(self, new_options: "Iterable[Option | VisualType | None]") -> Self:
        """Add rows; words on them are hidden from the first."""
        added = list(new_options)
        if words_masked(self):
            for each in added:
                if isinstance(each, WordsRow):
                    each.turn(shown=False)
        return super().add_options(added)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Show the words of the row that the reader went to."""
        self._has_moved = highlighted is not None and (self._has_moved or self._at is not None)
        self._at = highlighted
        self.redraw_words()
        super().watch_highlighted(highlighted)

    @property
    def has_words(self) -> bool:
        """Whether any row has some."""
        return any(isinstance(each, WordsRow) for each in self.options)

    def redraw_words(self) -> None:
        """Show or hide words row by row."""
        masked = words_masked(self)
        reached = self.highlighted if self._has_moved and self.screen.focused is self else None
        changed = False
        for number, each in enumerate(self.options):
            if isinstance(each, WordsRow):
                changed = each.turn(shown=not masked or number == reached) or changed
        if changed:
            self._clear_caches()
            self.scroll_to_highlight()

    def _get_left_gutter_width(self) -> int:
        return len(_POINTER)

    def render_line(self, y: int) -> Strip:
        """Draw one line, with a mark before the chosen row: its colour alone is faint in the dark."""
        line = super().render_line(y)
        first = next(iter(line), Segment(""))
        at = y + self.scroll_offset.y
        chosen = self.has_focus and at < len(self._lines) and self._lines[at] == (self.highlighted, 0)
        style = first.style
        if chosen and style is not None:
            style += self.get_component_rich_style("menu--pointer", partial=True)
        return Strip([Segment(_POINTER if chosen else " " * len(_POINTER), style), *line]).crop(
            0, self.scrollable_content_region.width
        )
