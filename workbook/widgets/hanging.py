"""Words that wrap under their own first letter, at whatever width there is."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_NARROWEST = 8
"""Cells that words always get, however deep they are indented."""


def hang(words: Content, width: int, first: Content, rest: Content | None = None) -> list[Content]:
    """Lines of at most `width` cells: `first` stands before the first, `rest` (blank by default) before the others."""
    rest = Content(" " * first.cell_length) if rest is None else rest
    room = width - max(first.cell_length, rest.cell_length)
    lines = words.wrap(max(_NARROWEST, room)) or [Content("")]
    return [(rest if number else first) + line for number, line in enumerate(lines)]


class Rewrapped(Visual):
    """A visual whose lines are laid out anew for each width. The width is in cells, the lines must fit in it."""

    def __init__(self, lay_out: Callable[[int], Sequence[Content]]) -> None:
        self._lay_out = lay_out
        self._width = -1
        self._lines: Sequence[Content] = ()

    def lines(self, width: int) -> Sequence[Content]:
        """The lines at this width; the last width is remembered."""
        if width != self._width:
            self._width, self._lines = width, self._lay_out(width)
        return self._lines

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw each line as it stands; none is wrapped a second time."""
        return [self._strip(line, style, options).crop(0, width) for line in self.lines(width)[:height]]

    def _strip(self, line: Content, style: Style, options: RenderOptions) -> Strip:
        # `render_segments` knows neither the app's colours nor component classes: put them in first.
        spans = [span._replace(style=options.get_style(span.style)) for span in line.spans]
        return Strip(Content(line.plain, spans).expand_tabs().render_segments(style))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines there are at this width."""
        return len(self.lines(width))
