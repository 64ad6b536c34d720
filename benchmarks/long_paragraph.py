"""What a key costs in one long paragraph, beside the same number of characters in many lines.

Run: python benchmarks/long_paragraph.py
"""

import asyncio
from statistics import median
from time import perf_counter

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import TextArea

from workbook.widgets.writing import WritingArea

WORDS = "On Sunday I said that I was tired, and nobody was angry. "
SIZES = (1_000, 10_000, 100_000)
KEYS = 40


class Page(App[None]):
    """One text area on an otherwise empty screen."""

    def __init__(self, area: TextArea) -> None:
        super().__init__()
        self.area = area

    def compose(self) -> ComposeResult:
        """The area."""
        yield self.area


async def key_cost(area: TextArea) -> float:
    """Milliseconds from a key in the middle of the text to its rows being drawn; the median of many."""
    app = Page(area)
    async with app.run_test(size=(80, 24)) as pilot:
        row = area.document.line_count // 2
        area.move_cursor((row, len(area.document[row]) // 2))
        await pilot.pause()
        costs = []
        for _key in range(KEYS):
            begun = perf_counter()
            area.insert("a")
            area.render_lines(Region(0, 0, area.size.width, area.size.height))
            costs.append((perf_counter() - begun) * 1000)
        return median(costs)


async def main() -> None:
    """Print one line for each size."""
    print("characters  ours, one  ours, many  ratio  stock, one  stock, many   (ms a key)")
    for size in SIZES:
        one = (WORDS * (size // len(WORDS) + 1))[:size]
        many = "\n".join(one[at : at + 60] for at in range(0, size, 60))
        ours, lines = await key_cost(WritingArea(one, journal=True)), await key_cost(WritingArea(many, journal=True))
        stock, stock_lines = await key_cost(TextArea(one)), await key_cost(TextArea(many))
        print(f"{size:>10}  {ours:>9.2f}  {lines:>10.2f}  {ours / lines:>5.2f}  {stock:>10.2f}  {stock_lines:>11.2f}")


if __name__ == "__main__":
    asyncio.run(main())
