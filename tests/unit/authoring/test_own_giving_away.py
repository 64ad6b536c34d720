"""What an own exercise lets others see by a condition alone: whether something stands there is an answer as well."""

from pathlib import Path

import pytest

from workbook.authoring.library import Library

ASKS = ("### Which?", "", "<!-- ask: short #which{more} -->", "", "........", "")


def asking(more: str = "") -> tuple[str, ...]:
    return tuple(line.format(more=more) for line in ASKS)


def plan(*lines: str, audiences: str = "; for: supporter", more: str = "") -> tuple[str, ...]:
    return ("## For my plan", "", f"<!-- plan{audiences}{more} -->", "", "> If so.", "", *lines, "")


def shown(condition: str, words: str = "> Words.") -> tuple[str, ...]:
    return (f"<!-- show when: {condition} -->", "", words, "")


def written(folder: Path, name: str, *lines: str, more: str = "") -> None:
    marker = f"<!-- exercise: #{name}; version: 1{more} -->"
    text = [f"# My {name}", "", marker, "", "## First", "", *lines, ""]
    (folder / f"{name}.md").write_text("\n".join(text), encoding="utf-8")


def codes(folder: Path) -> set[tuple[str, str]]:
    found = Library(own_folder=folder).check_own()
    return {(Path(problem.file).stem, problem.code) for problem in found}


REFUSED = {("mine", "not-shared")}

ANSWERS = [
    "safety.md#ever includes forced-sex",
    "safety.md#ever is not answered",
    "safety.md#ever-grave",
    "not safety.md#in-danger",
    "safety.md#clear",
    "safety.md#hand-on is yes",
    "boundaries.md#may-speak",
]


@pytest.mark.parametrize("condition", ANSWERS)
def test_condition_on_an_answer_that_its_own_file_keeps_is_refused_in_a_copy_for_others(
    tmp_path: Path, condition: str
) -> None:
    written(tmp_path, "mine", "Words.", "", *plan(*shown(condition)))
    assert codes(tmp_path) == REFUSED


def test_it_is_free_in_the_readers_own_plan_and_on_pages(tmp_path: Path) -> None:
    condition = "safety.md#ever includes forced-sex"
    written(tmp_path, "mine", "Words.", "", *shown(condition), *plan(*shown(condition), audiences=""))
    assert codes(tmp_path) == set()


def test_condition_of_the_page_or_of_the_exercise_is_one_too(tmp_path: Path) -> None:
    when = "; when: safety.md#in-danger"
    written(tmp_path, "page", "Words.", "", *plan("Words.", more=when))
    written(tmp_path, "head", "Words.", "", *plan("Words."), more=when)
    assert codes(tmp_path) == {("page", "not-shared"), ("head", "not-shared")}


def test_rule_of_the_same_file_or_of_another_own_one_hides_nothing(tmp_path: Path) -> None:
    written(tmp_path, "mine", "<!-- rule: #so; any: safety.md#in-danger -->", "", *plan(*shown("#so")))
    written(tmp_path, "first", "<!-- rule: #so; all: not safety.md#in-danger -->", "", "Words.")
    written(tmp_path, "then", "<!-- rule: #again; any: first.md#so -->", "", *plan(*shown("not #again")))
    assert codes(tmp_path) == {("mine", "not-shared"), ("then", "not-shared")}


@pytest.mark.parametrize(
    "given",
    [
        ("[which](#which)",),
        shown("#which is answered"),
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        asking("; when: safety.md#in-danger"),
        (
            "Words.",
            "",
            "## Second",
            "",
            "<!-- page: #second; when: safety.md#in-danger -->",
            "",
            "> If.",
            "",
            *asking(),
        ),
        (
            "### Which?",
            "",
            "<!-- ask: choice #which -->",
            "",
            "- ( ) One <!-- #one -->",
            "- ( ) Two <!-- #two; when: safety.md#in-danger -->",
            "",
        ),
        (
            "### Which?",
            "",
            "<!-- ask: records #which -->",
            "",
            "- One: ........ <!-- #one -->",
            "- Two: ........ <!-- #two; when: safety.md#in-danger -->",
            "",
        ),
        (
            "### Which?",
            "",
            "<!-- ask: scale #which; for each: safety.md#ever -->",
            "",
            "*low* 1 2 3 *high*",
            "",
        ),
    ],
)
def test_question_that_is_asked_only_then_gives_it_away(
    tmp_path: Path, question: tuple[str, ...], given: tuple[str, ...]
) -> None:
    written(tmp_path, "mine", *question, *plan(*given))
    assert codes(tmp_path) == REFUSED


def test_field_alone_tells_of_its_own_condition_and_not_of_that_of_another_field(tmp_path: Path) -> None:
    fields = (
        "### Which?",
        "",
        "<!-- ask: records #which -->",
        "",
        "- One: ........ <!-- #one -->",
        "- Two: ........ <!-- #two; when: safety.md#in-danger -->",
        "",
    )
    written(tmp_path, "one", *fields, *plan("- [one](#which.one)"))
    written(tmp_path, "two", *fields, *plan("- [two](#which.two)"))
    assert codes(tmp_path) == {("two", "not-shared")}


def test_condition_on_what_its_own_file_gives_is_fine(tmp_path: Path) -> None:
    written(tmp_path, "other", *asking(), *plan("[which](#which)"))
    written(tmp_path, "mine", "Words.", "", *plan(*shown("other.md#which is answered")))
    written(tmp_path, "wide", "Words.", "", *plan(*shown("other.md#which is answered"), audiences="; for: advocate"))
    assert codes(tmp_path) == {("wide", "not-shared")}


def test_condition_under_which_an_answer_is_given_may_stand_above_it(tmp_path: Path) -> None:
    given = shown("safety.md#hand-on is yes", "[what has happened](safety.md#ever)")
    written(tmp_path, "mine", "Words.", "", *plan(*given, audiences="; for: advocate"))
    safe = shown("boundaries.md#boundaries.safe is yes", "- [this](boundaries.md#boundaries.behaviour)")
    written(tmp_path, "list", "Words.", "", *plan(*safe, audiences="; for: advocate"))
    assert codes(tmp_path) == set()


def test_conditions_on_answers_of_the_same_file_are_its_own_to_give(tmp_path: Path) -> None:
    written(tmp_path, "mine", *asking(), *plan(*shown("#which is answered")))
    assert codes(tmp_path) == set()
