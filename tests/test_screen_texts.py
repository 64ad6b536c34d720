"""What the program itself says is plain enough to read, and spelt in the British way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbook
from tests.spelling import american_words
from workbook.authoring.grade import MEASURES, words_in
from workbook.authoring.sentences import sentences

PACKAGE = Path(workbook.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
ENGLISH = MEASURES["en"]
TELLING = 25
"""Words. A module that says less is measured together with the others that do: a grade of so few tells nothing."""


def texts_in(source: Path) -> Iterator[str]:
    """What a module hands to gettext, both forms of a plural."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            for argument in node.args[: 2 if node.func.id == "ngettext" else 1]:
                where = f"{source.relative_to(PACKAGE)}:{node.lineno}"
                assert isinstance(argument, ast.Constant), f"{where}: what is no plain text cannot be translated"
                assert isinstance(argument.value, str), where
                yield argument.value


def test_every_screen_text_is_plain_enough_to_read() -> None:
    hard: list[str] = []
    few: list[str] = []
    for source in SOURCES:
        said = [sentence for text in texts_in(source) for sentence in sentences(text)]
        if sum(len(words_in(each)) for each in said) < TELLING:
            few += said
            continue
        measured = ENGLISH.of(said)
        if measured is not None and measured > ENGLISH.limit:
            longest = max(said, key=lambda each: len(words_in(each)))
            hard.append(f"{source.relative_to(PACKAGE)}: {measured:.1f}, such as “{longest}”")
    assert hard == []
    assert (ENGLISH.of(few) or 0) <= ENGLISH.limit


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.relative_to(PACKAGE).as_posix())
def test_screen_texts_are_spelt_in_the_british_way(source: Path) -> None:
    assert [word for text in texts_in(source) for word in american_words(text)] == []


def test_american_spelling_is_found() -> None:
    assert american_words("The color of my favorite, and I realized it. Colour, size, prize, center-piece.") == [
        *("color", "favorite", "realized", "center"),
    ]
