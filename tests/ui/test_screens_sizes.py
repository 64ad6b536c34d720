import pytest

from tests.ui.opened import live, opened
from workbook.store.notebook import Notebook

each_size = pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: "x".join(map(str, size)))


@each_size
async def test_first_screen_has_room(size: tuple[int, int]) -> None:
    async with opened(Notebook.in_memory(), size=size) as reader:
        await reader.sees("closes this at once", "Begin (5 minutes)", "I need help now", "Look around", "Ctrl+Q Leave")


@each_size
async def test_every_screen_shows_its_words_and_the_way_out(size: tuple[int, int]) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook, size=size) as reader:
            await reader.sees("You could go on with", "Welcome", "Done for now", "2 Boundaries", "3 Plan", "F1 Help")
            await reader.press("e")
            await reader.press("2")
            await reader.sees("My boundaries", "Shouting on the phone", "Look", "Revise", "Add one", "Ctrl+Q Leave")
            await reader.press("enter")
            await reader.sees("One of my boundaries", "Shouting on the phone", "Revise", "Ctrl+Q Leave")
            await reader.press("3")
            await reader.sees("My plan", "A copy for yourself", "Make a copy", "For whom", "Ctrl+Q Leave")
            await reader.press("x")
            await reader.sees("It will be an ordinary file", "Write the file", "Close")
            await reader.press("escape", "f1")
            await reader.sees("Am I in danger now?", "the safety pages (s)", "Safety", "Grounding", "Ctrl+Q Leave")
            await reader.press("escape", "ctrl+p")
            await reader.sees("Home", "My boundaries")
            await reader.press("escape", "1")
            await reader.sees("You could go on with")
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome", "Done for now", "Leave it open", "Ctrl+Q Leave")
            await reader.press("r")
            await reader.sees("This is a quiet place", "Start", "Close", "F8 Continue", "Ctrl+Q Leave", "F1 Help")
            await reader.opens("values-journal", "writing")
            await reader.type("words")
            await reader.sees("words", "Write", "Back", "Ctrl+Q Leave")
            await reader.press("escape")
            await reader.opens("values-journal")
            await reader.sees("Write a new one", "words", "New entry", "Ctrl+Q Leave")


@each_size
@pytest.mark.parametrize(
    ("exercise", "question"),
    [("boundaries", "boundaries"), ("values", "top-values"), ("values", "lived"), ("safety", "lately")],
)
async def test_every_kind_of_long_question_has_room(size: tuple[int, int], exercise: str, question: str) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "values", "boundaries")
        async with opened(notebook, size=size) as reader:
            await reader.opens(exercise, question)
            await reader.sees("F8 Continue", "Ctrl+Q Leave", "Back")
            await reader.press("tab", "tab", "shift+tab")


async def test_window_that_changes_its_size_keeps_what_is_typed() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(120, 40)) as reader:
            await reader.opens("values-journal", "writing")
            await reader.type("before ")
            for size in ((60, 20), (20, 8), (5, 3), (200, 60), (80, 24)):
                await reader.pilot.resize_terminal(*size)
                await reader.pilot.pause()
            await reader.type("after")
            await reader.sees("before after")


@pytest.mark.parametrize("lived", [True, False], ids=["home", "first"])
async def test_screen_that_comes_first_stands_in_the_middle_of_a_wide_window(lived: bool) -> None:
    with Notebook.in_memory() as notebook:
        if lived:
            live(notebook, "welcome")
        async with opened(notebook, size=(140, 40)) as reader:
            await reader.sees("You could go on with" if lived else "Begin (5 minutes)")
            lines = [line for line in reader.text.splitlines()[:-1] if line.strip()]
            assert all(line.startswith(" " * 20) for line in lines)
            assert all(len(line) < 120 for line in lines)
