"""docs/authoring.md keeps its word: what it shows is an exercise, and what it names is there."""

import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import workbook
from workbook.arguments import parse as read_arguments
from workbook.authoring import kept_ids
from workbook.authoring.checker import check
from workbook.authoring.library import Library
from workbook.authoring.parser import parse
from workbook.authoring.stamping import stamp
from workbook.model.errors import UsageError
from workbook.model.exercise import Exercise

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
SHORT = (ROOT / "workbook" / "exercises" / "README.md").read_text(encoding="utf-8")
SHIPPED = Path(workbook.__file__).parent / "exercises" / "en"
PAGE = "# It\n\n<!-- exercise: #it; version: 1 -->\n\n## Page\n\n"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


WHOLE = [block for block in blocks("markdown") if block.startswith("# ")]
PARTS = [block for block in blocks("markdown") if not block.startswith("# ")]
COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]


def in_code(text: str) -> Iterator[str]:
    yield from re.findall(r"`(workbook [a-z][^`]*)`", text)


def test_worksheet_of_the_guide_is_stamped_to_what_it_shows(tmp_path: Path) -> None:
    plain, wired = WHOLE
    stamped = stamp(plain, "small-rest.md", part="care")
    assert stamped.problems == ()
    assert stamped.text == wired
    path = tmp_path / "small-rest.md"
    path.write_text(wired, encoding="utf-8")
    assert [str(problem) for problem in check([path], Library())] == []


@pytest.mark.parametrize("block", PARTS)
def test_part_of_an_exercise_in_the_guide_passes_on_a_page(tmp_path: Path, block: str) -> None:
    path = tmp_path / "it.md"
    path.write_text(PAGE + block, encoding="utf-8")
    found = {problem.code for problem in check([path], Library())}
    # What it asks stands on another page, or in an exercise that is not written yet.
    assert found <= {"unknown-question"}


def test_guide_shows_parts() -> None:
    assert len(PARTS) >= 3


@pytest.mark.parametrize("line", sorted({*COMMANDS, *in_code(GUIDE), *in_code(SHORT)}))
def test_command_in_the_guide_is_one(line: str) -> None:
    program, *arguments = shlex.split(line)
    assert program == "workbook"
    try:
        read_arguments(arguments, lambda: datetime(2026, 1, 1, tzinfo=UTC))
    except UsageError as error:
        # A command that is only named, without what it is given.
        assert len(arguments) == 1
        assert "required" in error.message


def test_target_of_make_in_the_guide_is_one() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z]+)`", GUIDE)) <= set(targets)


def test_error_in_the_guide_is_one() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(kept_ids.__file__).parent.glob("*.py"))
    named = [*re.findall(r"^\| `([a-z]+-[a-z]+)` \|", GUIDE, re.MULTILINE), "any-record", "not-shared", "bad-box"]
    assert len(named) == 8
    assert all(f'"{code}"' in sources for code in named)


def relied_on() -> list[tuple[str, str]]:
    table = GUIDE[GUIDE.index("### Ids that screens rely on") : GUIDE.index("## Before you share it")]
    return re.findall(r"^\| `([a-z-]+)\.md` \| (.*) \|$", table, re.MULTILINE)


def ids_in(exercise: Exercise) -> set[str]:
    questions = {f"#{question.id}" for question in exercise.questions}
    fields = {field.id for question in exercise.questions for field in question.fields}
    rules = {f"#{rule.id}" for page in exercise.pages for rule in page.rules}
    return questions | fields | rules | {f"#{page.id}" for page in exercise.pages}


@pytest.mark.parametrize(("name", "ids"), relied_on())
def test_id_that_screens_rely_on_is_shipped(name: str, ids: str) -> None:
    path = SHIPPED / f"{name}.md"
    exercise = parse(path.read_text(encoding="utf-8"), path.name).exercise
    assert exercise is not None
    assert set(re.findall(r"`([^`]+)`", ids)) <= ids_in(exercise)


def test_guide_and_its_short_version_name_the_same_kinds() -> None:
    from workbook.model.kinds import KINDS

    for text in (GUIDE, SHORT):
        assert all(f"`{kind}`" in text for kind in KINDS)


def test_heading_for_translations_is_there() -> None:
    assert "### Into another language\n" in GUIDE
