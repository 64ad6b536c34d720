"""The first pages in plain lines: shown before anything else, left and come back to, skipped, read again."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook.authoring.library import Library
from workbook.guide.first_pages import Place
from workbook.guide.sitting import Sitting
from workbook.model.entry import FIRST_PAGES_DONE
from workbook.model.values import Record
from workbook.plain import Surroundings, run_plain
from workbook.store.notebook import Notebook

PLACE = Place(Path("/home/me/notes"), (Path("/opt/workbook"),))


@pytest.fixture
def notebook() -> Iterator[Notebook]:
    with Notebook.in_memory() as notebook:
        yield notebook


def said(notebook: Notebook, *typed: str, is_new: bool = True) -> str:
    """Everything that is printed while these lines are typed, without its line breaks."""
    output = io.StringIO()
    around = Surroundings(notebook, PLACE, is_new)
    lines = io.StringIO("".join(f"{line}\n" for line in typed))
    run_plain(Library(), notebook, lambda: datetime(2026, 11, 21, tzinfo=UTC), lines, output, around=around)
    return " ".join(output.getvalue().split())


def test_pages_come_first_and_lead_to_the_exercises(notebook: Notebook) -> None:
    output = said(notebook, *[""] * 8, "/quit")
    assert output.index("page 1 of 7") < output.index("page 7 of 7") < output.index("1. Welcome")
    assert "/home/me/notes" in output
    assert "workbook --plain --data-dir /media/stick/notes" in output
    assert notebook.settings.first_page == FIRST_PAGES_DONE
    assert "page 1 of 7" not in said(notebook, "/quit")


@pytest.mark.parametrize("typed", [("/skip",), ("", "/skip"), ("", "", "", "", "", "", "/skip")])
def test_rest_is_skipped_for_good(notebook: Notebook, typed: tuple[str, ...]) -> None:
    assert "1. Welcome" in said(notebook, *typed)
    assert notebook.settings.first_page == FIRST_PAGES_DONE
    assert "page 1 of 7" not in said(notebook, "/quit")


def test_whoever_leaves_among_them_comes_back_to_the_page(notebook: Notebook) -> None:
    assert "page 4 of 7" in said(notebook, "", "", "", "", "/quit")
    assert notebook.settings.first_page == "leaving"
    output = said(notebook, "/back", "/quit")
    assert "You are back. If you left with /quit, you have seen that it works." in output
    assert output.index("page 4 of 7") < output.index("page 3 of 7")
    assert "page 1 of 7" not in output


def test_way_to_safety_is_open_before_and_among_them(notebook: Notebook) -> None:
    for typed in (("/go safety",), ("", "", "/go safety")):
        assert "If you are in danger now, get somewhere safer if you can. Then call" in said(notebook, *typed, "/quit")


def test_region_is_chosen_changed_and_taken_back(notebook: Notebook) -> None:
    output = said(notebook, *[""] * 6, "99", "x", "1", "", "/helplines", "", "/helplines", "0", "/helplines", "/quit")
    assert output.count("Please type one number from 0 to") == 2
    assert "Chosen: Australia." in output
    assert output.count("1800 737 732") == 3
    assert output.endswith("close it.")
    assert "No region is chosen. Your choice is kept with your notes." in output
    assert notebook.settings.region is None


def test_pages_are_read_again_and_nothing_is_kept_of_that(notebook: Notebook) -> None:
    notebook.save_settings(replace(notebook.settings, first_page=FIRST_PAGES_DONE))
    output = said(notebook, "/first", "", "/back", "/skip", "/help", "/quit", is_new=False)
    assert output.count("page 1 of 7") == 2
    assert "/first: the first pages again" in output
    assert notebook.settings.first_page == FIRST_PAGES_DONE


def test_reader_who_has_written_is_shown_none(notebook: Notebook) -> None:
    assert "short pages" not in said(notebook, "/quit", is_new=False)


def test_people_of_the_reader_come_before_the_helplines(notebook: Notebook) -> None:
    notebook.save_settings(replace(notebook.settings, first_page=FIRST_PAGES_DONE, region="england"))
    now = datetime(2026, 11, 21, tzinfo=UTC)
    mine = (Record("m", {"name": "M.", "reach": "at work"}), Record("r", {"name": "R."}))
    Sitting.open("supporters", Library(), notebook, lambda: now).answer("supporters", mine)
    output = said(notebook, "/helplines", "", "/quit", is_new=False)
    assert output.index("1. M.: at work 2. R.") < output.index("Helplines: England")
