"""Nothing on any screen is ever read as markup, whoever wrote it: seen with the parser of markup made to fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content

from tests.hostile import MARKUP
from tests.hostile_life import FINDABLE, in_turns, write_exercises, write_life
from tests.ui.opened import Reader, opened
from workbook.authoring.library import Library
from workbook.screens.requests import INTRO
from workbook.store.notebook import Notebook


class Read:
    """What came to the parser of markup."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def from_markup(self, markup: str | Content, **variables: object) -> Content:
        """Take the place of `Content.from_markup`."""
        if isinstance(markup, Content):
            return markup
        if markup:
            self.texts.append(markup)
        return Content(markup)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """The texts that are read as markup from now on."""
    found = Read()
    monkeypatch.setattr(Content, "from_markup", found.from_markup)
    return found


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with hostile exercises."""
    write_exercises(tmp_path / "exercises")
    return tmp_path / "exercises"


@pytest.fixture
def notebook(own: Path) -> Iterator[Notebook]:
    """A notebook with hostile words in every place."""
    with Notebook.in_memory() as made:
        library = Library(own_folder=own)
        library.check_own()
        write_life(made, library, in_turns(MARKUP.values(), 1))
        yield made


async def through_every_page(reader: Reader, exercise: str) -> None:
    """Open an exercise at its first words, and go on to its answers, a history and an erasing."""
    await reader.opens(exercise, page=INTRO)
    if "Write a new one" in reader.text:
        await reader.press("x", "escape", "down", "enter")
        await reader.press("r")
    for _page in range(60):
        if "Your answers:" in reader.text:
            break
        await reader.press("f8")
    await reader.press("up", "h", "escape", "x", "escape", "escape", "1")


async def test_no_screen_reads_anything_as_markup(notebook: Notebook, own: Path, read: Read) -> None:
    async with opened(notebook, own=own) as reader:
        await reader.sees("need mending", "title??[red]x[@click=app.exit].md")
        await through_every_page(reader, "own")
        await reader.opens("values-journal")
        await reader.press("x", "escape", "down", "enter", "escape", "escape")
        await reader.opens("boundaries", "boundaries")
        await reader.press("enter", "escape", "escape")
        await reader.opens("values", "top-values")
        await reader.press("escape")
        await reader.press("2", "3", "w", "w", "w", "x", "escape", "1")
        await reader.press("f1", "p", "enter", "escape", "escape", "escape")
        await reader.press("ctrl+p")
        await reader.type("own [re")
        await reader.sees(FINDABLE)
        await reader.press("escape")
        reader.app.notify("told [red]x[/y]", markup=False)
        await reader.sees("told [red]x[/y]")
    assert set(read.texts) <= {"🔎"}  # Textual's own, in the palette
