"""What every shipped exercise keeps to, whoever wrote it."""

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import mdformat
import pytest

import workbook
from tests.spelling import american_words
from workbook.authoring.checker import check
from workbook.authoring.grade import MEASURES
from workbook.authoring.library import Library
from workbook.authoring.markers import FORMS, split_comments
from workbook.authoring.parser import parse
from workbook.authoring.reading import parts_of
from workbook.authoring.skeleton import skeleton, unlined
from workbook.model.condition import Op
from workbook.model.exercise import Audience, Exercise, Passage
from workbook.model.head import Care, Repeat
from workbook.model.kinds import KINDS
from workbook.model.parts import part_titles
from workbook.model.prose import GoTo, inlines_of

FOLDER = Path(workbook.__file__).parent / "exercises"
FILES = sorted(FOLDER.glob("*/*.md"))
TRANSLATED = ("boundaries", "grounding", "my-plan", "red-flags", "safety", "supporters", "values", "welcome")
"""What there is in every language: the core path, the safety pages, and the page that is one key away."""
CORE = ("welcome", "red-flags", "supporters", "values", "boundaries", "my-plan")
PRETTIER = os.environ.get("WORKBOOK_PRETTIER", "")
SHAPES = {
    "tick boxes": re.compile(r"^[-*+] \[ \] ", re.MULTILINE),
    "rings": re.compile(r"\(\s+\)\s"),
    "dotted lines": re.compile(r"\.{4,}"),
    "slots": re.compile(r"^[0-9]+\. \.{4,}", re.MULTILINE),
    "number rows": re.compile(r"^\S.* 1 2 3 .*$", re.MULTILINE),
}

PAGE_GRADE = 9
"""Of a page alone, in English. Many have forty words or fewer, and one long sentence, or one word such as "emergency",
moves those by a grade or two; the hardest that was found plain enough has 6.1."""
EXAMPLES = ("An invented example", "For example", "Un ejemplo inventado", "Por ejemplo")
ENDS_WITH_A_QUESTION = {"safety"}
"""It is read in parts and in danger; its last page asks who may see the answers."""
NAMES = re.compile(r"(?:[a-z0-9-]+\.md)?#[a-z0-9.-]+|[a-z0-9-]+\.md|[0-9]+%?")
WIRING = {
    *(word for name, form in FORMS.items() for key in (name, *form.keys, *form.flags) for word in key.split()),
    *KINDS,
    *(word for kind in KINDS.values() for key in kind.keys for word in key.split()),
    *(word for words in (Op, Repeat, Care, Audience) for each in words for word in each.split()),
    *("about", "alone", "required", "date", "number", "long", "choice", "from", "was", "when"),
    *("within", "weeks", "week", "hours", "ever", "falls", "by", "in", "of"),
}
"""Every word of a marker that is no id."""

ENGLISH_FILES = [path for path in FILES if path.parent.name == "en"]
TRANSLATIONS = [path for path in FILES if path.parent.name != "en"]

each_english_file = pytest.mark.parametrize("path", ENGLISH_FILES, ids=lambda path: path.stem)
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def parsed(text: str, path: Path) -> Exercise:
    found = parse(text, path.name)
    assert found.problems == ()
    assert found.exercise is not None
    return found.exercise


def read(path: Path) -> Exercise:
    return parsed(path.read_text(encoding="utf-8"), path)


@cache
def option_ids() -> frozenset[str]:
    """What a condition may name as an answer."""
    questions = [question for path in FILES for question in read(path).questions]
    options = [option for question in questions for option in question.options]
    options += [option for question in questions for field in question.fields for option in field.options]
    return frozenset(option.id for option in options)


def drawn(text: str) -> Mapping[str, int]:
    """How many of each shape a pen would find on the printed page."""
    return {name: len(shape.findall(text)) for name, shape in SHAPES.items()}


