import pytest
from textual.color import Color

from tests.ui.opened import Reader, live, opened
from workbook.store.notebook import Notebook
from workbook.widgets.menu import Menu

READABLE = 4.5
"""The contrast of words with what is behind them, as WCAG asks for it."""


def luminance(color: Color) -> float:
    parts = [value / 255 for value in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrasts(reader: Reader) -> list[float]:
    """Of each piece of words on the chosen row."""
    menu = reader.app.screen.query_one(Menu)
    found = []
    for line in (menu.render_line(y) for y in range(menu.size.height)):
        for text, style, _control in line:
            if style is None or style.color is None or style.bgcolor is None:
                continue
            if text.strip() and Color.from_rich_color(style.bgcolor) != menu.background_colors[1]:
                pair = sorted(luminance(Color.from_rich_color(each)) for each in (style.color, style.bgcolor))
                found.append((pair[1] + 0.05) / (pair[0] + 0.05))
    return found


@pytest.mark.parametrize("theme", ["dusk", "paper"])
async def test_chosen_row_is_marked_and_readable(theme: str) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            reader.app.theme = theme
            await reader.sees("You could go on with", "▌ What happened, in plain words")
            seen = contrasts(reader)
            await reader.press("up", "up")
            await reader.sees("▌ Welcome")
            seen += contrasts(reader)
            await reader.press("2")
            await reader.sees("▌Shouting on the phone")
            seen += contrasts(reader)
            await reader.opens("welcome")
            await reader.sees("Your answers")
            await reader.press("down", "down")
            await reader.sees("▌Who is the person", "Not answered yet")
            seen += contrasts(reader)
        assert len(seen) > 10
        assert min(seen) >= READABLE


async def test_mark_is_gone_where_the_cursor_is_elsewhere() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("▌Can you write freely")
            await reader.press("tab")
            await reader.until(lambda: "▌" not in reader.text, "the list without its mark")
