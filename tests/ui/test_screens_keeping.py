from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input, Static

from tests.ui.opened import PATIENCE, FullDisk, Reader, live, opened
from workbook.store.disk import DiskFile
from workbook.store.notebook import Notebook

WHY = "Not saved in memory: the disk is full. Your words are still here."


def full(*exercises: str) -> tuple[FullDisk, Notebook]:
    """A notebook with a little in it, whose disk is full now."""
    file = FullDisk()
    file.full = False
    notebook = Notebook(file)
    live(notebook, *exercises)
    notebook.retry().wait(PATIENCE)
    file.full = True
    return file, notebook


def damaged(file: FullDisk) -> Notebook:
    """The notebook of a file of which a byte in the middle is wrong."""
    assert file.content is not None
    begun = file.content.index(b"\n") + 1
    middle = begun + (len(file.content) - begun) // 2
    file.content = file.content[:middle] + bytes([file.content[middle] ^ 0xFF]) + file.content[middle + 1 :]
    return Notebook(file)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once, so to say."""
    monkeypatch.setattr("workbook.screens.keeping.RETRY", 0.05)


async def writes_in_vain(reader: Reader, words: str = "words") -> None:
    await reader.opens("values-journal", "writing")
    await reader.type(words)
    await reader.sees("the disk is full")


async def asks_for(reader: Reader, place: str) -> None:
    """Have the copy written to a place."""
    await reader.press("f5")
    await reader.sees("A copy of all you wrote")
    reader.app.screen.query_one(Input).value = place
    await reader.press("enter")


def journal_in(path: Path) -> object:
    with Notebook(DiskFile(path), read_only=True) as copy:
        return copy.entries("values-journal")[-1].answers["writing"].value


async def test_why_it_is_not_saved_stays_on_every_screen_until_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.screens.keeping.RETRY", 1000)
    file, notebook = full()
    async with opened(notebook) as reader:
        await reader.sees("You could go on with")
        await reader.press("a")
        for keys, words in (
            ("down", "You could go on with"),
            ("2", "Shouting on the phone"),
            ("3", "A copy for yourself"),
            ("x", "It will be an ordinary file"),
            ("escape f1", "Am I in danger now?"),
            ("escape 1", "You could go on with"),
        ):
            await reader.press(*keys.split())
            await reader.sees(words, WHY, "F5 Save in another place")
        for place in (("welcome",), ("values-journal", "writing")):
            await reader.opens(*place)
            await reader.sees(WHY, "F5 Save in another place")
        file.full = False
        await reader.type("words")
        await reader.until(lambda: "Not saved" not in reader.words, "its end")
        for keys in ("escape", "escape", "2", "f1"):
            await reader.press(keys)
            assert "Not saved" not in reader.words
            assert "F5" not in reader.words


async def test_it_is_tried_again_by_itself_on_every_screen(soon: None) -> None:
    file, notebook = full("welcome")
    async with opened(notebook) as reader:
        await writes_in_vain(reader)
        await reader.press("f1")
        await reader.sees("Am I in danger now?", WHY)
        file.full = False
        await reader.until(lambda: "Not saved" not in reader.words, "its end")
        await reader.press("escape")
        await reader.sees("Saved", "words")
        assert "Not saved" not in reader.words


async def test_every_text_that_waited_is_called_saved_once_it_is(soon: None) -> None:
    file, notebook = full("welcome")
    async with opened(notebook, size=(80, 40)) as reader:
        await reader.opens("welcome", "backup")
        await reader.type(" and more")
        await reader.sees("Not saved")
        await writes_in_vain(reader)
        file.full = False
        await reader.until(lambda: "Not saved" not in reader.words, "its end")
        await reader.press("escape")
        await reader.sees("Saved", "and more")
        assert "Not saved" not in reader.words


async def test_copy_in_a_folder_holds_what_was_typed_a_moment_before(tmp_path: Path) -> None:
    _file, notebook = full("welcome")
    async with opened(notebook, size=(120, 40)) as reader:
        await writes_in_vain(reader)
        await reader.type(" and more")
        await asks_for(reader, str(tmp_path))
        copy = tmp_path / "notes-copy.wb"
        await reader.until(lambda: "A copy of all you wrote" not in reader.words, "the end of the copy")
        await reader.sees(WHY, "Everything up to 12:00 is in", "workbook restore", "F5 Save in another place")
        assert str(copy) in reader.text.replace("\n", "").replace(" ", "")
        assert journal_in(copy) == "words and more"
        await reader.type("!")
        await reader.press("f1")
        await reader.sees("Am I in danger now?", "Everything up to 12:00")


async def test_copy_takes_a_name_that_is_free_and_writes_over_nothing(tmp_path: Path) -> None:
    _file, notebook = full("welcome")
    for name in ("notes-copy.wb", "notes-copy-2.wb", "mine.wb"):
        (tmp_path / name).write_text("there before")
    async with opened(notebook, size=(120, 40)) as reader:
        await writes_in_vain(reader)
        await asks_for(reader, str(tmp_path / "mine.wb"))
        await reader.until(lambda: bool(str(reader.app.screen.query_one("#answer", Static).content)), "why not")
        assert reader.app.screen.query_one(Input).value == str(tmp_path / "mine.wb")
        reader.app.screen.query_one(Input).value = str(tmp_path)
        await reader.press("enter")
        await reader.sees("Everything up to 12:00")
    assert journal_in(tmp_path / "notes-copy-3.wb") == "words"
    assert {name.read_text() for name in tmp_path.iterdir() if name.name != "notes-copy-3.wb"} == {"there before"}


@pytest.mark.parametrize(("place", "words"), [("", "Please type"), ("~nobody-here/x", "no such home folder")])
async def test_place_that_is_none_is_told_and_stays_to_be_mended(place: str, words: str) -> None:
    _file, notebook = full("welcome")
    async with opened(notebook, size=(120, 40)) as reader:
        await writes_in_vain(reader)
        await asks_for(reader, place)
        await reader.sees(words)
        assert reader.app.screen.query_one(Input).value == place
        await reader.press("escape")
        await reader.sees("words", WHY)


async def test_home_folder_can_be_named_in_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    _file, notebook = full("welcome")
    async with opened(notebook, size=(120, 40)) as reader:
        await writes_in_vain(reader)
        await asks_for(reader, "~/other.wb")
        await reader.sees("Everything up to 12:00")
    assert journal_in(tmp_path / "other.wb") == "words"


async def test_copy_is_named_no_more_once_the_usual_place_works(tmp_path: Path, soon: None) -> None:
    file, notebook = full("welcome")
    async with opened(notebook, size=(120, 40)) as reader:
        await writes_in_vain(reader)
        await asks_for(reader, str(tmp_path))
        await reader.sees("Everything up to 12:00")
        file.full = False
        await reader.until(lambda: "Everything up to" not in reader.words, "its end")
        await reader.sees("Saved")


async def test_key_for_another_place_does_nothing_while_all_is_well() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values-journal", "writing")
            await reader.press("f5")
            await reader.type("words")
            await reader.sees("words", "Saved")
            assert "F5" not in reader.words


async def test_leaving_while_another_place_is_asked_for_asks_nothing() -> None:
    _file, notebook = full("welcome")
    async with opened(notebook) as reader:
        await writes_in_vain(reader)
        await reader.press("f5")
        await reader.type("~/somewhere")
        await reader.press("ctrl+q")
        await reader.until(lambda: not reader.app.is_running, "the end")


async def test_damaged_notebook_says_so_on_every_screen_and_calls_nothing_saved(soon: None, tmp_path: Path) -> None:
    file, _notebook = full("welcome")
    async with opened(damaged(file), size=(100, 40)) as reader:
        said = ("memory is damaged after save number", "Nothing can be saved in it", "F5 Save in")
        await reader.sees("You could go on with", *said)
        await reader.press("2")
        await reader.sees("My boundaries", *said)
        await reader.opens("values-journal", "writing")
        await reader.type("words")
        await reader.sees("Not saved", *said)
        for _turn in range(20):
            await reader.pilot.pause(0.01)
        await reader.sees("Not saved", *said)
        assert "Saved" not in reader.words
        await asks_for(reader, str(tmp_path))
        await reader.sees("what you wrote up to 12:00", *said)
        assert journal_in(tmp_path / "notes-copy.wb") == "words"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_words_that_are_being_written_stay_in_view_under_the_reason(size: tuple[int, int]) -> None:
    _file, notebook = full("welcome")
    async with opened(notebook, size=size) as reader:
        await reader.opens("welcome", "backup")
        await reader.type(" my own words")
        await reader.sees("my own words", WHY, "F5 Save in another place", "Ctrl+Q Leave")


class Hanging(FullDisk):
    """A disk that neither saves nor fails, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.answers = Event()
        self.answers.set()

    def append(self, frame: bytes) -> None:
        self.answers.wait(PATIENCE)
        super().append(frame)


async def test_disk_that_does_not_answer_is_told_until_it_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("workbook.screens.keeping.PATIENCE", 0.05)
    file = Hanging()
    notebook = Notebook(file)
    live(notebook, "welcome")
    notebook.retry().wait(PATIENCE)
    async with opened(notebook) as reader:
        file.answers.clear()
        await reader.opens("values-journal", "writing")
        await reader.type("words")
        await reader.sees("the disk does not answer")
        await asks_for(reader, str(tmp_path / "copy.wb"))
        await reader.sees("Everything up to 12:00")
        assert journal_in(tmp_path / "copy.wb") == "words"
        file.answers.set()
        await reader.until(lambda: "does not answer" not in reader.words, "its end")
