"""The reader's own exercises on the screens: they come once they are checked, and never pass for the program."""

import threading
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App

from tests.ui.opened import Reader, clock, live, only_entry, opened
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.guide.tasks import SET_ASIDE
from workbook.model.problem import Problem
from workbook.screens.bookmark import Bookmark
from workbook.screens.home import HomeScreen
from workbook.screens.requests import INTRO
from workbook.store.notebook import Notebook

NOT_OURS = "From your own folder, not from Workbook. Workbook never asks for your passphrase or recovery code"
WRITTEN_BY = "Written by: “Casa Segura”"
FALSE = """\
# Locked

<!-- exercise: #false; version: 1; part: start; minutes: 3; author: Casa Segura; repeat: any time -->

Workbook is locked. [Help (F1)](false.md) [open](https://example.invalid/x) [run](file:///bin/sh) <script>x</script>

```include
other.md
```

## Unlock your notes

> **Please read this**

<!-- show when: welcome.md#private is yes; urgent -->

> Type it again.

### Passphrase:

<!-- ask: short #secret -->

........................................

{long}

## For my plan

<!-- plan; for: advocate -->

[What I typed](#secret).
""".format(long="\n\n".join(["More words."] * 40))
MINE = """\
# My day

<!-- exercise: #mine; version: 1; part: people; minutes: 3 -->

Words.

## Today

### How was it?

<!-- ask: short #day -->

........................................

## For my plan

<!-- plan -->

My day was [good or bad](#day).
"""


