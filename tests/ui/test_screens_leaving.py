import time
from pathlib import Path

import pytest
from textual import events

from tests.ui.opened import PATIENCE, FullDisk, live, only_entry, opened
from workbook.model.values import Record
from workbook.store.files import MemoryFile
from workbook.store.notebook import Notebook


def journal(notebook: Notebook) -> object:
    """What the journal's page holds, if there is one."""
    entries = notebook.entries("values-journal")
    return entries[0].answers["writing"].value if entries else None


@pytest.mark.parametrize("key", ["ctrl+q", "f9"])
async def test_leaving_from_a_text_area_keeps_what_was_typed_a_moment_before(tmp_path: Path, key: str) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values-journal", "writing")
            await reader.paste("typed a moment before")
            reader.app.post_message(events.Key("!", "!"))
            reader.app.post_message(events.Key(key, None))
            await reader.until(lambda: not reader.app.is_running, "the end")
    with Notebook.open(tmp_path) as notebook:
        assert journal(notebook) == "typed a moment before!"


@pytest.mark.parametrize("key", ["ctrl+q", "f9"])
@pytest.mark.parametrize("before", ["f1", "ctrl+p", "3 x"])
async def test_leaving_works_from_every_dialog_and_keeps_what_is_under_it(
    tmp_path: Path, key: str, before: str
) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            if before != "3 x":
                await reader.opens("values-journal", "writing")
                await reader.type("under it")
            await reader.press(*before.split())
            await reader.press(key)
            await reader.until(lambda: not reader.app.is_running, "the end")
        assert before == "3 x" or journal(notebook) == "under it"


async def test_typing_is_stored_when_it_pauses_and_not_before(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values-journal", "writing")
            began = time.monotonic()
            await reader.pilot.press("a")
            await reader.until(lambda: journal(notebook) is not None, "the save")
            assert 0.4 <= time.monotonic() - began < PATIENCE
            await reader.sees("Saved")


async def test_typing_without_a_pause_is_stored_within_a_second_of_the_first_unsaved_key() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values-journal", "writing")
            began = time.monotonic()
            typed = 0
            longest = 0.0
            last = began
            while journal(notebook) is None and time.monotonic() - began < PATIENCE:
                await reader.pilot.press("x")
                typed += 1
                longest = max(longest, time.monotonic() - last)
                last = time.monotonic()
            took = time.monotonic() - began
            if longest < 0.35:
                assert 0.9 <= took < 1.0 + 2 * longest + 0.3
            assert journal(notebook) == "x" * typed or journal(notebook) == "x" * (typed - 1)


async def test_status_never_says_saved_while_something_typed_is_not() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values-journal", "writing")
            await reader.type("a")
            await reader.sees("Saved")
            await reader.pilot.press("b")
            assert journal(notebook) == "ab" or "Saved" not in reader.words


async def test_words_that_cannot_be_written_stay_and_the_reader_is_told_why() -> None:
    file = FullDisk()
    notebook = Notebook(file)
    async with opened(notebook, size=(120, 40)) as reader:
        await reader.opens("values-journal", "writing")
        await reader.type("kept words")
        await reader.sees("Not saved", "the disk is full", "Your words are still here", "kept words")
        assert "Saved" not in reader.text
        file.full = False
        await reader.type(" and more")
        await reader.sees("Saved", "kept words and more")
        assert "Not saved" not in reader.text
    notebook.close()
    assert journal(Notebook(MemoryFile(file.content))) == "kept words and more"


async def test_reason_for_not_saving_is_seen_whole_on_a_small_screen_too() -> None:
    async with opened(Notebook(FullDisk()), size=(60, 20)) as reader:
        await reader.opens("values-journal", "writing")
        await reader.type("kept")
        await reader.sees("Not saved", "kept", "the disk is full", "Please make room")


async def test_nothing_is_called_saved_while_something_before_it_is_not() -> None:
    async with opened(Notebook(FullDisk()), size=(120, 40)) as reader:
        await reader.opens("values-journal", "writing")
        await reader.type("kept")
        await reader.sees("Not saved")
        await reader.press("x", "backspace")
        await reader.press("f8")
        await reader.press("f7")
        await reader.sees("Not saved")
        assert "Saved" not in reader.text


async def test_save_that_failed_is_tried_again_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.screens.keeping.RETRY", 0.05)
    file = FullDisk()
    async with opened(Notebook(file), size=(120, 40)) as reader:
        await reader.opens("values-journal", "writing")
        await reader.type("kept")
        await reader.sees("Not saved", "the disk is full")
        file.full = False
        await reader.sees("Saved")
        assert "Not saved" not in reader.text
    assert journal(Notebook(MemoryFile(file.content))) == "kept"


async def test_setting_that_cannot_be_saved_is_told() -> None:
    file = FullDisk()
    file.full = False
    notebook = Notebook(file)
    live(notebook, "welcome")
    notebook.retry().wait(PATIENCE)
    file.full = True
    async with opened(notebook) as reader:
        await reader.sees("You could go on with")
        await reader.press("a")
        await reader.sees("Not saved", "the disk is")


async def test_being_done_that_cannot_be_saved_is_told() -> None:
    file = FullDisk()
    file.full = False
    notebook = Notebook(file)
    live(notebook, "welcome", finish=False)
    notebook.retry().wait(PATIENCE)
    file.full = True
    async with opened(notebook, size=(100, 60)) as reader:
        await reader.opens("welcome")
        await reader.goes_on_to("Look over my answers")
        await reader.press("f8")
        await reader.tabs_to("Done for now")
        await reader.press("enter")
        await reader.sees("the disk is full")


async def test_what_was_written_on_another_screen_is_not_written_over() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook, size=(90, 60)) as reader:
            await reader.opens("boundaries", "boundaries")
            await reader.sees("Shouting on the phone")
            await reader.opens("boundaries", "boundaries")
            await reader.tabs_to("Add one")
            await reader.press("enter")
            await reader.type("Coming in")
            await reader.press("escape", "escape")
            await reader.sees("Coming in")
            await reader.press("f7", "f8")
            await reader.sees("Coming in")
            await reader.press("delete")
            await reader.leaves()
        records = only_entry(notebook, "boundaries").answers["boundaries"].value
        assert isinstance(records, tuple)
        assert [isinstance(record, Record) and record.retired for record in records] == [True, False, False]


