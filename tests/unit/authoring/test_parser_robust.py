import sys
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.authoring.parser import Parsed, parse
from workbook.authoring.skeleton import skeleton, unlined
from workbook.model.guard import is_clean
from workbook.model.problem import Severity

FIXTURE = Path(__file__).parents[2] / "fixtures" / "parser" / "boundaries.md"
SHIPPED = Path(__file__).parents[3] / "workbook" / "exercises" / "en"
OPENING = "# Slow\n\n<!-- exercise: #it; version: 1 -->\n\n## Page\n\n"

FRAGMENTS = (
    "<!--", "-->", "<!-- ", " -->", "#", "## ", "### ", "#### ", "\n", "\n\n", "- ", "* ", "1. ", "- [ ] ", "- ( ) ",
    "[ ]", "( )", "()", "[x]", "> ", "---\n", "===\n", "```\n", "    ", "\t", "........", "……", "*low* 1 2 3 *high*",
    "1 2 3", "|a|b|\n|-|-|\n", "[a](#b)", "[a](b.md)", "[a](b.md#c.d)", "![a](b)", "[", "](", "`", "**", "_", "\\",
    "&amp;", "<b>", "<div>\n", "<?", ";", ":", "<!-- page: #a; when: #b is c -->\n", "<!-- plan; for: advocate -->\n",
    "<!-- show when: #a is b; urgent -->\n", "<!-- rule: #a; any: #b; all: not #c -->\n",
    "<!-- watch: #a; #b falls by 5% within 2 weeks -->\n", "<!-- ask: records #a; at least: 1 -->\n",
    "<!-- ask: ranked #a -->\n", "<!-- ask: scale #a; for each: #b -->\n", "<!-- #a; choice -->",
    "<!-- #a; alone; when: #b at least 3 -->", " ever", " within 3 weeks", "\x00", "\x1b", "\u202e", "\u2028",
    "\ud800", "\ufeff", "\r", "\u00a0", "\uff1a", "½", "٣", "1" * 5000, "—>", "<!—",
)  # fmt: skip


@cache
def real_files() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in (FIXTURE, *sorted(SHIPPED.glob("*.md"))))


@cache
def real_pages() -> tuple[str, ...]:
    """Each page of the real files, under the title and the text of its file."""
    cut = (text.split("\n## ") for text in real_files())
    return tuple(f"{head}\n## {page}" for head, *pages in cut for page in pages)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(real_files()))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 200)))
        match draw(st.sampled_from(("insert", "delete", "repeat", "replace", "unline", "indent"))):
            case "insert":
                text = text[:start] + draw(st.sampled_from(FRAGMENTS)) + text[start:]
            case "delete":
                text = text[:start] + text[end:]
            case "repeat":
                text = text[:end] + text[start:end] * draw(st.integers(1, 3)) + text[end:]
            case "replace":
                text = text[:start] + draw(st.sampled_from(FRAGMENTS)) + text[end:]
            case "unline":
                text = (
                    text[:start] + text[start:end].replace("\n", draw(st.sampled_from(("", " ", "\n\n")))) + text[end:]
                )
            case _:
                prefix = draw(st.sampled_from(("  ", "    ", "> ", "- ", "1. ")))
                text = text[:start] + text[start:end].replace("\n", f"\n{prefix}") + text[end:]
    return text


def judge(text: str) -> Parsed:
    parsed = parse(text, "it.md")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in parsed.problems)
    assert all("\n" not in problem.message and is_clean(problem.message) for problem in parsed.problems)
    assert len(set(parsed.problems)) == len(parsed.problems)
    if parsed.exercise is None:
        assert any(problem.severity is Severity.ERROR for problem in parsed.problems)
    else:
        assert hash(skeleton(parsed.exercise)) == hash(skeleton(unlined(parsed.exercise)))
        assert is_clean(repr(parsed.exercise))
    return parsed


@given(st.text())
def test_any_text_gives_an_exercise_or_problems(text: str) -> None:
    judge(text)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_heap_of_markup_gives_an_exercise_or_problems(text: str) -> None:
    judge(OPENING + text)


@settings(deadline=None, max_examples=150)
@given(mutated())
def test_any_slip_in_a_real_file_gives_an_exercise_or_problems(text: str) -> None:
    judge(text)


@given(st.sampled_from(real_pages()), st.data())
def test_problem_keeps_its_place_when_lines_are_added_above(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines)))
    broken = "\n".join([*lines[:at], "", "<!-- pgae: #a -->", "", *lines[at:]])

    above = [(problem.line, problem.code) for problem in parse(broken, "it.md").problems]
    below = [(problem.line - 3, problem.code) for problem in parse(f"---\na: b\n---\n{broken}", "it.md").problems]

    assert above
    assert below == above


UNITS = (
    ">", "> > a\nb\n", "[", "![", "[a](", "[a](#b) ", "[a][", "*", "*a **b ", "a* b** ", "_*a", "` `` ``` ",
    "x <!-- ", "<!-- a\n\n", "<!-- #a -->", "<!-- a -->\n", "<!-- a —>\n", "x <?", "x <!A", "x<![CDATA[", "<a b='",
    "[a]: b\n", "[a]: b '\n", "[\n", "- ", "## a\n", "### a\n", "a\n-\n", "```\n", "- a\n", "- a\n\n", "- a\nb\n",
    "a b\n", "a|b\n-|-\n", "|a", "&a", "\\", "\n", "\x1b", "- [ ] a <!-- #a -->\n", "- [ ] a\n<!-- #a -->\n",
    "- a: ........ <!-- #a -->\n", "( ) a <!-- #a --> ", ".... ", "1 ", "<!-- show when: #a is b -->\n",
    "<!-- rule: #a; any: #b is c -->\n", "a[x](#b)\n", "1. ....\n", "> - a\n",
)  # fmt: skip


def steps(text: str) -> int:
    """How many lines of Python run, and how many functions are called, while a text is parsed."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text, "it.md")
    finally:
        sys.settrace(before)
    return count


@cache
def steps_of_opening(opening: str) -> int:
    """Counted the second time: what is made once in a process, such as a regular expression, is no step of a text."""
    steps(opening)
    return steps(opening)


@pytest.mark.parametrize("kind", ["", "checklist"])
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_no_more_than_twice_the_steps(unit: str, kind: str) -> None:
    opening = f"{OPENING}### Question\n\n<!-- ask: {kind} #it -->\n\n" if kind else OPENING
    start = steps_of_opening(opening)
    small, large = (steps(opening + unit * (size // len(unit))) - start for size in (300, 600))

    assert large < 2.25 * small + 100
