"""The warning of words that are hard to read: what is counted, what is told, and when nothing is said."""

from pathlib import Path

import pytest

from workbook.authoring.checker import check
from workbook.authoring.library import Library
from workbook.authoring.parser import parse
from workbook.authoring.sentences import of_intro, of_page
from workbook.model.problem import Problem, Severity

HARD = (
    "Subsequently, the documentation of particularly problematic circumstances necessitates considerable "
    "deliberation regarding the availability of appropriate institutional representatives."
)
PLAIN = "You can stop at any time. Nothing here has to be filled in. Take a breath, and go on when you like."
EVERYTHING = """\
# My title

<!-- exercise: #mine; version: 1; part: care -->

Before [the link](https://example.org/unspeakable-address) and *more*. Is it? It is.

## First page

### A question, if you like?

<!-- ask: checklist #which -->

- [ ] One answer <!-- #one -->
- [ ] Another: ........ <!-- #two -->

After it.

### How much?

<!-- ask: scale #much -->

*None at all* 1 2 3 *All*

### Each of them

<!-- ask: records #rows -->

- A label: ........ <!-- #label -->
- Safe: ( ) Yes <!-- #yes --> ( ) No <!-- #no --> <!-- #safe; choice -->

| Head | Cell |
| --- | --- |
| one | two |

## For my plan

<!-- plan -->

What I found:

- [the first](#rows.label), [the second](#which)
"""


def written(folder: Path, *lines: str) -> Path:
    """An exercise; its lines begin at line 7."""
    path = folder / "mine.md"
    head = ("# Mine", "", "<!-- exercise: #mine; version: 1 -->", "", "## First page", "")
    path.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
    return path


def warnings(path: Path, language: str = "en") -> list[Problem]:
    return [each for each in check([path], Library(), language=language) if each.code == "hard-to-read"]


def test_everything_that_is_read_is_counted_and_no_wiring() -> None:
    exercise = parse(EVERYTHING, "mine.md").exercise
    assert exercise is not None
    first, plan = exercise.pages
    assert [each.words for each in of_intro(exercise)] == ["My title", "Before the link and more.", "Is it?", "It is."]
    assert [(each.words, each.line) for each in of_page(first)] == [
        ("First page", 7),
        ("A question, if you like?", 9),
        ("One answer", 13),
        ("Another", 14),
        ("After it.", 16),
        ("How much?", 18),
        ("None at all", 18),
        ("All", 18),
        ("Each of them", 24),
        ("A label", 28),
        ("Safe", 29),
        ("Yes", 29),
        ("No", 29),
        *((words, 31) for words in ("Head", "Cell", "one", "two")),
    ]
    assert [each.words for each in of_page(plan)] == ["For my plan", "What I found:"]


def test_hard_words_are_told_with_the_hardest_page_and_its_longest_sentence(tmp_path: Path) -> None:
    lines = [*[PLAIN] * 3, "", "## The hard page", "", "Short words.", "", *[HARD] * 8]
    (problem,) = warnings(written(tmp_path, *lines))
    assert (problem.severity, problem.line) == (Severity.WARNING, 15)
    assert problem.message.startswith("The reading grade is ")
    assert "keep it at 8 or below. The hardest page is `The hard page`, at " in problem.message
    assert "its longest sentence has 17 words: `Subsequently, the documentation of" in problem.message


@pytest.mark.parametrize(
    ("lines", "language"),
    [([PLAIN] * 20, "en"), ([HARD], "en"), ([HARD] * 20, "de"), ([HARD] * 20, "")],
    ids=["plain", "too short to tell", "a language without a formula", "no language"],
)
def test_nothing_is_said_of(tmp_path: Path, lines: list[str], language: str) -> None:
    assert warnings(written(tmp_path, *lines), language) == []


def test_spanish_has_a_measure_of_its_own(tmp_path: Path) -> None:
    hard = (
        "La documentación sistemática de circunstancias particularmente problemáticas requiere consideraciones "
        "institucionales extraordinariamente complicadas respecto a las responsabilidades correspondientes."
    )
    plain = "Hoy estoy en mi casa. No hay nadie más aquí. Puedo parar en todo momento."
    (problem,) = warnings(written(tmp_path, *[plain] * 2, "", *[hard] * 10), "es_MX")
    assert "on the INFLESZ scale, is " in problem.message
    assert "keep it at 55 or above" in problem.message
    assert warnings(written(tmp_path, *[plain] * 20), "es") == []
