import asyncio
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from tests.ui.opened import SHIPPED, Reader, clock, live, opened
from workbook.guide.sitting import Sitting
from workbook.plan.compose import Composing
from workbook.store.notebook import Notebook


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


async def name_typed(reader: Reader, name: str) -> None:
    """Put this in place of the file's name that is offered."""
    await reader.press("end", "ctrl+u")
    await reader.type(name)


async def test_plan_is_previewed_with_the_readers_words() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook, size=(90, 100)) as reader:
            await reader.press("3")
            await reader.sees(
                "My plan",
                "A copy for yourself, with the whole plan",
                "Mira",
                "time to paint",
                "If this happens: Shouting on the phone. I do this, quietly: I end the call.",
            )


async def test_empty_plan_says_what_is_still_to_come() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(90, 40)) as reader:
            await reader.press("3")
            await reader.sees("My plan", "Boundaries")


async def test_w_walks_through_those_who_may_have_a_copy_and_the_plan_follows() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook, size=(90, 70)) as reader:
            await reader.press("3")
            await reader.sees("A copy for yourself, with the whole plan", "Shouting on the phone")
            await reader.press("w")
            await reader.sees("A copy for a supporter", "For someone on my side", "time to paint")
            assert "Shouting on the phone" not in reader.words
            await reader.press("w")
            await reader.sees("A copy for an advocate", "For my advocate", "Shouting on the phone")
            await reader.press("w")
            await reader.sees("A copy of what happened, in order", "Nothing is in this copy yet.")
            await reader.press("w")
            await reader.sees("A copy for yourself, with the whole plan")


async def test_plan_is_scrolled_by_keys_and_left_by_escape() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook, size=(60, 20)) as reader:
            await reader.press("3")
            await reader.sees("A copy for yourself")
            top = reader.text
            await reader.press("pagedown")
            await reader.until(lambda: reader.text != top, "the next screenful")
            await reader.press("pageup")
            await reader.until(lambda: reader.text == top, "the beginning")
            await reader.press("escape")
            await reader.sees("You could go on with")


async def test_copy_is_a_new_file_that_only_its_owner_can_read(home: Path) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            await reader.press("3", "x")
            words = await reader.sees("It will be an ordinary file. Whoever can open it can read it.", "notes.md")
            assert "A copy for yourself, with the whole plan" in words
            await reader.press("enter")
            await reader.sees("Written to")
            copy = home / "notes.md"
            assert copy.stat().st_mode & 0o777 == 0o600
            assert "Shouting on the phone" in copy.read_text(encoding="utf-8")
            await reader.press("escape")
            await reader.sees("A copy for yourself")


async def test_copy_for_a_supporter_holds_what_is_for_a_supporter(home: Path) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            await reader.press("3", "w")
            await reader.sees("A copy for a supporter")
            await reader.press("x")
            await reader.sees("A copy for a supporter")
            await reader.press("enter")
            await reader.sees("Written to")
            text = (home / "notes.md").read_text(encoding="utf-8")
            assert "time to paint" in text
            assert "Shouting" not in text


async def test_copy_of_what_happened_ends_with_the_digest_of_what_is_above_it(home: Path) -> None:
    with Notebook.in_memory() as notebook:
        Sitting.open("incident", SHIPPED, notebook, clock).answer("line", "Threw my keys")
        async with opened(notebook) as reader:
            await reader.press("3", "w", "w", "w")
            await reader.sees("A copy of what happened", "Threw my keys")
            await reader.press("x", "enter")
            await reader.sees("Written to")
    above, _newline, last = (home / "notes.md").read_bytes().rstrip(b"\n").rpartition(b"\n")
    assert b"Threw my keys" in above
    assert last.replace(b" ", b"").decode() == sha256(above + b"\n").hexdigest()


async def test_existing_file_is_left_alone_and_the_typed_name_stays(home: Path) -> None:
    (home / "mine.md").write_text("mine", encoding="utf-8")
    with Notebook.in_memory() as notebook:
        live(notebook)
        async with opened(notebook) as reader:
            await reader.press("3", "x")
            await reader.sees("It will be an ordinary file")
            await name_typed(reader, "~/mine.md")
            await reader.press("enter")
            await reader.sees("There is a file called", "already", "~/mine.md")
            assert (home / "mine.md").read_text(encoding="utf-8") == "mine"
            await reader.press("end", *["backspace"] * 3, "2")
            await reader.press("enter")
            await reader.sees("Written to")
            assert "Shouting" in (home / "mine2").read_text(encoding="utf-8")
            assert (home / "mine.md").read_text(encoding="utf-8") == "mine"


async def test_name_that_is_offered_is_never_one_that_is_taken(home: Path) -> None:
    (home / "notes.md").write_text("mine", encoding="utf-8")
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.press("3", "x")
            await reader.sees("notes-2.md")


@pytest.mark.parametrize("name", ["/nowhere/at/all.md", "", ".", "~/a[/b]x[red]\\/y"])
async def test_name_that_cannot_be_written_is_said_so_and_stays(name: str) -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook, size=(100, 30)) as reader:
            await reader.press("3", "x")
            await reader.sees("It will be an ordinary file")
            await name_typed(reader, name)
            before = reader.text
            await reader.press("enter")
            await reader.until(lambda: reader.text != before, "an answer")
            assert "Written to" not in reader.text
            assert name in reader.text


async def test_escape_makes_no_copy(home: Path) -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.press("3", "x")
            await reader.sees("It will be an ordinary file")
            await reader.press("escape")
            await reader.sees("A copy for yourself")
            assert not list(home.iterdir())


def note_many(notebook: Notebook, number: int) -> None:
    """Note the same thing many times."""
    sitting = Sitting.open("incident", SHIPPED, notebook, clock)
    sitting.answer("line", "Loud about the car")
    sitting.finish()
    for _time in range(number - 1):
        notebook.save(replace(sitting.entry, id=uuid4().hex, number=0))


async def test_keys_have_their_turn_while_a_long_plan_is_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on = asyncio.Event()
    take = Composing.take

    def hold(composing: Composing, _until: Callable[[], bool]) -> None:
        if goes_on.is_set():
            take(composing, lambda: False)

    monkeypatch.setattr(Composing, "take", hold)
    with Notebook.in_memory() as notebook:
        note_many(notebook, 40)
        async with opened(notebook, size=(90, 40)) as reader:
            await reader.press("3")
            await reader.sees("It is being put together.")
            await reader.press("x")
            await reader.sees("Where to put the copy is asked next.")
            await reader.press("w", "w")
            goes_on.set()
            await reader.sees("A copy for an advocate", "For my advocate", "Loud about the car")
            assert "Write the file" not in reader.text
            assert "It is being put together." not in reader.text


async def test_very_long_part_is_cut_off_on_the_screen_and_whole_in_a_copy(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.screens.plan.LONGEST", 9)
    with Notebook.in_memory() as notebook:
        note_many(notebook, 20)
        async with opened(notebook, size=(90, 60)) as reader:
            await reader.press("3", "w", "w", "w")
            await reader.sees("1. Written on", "3. Written on", "The preview of this part ends here.")
            assert "4. Written on" not in reader.text
            await reader.press("x")
            await reader.sees("Write the file")
            await reader.press("enter")
            await reader.sees("Written to")
        assert "20. Written on" in (home / "notes.md").read_text()
