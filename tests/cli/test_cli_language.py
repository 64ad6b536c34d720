"""Everything that comes out of the command line is in one language, the reader's."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Process, Workbook
from workbook.language import languages

EVERY = pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
COMMANDS = [[], ["export"], ["check"], ["show"], ["list"], ["where"], ["restore"], ["passphrase"]]


def test_locale_decides_for_all_that_is_said(process: Process, home: Path) -> None:
    said = process("list", environ={"LANG": "es_MX.UTF-8"})
    assert (said.code, said.err) == (0, "")
    assert "Antes de empezar\n  welcome              Bienvenida" in said.out
    assert "# Mi plan" in process("demo", environ={"LANG": "es_MX.UTF-8"}).out
    assert "Lo que me importa\n====" in process("show", "values", environ={"LANG": "es_MX.UTF-8"}).out
    assert "No hay ningún ejercicio" in process("show", "none", environ={"LANG": "es_MX.UTF-8"}).err


def test_exercise_that_is_not_translated_is_offered_in_english(process: Process) -> None:
    said = process("--language", "es", "list").out
    assert re.search(r"^  values-journal +A page", said, re.MULTILINE)
    assert process("--language", "es", "show", "values-journal").code == 0


@pytest.mark.parametrize("arguments", [["--language", "es", "where"], ["where", "--language", "es"]])
def test_option_overrides_the_locale_wherever_it_stands(process: Process, home: Path, arguments: list[str]) -> None:
    assert process(*arguments, environ={"LANG": "en_GB.UTF-8"}).out.startswith("Tu cuaderno: ")


def test_variable_overrides_the_locale_and_the_option_the_variable(process: Process) -> None:
    environ = {"WORKBOOK_LANGUAGE": "es"}
    assert process("where", environ=environ).out.startswith("Tu cuaderno: ")
    assert process("where", "--language", "en", environ=environ).out.startswith("Your notebook: ")


def test_unknown_language_of_the_locale_is_silently_english(process: Process) -> None:
    said = process("where", environ={"LANG": "tlh.UTF-8"})
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Your notebook: ")


def test_unknown_language_that_is_named_is_told_with_those_that_are_there(process: Process) -> None:
    said = process("--language", "tlh", "where")
    assert (said.code, said.out) == (2, "")
    assert "“tlh”" in said.err
    assert "en, es" in said.err


def test_plain_lines_are_in_the_language_with_their_exercises(process: Process) -> None:
    said = process("--plain", "--language", "es", typed="/skip\n/go values\n/quit\n")
    assert said.code == 0
    assert "Escribe /quit para salir" in said.out
    assert "Qué es un valor" in said.out
    assert "What a value is" not in said.out


def test_export_is_in_the_language_at_hand_with_what_was_written(process: Process, written: Path) -> None:
    english, spanish = process("export").out, process("export", "--language", "es").out
    assert "Shouting on the phone" in english
    assert "Shouting on the phone" in spanish
    assert "**Hago esto, en silencio:** I end the call" in spanish
    assert "# Mi plan" in spanish
    assert "# My plan" in english


def test_check_compares_with_the_english_files_in_any_language(process: Process, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text(
        "# Mine\n\n<!-- exercise: #mine; version: 1 -->\n\n## Page\n\n[Mine](values-journal.md), [no](nowhere.md).\n",
        encoding="utf-8",
    )
    told = [process("check", tmp_path / "mine.md", "--language", each).out.split()[:3] for each in ("en", "es")]
    assert told[0] == told[1]
    assert told[0][2] == "unknown-file"


@EVERY
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_fits_the_screen_in_each_language(workbook: Workbook, language: str, command: list[str]) -> None:
    said = workbook("--language", language, *command, "--help")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "options" not in said.out
