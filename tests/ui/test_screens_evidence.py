"""Files that show what happened, read on the page that asks for them."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from textual.widgets import Button, Input

from tests.ui.opened import SHIPPED, Reader, clock, opened
from workbook.fingerprint import Fingerprint
from workbook.guide.evidence import EXERCISE, QUESTION, SHA256, SIZE, WHAT
from workbook.guide.sitting import Sitting
from workbook.model.values import FieldValue, Record
from workbook.screens import evidence
from workbook.store.notebook import Notebook

OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
PAGE = "files-page"
LIST = "Which files show what happened?"
FORM = "It is read and never copied."
KEY = "Ctrl+R Read a file…"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"abc")
    return path


@pytest.fixture
def notebook() -> Iterator[Notebook]:
    with Notebook.in_memory() as made:
        yield made


def rows(notebook: Notebook) -> list[Mapping[str, FieldValue]]:
    """What is saved and not removed."""
    entries = notebook.entries(EXERCISE)
    held = entries[-1].answers[QUESTION].value if entries else ()
    assert isinstance(held, tuple)
    return [row.fields for row in held if isinstance(row, Record) and not row.retired]


def keep(notebook: Notebook, *records: Record) -> None:
    Sitting.open(EXERCISE, SHIPPED, notebook, clock).answer(QUESTION, records)


KEPT = Record("f1", {WHAT: "The key", SHA256: OF_ABC, SIZE: 3})


async def comes_to_the_list(reader: Reader) -> None:
    """Open the page, in an unfinished note if there is one."""
    if reader.app.desk.notes.entries(EXERCISE):
        sitting = Sitting.open(EXERCISE, SHIPPED, reader.app.desk.notes, clock)
        from workbook.screens.working import WorkingScreen

        reader.app.push_screen(WorkingScreen(sitting, at_page=PAGE))
    else:
        await reader.opens(EXERCISE, page=PAGE)
    await reader.sees(LIST)


async def reads(reader: Reader, typed: object) -> None:
    """Ask for a file in the form."""
    await reader.press("ctrl+r")
    await reader.sees(FORM)
    await reader.paste(str(typed))
    await reader.press("enter")


async def test_file_is_read_into_the_list_and_saved(notebook: Notebook, photo: Path) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, photo)
        await reader.sees(LIST, "photo.jpg", OF_ABC[:40], "Saved")
        (row,) = rows(notebook)
        assert (row[WHAT], row[SHA256], row[SIZE]) == ("photo.jpg", OF_ABC, 3)
        assert str(photo.parent) not in repr(notebook.entries(EXERCISE))


async def test_its_name_can_be_changed_at_once(notebook: Notebook, photo: Path) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, photo)
        await reader.sees("photo.jpg")
        await reader.until(lambda: reader.app.focused is not None, "the cursor")
        await reader.press("ctrl+u")
        await reader.type("The key")
        await reader.press("escape")
        await reader.sees("> The key")
        await reader.until(lambda: rows(notebook)[0][WHAT] == "The key", "the other name")


async def test_key_shows_only_on_that_page_and_does_nothing_elsewhere(notebook: Notebook) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reader.sees(KEY)
        await reader.press("f7")
        await reader.sees("What can be kept")
        await reader.until(lambda: KEY not in reader.words, "a bar without it")
        await reader.press("ctrl+r")
        assert FORM not in reader.words
        await reader.press("f8")
        await reader.goes_on_to(LIST)
        await reader.sees(KEY)
        await reader.opens("supporters", "supporters")
        await reader.sees("F6")
        assert KEY not in reader.words


async def test_no_form_of_numbers_is_open_and_the_cursor_is_on_the_way_to_read(notebook: Notebook) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reader.until(lambda: isinstance(reader.app.focused, Button), "the cursor on a button")
        assert "Its size in bytes" not in reader.words
        await reader.press("enter")
        await reader.sees(FORM)
        await reader.press("escape")
        await reader.sees(LIST)


async def test_it_can_be_written_by_hand(notebook: Notebook) -> None:
    async with opened(notebook, size=(80, 50)) as reader:
        await comes_to_the_list(reader)
        await reader.tabs_to("Write one down myself")
        await reader.press("enter")
        await reader.sees("Its size in bytes")
        await reader.type("A letter")
        await reader.press("enter", "enter")
        await reader.type("12345678901")
        await reader.until(lambda: rows(notebook) == [{WHAT: "A letter", SIZE: 12_345_678_901}], "what was written")


async def test_several_files_are_read_one_after_the_other(notebook: Notebook, photo: Path) -> None:
    (photo.parent / "letter.txt").write_bytes(b"letter")
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, photo)
        await reader.until(lambda: len(rows(notebook)) == 1, "the first")
        await reads(reader, photo.parent / "letter.txt")
        await reader.until(lambda: [row[WHAT] for row in rows(notebook)] == ["photo.jpg", "letter.txt"], "both")


async def test_same_file_is_known_again_and_not_kept_twice(notebook: Notebook, photo: Path) -> None:
    keep(notebook, KEPT)
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, photo)
        await reader.sees("You have this one already, and it is still the same.")
        await reader.press("escape")
        await reader.sees(LIST)
        assert rows(notebook) == [KEPT.fields]


async def test_chosen_file_that_was_changed_is_told_and_kept_beside_it_only_when_asked(
    notebook: Notebook, photo: Path
) -> None:
    photo.write_bytes(b"abd")
    keep(notebook, KEPT)
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reader.press("tab")
        await reads(reader, photo)
        await reader.sees("This is not the same as the one you chose.", "Add it as another one")
        assert rows(notebook) == [KEPT.fields]
        await reader.press("enter")
        await reader.until(lambda: [row[WHAT] for row in rows(notebook)] == ["The key", "photo.jpg"], "both")


async def test_another_name_takes_the_offer_to_add_it_back(notebook: Notebook, photo: Path) -> None:
    photo.with_name("other").write_bytes(b"abd")
    keep(notebook, KEPT)
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reader.press("tab")
        await reads(reader, photo.with_name("other"))
        await reader.sees("Add it as another one")
        reader.app.screen.query_one(Input).value = str(photo)
        await reader.sees("Read it")
        await reader.tabs_to("Read it")
        await reader.press("enter")
        await reader.sees("it is still the same.")
        assert rows(notebook) == [KEPT.fields]


async def test_what_cannot_be_read_is_told_and_what_was_typed_stays(notebook: Notebook, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, tmp_path / "none.jpg")
        await reader.sees("There is no file called “none.jpg” there.")
        field = reader.app.screen.query_one(Input)
        assert field.value == str(tmp_path / "none.jpg")
        for name, told in (("", "is a folder."), ("pipe", "is no ordinary file")):
            field.value = f"{tmp_path}/{name}"
            await reader.press("enter")
            await reader.sees(told)
        assert rows(notebook) == []


async def test_link_is_told(notebook: Notebook, photo: Path) -> None:
    (photo.parent / "link").symlink_to(photo)
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, photo.parent / "link")
        await reader.sees("That name is a link.")
        await reader.until(lambda: len(rows(notebook)) == 1, "it")


class Slow:
    """A disk on which a file is read as far as the test lets it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        self.ended = threading.Event()
        self.stopped = False
        monkeypatch.setattr(evidence, "fingerprint", self._read)

    def _read(self, typed: str, goes_on: Callable[[int, int], bool]) -> Fingerprint | None:
        goes_on(300_000_000, 2_000_000_000)
        self.go.wait(8)
        self.stopped = not goes_on(2_000_000_000, 2_000_000_000)
        self.ended.set()
        return None if self.stopped else Fingerprint("video", OF_ABC, 2_000_000_000, None, was_link=False)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow(monkeypatch)
    yield made
    made.go.set()


