"""What the reader wrote, as a card in a list: lines that wrap under their own first word."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from workbook.widgets.hanging import Rewrapped, hang

MARK = "  "
MORE = "…"


def card(title: Content, lines: Sequence[Content], at_most: int | None = None) -> Rewrapped:
    """A title, the lines under it, and a blank line. With `at_most`, each begins with no more rows than that."""

    def lay_out(width: int) -> list[Content]:
        room = width - 1
        laid = _cut(hang(_start(title, room, at_most), room, Content("")), room, at_most)
        for line in lines:
            rows: list[Content] = []
            for number, part in enumerate(_split(_start(line, room, at_most))):
                rows += hang(part, room, Content(MARK + ("  " if number else "")), Content(MARK + "  "))
            laid += _cut(rows, room, at_most)
        return [*laid, Content("")]

    return Rewrapped(lay_out)


def _start(line: Content, room: int, at_most: int | None) -> Content:
    # Enough to fill these rows and one more; of a very long text the rest need not be wrapped.
    return line if at_most is None else line[: max(1, room) * (at_most + 1)]


def _cut(rows: list[Content], room: int, at_most: int | None) -> list[Content]:
    if at_most is None or len(rows) <= at_most:
        return rows
    *kept, last = rows[:at_most]
    return [*kept, last.rstrip().truncate(room - len(MORE)) + Content(MORE)]


def _split(line: Content) -> Iterable[Content]:
    return line.split("\n") or [line]