def assert_same_worksheet(changed: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = parsed(text, path), parsed(changed, path)
    assert skeleton(after) == skeleton(before)
    assert unlined(after) == unlined(before)
    assert drawn(changed) == drawn(text)


def test_checker_finds_nothing_to_mend() -> None:
    assert [str(problem) for problem in check([FOLDER], Library())] == []


@each_file
@pytest.mark.parametrize("wrap", ["keep", "no", 60])
def test_mdformat_leaves_the_worksheet_as_it_is(path: Path, wrap: str | int) -> None:
    text = path.read_text(encoding="utf-8")
    assert_same_worksheet(mdformat.text(text, options={"wrap": wrap}), path)


@pytest.mark.skipif(not PRETTIER, reason="WORKBOOK_PRETTIER names no command, such as `npx prettier`")
@each_file
@pytest.mark.parametrize("wrap", ["preserve", "always", "never"])
def test_prettier_leaves_the_worksheet_as_it_is(path: Path, wrap: str) -> None:
    command = [*shlex.split(PRETTIER), "--parser", "markdown", "--prose-wrap", wrap, "--print-width", "60"]
    text = path.read_text(encoding="utf-8")
    run = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    assert_same_worksheet(run.stdout, path)


@each_file
def test_exercise_says_how_long_it_takes_and_where_it_belongs(path: Path) -> None:
    head = parsed(path.read_text(encoding="utf-8"), path).head
    assert head.minutes is not None
    assert head.minutes <= 12
    assert head.part in part_titles()
    assert head.care is not None


@each_file
def test_tender_exercise_opens_with_the_way_to_the_grounding_page(path: Path) -> None:
    exercise = parsed(path.read_text(encoding="utf-8"), path)
    opening = [inline for passage in exercise.intro for inline in inlines_of(passage.block)]
    assert opening
    if exercise.head.care in (Care.TENDER, Care.HARD):
        assert "grounding" in {inline.exercise for inline in opening if isinstance(inline, GoTo)}


@each_file
def test_page_asks_few_questions_and_each_has_words_and_an_id(path: Path) -> None:
    exercise = parsed(path.read_text(encoding="utf-8"), path)
    assert all(len(list(page.questions)) <= 3 for page in exercise.pages)
    assert all(question.words and question.id for question in exercise.questions)


def test_core_path_takes_about_forty_minutes() -> None:
    heads = {head.id: head for head in Library().heads()}
    minutes = [heads[name].minutes for name in CORE]
    assert None not in minutes
    assert 30 <= sum(each or 0 for each in minutes) <= 50


def test_core_path_is_in_its_order() -> None:
    assert [head.id for head in Library().heads() if head.id in CORE] == list(CORE)


@pytest.mark.parametrize("language", [path.name for path in FOLDER.iterdir() if path.is_dir()])
def test_language_has_the_core_path_and_the_safety_pages(language: str) -> None:
    heads = {head.id: head.language for head in Library(language).heads()}
    assert {heads[name] for name in TRANSLATED} == {language}


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_translation_is_built_as_its_original(path: Path) -> None:
    original = FOLDER / "en" / path.name
    ours, theirs = (parsed(each.read_text(encoding="utf-8"), each) for each in (path, original))
    assert skeleton(ours) == skeleton(theirs)
    assert ours.head.version == theirs.head.version


def test_every_text_is_plain_enough_to_read() -> None:
    hard = []
    for path in FILES:
        measure = MEASURES[path.parent.name]
        measured = measure.of(each.words for _title, part in parts_of(read(path)) for each in part)
        assert measured is not None
        if measure.is_harder(measured, measure.limit):
            hard.append(f"{path.parent.name}/{path.stem}: {measured:.1f}")
    assert hard == []


def test_every_page_is_plain_enough_to_read() -> None:
    hard = []
    for path in ENGLISH_FILES:
        for title, part in parts_of(read(path)):
            measured = MEASURES["en"].of(each.words for each in part)
            if measured is not None and measured > PAGE_GRADE:
                hard.append(f"{path.stem}, “{title}”: {measured:.1f}")
    assert hard == []


@each_file
def test_last_page_is_always_there_and_asks_nothing_more(path: Path) -> None:
    exercise = read(path)
    *_others, last = (page for page in exercise.pages if not page.is_plan)
    assert last.when == ()
    assert any(isinstance(item, Passage) and not item.when for item in last.items)
    if exercise.id not in ENDS_WITH_A_QUESTION:
        assert list(last.questions) == []


@each_english_file
def test_where_the_reader_is_to_write_stands_an_example(path: Path) -> None:
    exercise = read(path)
    if {"journal", "short", "records"} & {question.kind for question in exercise.questions}:
        assert any(words in path.read_text(encoding="utf-8") for words in EXAMPLES)


@each_english_file
def test_markers_hold_ids_and_rules_and_no_words_for_people(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = WIRING | option_ids() | {file.stem for file in FILES} | set(part_titles())
    for comment, inside, line in split_comments(text, 1):
        if comment:
            words = re.split(r"[\s;:,]+", NAMES.sub("", inside).strip())
            assert set(words) - {""} <= known, f"line {line}"


@each_english_file
def test_spelling_is_british(path: Path) -> None:
    assert american_words(path.read_text(encoding="utf-8")) == []
