import subprocess
import sys
from pathlib import Path

import pytest

from workbook.authoring.library import Library
from workbook.authoring.task_list import in_order
from workbook.model.errors import UsageError
from workbook.model.exercise import Passage
from workbook.model.head import Head
from workbook.model.prose import GoTo, inlines_of


def written(folder: Path, name: str, *lines: str, more: str = "") -> Path:
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    marker = f"<!-- exercise: #{path.stem}; version: 1{more} -->"
    path.write_text("\n".join([f"# My {path.stem}", "", marker, "", "## First", "", *lines, ""]), encoding="utf-8")
    return path


def names(library: Library) -> list[str]:
    return [head.id for head in library.heads()]


def test_shipped_exercises_come_in_the_order_of_the_task_list() -> None:
    found = names(Library())
    core = ["welcome", "red-flags", "supporters", "values", "boundaries", "my-plan"]
    assert [name for name in found if name in core] == core
    assert len(found) == len(set(found))


def test_part_orders_first_then_what_is_best_done_first_then_the_name() -> None:
    heads = [
        Head("zebra", "", part="zoo"),
        Head("alone", "", part=""),
        Head("last", "", part="care", after=("middle",)),
        Head("middle", "", part="start", after=("xylophone",)),
        Head("xylophone", "", part="care"),
        Head("banana", "", part="care", after=("last",)),
        Head("apple", "", part="care"),
        Head("ape", "", part="aviary"),
    ]
    order = ["middle", "apple", "xylophone", "last", "banana", "ape", "zebra", "alone"]
    assert [head.id for head in in_order(heads)] == order
    assert [head.id for head in in_order(reversed(heads))] == order


def test_circle_in_the_order_still_lists_each_once() -> None:
    heads = [Head("a", "", after=("c",)), Head("b", "", after=("a",)), Head("c", "", after=("b",)), Head("d", "")]
    assert sorted(head.id for head in in_order(heads)) == ["a", "b", "c", "d"]


def test_unknown_language_falls_back_to_english() -> None:
    assert names(Library("xx")) == names(Library())
    assert {head.language for head in Library("xx").heads()} == {"en"}


def test_each_file_comes_in_the_readers_language_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("en/welcome", "en/values", "de/values", "de/stray"):
        written(tmp_path / "exercises", name, "Words.")
    monkeypatch.setattr("workbook.authoring.library._HOUSE", tmp_path / "exercises")
    assert {head.id: head.language for head in Library("de_AT").heads()} == {"welcome": "en", "values": "de"}


def test_link_out_of_a_translation_leads_to_the_english_page_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "exercises", "en/other", "<!-- page: #there -->", "", "Words.")
    for language in ("en", "de"):
        written(tmp_path / "exercises", f"{language}/mine", "[There](other.md#there).")
    monkeypatch.setattr("workbook.authoring.library._HOUSE", tmp_path / "exercises")
    library = Library("de")
    exercise, other = library.exercise("mine"), library.exercise("other")
    assert exercise is not None
    assert other is not None
    assert (exercise.head.language, other.head.language) == ("de", "en")
    (passage,) = exercise.pages[0].items
    assert isinstance(passage, Passage)
    (link,) = (each for each in inlines_of(passage.block) if isinstance(each, GoTo))
    assert (link.exercise, link.page) == ("other", "there")


def test_language_is_never_a_path() -> None:
    assert names(Library("../../..")) == names(Library())


def test_heads_are_the_heads_of_the_parsed_exercises() -> None:
    library = Library()
    for head in library.heads():
        exercise = library.exercise(head.id)
        assert exercise is not None
        assert exercise.head == head


def test_exercise_is_parsed_once_and_unknown_ones_are_none() -> None:
    library = Library()
    assert library.exercise("values") is library.exercise("values")
    assert library.exercise("nowhere") is None


def test_source_is_the_markdown() -> None:
    assert Library().source("values").startswith("# ")
    with pytest.raises(UsageError, match="nowhere"):
        Library().source("nowhere")


def test_heads_are_listed_without_loading_a_markdown_parser() -> None:
    code = (
        "import sys; from workbook.authoring.library import Library; "
        "print(len(Library().heads()), 'markdown_it' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert int(told[0]) >= 6
    assert told[1] == "False"
