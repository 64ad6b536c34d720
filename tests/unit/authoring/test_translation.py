"""A shipped translation is built as its original, and says which version of it it translates."""

from pathlib import Path

import pytest

from workbook.authoring.checker import check
from workbook.authoring.difference import first_difference
from workbook.authoring.library import Library
from workbook.authoring.parser import parse
from workbook.authoring.skeleton import skeleton
from workbook.model.exercise import Exercise
from workbook.model.problem import Problem, Severity

EXAMPLE = (Path(__file__).parents[2] / "fixtures" / "parser" / "boundaries.md").read_text("utf-8")
MORE = """
<!-- rule: #afraid; any: #safe at most 3 -->

## A list and a table

- One
- Two

1. First
2. Second

| a | b |
| --- | --- |
| c | d |

### Which?

<!-- ask: ranked #which; at most: 3 -->

- [ ] This <!-- #this -->
- [ ] That <!-- #that -->

1. ....................
1. ....................

"""
ORIGINAL = EXAMPLE.replace("## For my plan", MORE.lstrip() + "## For my plan")


def exercise(text: str) -> Exercise:
    parsed = parse(text, "boundaries.md")
    assert parsed.exercise is not None
    return parsed.exercise


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder that is laid out as ours, with an English exercise."""
    folder = tmp_path / "workbook" / "exercises"
    for name in ("en", "es"):
        (folder / name).mkdir(parents=True)
    (tmp_path / "workbook" / "__init__.py").touch()
    (folder / "en" / "boundaries.md").write_text(ORIGINAL, encoding="utf-8")
    return folder


def problems(house: Path, text: str, name: str = "boundaries") -> list[Problem]:
    path = house / "es" / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    told = ("no-original", "stale", "ahead-of-original", "differs-from-original")
    return [problem for problem in check([path], Library()) if problem.code in told]


CHANGES = [
    # What is changed in the translation, where that is told, and what is told of it.
    ("minutes: 15", "minutes: 14", "<!-- exercise:", "exercise: #boundaries; version: 1"),
    ("after: values.md", "after: welcome.md", "<!-- exercise:", "after: values.md"),
    ("You can stop at any time.", "You can stop.\n\nAt any time.", "At any time.", "no paragraph"),
    ("## A list and a table\n", "## A list and a table\n\n<!-- page: #lists -->\n", "## A list", "A list and a table"),
    ("<!-- plan; for: advocate -->", "<!-- plan -->", "## For my plan", "`<!-- plan; for: advocate -->`"),
    ("#seen; at least: 1", "#seen; at least: 2", "<!-- ask: checklist", "`<!-- ask: checklist #seen; at least: 1 -->`"),
    ("ask: scale #safe -->", "ask: scale #safe; optional -->", "<!-- ask: scale", "`<!-- ask: scale #safe -->`"),
    ("Tick as many as are true.", "> Tick as many.", "> Tick", "passage behind `>`, and in the original a paragraph"),
    ("- [ ] Threatens to hurt me", "- [ ] No <!-- #no -->\n- [ ] Threatens", "- [ ] No <", "`<!-- #threats -->`"),
    ("these <!-- #none; alone -->", "these <!-- #none -->", "- [ ] None", "`<!-- #none; alone -->`"),
    ("Something else: .................... <!-- #other -->", "Else <!-- #other -->", "- [ ] Else", "dots at its end"),
    ("5 6 7 8 9 10", "5 6 7", "### How safe", "from 1 to 7, and in the original from 1 to 10"),
    ("; urgent -->", " -->", "<!-- show when: #safe", "`<!-- show when: #safe at most 3; urgent -->`"),
    ("[the safety page](safety.md)", "the safety page", "> **If you circled", "A link to `safety.md` is missing"),
    ("(values.md#top-values)\n\n### What", "(values.md)\n\n### What", "[your top", "to `values.md`, and the original"),
    ("........................................\n\n" * 2, "." * 40 + "\n\n", "### What happens", "in the original 2"),
    ("<!-- #behaviour; required -->", "<!-- #behaviour -->", "- What I will not", "`<!-- #behaviour; required -->`"),
    ("<!-- #unsure --> ( ) No <!-- #no -->", "<!-- #no --> ( ) No <!-- #unsure -->", "- Safe to", "`<!-- #unsure -->"),
    ("- From this date: .................... <!-- #since; date -->\n", "", "ask: records", "From this date"),
    ("#safe at most 3 -->\n\n## A", "#safe at most 4 -->\n\n## A", "<!-- rule", "any: #safe at most 3 -->`"),
    ("<!-- rule: #afraid; any: #safe at most 3 -->\n", "", "## My boundaries", "The rule `#afraid`"),
    ("- One\n- Two\n", "- One\n", "- One", "has 1 points, and in the original 2"),
    ("1. First\n2. Second", "* First\n* Second", "* First", "numbered"),
    ("| c | d |", "| c | d |\n| e | f |", "| a | b |", "2 columns and 2 rows, and in the original 2 and 1"),
    ("1. ....................\n1. ....................", "1. ....................", "### Which?", "in the original 2"),
    (
        "### What happens to",
        "### Extra?\n\n<!-- ask: short #extra -->\n\n......\n\n### What happens to",
        "<!-- ask: short #extra",
        "`<!-- ask: journal #crossed -->`",
    ),
    (
        "<!-- show when: #boundaries.safe is yes -->\n\n",
        "",
        "- **When**",
        "`<!-- show when: #boundaries.safe is yes -->`",
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[0][:30]}".replace("\n", " "))
def test_first_difference_is_told_with_its_line_and_what_to_write(
    house: Path, change: tuple[str, str, str, str]
) -> None:
    old, new, place, told = change
    assert ORIGINAL.count(old) >= 1
    text = ORIGINAL.replace(old, new, 1)
    assert skeleton(exercise(text)) != skeleton(exercise(ORIGINAL))
    found = first_difference(exercise(text), exercise(ORIGINAL))
    assert found is not None
    assert "built otherwise than its original" not in found.message
    (problem,) = problems(house, text)
    assert problem.code == "differs-from-original"
    assert problem.severity is Severity.ERROR
    assert problem.line == line_of(text, place)
    assert told in problem.message
    assert "en/boundaries.md" in problem.message


def test_other_words_and_lines_are_no_difference(house: Path) -> None:
    text = ORIGINAL.replace("# Boundaries", "# Límites").replace("Reads my phone", "\nMira mi teléfono")
    text = text.replace("A boundary is about **what", "Un límite\ndice **qué")
    assert first_difference(exercise(text), exercise(ORIGINAL)) is None
    assert problems(house, text) == []


def test_lower_version_is_stale_and_a_higher_one_is_an_error(house: Path) -> None:
    newer = ORIGINAL.replace("version: 1", "version: 3")
    (house / "en" / "boundaries.md").write_text(newer, encoding="utf-8")
    (stale,) = problems(house, ORIGINAL.replace("version: 1", "version: 2"))
    assert (stale.code, stale.severity, stale.line) == ("stale", Severity.WARNING, 3)
    assert "`version: 3`" in stale.message
    assert problems(house, newer) == []
    (ahead,) = problems(house, ORIGINAL.replace("version: 1", "version: 4"))
    assert (ahead.code, ahead.severity, ahead.line) == ("ahead-of-original", Severity.ERROR, 3)


def test_translation_of_nothing_is_an_error(house: Path) -> None:
    (problem,) = problems(house, ORIGINAL.replace("exercise: #boundaries", "exercise: #limits"), "limits")
    assert (problem.code, problem.severity) == ("no-original", Severity.ERROR)
    assert "en/limits.md" in problem.message


def test_original_is_compared_with_nothing(house: Path) -> None:
    told = {problem.code for problem in check([house / "en"], Library())}
    assert not told & {"no-original", "stale", "ahead-of-original", "differs-from-original"}


def test_file_that_cannot_be_read_is_not_called_different_as_well(house: Path) -> None:
    assert problems(house, ORIGINAL.replace("<!-- exercise:", "<!-- exorcise:")) == []


def test_own_folder_knows_no_languages(tmp_path: Path) -> None:
    for name in ("en", "es"):
        (tmp_path / name).mkdir()
        text = ORIGINAL.replace("#boundaries; version", "#mine; version")
        (tmp_path / name / "mine.md").write_text(text.replace("#safe", f"#safe-{name}"), encoding="utf-8")
    codes = {problem.code for problem in check([tmp_path], Library())}
    assert "duplicate-exercise" in codes
    assert "differs-from-original" not in codes


def test_link_to_what_is_not_translated_leads_to_the_english_one(house: Path) -> None:
    text = "# Uno\n\n<!-- exercise: #uno; version: 1 -->\n\n## Página\n\n[Valores](values.md), [gone](gone.md).\n"
    (house / "es" / "uno.md").write_text(text, encoding="utf-8")
    (house / "en" / "uno.md").write_text(text, encoding="utf-8")
    told = [(problem.code, problem.line) for problem in check([house / "es"], Library())]
    assert told == [("unknown-file", 7)]
