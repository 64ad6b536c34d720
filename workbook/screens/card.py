"""What the reader wrote, as a card in a list: lines that wrap under their own first word."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from workbook.widgets.hanging import Rewrapped, hang

MARK = "  "


def card(title: Content, lines: Sequence[Content]) -> Rewrapped:
    """A title, the lines under it, and a blank line."""

    def lay_out(width: int) -> list[Content]:
        laid = hang(title, width - 1, Content(""))
        for line in lines:
            for number, part in enumerate(_split(line)):
                laid += hang(part, width - 1, Content(MARK + ("  " if number else "")), Content(MARK + "  "))
        return [*laid, Content("")]

    return Rewrapped(lay_out)


def _split(line: Content) -> Iterable[Content]:
    return line.split("\n") or [line]