async def test_long_reading_says_how_far_it_is_and_holds_nothing_up(notebook: Notebook, slow: Slow) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, "video")
        await reader.sees("300 MB of 2.0 GB are read. Esc stops it.")
        await reader.type("!")
        await reader.sees("video!")
        slow.go.set()
        await reader.until(lambda: [row[SIZE] for row in rows(notebook)] == [2_000_000_000], "it")


async def test_escape_stops_the_reading_and_nothing_is_kept(notebook: Notebook, slow: Slow) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, "video")
        await reader.sees("Esc stops it.")
        await reader.press("escape")
        await reader.sees("Stopped. Nothing was kept.", FORM)
        slow.go.set()
        await reader.until(slow.ended.is_set, "the end of the reading")
        assert slow.stopped
        await reader.press("escape")
        await reader.sees(LIST)
        assert rows(notebook) == []


async def test_reading_ends_with_the_form(notebook: Notebook, slow: Slow) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, "video")
        await reader.sees("Esc stops it.")
        await reader.tabs_to("Close")
        await reader.press("enter")
        await reader.sees(LIST)
        slow.go.set()
        await reader.until(slow.ended.is_set, "the end of the reading")
        assert slow.stopped
        assert rows(notebook) == []


async def test_nobody_waits_for_a_reading_to_leave(notebook: Notebook, slow: Slow) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, "video")
        await reader.sees("Esc stops it.")
        await reader.leaves()
        await reader.until(lambda: not reader.app.is_running, "the end")
        assert not slow.ended.is_set()


async def test_file_that_was_read_behind_a_search_waits_for_the_reader(notebook: Notebook, slow: Slow) -> None:
    async with opened(notebook) as reader:
        await comes_to_the_list(reader)
        await reads(reader, "video")
        await reader.sees("Esc stops it.")
        await reader.press("ctrl+p")
        await reader.sees("Search…")
        slow.go.set()
        await reader.until(slow.ended.is_set, "the end of the reading")
        await reader.sees("Search…")
        await reader.press("escape")
        await reader.sees(LIST)
        await reader.until(lambda: len(rows(notebook)) == 1, "it")


async def test_nothing_of_the_file_is_left_anywhere(tmp_path: Path) -> None:
    canary = "Zaunkönigin Quittengelb".encode()
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(canary)
    with Notebook.open(tmp_path / "notes") as notebook:
        async with opened(notebook) as reader:
            await comes_to_the_list(reader)
            await reads(reader, photo)
            await reader.sees("photo.jpg", "Saved")
    every = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert [path for path, content in every.items() if canary in content] == [photo]
    assert [path for path, content in every.items() if bytes(tmp_path) in content] == []
    digest = hashlib.sha256(canary).hexdigest().encode()
    assert {path.parent for path, content in every.items() if digest in content} == {tmp_path / "notes"}


async def test_hidden_words_stay_hidden_in_the_form(notebook: Notebook, photo: Path) -> None:
    keep(notebook, KEPT)
    async with opened(notebook, size=(80, 40)) as reader:
        reader.app.masking.turn(on=True)
        await comes_to_the_list(reader)
        await reader.sees("••••••")
        await reads(reader, photo)
        await reader.sees("it is still the same.")
        assert "The key" not in reader.words
