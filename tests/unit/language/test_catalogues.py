"""The catalogues of the interface hold what the code says, keep its wiring, and are compiled. `make texts` does it."""

import argparse
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from workbook import arguments
from workbook.language import CATALOGUES, languages

PACKAGE = Path(arguments.__file__).parent
TEMPLATE = CATALOGUES / "workbook.pot"
TRANSLATIONS = [language for language in languages() if language != "en"]
MEND = "run `make texts`, then translate what is new"
WIRING = re.compile(
    r"\{\w*\}|%\(\w+\)\w|%\w"  # what is filled in
    r"|\bCtrl\+\w|\bF\d+\b|\b(?:Esc|Enter|Tab|Shift|Fn)\b"  # keys
    r"|(?<![\w.~])/[a-z]+(?:/[a-z]+)*|--[a-z]+(?:-[a-z]+)*|\bWORKBOOK_[A-Z]+|\bFILE\b"  # commands
    r"|\bpip\w* install [\w-]+|(?<=[“«`])(?:workbook|remove|exercises|export|show|list|check)\b[ \w-]*|\*\*"
)
"""What a translation has to keep as it stands."""

each_language = pytest.mark.parametrize("language", TRANSLATIONS)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file)


def po(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "workbook.po"


def key(message: Message | str) -> str:
    """The words in the code, by which gettext looks a text up; of those with a number, for one."""
    words = message if isinstance(message, str) else message.id
    return words if isinstance(words, str) else words[0]


def texts(held: Catalog) -> dict[str, Message]:
    return {key(message): message for message in held if message.id}


def in_code() -> set[str]:
    found = extract_from_dir(str(PACKAGE))
    return {each[2] if isinstance(each[2], str) else each[2][0] for each in found}


def told_by(held: Catalog) -> dict[str, tuple[str, ...]]:
    """Every form of each translation; none of what is not translated yet."""
    forms = {name: message.string or () for name, message in texts(held).items()}
    told = {name: (words,) if isinstance(words, str) else tuple(words) for name, words in forms.items()}
    return {name: words for name, words in told.items() if any(words)}


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """The words in the code, each with its translation; none for what is not translated yet."""
    # In the code the forms are for one and for more; another language may have others.
    said = message.id if isinstance(message.id, str) else message.id[-1]
    forms = [message.string] if isinstance(message.string, str) else message.string or ()
    return ((said, words) for words in forms if words)


def test_spanish_is_there() -> None:
    assert "es" in TRANSLATIONS


def test_template_holds_every_text_of_the_code_and_no_other() -> None:
    assert in_code() == set(texts(catalogue(TEMPLATE))), MEND


@each_language
def test_translation_holds_every_text_and_no_other(language: str) -> None:
    held = texts(catalogue(po(language)))
    assert set(held) == set(texts(catalogue(TEMPLATE))), MEND
    assert not [name for name, message in held.items() if message.fuzzy]


@each_language
def test_compiled_catalogue_says_what_the_written_one_says(language: str) -> None:
    compiled = po(language).with_suffix(".mo")
    assert told_by(catalogue(compiled)) == told_by(catalogue(po(language))), MEND


@each_language
def test_translation_keeps_placeholders_keys_commands_and_the_space_around(language: str) -> None:
    for message in catalogue(po(language)):
        for said, words in pairs(message) if message.id else ():
            assert sorted(WIRING.findall(words)) == sorted(WIRING.findall(said)), said
            assert (words[:1].isspace(), words[-1:].isspace()) == (said[:1].isspace(), said[-1:].isspace()), said


def test_wiring_is_seen() -> None:
    said = "Press **F9** or Ctrl+Q, Enter; /quit, “workbook list”, --data-dir, {name}, %(value)r, ~/x"
    found = ["**", "**", "F9", "Ctrl+Q", "Enter", "/quit", "workbook list", "--data-dir", "{name}", "%(value)r"]
    assert sorted(WIRING.findall(said)) == sorted(found)


def test_words_that_argparse_asks_for_are_those_that_are_gathered() -> None:
    source = inspect.getsource(argparse)
    for words in arguments.words_of_argparse():
        assert f"'{words}'" in source
