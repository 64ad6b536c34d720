"""Notes of what happened are taken in after the first paint, and no key waits for that."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.ui.opened import SHIPPED, clock, opened
from workbook import warming
from workbook.guide.sitting import Sitting
from workbook.insight.index import NotesIndex
from workbook.screens.desk import Desk
from workbook.screens.home import HomeScreen
from workbook.store.notebook import Notebook
from workbook.warming import Warming


@pytest.fixture
def notebook() -> Notebook:
    notebook = Notebook.in_memory()
    for number in range(40):
        sitting = Sitting.open("incident", SHIPPED, notebook, clock)
        sitting.start_anew()
        sitting.answer("line", f"Line {number}")
        sitting.finish()
    return notebook


async def test_all_notes_are_in_soon_after_the_start(notebook: Notebook) -> None:
    async with opened(notebook) as reader:
        await reader.until(lambda: len(reader.app.desk.index.all()) == 40, "every note")
        assert reader.app.desk.index.is_whole


async def test_every_screen_is_told_when_all_notes_are_in(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []

    def hear(screen: HomeScreen, _event: object) -> None:
        told.append(screen._desk.index.is_whole)

    monkeypatch.setattr(HomeScreen, "on_notes_taken_in", hear, raising=False)
    async with opened(notebook) as reader:
        await reader.until(lambda: bool(told), "the message")
        assert told == [True]


async def test_note_that_is_saved_later_is_in_at_once(notebook: Notebook) -> None:
    async with opened(notebook) as reader:
        await reader.until(lambda: len(reader.app.desk.index.all()) == 40, "every note")
        sitting = Sitting.open("incident", SHIPPED, notebook, clock)
        sitting.start_anew()
        sitting.answer("line", "One more")

        assert reader.app.desk.index.all()[0].line == "One more"


class Taking:
    """An index that only counts how often it is filled."""

    is_whole = False
    turns = 0

    def take(self, until: Callable[[], bool]) -> None:
        self.turns += 1
        self.is_whole = self.turns == 3
        assert not until(), "no time at all"


def desk(index: Taking, count: int = 1) -> Desk:
    shelf = SimpleNamespace(exercise=lambda _name: None)
    return cast("Desk", SimpleNamespace(index=index, shelf=shelf, notes=SimpleNamespace(count=lambda _name: count)))


async def test_it_waits_while_keys_come(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float, usual: Any = asyncio.sleep) -> None:
        if seconds > warming.BETWEEN:
            waits.append(seconds)
            works._quiet_from = 0.0
        await usual(0)

    index, done = Taking(), []
    works = Warming(desk(index), lambda: done.append(index.turns))
    monkeypatch.setattr(warming, "QUIET", 3600.0)
    monkeypatch.setattr("workbook.warming.asyncio.sleep", sleep)
    works.put_off()
    await works.run()

    assert len(waits) == 1
    assert waits[0] > 3000
    assert done == [3]


async def test_without_notes_nothing_is_taken_in() -> None:
    index, done = Taking(), []
    await Warming(desk(index, count=0), lambda: done.append(index.turns)).run()

    assert done == [0]


def test_index_is_made_when_it_is_asked_for(notebook: Notebook) -> None:
    laid = Desk(SHIPPED, notebook, clock)

    assert "index" not in vars(laid)
    assert isinstance(laid.index, NotesIndex)
    assert laid.index is laid.index
