from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.cheap import cheap_passphrases
from tests.ui.opened import PATIENCE, Reader, live, opened
from workbook.model.errors import NotSavedError
from workbook.model.ports import Receipt
from workbook.screens.recovery import RecoveryScreen
from workbook.store.keys import Keys, new_keys
from workbook.store.notebook import Notebook
from workbook.store.receipt import SaveReceipt
from workbook.store.stretching import Cost

WORDS = "seven calm otters"
OTHER = "a lamp in the rain"
WRONG = "That is not it. Nothing is lost; please try again."
REAL = Cost()


@pytest.fixture(autouse=True)
def cheap(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing here is about how slow a passphrase is to guess; one test has it as slow as for a reader."""
    if request.node.originalname == "test_first_passphrase_is_chosen_before_a_word_is_written":
        yield
    else:
        with cheap_passphrases():
            yield


class Refusing(Notebook):
    """A notebook whose keys cannot be changed."""

    def change_keys(self, keys: Keys | None) -> Receipt:
        return SaveReceipt.already(NotSavedError("Not changed: the disk is full."))


class Halfway(Notebook):
    """A notebook that takes new keys and then meets a fault."""

    def change_keys(self, keys: Keys | None) -> Receipt:
        super().change_keys(keys).wait(PATIENCE)
        return SaveReceipt.already(NotSavedError("An older copy could not be removed."))


class Waiting(Notebook):
    """A notebook on a slow disk."""

    asked: SaveReceipt | None = None

    def change_keys(self, keys: Keys | None) -> Receipt:
        super().change_keys(keys).wait(PATIENCE)
        self.asked = SaveReceipt()
        return self.asked


@asynccontextmanager
async def at_help(
    folder: Path, sort: type[Notebook] = Notebook, *, size: tuple[int, int] = (80, 52)
) -> AsyncIterator[tuple[Notebook, Reader]]:
    """Someone with a few notes, at the page about the passphrase."""
    with sort.open(folder) as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=size) as reader:
            await reader.press("f1", "p")
            await reader.sees("Nobody can reset it")
            yield notebook, reader


def locked(notebook: Notebook, passphrase: str = WORDS) -> str:
    """Give it a passphrase; returns the recovery code."""
    keys, code = new_keys(passphrase)
    notebook.change_keys(keys).wait(PATIENCE)
    return code


async def comes_to_the_offer(reader: Reader) -> None:
    """Begin, and go through the first pages up to the one about a passphrase."""
    await reader.press("enter")
    await reader.goes_on_to("A passphrase for your notes?")


async def chooses(reader: Reader, *typed: str) -> None:
    """Open the form and fill in every place, with Enter after each."""
    await reader.press("enter")
    await reader.sees("The same once more")
    await fills_in(reader, *typed)


async def fills_in(reader: Reader, *typed: str) -> None:
    for each in typed:
        await reader.type(each)
        await reader.press("enter")


def shown_code(reader: Reader) -> str:
    """The recovery code on the screen."""
    screen = reader.app.screen
    assert isinstance(screen, RecoveryScreen)
    letters = "".join(str(screen.query_one("#code", Static).content).split())
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


# The first run


async def test_passphrase_is_offered_before_the_first_words_and_says_what_it_means(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await comes_to_the_offer(reader)
            words = await reader.sees("A passphrase for your notes?", "Choose a passphrase", "Not now")
            for said in (
                "cannot read it, unless they guess the passphrase",
                "each time you open it",
                "Nobody can reset it",
                "are both lost, what you wrote is lost",
                "Someone who can make you tell it, or who watches this computer, can still read",
                "Some people are safer without one",
                "Not now: later, under Help",
            ):
                assert said in words
            assert notebook.is_empty


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("escape",), "This is a quiet place"),
        (("down", "enter"), "Helplines where you live"),
        (("f8",), "Helplines where you live"),
        (("f7",), "How to leave at once"),
    ],
)
async def test_offer_is_passed_by_at_once(tmp_path: Path, keys: tuple[str, ...], words: str) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await comes_to_the_offer(reader)
            await reader.press(*keys)
            await reader.sees(words)
            assert not notebook.sealed


async def test_first_passphrase_is_chosen_before_a_word_is_written(tmp_path: Path) -> None:
    assert Cost() == REAL
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await comes_to_the_offer(reader)
            await reader.sees("Choose a passphrase")
            await chooses(reader, WORDS, WORDS)
            await reader.sees("Your notes are locked. Now write this down", "Keep it on paper")
            assert notebook.sealed
            assert notebook.is_empty
            code = shown_code(reader)
            await reader.press("f8")
            await reader.sees("Helplines where you live")
            assert notebook.opens_with(WORDS)
            assert notebook.opens_with(code)


async def test_help_in_danger_comes_without_an_offer(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.press("down", "enter")
            await reader.sees("If you are in danger now, get somewhere safer")


async def test_who_has_a_passphrase_is_not_offered_one(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        locked(notebook)
        async with opened(notebook) as reader:
            await reader.sees("locked with your passphrase")
            await reader.press("enter")
            await reader.goes_on_to("How to leave at once", "Helplines where you live", "This is a quiet place")


# Later, from Help


async def test_passphrase_is_set_from_help_and_the_code_is_shown_once(tmp_path: Path) -> None:
    async with at_help(tmp_path) as (notebook, reader):
        await reader.sees("Your notes have no passphrase")
        await chooses(reader, WORDS, WORDS)
        await reader.sees("write this down")
        code = shown_code(reader)
        assert len(code) == 34
        await reader.press("enter", "space", "escape")
        assert shown_code(reader) == code
        await reader.press("tab", "enter")
        await reader.sees("Your notes are locked with a passphrase", "Take it away")
        assert code.replace("-", "") not in reader.text.replace(" ", "")
        await reader.press("escape")
        await reader.sees("Am I in danger now?", "It is locked with your passphrase")
        assert notebook.opens_with(WORDS)


async def test_page_about_the_passphrase_is_found_by_searching(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.press("ctrl+p")
            await reader.type("passphrase")
            await reader.sees("Lock your notes")
            await reader.until(lambda: "Home" not in reader.words, "the hits alone")
            await reader.press("down", "enter")
            await reader.sees("Nobody can reset it")


async def test_two_that_differ_are_told_and_stay_to_be_mended(tmp_path: Path) -> None:
    async with at_help(tmp_path) as (notebook, reader):
        await chooses(reader, WORDS, WORDS[:-1])
        await reader.sees("The two are not the same")
        await reader.type(WORDS[-1])
        await reader.press("enter")
        await reader.sees("write this down")
        assert notebook.opens_with(WORDS)


async def test_short_one_gets_a_warning_and_can_be_kept_on_purpose(tmp_path: Path) -> None:
    async with at_help(tmp_path) as (notebook, reader):
        await chooses(reader, "otter", "otter")
        await reader.sees("It is short, and a short one can be guessed")
        assert not notebook.sealed
        await reader.press("enter")
        await reader.sees("write this down")
        assert notebook.opens_with("otter")


async def test_nothing_is_no_passphrase(tmp_path: Path) -> None:
    async with at_help(tmp_path) as (notebook, reader):
        await chooses(reader, "", "")
        await reader.sees("Please type a passphrase first")
        assert not notebook.sealed


async def test_what_is_typed_is_shown_only_when_asked_for(tmp_path: Path) -> None:
    async with at_help(tmp_path) as (_notebook, reader):
        await chooses(reader, WORDS)
        assert WORDS not in reader.text
        await reader.tabs_to("Show what is typed")
        await reader.press("enter")
        await reader.sees(WORDS, "Hide what is typed")
        button = reader.app.screen.query_one("#show")
        await reader.until(lambda: not button.has_class("-active"), "the end of the press")
        await reader.press("enter")
        await reader.until(lambda: WORDS not in reader.text, "dots")


async def test_changing_asks_for_the_present_one_as_often_as_it_takes(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        locked(notebook)
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.press("f1", "p", "enter")
            await reader.sees("The passphrase now", "still open copies made before, such as backups")
            await fills_in(reader, "not it", OTHER, OTHER)
            await reader.sees(WRONG)
            await fills_in(reader, " either", "", "")
            await reader.sees(WRONG)
            present = reader.app.screen.query_one("#present", Input)
            assert present.value == "not it either"
            assert notebook.opens_with(WORDS)
            present.value = WORDS
            await fills_in(reader, "", "", "")
            await reader.sees("write this down")
            code = shown_code(reader)
            await reader.press("f8")
            await reader.sees("Your notes are locked with a passphrase")
            assert notebook.opens_with(OTHER)
            assert notebook.opens_with(code)
            assert not notebook.opens_with(WORDS)


@pytest.mark.parametrize("by_code", [False, True])
async def test_passphrase_is_taken_away_with_it_or_with_the_code(tmp_path: Path, by_code: bool) -> None:
    with Notebook.open(tmp_path) as notebook:
        code = locked(notebook)
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.press("f1", "p", "down", "enter")
            await reader.sees("anyone who can open it can read it", "still open with the old passphrase")
            await fills_in(reader, "not it")
            await reader.sees(WRONG)
            assert notebook.sealed
            reader.app.screen.query_one(Input).value = code if by_code else WORDS
            await reader.press("enter")
            await reader.sees("Your notes have no passphrase", "Choose a passphrase")
            assert not notebook.sealed


# Honesty


async def test_nothing_is_called_done_before_the_disk_has_it(tmp_path: Path) -> None:
    async with at_help(tmp_path, Waiting) as (notebook, reader):
        assert isinstance(notebook, Waiting)
        await chooses(reader, WORDS, WORDS)
        await reader.until(lambda: notebook.asked is not None, "the disk")
        await reader.sees("Writing the file anew")
        await reader.press("enter")
        assert "locked" not in reader.words.replace("unlocked", "")
        assert notebook.asked is not None
        notebook.asked.end()
        await reader.sees("write this down")


async def test_code_is_shown_though_the_page_was_closed_meanwhile(tmp_path: Path) -> None:
    async with at_help(tmp_path, Waiting) as (notebook, reader):
        assert isinstance(notebook, Waiting)
        await chooses(reader, WORDS, WORDS)
        await reader.until(lambda: notebook.asked is not None, "the disk")
        await reader.press("escape", "escape", "escape")
        await reader.sees("You could go on with")
        assert notebook.asked is not None
        notebook.asked.end()
        await reader.sees("write this down")
        assert notebook.opens_with(shown_code(reader))
        await reader.press("f8")
        await reader.sees("You could go on with")


async def test_passphrase_that_could_not_be_set_is_told_with_what_holds_now(tmp_path: Path) -> None:
    async with at_help(tmp_path, Refusing) as (notebook, reader):
        await chooses(reader, WORDS, WORDS)
        await reader.sees("Not changed: the disk is full. The file has no passphrase yet.")
        assert reader.app.screen.query_one("#new", Input).value == WORDS
        assert not notebook.sealed


async def test_old_passphrase_still_counts_where_the_new_one_could_not_be_set(tmp_path: Path) -> None:
    with Refusing.open(tmp_path) as notebook:
        keys, _code = new_keys(WORDS)
        Notebook.change_keys(notebook, keys).wait(PATIENCE)
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.press("f1", "p", "enter")
            await fills_in(reader, WORDS, OTHER, OTHER)
            await reader.sees("Not changed: the disk is full. The passphrase that you had still counts.")
            assert notebook.opens_with(WORDS)
            await reader.press("escape", "down", "enter")
            await fills_in(reader, WORDS)
            await reader.sees("Not changed: the disk is full. The passphrase still counts.")


async def test_code_is_shown_with_the_fault_where_the_new_passphrase_counts_all_the_same(tmp_path: Path) -> None:
    async with at_help(tmp_path, Halfway) as (notebook, reader):
        await chooses(reader, WORDS, WORDS)
        await reader.sees("write this down", "An older copy could not be removed.")
        assert notebook.opens_with(shown_code(reader))


# Traces


async def test_what_was_typed_is_in_no_widget_once_the_page_is_gone(tmp_path: Path) -> None:
    async with at_help(tmp_path) as (_notebook, reader):
        await chooses(reader, WORDS, WORDS[:-1])
        await reader.sees("The two are not the same")
        places = list(reader.app.screen.query(Input))
        await reader.press("escape")
        await reader.sees("Your notes have no passphrase")
        assert [place.value for place in places] == ["", ""]
        await chooses(reader, WORDS, WORDS)
        await reader.sees("write this down")
        shown = reader.app.screen.query_one("#code", Static)
        await reader.press("f8")
        await reader.sees("Your notes are locked")
        assert str(shown.content) == ""


async def test_nothing_typed_comes_to_the_clipboard(tmp_path: Path) -> None:
    async with at_help(tmp_path) as (_notebook, reader):
        await chooses(reader, WORDS)
        await reader.type(WORDS)
        await reader.press("ctrl+shift+a", "ctrl+c", "ctrl+x")
        assert reader.app.clipboard == ""
        assert reader.app.screen.query_one("#again", Input).value == WORDS


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: "x".join(map(str, size)))
async def test_each_page_of_it_has_room_or_scrolls(tmp_path: Path, size: tuple[int, int]) -> None:
    with Notebook.open(tmp_path / "first") as notebook:
        async with opened(notebook, size=size) as reader:
            await comes_to_the_offer(reader)
            await reader.sees("A passphrase for your notes?", "Choose a passphrase", "Not now: later, under Help")
            await chooses(reader, WORDS, WORDS)
            await reader.sees("Your notes are locked", "that gives you another one", "F8 I have written it down")
    async with at_help(tmp_path, size=size) as (_notebook, reader):
        await reader.sees("Choose a passphrase", "Not now", "Ctrl+Q Leave")
        await chooses(reader, WORDS, "x")
        await reader.sees("The two are not the same", "Ctrl+Q Leave")
        await reader.tabs_to("Close")
        await reader.sees("Close", "Ctrl+Q Leave")
