from pathlib import Path

from tests.ui.opened import opened
from workbook.store.notebook import Notebook

TITLE = "A page for what matters"


async def test_first_time_begins_without_a_list() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values-journal")
            await reader.sees(TITLE, "This is a place to write")


async def test_pages_are_listed_newest_first_and_each_opens_again(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("values-journal", "writing")
            await reader.type("The dog on the wall")
            await reader.goes_on_to("Your answers")
            await reader.tabs_to("Done for now")
            await reader.press("enter")
            await reader.sees("You could go on with")

            await reader.opens("values-journal")
            await reader.sees("Write a new one", "5 March 2025", "The dog on the wall")
            await reader.press("n")
            await reader.sees("This is a place to write")
            await reader.goes_on_to("My page")
            await reader.tabs_into_text()
            await reader.type("Bread in the oven")
            await reader.press("escape")
            words = await reader.sees("Write a new one", "Bread in the oven", "(open)")
            assert words.index("Bread in the oven") < words.index("The dog on the wall")
            assert len(notebook.entries("values-journal")) == 2

            await reader.press("down", "down", "enter")
            await reader.sees("Your answers", "The dog on the wall")
            await reader.press("escape")
            await reader.press("enter")
            await reader.sees("This is a place to write")
            await reader.leaves()
    with Notebook.open(tmp_path) as notebook:
        written = [entry.answers["writing"].value for entry in notebook.entries("values-journal")]
        assert written == ["The dog on the wall", "Bread in the oven"]


async def test_new_one_that_stays_empty_leaves_nothing_behind() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("values-journal", "writing")
            await reader.type("words")
            await reader.press("escape")
            await reader.sees("You could go on with")
            await reader.opens("values-journal")
            await reader.sees("Write a new one")
            await reader.press("enter")
            await reader.sees("This is a place to write")
            await reader.press("escape")
            await reader.sees("Write a new one")
            assert len(notebook.entries("values-journal")) == 1
