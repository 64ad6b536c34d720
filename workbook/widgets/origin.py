"""Says that a page is from the reader's own folder. It stands beside what the file says, never in it."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from workbook.model.origin import origin

if TYPE_CHECKING:
    from workbook.model.head import Head


class OriginNote(Static):
    """Where an exercise comes from; of a shipped one it takes no room. Prose has no such ground to stand on."""

    DEFAULT_CSS = """
    OriginNote {
        height: auto;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        &:ansi { text-style: reverse; }
    }
    """

    def __init__(self, head: "Head") -> None:
        words = origin(head)
        super().__init__(Content(words))
        self.display = bool(words)
