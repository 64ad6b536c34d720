"""The last guard before the terminal: no text on the screen can give it an order."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from workbook.model.guard import shown_on_row


class LineGuard(LineFilter):
    """Has every line pass the guard, without changing its width. A style's link would be sent as well, and goes."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, safe to write."""
        if all(text.isprintable() and not control and _is_safe(style) for text, style, control in segments):
            return segments
        return [
            Segment(shown_on_row(text), style if style is None or _is_safe(style) else style.update_link(None))
            for text, style, control in segments
            if not control
        ]


def _is_safe(style: Style | None) -> bool:
    return style is None or style.link is None