async def test_words_revised_on_another_screen_are_what_one_comes_back_to() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("old")
            await reader.opens("welcome", "backup")
            await reader.type(" and newer")
            await reader.press("escape")
            await reader.sees("old and newer")
            await reader.tabs_into_text()
            await reader.type("!")
            await reader.leaves()
        assert only_entry(notebook, "welcome").answers["backup"].value == "old and newer!"


async def test_choice_that_cannot_be_written_is_told_as_well() -> None:
    async with opened(Notebook(FullDisk()), size=(120, 40)) as reader:
        await reader.opens("welcome", "private")
        await reader.press("space")
        await reader.sees("Not saved", "the disk is full", "(x) Yes, as far as I can tell")


async def test_failed_save_does_not_keep_the_reader_from_leaving() -> None:
    async with opened(Notebook(FullDisk())) as reader:
        await reader.opens("values-journal", "writing")
        await reader.type("words")
        await reader.press("ctrl+q")
        await reader.until(lambda: not reader.app.is_running, "the end")


async def test_setting_aside_that_cannot_be_written_harms_nothing() -> None:
    file = FullDisk()
    file.full = False
    notebook = Notebook(file)
    live(notebook, "welcome")
    notebook.retry().wait(PATIENCE)
    file.full = True
    async with opened(notebook) as reader:
        await reader.sees("You could go on with")
        await reader.press("a", "f2")
        await reader.sees("Set aside")


async def test_two_exercises_open_over_each_other_are_both_kept() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.opens("welcome", "backup")
            await reader.type("below")
            await reader.opens("values-journal", "writing")
            await reader.type("above")
            await reader.press("ctrl+q")
            await reader.until(lambda: not reader.app.is_running, "the end")
        assert only_entry(notebook, "welcome").answers["backup"].value == "below"
        assert journal(notebook) == "above"
