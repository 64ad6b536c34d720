import pytest

from tests.ui.opened import live, opened
from workbook.store.notebook import Notebook


async def test_first_screen_says_what_this_is_how_to_leave_and_that_a_passphrase_can_be_had() -> None:
    async with opened(Notebook.in_memory()) as reader:
        words = await reader.sees("someone who hurts, controls or belittles you", "Ctrl+Q or F9 closes this at once")
        assert "You can lock it with a passphrase" in words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("enter", "escape"), "This is a quiet place to think about a relationship"),
        (("down", "enter"), "If you are in danger now, get somewhere safer"),
        (("down", "down", "enter"), "You could go on with: Welcome"),
        (("escape",), "You could go on with: Welcome"),
    ],
)
async def test_each_way_on_leads_where_it_says(keys: tuple[str, ...], words: str) -> None:
    async with opened(Notebook.in_memory()) as reader:
        await reader.sees("Begin (5 minutes)", "I need help now", "Look around")
        await reader.press(*keys)
        await reader.sees(words)


async def test_closing_what_was_begun_leads_home_and_not_back_to_the_first_screen() -> None:
    async with opened(Notebook.in_memory()) as reader:
        await reader.press("enter", "escape")
        await reader.sees("This is a quiet place")
        await reader.press("escape")
        await reader.sees("You could go on with: Welcome")


async def test_looking_around_stores_no_entry() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.press("enter", "escape")
            await reader.goes_on_to("Can you write freely")
            await reader.press("escape")
            await reader.sees("Not started")
        assert not notebook.all_entries()


async def test_reader_who_has_written_is_not_asked_again() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            assert "Begin (5 minutes)" not in reader.text


async def test_digits_of_the_screens_work_from_the_first_screen_on() -> None:
    async with opened(Notebook.in_memory()) as reader:
        await reader.press("2")
        await reader.sees("You have not written a boundary yet")
        await reader.press("3")
        await reader.sees("A copy for yourself")
        await reader.press("1")
        await reader.sees("You could go on with")
