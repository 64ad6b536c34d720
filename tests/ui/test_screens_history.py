"""Looking back at an answer, and erasing for good."""

import errno
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.ui.opened import NOW, PHONE, SHOUTING, Reader, live, only_entry, opened
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store.files import Keep, MemoryFile
from workbook.store.notebook import Notebook

if TYPE_CHECKING:
    from workbook.model.values import Value

LONG = " ".join(f"word-{number}" for number in range(400))


class Past:
    """Someone who wrote some days ago."""

    def __init__(self, notebook: Notebook, days: int = 9) -> None:
        self.notebook = notebook
        self.now = NOW - timedelta(days=days)

    def clock(self) -> datetime:
        return self.now

    def answers(self, exercise: str, question: str, *values: "Value") -> Sitting:
        """Give these answers, a day apart."""
        sitting = Sitting.open(exercise, Library(), self.notebook, self.clock)
        for value in values:
            sitting.answer(question, value)
            self.now += timedelta(days=1)
        sitting.finish()
        return sitting


class Disk(MemoryFile):
    """A disk that may be full, or slow to answer."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.awake = threading.Event()
        self.awake.set()

    def append(self, frame: bytes) -> None:
        self.awake.wait()
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        super().append(frame)

    def replace(self, spans: Iterable[bytes], keep: Keep) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        super().replace(spans, keep)


async def looks_back(reader: Reader, exercise: str, *down: str) -> None:
    """Open the answers of an exercise, go down to one, and look back at it."""
    await reader.opens(exercise)
    await reader.sees("Your answers")
    await reader.press(*down, "h")
    await reader.sees("Erase this…")


async def erases(reader: Reader, *words: str) -> None:
    """Say yes to a question that shows these words, and wait until it is done."""
    await reader.sees(*words, "cannot be undone.", "Backups, synced copies", "disk can keep traces")
    await reader.press("tab", "enter")
    await reader.sees("Erased. It is no longer in the notebook's own files.")
    await reader.press("enter")


def holds(notebook: Notebook, words: str) -> bool:
    return words in repr(notebook.all_entries())


async def test_answer_tells_quietly_that_it_said_something_else_before() -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work", "Paper at the library")
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            words = await reader.sees("Paper at the library Earlier: 2")
            assert "Paper at work" not in words


async def test_earlier_wordings_are_shown_newest_first_with_their_dates() -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work", "Paper at the library")
        async with opened(notebook) as reader:
            await looks_back(reader, "welcome", "down")
            await reader.sees(
                "Now, 26 February 2025, 12:00 Paper at the library "
                "Before, 25 February 2025, 12:00 Paper at work "
                "Before, 24 February 2025, 12:00 Paper at home"
            )
            await reader.press("escape")
            await reader.sees("Your answers: Welcome")


async def test_rewording_in_the_app_keeps_what_stood_there() -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper")
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.sees("Paper")
            await reader.press("ctrl+end")
            await reader.type(" at home")
            await reader.goes_on_to("Your answers: Welcome")
            await reader.sees("Paper at home Earlier: 1")


async def test_one_earlier_wording_is_erased_and_the_rest_stays() -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work", "Paper at the library")
        async with opened(notebook) as reader:
            await looks_back(reader, "welcome", "down")
            await reader.press("down", "e")
            await erases(reader, "Erase this earlier wording for good?", "Paper at work")
            words = await reader.sees("Paper at the library", "Paper at home")
            assert "Paper at work" not in words
        assert (holds(notebook, "at work"), holds(notebook, "at home"), holds(notebook, "library")) == (
            False,
            True,
            True,
        )


async def test_all_earlier_wordings_are_erased_and_the_answer_stays() -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work", "Paper at the library")
        async with opened(notebook) as reader:
            await looks_back(reader, "welcome", "down")
            await reader.press("a")
            await erases(reader, "Erase all 2 earlier wordings for good?", "What the answer says now stays.")
            await reader.sees("Paper at the library", "Nothing else stood here before.")
        assert only_entry(notebook, "welcome").earlier == ()
        assert only_entry(notebook, "welcome").answers["backup"].value == "Paper at the library"


async def test_answer_is_erased_with_its_history() -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work")
        async with opened(notebook) as reader:
            await looks_back(reader, "welcome", "down")
            await reader.press("e")
            await erases(reader, "Erase this answer for good?", "Paper at work", "Its earlier words go too.")
            await reader.sees("Nothing is left here.")
            await reader.press("escape")
            await reader.sees("What is your backup, if this stops being private? Not answered yet")
        assert not holds(notebook, "Paper")


async def test_keeping_it_is_one_key_and_changes_nothing() -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work")
        before = notebook.all_entries()
        async with opened(notebook) as reader:
            await looks_back(reader, "welcome", "down")
            for key in ("enter", "escape"):
                await reader.press("e")
                await reader.sees("This cannot be undone.")
                await reader.press(key)
                await reader.sees("Now", "Paper at work")
        assert notebook.all_entries() == before


async def test_removed_record_is_erased_and_boundaries_that_stay_are_told_by_what_changed() -> None:
    reworded = replace(SHOUTING, fields={**SHOUTING.fields, "behaviour": "Raising their voice"})
    with Notebook.in_memory() as notebook:
        past = Past(notebook)
        sitting = past.answers("boundaries", "boundaries", (SHOUTING, PHONE), (reworded, PHONE))
        sitting.retire("boundaries", PHONE.id)
        async with opened(notebook) as reader:
            await looks_back(reader, "boundaries", "down")
            words = await reader.sees(
                "Before, 24 February 2025, 12:00 What I will not accept: Shouting on the phone",
                "Removed What I will not accept: Reading my messages",
            )
            assert words.count("Reading my messages") == 1
            await reader.press("down", "down", "e")
            await erases(reader, "Erase what you removed for good?", "Reading my messages", "“erased by")
            await reader.sees("Raising their voice")
            assert "Removed" not in reader.text
        assert not holds(notebook, "Reading my messages")


async def test_answer_that_is_no_longer_asked_for_can_be_erased() -> None:
    with Notebook.in_memory() as notebook:
        sitting = Past(notebook).answers("welcome", "backup", "Paper")
        old = replace(sitting.entry.answers["backup"], question="gone", value="An old secret")
        notebook.save(replace(sitting.entry, attic=(old,)))
        async with opened(notebook, size=(80, 50)) as reader:
            await reader.opens("welcome")
            await reader.sees("No longer asked", "An old secret")
            await reader.press("end", "enter")
            await erases(reader, "Erase this old answer for good?", "An old secret")
            await reader.until(lambda: "No longer asked" not in reader.text, "the list without it")
        assert not holds(notebook, "An old secret")


async def test_everything_in_an_exercise_is_erased_and_it_can_be_begun_again() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome", "values")
        async with opened(notebook) as reader:
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome")
            await reader.press("x")
            await erases(reader, "Erase everything that you wrote in “Welcome”, for good?")
            await reader.sees("You could go on with: Welcome", "Not started")
            await reader.opens("welcome")
            await reader.sees("This is a quiet place")
        assert notebook.entries("welcome") == ()
        assert len(notebook.entries("values")) == 1


async def test_one_of_several_entries_is_erased_from_their_list() -> None:
    with Notebook.in_memory() as notebook:
        for words in ("The dog on the wall", "Bread in the oven"):
            sitting = Sitting.open("values-journal", Library(), notebook, lambda: NOW)
            sitting.answer("writing", words)
            sitting.finish()
        async with opened(notebook) as reader:
            await reader.opens("values-journal")
            await reader.sees("Bread in the oven", "The dog on the wall")
            assert "Erase it…" not in reader.text
            await reader.press("down", "x")
            await erases(reader, "“A page for what matters” (5 March 2025)", "Bread in the oven")
            await reader.until(lambda: "Bread" not in reader.text, "the list without it")
            await reader.sees("The dog on the wall")
        assert [entry.answers["writing"].value for entry in notebook.entries("values-journal")] == [
            "The dog on the wall"
        ]


async def test_erased_is_said_only_when_the_disk_says_so() -> None:
    disk = Disk()
    with Notebook(disk) as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work")
        notebook.retry().wait()
        disk.awake.clear()
        async with opened(notebook) as reader:
            await looks_back(reader, "welcome", "down")
            await reader.press("down", "e", "tab", "enter")
            await reader.sees("Erasing…")
            assert "Erased" not in reader.text
            disk.awake.set()
            await reader.sees("Erased. It is no longer")


async def test_failure_is_said_plainly_and_can_be_tried_again() -> None:
    disk = Disk()
    with Notebook(disk) as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work")
        notebook.retry().wait()
        disk.full = True
        async with opened(notebook) as reader:
            await looks_back(reader, "welcome", "down")
            await reader.press("down", "e", "tab", "enter")
            words = await reader.sees("This did not work.", "may still be in the file", "Try again")
            assert "Erased" not in words
            disk.full = False
            await reader.press("tab")
            await reader.until(lambda: not reader.app.screen.query("Button.-active"), "the end of the press before")
            await reader.press("enter")
            await reader.sees("Erased. It is no longer")


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=lambda size: "x".join(map(str, size)))
async def test_long_earlier_wording_can_be_read_to_its_end_and_its_question_has_room(size: tuple[int, int]) -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", LONG, "Paper")
        async with opened(notebook, size=size) as reader:
            await looks_back(reader, "welcome", "down")
            await reader.press("down")
            await reader.sees("word-0 ")
            await reader.press(*["down"] * 90)
            await reader.sees("word-399")
            await reader.press(*["up"] * 90)
            await reader.sees("Now, 25 February 2025, 12:00 Paper")
            await reader.press("down", "e")
            await reader.sees("for good?", "word-0", "Keep it", "Erase it for good")


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["dark", "light", "terminal"])
async def test_looking_back_and_erasing_work_in_every_theme(theme: int) -> None:
    with Notebook.in_memory() as notebook:
        Past(notebook).answers("welcome", "backup", "Paper at home", "Paper at work")
        async with opened(notebook) as reader:
            await reader.press(*["f2"] * theme)
            await looks_back(reader, "welcome", "down")
            await reader.sees("Now, 25 February 2025, 12:00")
            await reader.press("down", "e")
            await erases(reader, "Paper at home")


async def test_words_that_were_erased_do_not_come_back_from_a_page_that_was_open() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook, size=(80, 40)) as reader:
            await reader.opens("welcome", "backup")
            await reader.sees("Paper at the library")
            await reader.opens("welcome")
            await reader.sees("Your answers: Welcome")
            await reader.press("x")
            await erases(reader, "Erase everything")
            await reader.until(lambda: "Paper" not in reader.text, "the page without them")
            await reader.press("escape")
        assert not holds(notebook, "Paper at the library")
