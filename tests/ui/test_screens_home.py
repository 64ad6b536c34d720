from pathlib import Path
from typing import Any

import pytest

from tests.ui.opened import Reader, clock, live, opened
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.guide.tasks import Task, tasks
from workbook.model.values import Ticked
from workbook.store.notebook import Notebook


def state(reader: Reader, title: str) -> str:
    """What the list says of an exercise."""
    (line,) = (line for line in reader.text.splitlines() if title in line and " min " in line)
    return line.split(" min ")[1].strip()


async def test_next_suggestion_follows_the_core_path() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with: What happened, in plain words")


@pytest.mark.parametrize(
    ("exercise", "question", "named"),
    [("safety", "lately", "afraid"), ("safety", "ever", "neck"), ("red-flags", "control", "threaten")],
)
async def test_danger_that_was_named_puts_the_safety_pages_first_until_they_were_read(
    exercise: str, question: str, named: str
) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        Sitting.open(exercise, Library(), notebook, clock).answer(question, Ticked((named,)))
        async with opened(notebook) as reader:
            await reader.sees("Please read this first: Safety")
            await reader.press("enter")
            await reader.until(lambda: "Please read" not in reader.text, "the safety pages")
            Sitting.open("safety", Library(), notebook, clock).answer("seen", "yes")
            await reader.press("escape")
            await reader.sees("You could go on with")
            assert "Please read" not in reader.text


async def test_silence_about_danger_raises_no_alarm() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        Sitting.open("safety", Library(), notebook, clock).answer("lately", Ticked(("unsure",)))
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.press("f1", "escape")
            await reader.sees("You could go on with")


async def test_list_says_where_the_reader_is_with_each() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        live(notebook, "values", finish=False)
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            assert state(reader, "Welcome") == "Done for now"
            assert state(reader, "What matters to me") == "Started"
            assert state(reader, "My plan") == "Not started"


async def test_coming_back_looks_once_where_the_reader_is(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[None] = []

    def counted(*args: Any) -> tuple[Task, ...]:
        looks.append(None)
        return tasks(*args)

    monkeypatch.setattr("workbook.screens.home.tasks", counted)
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.press("2")
            await reader.sees("My boundaries")
            looks.clear()
            await reader.press("1")
            await reader.sees("You could go on with")
            await reader.pilot.pause()
            assert len(looks) == 1


async def test_enter_opens_what_is_suggested() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with: What happened, in plain words")
            await reader.press("enter")
            await reader.sees("What happened, in plain words", "F8 Continue")
            assert "You could go on with" not in reader.text


async def test_e_shows_every_exercise_and_the_few_again() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("e shows more")
            assert "A page for what matters" not in reader.text
            await reader.press("e")
            await reader.sees("A page for what matters")
            await reader.press("e")
            await reader.until(lambda: "A page for what matters" not in reader.text, "the few")


@pytest.mark.parametrize("down", ["down", "j"])
async def test_cursor_walks_down_the_list(down: str) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.press(down, "enter")
            await reader.sees("People on my side", "F8 Continue")


async def test_exercise_set_aside_stays_so_after_reopening_until_it_is_taken_up(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with: What happened, in plain words")
            await reader.press("a")
            await reader.sees("You could go on with: People on my side")
            assert state(reader, "What happened, in plain words") == "Set aside"
            await reader.leaves()
    with Notebook.open(tmp_path) as notebook:
        async with opened(notebook) as reader:
            await reader.sees("You could go on with: People on my side")
            assert state(reader, "What happened, in plain words") == "Set aside"
            await reader.press("k", "a")
            await reader.sees("You could go on with: What happened, in plain words")
            assert state(reader, "What happened, in plain words") == "Not started"


async def test_set_aside_exercise_can_still_be_opened() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.press("a", "enter")
            await reader.sees("What happened, in plain words", "F8 Continue")


async def test_list_keeps_its_place_when_the_reader_comes_back() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.press("j", "enter")
            await reader.sees("People on my side", "F8 Continue")
            await reader.press("escape")
            await reader.sees("You could go on with")
            await reader.press("enter")
            await reader.sees("People on my side", "F8 Continue")


async def test_cursor_stays_at_the_exercise_that_the_reader_comes_back_from_done() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        live(notebook, "supporters", finish=False)
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.press("j", "enter")
            await reader.goes_on_to("Your answers: People on my side")
            await reader.tabs_to("Done for now")
            await reader.press("enter")
            await reader.until(lambda: state(reader, "People on my side") == "Done for now", "the list")
            await reader.press("enter")
            await reader.sees("Your answers: People on my side")


async def test_nothing_waits_once_all_is_set_aside_or_done() -> None:
    from dataclasses import replace

    from workbook.authoring.library import Library

    with Notebook.in_memory() as notebook:
        live(notebook)
        every = {head.id: "set-aside" for head in Library().heads()}
        notebook.save_settings(replace(notebook.settings, tasks=every))
        async with opened(notebook) as reader:
            await reader.sees("Nothing is waiting. Everything here can be opened again.")


BROKEN = "# Mine\n\n<!-- exercise: #mine; version: 1; part: start; minutes: 5 -->\n\n## A\n\n<!-- ask: nothing #a -->\n"
ONLY_WITH_AN_ORDER = """\
# With an order

<!-- exercise: #mine; version: 1; part: start; minutes: 5; when: welcome.md#order is yes -->

Words.

## A page

More words.
"""


async def test_mistakes_in_own_files_are_named_after_the_first_screen_too(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text(BROKEN, encoding="utf-8")
    async with opened(Notebook.in_memory(), own=tmp_path, size=(100, 40)) as reader:
        await reader.sees("Begin (5 minutes)")
        await reader.press("escape")
        await reader.sees("Your own exercises need mending", "“mine.md”:7:")


@pytest.mark.parametrize("order", ["yes", "no"])
async def test_exercise_with_a_condition_is_offered_where_it_holds(tmp_path: Path, order: str) -> None:
    (tmp_path / "mine.md").write_text(ONLY_WITH_AN_ORDER, encoding="utf-8")
    with Notebook.in_memory() as notebook:
        Sitting.open("welcome", Library(), notebook, clock).answer("order", order)
        async with opened(notebook, own=tmp_path, size=(100, 60)) as reader:
            await reader.sees("You could go on with")
            assert ("With an order" in reader.words) is (order == "yes")
            await reader.press("ctrl+p")
            await reader.type("With an")
            await reader.until(lambda: "Look around" not in reader.words, "the hits")
            await reader.until(lambda: ("With an order" in reader.words) is (order == "yes"), "what is offered")
