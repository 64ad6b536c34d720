"""The first run: what is shown before a word is written, and the way back to it."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from tests.cheap import cheap_passphrases
from tests.ui.opened import PATIENCE, Reader, live, opened
from workbook.model.entry import FIRST_PAGES_DONE
from workbook.store.keys import new_keys
from workbook.store.notebook import Notebook

TITLES = (
    "What this is, and what it is not",
    "Who may see this computer?",
    "What to write, and what not",
    "How to leave at once",
    "A passphrase for your notes?",
    "Helplines where you live",
    "How to remove all of it",
)
IDS = ("about", "device", "writing", "leaving", "passphrase", "region", "removing")


class Damaged(Notebook):
    """A notebook that cannot be saved in, so that it cannot be given a passphrase."""

    @property
    def damaged(self) -> bool:
        return True


def room_below(reader: Reader) -> float:
    """Lines of the page that are out of sight."""
    return reader.app.screen.query_one(VerticalScroll).max_scroll_y


def left_at(notebook: Notebook, page: str) -> None:
    notebook.save_settings(replace(notebook.settings, first_page=page))


@pytest.mark.parametrize("key", ["f8", "enter"])
async def test_pages_come_one_by_one_and_end_in_the_first_exercise(key: str) -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.press("enter")
            for title in TITLES:
                await reader.sees(title)
                if title in (TITLES[4], TITLES[5]):
                    await reader.press("f8")
                else:
                    await reader.press(key)
            await reader.sees("This is a quiet place")
            assert notebook.settings.first_page == FIRST_PAGES_DONE
            assert notebook.is_empty
            await reader.press("escape")
            await reader.sees("You could go on with: Welcome")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: "x".join(map(str, size)))
async def test_every_page_is_seen_whole(size: tuple[int, int], tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook, size=size) as reader:
            await reader.press("enter")
            for n, title in enumerate(TITLES, 1):
                await reader.sees(title, f"First pages: {n} of 7", "Esc Skip the rest", "Ctrl+Q Leave", "F1 Help")
                assert room_below(reader) == 0, title
                await reader.press("f8")
    for page in IDS:
        with Notebook.open(tmp_path) as notebook:
            left_at(notebook, page)
            async with opened(notebook, size=size) as reader:
                await reader.sees("You are back" if page != "passphrase" else TITLES[4])
                assert room_below(reader) == 0, page


async def test_page_without_room_is_read_to_its_end_with_the_keys() -> None:
    async with opened(Notebook.in_memory(), size=(60, 20)) as reader:
        await reader.press("enter", "f8")
        await reader.sees(TITLES[1])
        assert "typed still stay" not in reader.words
        for _line in range(30):
            await reader.press("down")
        await reader.sees("typed still stay on the computer")
        await reader.press("pageup", "pageup", "pagedown", "space")
        await reader.sees("typed still stay on the computer")
        await reader.press("f8")
        await reader.sees(TITLES[2], "Write nothing here")


@pytest.mark.parametrize("key", ["ctrl+q", "f9"])
async def test_whoever_tries_the_way_out_leaves_and_comes_back_to_the_page(tmp_path: Path, key: str) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.press("enter")
            await reader.goes_on_to("Try it now, once.")
            assert "You are back" not in reader.words
            await reader.press(key)
            await reader.until(lambda: not reader.app.is_running, "the end")
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.sees("You are back. If you closed this with the key, you have seen that it works.")
            await reader.press("f8")
            await reader.sees("A passphrase for your notes?")
            await reader.press("f7")
            await reader.sees("Try it now, once.")
            assert "You are back" not in reader.words
            await reader.press("escape")
            await reader.sees("This is a quiet place")
            await reader.press("escape")
            await reader.sees("You could go on with: Welcome")


@pytest.mark.parametrize("page", IDS)
async def test_rest_is_skipped_from_every_page_and_not_shown_again(page: str) -> None:
    with Notebook.in_memory() as notebook:
        left_at(notebook, page)
        async with opened(notebook) as reader:
            await reader.sees(TITLES[IDS.index(page)])
            await reader.press("escape")
            await reader.sees("This is a quiet place")
        assert notebook.settings.first_page == FIRST_PAGES_DONE
        async with opened(notebook) as reader:
            await reader.sees("Begin (5 minutes)")
            await reader.press("enter")
            await reader.sees("This is a quiet place")


async def test_page_that_a_later_version_has_leads_to_the_first() -> None:
    with Notebook.in_memory() as notebook:
        left_at(notebook, "of-a-later-version")
        async with opened(notebook) as reader:
            await reader.sees(TITLES[0])


async def test_reader_who_has_written_does_not_come_back_to_the_pages() -> None:
    with Notebook.in_memory() as notebook:
        left_at(notebook, "leaving")
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            assert "First pages" not in reader.words


@pytest.mark.parametrize(
    ("keys", "words"), [(("down", "enter"), "If you are in danger"), (("end", "enter"), "Welcome")]
)
async def test_nothing_is_in_the_way_of_help_or_of_looking_around(keys: tuple[str, ...], words: str) -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.press(*keys)
            await reader.sees(words)
            assert "First pages" not in reader.words
        assert notebook.settings.first_page is None


async def test_help_is_one_key_away_from_every_page() -> None:
    async with opened(Notebook.in_memory()) as reader:
        await reader.press("enter")
        for title in TITLES:
            await reader.sees(title)
            await reader.press("f1")
            await reader.sees("Am I in danger now?")
            await reader.press("escape")
            await reader.sees(title)
            await reader.press("f8")


async def test_chosen_passphrase_is_not_asked_for_again_on_the_way_back(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.press("enter")
            await reader.goes_on_to(TITLES[4])
            with cheap_passphrases():
                keys, _code = new_keys("seven calm otters")
            notebook.change_keys(keys).wait(PATIENCE)
            await reader.press("f8")
            await reader.sees(TITLES[5])
            await reader.press("f7")
            await reader.sees(TITLES[3])


async def test_damaged_notebook_is_offered_no_passphrase() -> None:
    with Damaged.in_memory() as notebook:
        async with opened(notebook, size=(100, 40)) as reader:
            await reader.press("enter")
            for title in (*TITLES[:4], *TITLES[5:]):
                await reader.sees(title, "of 6")
                await reader.press("f8")
            await reader.sees("This is a quiet place")


async def test_region_is_chosen_kept_and_shown_under_help(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.press("enter")
            await reader.goes_on_to(TITLES[5])
            await reader.sees("None of these, or not now", "Australia")
            assert notebook.settings.region is None
            await reader.press("down", "enter")
            await reader.sees(TITLES[6])
            await reader.leaves()
    with Notebook.open(tmp_path) as notebook:
        assert notebook.settings.region == "australia"
        async with opened(notebook) as reader:
            await reader.press("f7")
            await reader.sees(TITLES[5])
            await reader.press("up", "enter")
            await reader.sees(TITLES[6])
            assert notebook.settings.region is None


async def test_folders_to_delete_are_named_as_the_shell_takes_them(tmp_path: Path) -> None:
    folder = tmp_path / "my [/b] notes"
    with Notebook.open(folder) as notebook:
        left_at(notebook, "removing")
        async with opened(notebook, size=(160, 30)) as reader:
            await reader.sees("Close this first")
            shown = "".join(reader.text.split())
            assert "".join(f"'{folder}'".split()) in shown
            assert str(Path(__file__).resolve().parents[2]) in shown


async def test_pages_are_read_again_from_help_and_nothing_is_asked(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        live(notebook, "welcome")
        left_at(notebook, FIRST_PAGES_DONE)
        async with opened(notebook) as reader:
            await reader.press("f1", "f")
            for title in (*TITLES[:4], "A passphrase, if it is safe for you", *TITLES[5:]):
                words = await reader.sees(title, "Esc Close")
                assert "Skip the rest" not in words
                assert room_below(reader) == 0, title
                await reader.press("f8")
            await reader.sees("Am I in danger now?")
            await reader.press("f")
            await reader.sees(TITLES[0], "Esc closes them")
            await reader.press("f8", "escape")
            await reader.sees("Am I in danger now?")
            await reader.press("escape")
            await reader.sees("You could go on with")
        assert notebook.settings.first_page == FIRST_PAGES_DONE