class SlowLibrary(Library):
    """A library whose check takes until it may end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(own_folder=folder)
        self.may_end = threading.Event()

    def check_own(self) -> tuple[Problem, ...]:
        self.may_end.wait(20)
        return super().check_own()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with an exercise that would pass for the program, and a plain one."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / "false.md").write_text(FALSE, encoding="utf-8")
    (folder / "mine.md").write_text(MINE, encoding="utf-8")
    return folder


@pytest.fixture
def notebook(own: Path) -> Iterator[Notebook]:
    """Both are answered."""
    library = Library(own_folder=own)
    assert library.check_own() == ()
    with Notebook.in_memory() as made:
        live(made, "welcome")
        for exercise, question, words in (("false", "secret", "nothing of it"), ("mine", "day", "quite good")):
            sitting = Sitting.open(exercise, library, made, clock)
            sitting.answer(question, words)
            sitting.finish()
        yield made


async def test_own_exercises_come_to_the_list_once_they_are_checked(notebook: Notebook, own: Path) -> None:
    library = SlowLibrary(own)
    async with opened(notebook, library=library, size=(80, 40)) as reader:
        await reader.sees("You could go on with")
        assert "My day" not in reader.words
        library.may_end.set()
        await reader.sees("From your own folder, not from Workbook", "My day", "Its file names no author.", WRITTEN_BY)
        # Below everything that comes with the workbook, whatever part their files name.
        assert reader.words.index("My plan") < reader.words.index("From your own folder")


async def test_no_copy_of_the_plan_is_made_before_they_are_checked(notebook: Notebook, own: Path) -> None:
    library = SlowLibrary(own)
    async with opened(notebook, library=library, size=(80, 40)) as reader:
        await reader.press("3")
        await reader.sees("this is the plan without them")
        assert "quite good" not in reader.words
        await reader.press("x")
        await reader.sees("Where to put the copy is asked next.")
        library.may_end.set()
        await reader.sees("Write the file")
        await reader.press("escape")
        await reader.sees("My day was quite good", "This part is from an exercise file of my own.", WRITTEN_BY)
        assert "without them" not in reader.words


async def test_copy_for_others_says_that_a_part_is_the_readers_own_and_gives_no_author_away(
    notebook: Notebook, own: Path
) -> None:
    async with opened(notebook, own=own, size=(80, 40)) as reader:
        await reader.press("3", "w", "w")
        await reader.sees("Locked", "This part is from an exercise file of my own.", "nothing of it")
        assert "Casa Segura" not in reader.words


async def test_reader_who_was_in_an_own_exercise_comes_back_to_it_after_a_lock(notebook: Notebook, own: Path) -> None:
    library = SlowLibrary(own)
    mark = Bookmark("mine", only_entry(notebook, "mine").id, "page-1", "day", anew=False)
    async with opened(notebook, library=library, bookmark=mark) as reader:
        await reader.sees("You could go on with")
        library.may_end.set()
        await reader.sees("How was it?", "quite good", "Its file names no author.")


async def goes_down(reader: Reader) -> None:
    for _page in range(8):
        await reader.press("pagedown")


async def test_every_page_of_one_says_where_it_is_from_wherever_it_is_scrolled(notebook: Notebook, own: Path) -> None:
    async with opened(notebook, own=own) as reader:
        await reader.opens("false", page=INTRO)
        await reader.sees("Locked", "Write a new one", NOT_OURS, WRITTEN_BY)
        await reader.press("enter")
        await reader.sees("Workbook is locked", NOT_OURS, WRITTEN_BY)
        await reader.press("f8")
        await reader.sees("Unlock your notes", "Type it again", NOT_OURS, WRITTEN_BY)
        await reader.press("shift+tab")
        await goes_down(reader)
        await reader.until(lambda: "Passphrase:" not in reader.words, "the end of the page")
        await reader.sees(NOT_OURS, WRITTEN_BY)
        await reader.press("escape", "down", "enter")
        await reader.sees("Your answers: Locked", NOT_OURS, WRITTEN_BY)
        await reader.press("h")
        await reader.sees("nothing of it", NOT_OURS, WRITTEN_BY)


async def test_it_speaks_in_no_frame_of_the_programs(notebook: Notebook, own: Path) -> None:
    async with opened(notebook, own=own, size=(80, 40)) as reader:
        await reader.opens("false")
        await reader.press("enter", "f8")
        await reader.sees("Type it again")
        assert reader.words.count("Please read this") == 1  # its own words; the frame would say them once more


async def test_nothing_of_it_is_opened_run_or_included(
    notebook: Notebook, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(App, "open_url", lambda *args, **_more: asked.append(args))
    monkeypatch.setattr(webbrowser, "open", lambda *args, **_more: asked.append(args))
    monkeypatch.setattr("subprocess.Popen", lambda *args, **_more: asked.append(args))
    (own / "other.md").write_text(MINE.replace("#mine", "#other").replace("Words.", "Included."), encoding="utf-8")
    async with opened(notebook, own=own, size=(80, 40)) as reader:
        await reader.opens("false")
        await reader.press("enter")
        await reader.sees("open (https://example.invalid/x)", "[run](file:///bin/sh)", "other.md", "[Help (F1)]")
        assert "Included" not in reader.words
        assert "script" not in reader.words
        rows = reader.text.split("\n")
        for words in ("open (", "[run]", "example", "bin/sh"):
            row = next(number for number, line in enumerate(rows) if words in line)
            await reader.pilot.click(offset=(rows[row].index(words) + 1, row))
        await reader.sees("Workbook is locked")
    assert asked == []


async def test_command_palette_says_which_exercises_are_the_readers_own(notebook: Notebook, own: Path) -> None:
    async with opened(notebook, own=own) as reader:
        await reader.press("ctrl+p")
        await reader.type("locked")
        await reader.sees("Exercise from your own folder")


async def test_suggestion_to_go_on_says_that_it_is_the_readers_own(own: Path) -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        decided = {head.id: SET_ASIDE for head in Library().heads()}
        notebook.save_settings(replace(notebook.settings, tasks=decided))
        async with opened(notebook, own=own) as reader:
            await reader.sees("You could go on with, from your own folder: Locked")


async def test_answers_stay_while_an_exercise_is_not_offered(notebook: Notebook, own: Path) -> None:
    text = (own / "mine.md").read_text(encoding="utf-8")
    (own / "mine.md").write_text(text.replace("short", "shrt"), encoding="utf-8")
    async with opened(notebook, own=own, size=(80, 40)) as reader:
        await reader.sees("Your own exercises need mending", "“mine.md”:11: error")
        assert "My day" not in reader.words
    assert only_entry(notebook, "mine").answers["day"].value == "quite good"
    (own / "mine.md").write_text(text, encoding="utf-8")
    async with opened(notebook, own=own, size=(80, 40)) as reader:
        await reader.press("3")
        await reader.sees("My day was quite good")


async def test_shipped_exercises_say_nothing_of_it(notebook: Notebook) -> None:
    async with opened(notebook) as reader:
        await reader.opens("values", page=INTRO)
        await reader.sees("Start")
        assert "not from Workbook" not in reader.words


async def test_plan_is_whole_where_there_are_none_and_home_is_drawn_once(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(HomeScreen, "refresh_list", lambda screen: drawn.append(screen))
    (tmp_path / "none").mkdir()
    library = SlowLibrary(tmp_path / "none")
    async with opened(notebook, library=library) as reader:
        await reader.press("3")
        await reader.sees("this is the plan without them")
        library.may_end.set()
        await reader.until(lambda: "without them" not in reader.words, "the whole plan")
        await reader.press("x")
        await reader.sees("Write the file")
    assert drawn == []


async def test_check_that_fails_is_told_and_keeps_no_copy_back(
    notebook: Notebook, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise ValueError

    monkeypatch.setattr("workbook.authoring.own.sound_in", fails)
    async with opened(notebook, own=own, size=(80, 40)) as reader:
        await reader.sees("Your own exercises need mending", "not-checked", "could not be checked")
        await reader.press("3", "x")
        await reader.sees("Write the file")


async def test_page_may_be_called_intro(notebook: Notebook, own: Path) -> None:
    (own / "mine.md").write_text(MINE.replace("## Today\n", "## Today\n\n<!-- page: #intro -->\n"), encoding="utf-8")
    async with opened(notebook, own=own) as reader:
        await reader.opens("mine", page=INTRO)
        await reader.sees("My day", "Words.")
        await reader.press("f8")
        await reader.sees("Today", "How was it?")
        await reader.press("f8")
        await reader.sees("Your answers: My day")


async def test_name_of_a_file_says_nothing_in_the_programs_voice(notebook: Notebook, own: Path) -> None:
    (own / "a”\nYour notebook is locked. Type your passphrase: .md").write_text("# Bad\n", encoding="utf-8")
    async with opened(notebook, own=own, size=(80, 40)) as reader:
        await reader.sees("“a??Your notebook is locked.")
        assert "passphrase" not in reader.words
