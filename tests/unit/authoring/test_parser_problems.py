from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from workbook.authoring.ids import is_id
from workbook.authoring.parser import parse
from workbook.authoring.scan import DEEPEST
from workbook.model.problem import Problem

FIXTURES = Path(__file__).parents[2] / "fixtures" / "parser"
OPENING = "# Title\n\n<!-- exercise: #it; version: 1 -->\n\n## Page\n\n"


def cases(name: str) -> list[object]:
    found = read_fixture_file(FIXTURES / f"{name}.md")
    return [pytest.param(text, expected, id=title.strip().split("\n")[-1]) for _, title, text, expected in found]


def compare(problems: tuple[Problem, ...], expected: str, offset: int = 0) -> None:
    wanted = [line.partition(" | ") for line in expected.splitlines() if line]
    found = [f"{problem.line - offset}: {problem.severity} {problem.code}" for problem in problems]
    told = [problem.message for problem in problems]
    assert sorted(found) == sorted(head for head, _, _ in wanted), told
    for head, _, saying in wanted:
        messages = [message for here, message in zip(found, told, strict=True) if here == head]
        assert any(saying in message for message in messages), (saying, messages)


@pytest.mark.parametrize(("text", "expected"), cases("problems-of-a-file"))
def test_problems_of_a_file_have_their_lines_and_say_what_to_write(text: str, expected: str) -> None:
    compare(parse(text, "it.md").problems, expected)


@pytest.mark.parametrize(("text", "expected"), cases("problems-of-a-page"))
def test_problems_of_a_page_have_their_lines_and_say_what_to_write(text: str, expected: str) -> None:
    parsed = parse(OPENING + text, "it.md")

    compare(parsed.problems, expected, OPENING.count("\n"))
    assert parsed.exercise is not None


def test_every_line_of_a_problem_counts_other_tools_header_and_foreign_line_ends() -> None:
    text = "---\ntitle: 'No'\n---\n" + OPENING + "<!-- pgae: #a -->\n"

    (problem,) = parse(text.replace("\n", "\r\n"), "sub/it.md").problems

    assert str(problem).startswith("sub/it.md:10: error unknown-marker `pgae` is no marker.")


def test_file_over_its_bound_is_not_read() -> None:
    fits = OPENING + "a\n\n" * 20 + "<!-- -->" * 1
    long = OPENING + "ä" * (128 * 1024)

    assert [problem.code for problem in parse(fits, "it.md").problems] == ["unknown-marker"]
    parsed = parse(long, "it.md")
    assert parsed.exercise is None
    assert [problem.code for problem in parsed.problems] == ["too-big"]


def test_line_over_its_bound_is_not_read() -> None:
    assert parse(OPENING + "a" * 4000, "it.md").problems == ()

    parsed = parse(OPENING + "a" * 4001 + "\n\n" + "b" * 4001, "it.md")

    assert parsed.exercise is None
    assert [(problem.line, problem.code) for problem in parsed.problems] == [(7, "line-too-long"), (9, "line-too-long")]


def test_page_over_its_bound_is_named() -> None:
    lines = "".join(f"- [ ] Words <!-- #a-{number} -->\n" for number in range(299))
    page = f"Words.\n\n### One?\n\n<!-- ask: checklist #one -->\n\n{lines}"

    assert parse(OPENING + page, "it.md").problems == ()
    assert [problem.code for problem in parse(f"{OPENING}{page}\n\n> Words.\n", "it.md").problems] == [
        "text-after-answer",
        "too-many-blocks",
    ][::-1]


def test_table_over_its_bound_is_named() -> None:
    table = "|a|b|\n|-|-|\n" + "|a|b|\n" * 50

    assert parse(OPENING + table, "it.md").problems == ()
    assert [problem.code for problem in parse(f"{OPENING}{table}|a|b|\n", "it.md").problems] == ["table-too-big"]


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028", "\ud800"])
def test_character_that_a_terminal_would_obey_is_named_and_dropped(char: str) -> None:
    parsed = parse(f"{OPENING}One{char} word.\n", "it.md")

    assert [(problem.line, problem.code) for problem in parsed.problems] == [(7, "control-character")]
    assert f"U+{ord(char):04X}" in parsed.problems[0].message
    assert char not in repr(parsed.exercise)
    assert "One word." in repr(parsed.exercise)


def test_lists_may_be_nested_as_deep_as_a_person_would() -> None:
    deep = "".join(f"{'  ' * level}- a\n" for level in range(DEEPEST // 2 - 1))

    assert parse(OPENING + deep, "it.md").problems == ()


def test_file_whose_name_can_be_no_id_is_named() -> None:
    parsed = parse(OPENING, "My File.md")

    assert [problem.code for problem in parsed.problems] == ["wrong-id"]
    assert "`my-file.md`" in parsed.problems[0].message


@pytest.mark.parametrize("text", ["a", "top-values", "3", "a1-b2"])
def test_plain_ids_are_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "A", "a_b", "a--b", "-a", "a-", "é", "a b", "a.b", "x" * 61, "a\n"])
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_id(text)
