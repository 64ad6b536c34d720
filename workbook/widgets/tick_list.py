"""A list to choose from, drawn as on paper: `[x]` and `[ ]`, or `(x)` and `( )`."""

from collections.abc import Collection, Iterable, Mapping
from gettext import gettext as _
from time import monotonic
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from workbook.model.exercise import Option
from workbook.widgets.hanging import hang
from workbook.widgets.masking import HIDDEN, MARK, Masked, place_of, words_hidden
from workbook.widgets.reveal import reveal
from workbook.widgets.tick_rows import TickRows, WriteIn
from workbook.widgets.writing import WritingArea

WORDS = 1.5
"""Seconds for which a space belongs to the letters before it."""


class TickList(Masked, Vertical, can_focus=True):
    """One tab stop; arrows inside. It keeps the ids in the order they are shown, and the write-in words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ticks--mark", "ticks--chosen", "ticks--open", "ticks--current"}
    DEFAULT_CSS = """
    TickList {
        width: 1fr;
        height: auto;
        padding: 0 1;
        & .ticks--open { color: $foreground 60%; }
        & .ticks--mark { color: $accent; text-style: bold; }
        & .ticks--chosen { text-style: bold; }
        & .ticks--current { background: $accent 18%; }
        &:ansi .ticks--open { color: ansi_default; }
        &:ansi .ticks--current { background: ansi_default; text-style: underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("space", "choose", show=False),
        # It never chooses: whoever comes from a line of text with Enter would choose the first without reading it.
        Binding("enter", "app.focus_next", show=False),
    ]

    class Changed(Message):
        """Posted when something was chosen, taken back or written in."""

        def __init__(self, ticks: "TickList", typed: bool) -> None:
            self.ticks = ticks
            self.typed = typed
            super().__init__()

    def __init__(
        self,
        options: tuple[Option, ...],
        chosen: Iterable[str] = (),
        written: Mapping[str, str] | None = None,
        *,
        single: bool = False,
        known: Collection[str] | None = None,
    ) -> None:
        super().__init__()
        self.options = options
        self.single = single
        self._known = known
        """Ids of options in the exercise's own words; None where all are. Others quote the reader."""
        self.current = 0
        self._letter = -WORDS
        """When a letter was last typed that does nothing here."""
        self._chosen = list(dict.fromkeys(chosen))
        self._written = dict(written or {})
        self._rows: list[TickRows] = []
        self._write_ins: dict[str, WriteIn] = {}
        for option in options:
            if option.id in self._chosen:
                self.current = options.index(option)
                break

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen ids in the order they are shown; then those that are no longer offered."""
        shown = [option.id for option in self.options if option.id in self._chosen]
        return (*shown, *(each for each in self._chosen if each not in shown))

    @property
    def written(self) -> dict[str, str]:
        """What was written in, by option id; for chosen options alone."""
        return {option: words for option, words in self._written.items() if option in self._chosen and words}

    def mark(self, option: Option) -> str:
        """What stands before a row."""
        chosen = option.id in self._chosen
        if self.single:
            return "(x)" if chosen else "( )"
        return "[x]" if chosen else "[ ]"

    def draw(self, option: Option, width: int) -> list[Content]:
        """One row, as lines."""
        hidden = words_hidden(self)
        chosen = option.id in self._chosen and not hidden
        current = self.has_focus and self.options[self.current].id == option.id
        first = Content.assemble(
            ("> " if current else "  ", ".ticks--mark"),
            (self._hidden_mark if hidden else self.mark(option), ".ticks--mark" if chosen else ".ticks--open"),
            " ",
        )
        if hidden and self._known is not None and option.id not in self._known:
            words = Content.styled(HIDDEN, ".ticks--open")
        else:
            words = Content(option.words + (":" if option.write_in and chosen else ""))
        lines = hang(words.stylize(".ticks--chosen") if chosen else words, width, first)
        if not current:
            return lines
        return [line.pad_right(max(0, width - line.cell_length)).stylize_before(".ticks--current") for line in lines]

    @property
    def _hidden_mark(self) -> str:
        return f"({MARK})" if self.single else f"[{MARK}]"

    def compose(self) -> ComposeResult:
        """Runs of rows, and after each row with words of the reader's own a place for them."""
        yield from self._build()

    def _build(self) -> list[Widget]:
        children: list[Widget] = []
        self._rows = []
        for run, write_in in _runs(self.options):
            rows = TickRows(self.draw, run)
            self._rows.append(rows)
            children.append(rows)
            if write_in is not None:
                area = self._write_ins.get(write_in) or WriteIn(write_in, self._written.get(write_in, ""))
                area.display = self._has_room_for(write_in)
                self._write_ins[write_in] = area
                children.append(area)
        return children

    def show_options(self, options: tuple[Option, ...]) -> None:
        """Offer these from now on. The cursor stays on its row, and words stay where they are typed."""
        if options == self.options:
            return
        at = self.options[self.current].id if self.options else None
        places = [run[1] for run in _runs(self.options)]
        self.options = options
        self.current = next((n for n, option in enumerate(options) if option.id == at), 0)
        runs = _runs(options)
        if [write_in for _run, write_in in runs] == places and self._rows:
            for rows, (run, _write_in) in zip(self._rows, runs, strict=True):
                rows.show(run)
        elif self.is_mounted:
            self._rearrange()

    def _rearrange(self) -> None:
        for rows in self._rows:
            rows.remove()
        for gone in self._write_ins.keys() - {option.id for option in self.options if option.write_in}:
            self._write_ins.pop(gone).remove()
        last: Widget | None = None
        for child in self._build():
            if child.parent is None:
                self.mount(child, before=0) if last is None else self.mount(child, after=last)
            elif last is not None:
                self.move_child(child, after=last)
            last = child

    def choose(self, option_id: str) -> None:
        """Tick an option, or take its tick away."""
        option = next(each for each in self.options if each.id == option_id)
        self.current = self.options.index(option)
        if option_id in self._chosen:
            self._chosen.remove(option_id)
        else:
            self._chosen = [*self._left_beside(option), option_id]
        self.redraw_words()
        if option.write_in and option_id in self._chosen:
            self._write_ins[option_id].focus()
        self.post_message(self.Changed(self, typed=False))

    def _left_beside(self, option: Option) -> list[str]:
        if self.single or option.alone:
            return []
        alone = {each.id for each in self.options if each.alone}
        return [each for each in self._chosen if each not in alone]

    def set_chosen(self, chosen: Iterable[str]) -> None:
        """Show these as chosen, without a message."""
        self._chosen = list(dict.fromkeys(chosen))
        self.redraw()

    @property
    def has_words(self) -> bool:
        """A list that answers no question, such as one of settings, tells nothing."""
        return place_of(self) is not None

    def _has_room_for(self, write_in: str) -> bool:
        """Whether the place to write shows; where it does, that option is ticked."""
        return write_in in self._chosen and not words_hidden(self)

    def redraw_words(self) -> None:
        """Draw every row again, and the places to write in."""
        for name, area in self._write_ins.items():
            area.display = self._has_room_for(name)
        self.redraw()

    def redraw(self) -> None:
        """Draw every row again."""
        for rows in self._rows:
            rows.show(rows.options)

    def action_move(self, step: int) -> None:
        """Go up or down; past the ends the keys belong to the page."""
        if not 0 <= self.current + step < len(self.options):
            raise SkipAction
        self._go(self.current + step)

    def action_edge(self, place: int) -> None:
        """Go to the first or the last row."""
        if self.options:
            self._go(place % len(self.options))

    def on_key(self, event: Key) -> None:
        """Notice letters that do nothing here: whoever types them takes this for a place to write."""
        if self.has_focus and event.character is not None and event.character.isalpha() and event.key not in "jk":
            self._letter = monotonic()

    def action_choose(self) -> None:
        """Choose the row with the cursor. A space between words that were meant for elsewhere chooses nothing."""
        if self.options and monotonic() - self._letter > WORDS:
            self.choose(self.options[self.current].id)

    def _go(self, place: int) -> None:
        self.current = place
        for rows in self._rows:
            rows.redraw()
        self._show_current()

    def _show_current(self) -> None:
        if not (self.has_focus and self.options):
            return
        option = self.options[self.current].id
        for rows in self._rows:
            region = rows.region_of(option)
            if region is not None and rows.size:
                at = rows.content_region.offset + region.offset
                self.app.cursor_position = Offset(at.x + 3, at.y)
                reveal(rows, region)

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._go(self.current)

    def on_blur(self) -> None:
        """Take the cursor's mark away."""
        for rows in self._rows:
            rows.redraw()

    def on_tick_rows_picked(self, event: TickRows.Picked) -> None:
        """Choose the row that was clicked."""
        event.stop()
        self.focus()
        self.choose(event.option_id)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is written in."""
        event.stop()
        area = event.text_area
        if isinstance(area, WriteIn) and self._written.get(area.option_id, "") != area.text:
            self._written[area.option_id] = area.text
            self.post_message(self.Changed(self, typed=True))

    def on_writing_area_finished(self, event: WritingArea.Finished) -> None:
        """Back to the list."""
        event.stop()
        self.focus()

    def hint(self) -> str:
        """The keys that work here."""
        if not self.has_focus:
            return _("Enter: back to the list")
        return (
            _("Up, down: move · Space: choose or clear · Enter: go on")
            if self.single
            else _("Up, down: move · Space: tick or clear · Enter: go on")
        )


def _runs(options: tuple[Option, ...]) -> list[tuple[tuple[Option, ...], str | None]]:
    """Options up to each one with a write-in, and that one's id; then the rest."""
    runs: list[tuple[tuple[Option, ...], str | None]] = []
    run: list[Option] = []
    for option in options:
        run.append(option)
        if option.write_in:
            runs.append((tuple(run), option.id))
            run = []
    if run or not runs:
        runs.append((tuple(run), None))
    return runs
