"""docs/sources.md: every item of the sources has a home in the exercises."""

import re
from pathlib import Path

import pytest

from workbook.authoring.library import Library

PAGE = Path(__file__).parents[1] / "docs" / "sources.md"
ITEMS = tuple(f"{source}-{n}" for source, last in (("000", 15), ("001", 30), ("002", 29)) for n in range(1, last + 1))
REWORDED = {
    "000": (3, 7),
    "001": (10, 15, 20, 21, 23),
    "002": (1, 3, 4, 5, 10, 11, 15, 16, 18, 19, 20, 27, 28, 29),
}
"""Advice of the sources that could put someone in danger."""
ROW = re.compile(r"^\| (?P<item>\d{3}-\d+) \| (?P<about>[^|]+) \| (?P<where>[^|]+) \| (?P<why>[^|]*) \|$", re.MULTILINE)
PLACE = re.compile(r"`([\w-]+)\.md#([\w-]+)`")


def rows() -> dict[str, re.Match[str]]:
    return {row["item"]: row for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def test_every_item_has_its_row_once_and_in_order() -> None:
    found = [row["item"] for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))]
    assert found == list(ITEMS)


@pytest.mark.parametrize("item", ITEMS)
def test_item_names_pages_that_are_there(item: str) -> None:
    row = rows()[item]
    assert row["about"].strip()
    assert PLACE.findall(row["where"])
    assert PLACE.sub("", row["where"]).strip(", ") == ""


def test_every_page_that_is_named_is_one_to_work_through() -> None:
    library = Library()
    for exercise_id, page_id in PLACE.findall(PAGE.read_text(encoding="utf-8")):
        exercise = library.exercise(exercise_id)
        page = exercise.page(page_id) if exercise else None
        assert page is not None, f"{exercise_id}.md#{page_id} is not there"
        assert not page.is_plan


def test_what_is_reworded_says_why() -> None:
    told = rows()
    items = [f"{source}-{n}" for source, numbers in REWORDED.items() for n in numbers]
    assert [item for item in items if not told[item]["why"].strip()] == []


def test_every_exercise_teaches_something_of_the_sources() -> None:
    named = {exercise_id for exercise_id, _page in PLACE.findall(PAGE.read_text(encoding="utf-8"))}
    assert {head.id for head in Library().heads()} - named == set()
