"""Conditions that rest on conditions: how far that may go, and that looking into it takes no longer than it should."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from workbook.authoring.checker import check
from workbook.authoring.depth import DEEPEST
from workbook.authoring.library import Library

FAR = DEEPEST + 5


def written(folder: Path, name: str, *lines: str, more: str = "") -> None:
    marker = f"<!-- exercise: #{name}; version: 1{more} -->"
    text = [f"# My {name}", "", marker, "", "## First", "", *lines, ""]
    (folder / f"{name}.md").write_text("\n".join(text), encoding="utf-8")


def asked(number: int, more: str) -> tuple[str, ...]:
    return (f"### Number {number}?", "", f"<!-- ask: short #r{number}{more} -->", "", "........", "")


def rules(count: int) -> list[str]:
    lines = [*asked(0, "")]
    before = "#r0 is answered"
    for number in range(1, count):
        lines.append(f"<!-- rule: #r{number}; any: {before} -->")
        before = f"#r{number}"
    return lines


def questions(count: int) -> list[str]:
    return [line for n in range(count) for line in asked(n, f"; when: #r{n - 1} is answered" if n else "")]


def fields(count: int) -> list[str]:
    return [
        "### Who?",
        "",
        "<!-- ask: records #who -->",
        "",
        *(
            f"- One: ........ <!-- #r{number}{f'; when: #who.r{number - 1} is answered' if number else ''} -->"
            for number in range(count)
        ),
        "",
    ]


def lists(count: int) -> list[str]:
    return [
        line
        for number in range(count)
        for line in (
            f"### Number {number}?",
            "",
            f"<!-- ask: checklist #r{number}{f'; from: #r{number - 1}' if number else ''} -->",
            "",
            "- [ ] One <!-- #one -->",
            "",
        )
    ]


def scales(count: int) -> list[str]:
    """Every other one is a checklist, since a scale can be asked for each of its items alone."""
    return [
        line
        for number in range(count)
        for line in (
            f"### Number {number}?",
            "",
            *(
                (f"<!-- ask: scale #r{number}; for each: #r{number - 1} -->", "", "*low* 1 2 3 *high*", "")
                if number % 2
                else (
                    f"<!-- ask: checklist #r{number}{f'; when: #r{number - 1} is answered' if number else ''} -->",
                    "",
                    "- [ ] One <!-- #one -->",
                    "",
                )
            ),
        )
    ]


def too_deep(folder: Path) -> list[str]:
    found = [problem for problem in check([folder], Library()) if problem.severity == "error"]
    assert {problem.code for problem in found} <= {"too-deep"}
    return [f"{Path(problem.file).stem}:{problem.line}" for problem in found]


@pytest.mark.parametrize("chain", [rules, questions, fields, lists, scales])
def test_chain_of_conditions_may_be_long_and_not_endless(tmp_path: Path, chain: Callable[[int], list[str]]) -> None:
    written(tmp_path, "short", *chain(DEEPEST - 2))
    assert too_deep(tmp_path) == []
    lines = chain(FAR)
    written(tmp_path, "chain", *lines)
    (found,) = too_deep(tmp_path)
    assert found.startswith("chain:")


def test_chain_goes_on_from_file_to_file(tmp_path: Path) -> None:
    written(tmp_path, "chain", *rules(DEEPEST - 1))
    last = f"chain.md#r{DEEPEST - 2}"
    written(tmp_path, "more", f"<!-- rule: #a; any: {last} -->", "<!-- rule: #b; any: #a -->", "", "Words.")
    written(tmp_path, "head", "Words.", more="; when: more.md#b")
    written(tmp_path, "words", "<!-- show when: more.md#b -->", "", "> Words.")
    written(tmp_path, "near", "<!-- show when: more.md#a -->", "", "> Words.")
    assert too_deep(tmp_path) == ["head:3", "words:7"]


def test_own_exercise_behind_a_chain_is_left_out_and_the_rest_is_offered(tmp_path: Path) -> None:
    written(tmp_path, "chain", *rules(300))
    written(tmp_path, "mine", "Words.", more="; when: chain.md#r299")
    library = Library(own_folder=tmp_path)
    assert [problem.code for problem in library.check_own()] == ["too-deep", "too-deep"]
    assert library.heads() == Library().heads()


def test_condition_cycles_are_told_once_and_end(tmp_path: Path) -> None:
    written(tmp_path, "a", "<!-- rule: #one; any: b.md#one -->", "<!-- rule: #two; any: b.md#one -->", "", "Words.")
    written(tmp_path, "b", "<!-- rule: #one; any: a.md#one -->", "", "Words.")
    found = [f"{Path(each.file).stem}:{each.line} {each.code}" for each in check([tmp_path], Library())]
    assert found == ["a:7 condition-cycle", "b:7 condition-cycle"]


def test_many_rules_are_looked_through_in_a_moment(tmp_path: Path) -> None:
    # It was four minutes for as many when every reference was searched from anew.
    lines = ["<!-- rule: #r0; any: safety.md#clear -->"]
    lines += [
        f"<!-- rule: #r{n}; any: #r{n // 2}; any: #r{max(0, n - 7)}; any: safety.md#clear -->" for n in range(1, 2000)
    ]
    written(tmp_path, "mine", *lines, "", "Words.")
    began = process_time()
    assert too_deep(tmp_path) != []
    assert process_time() - began < 8
