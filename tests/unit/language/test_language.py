"""Which language the reader meets."""

import os
from gettext import gettext as _
from pathlib import Path

import pytest

from workbook import language
from workbook.language import language_of_system, languages, named_in, speak
from workbook.model.errors import UsageError


@pytest.fixture(autouse=True)
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Spanish and the Portuguese of Brazil are there, and the beginning of a French one."""
    for name in ("es", "pt_BR"):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / name / "LC_MESSAGES" / "workbook.mo").touch()
    (tmp_path / "fr").mkdir()
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    monkeypatch.delenv("LANGUAGE")
    return tmp_path


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "ES_es@euro"}, "es"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "pt_BR.UTF-8"}, "pt_BR"),
        ({"LANG": "pt_PT.UTF-8"}, "en"),
        ({"LANG": "../../es"}, "en"),
        ({"LANG": "en_AU.UTF-8", "LC_MESSAGES": "es_ES"}, "es"),
        ({"LC_MESSAGES": "es_ES", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "es_ES"}, "es"),
        ({"LC_ALL": "en_GB", "LANGUAGE": "fr:es:en"}, "es"),
        ({"LANGUAGE": "en:es", "LANG": "es_ES"}, "en"),
        ({"LANGUAGE": "fr", "LANG": "es_ES"}, "en"),
    ],
)
def test_locale_is_read_as_gettext_reads_it(environ: dict[str, str], found: str) -> None:
    assert language_of_system(environ) == found
    assert speak([], environ) == found


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        ([], None),
        (["list"], None),
        (["--language", "es"], "es"),
        (["--language=es", "list"], "es"),
        (["list", "--json", "--language", "es"], "es"),
        (["--lang", "es"], "es"),
        (["--language", "es", "list", "--language", "en"], "en"),
        (["--language"], None),
        (["show", "--", "--language"], None),
        (["--", "--language", "es"], None),
    ],
)
def test_option_is_found_before_and_behind_a_command(argv: list[str], named: str | None) -> None:
    assert named_in(argv) == named


def test_option_comes_before_the_variable_and_that_before_the_locale() -> None:
    assert speak([], {"LANG": "pt_BR", "WORKBOOK_LANGUAGE": "es"}) == "es"
    assert speak(["--language", "en"], {"LANG": "pt_BR", "WORKBOOK_LANGUAGE": "es"}) == "en"
    assert speak(["--language", "pt-br"], {"LANG": "es"}) == "pt_BR"
    assert speak([], {"LANG": "es", "WORKBOOK_LANGUAGE": ""}) == "es"


@pytest.mark.parametrize("named", ["klingon", "fr", "C", "../es", "e s"])
def test_language_that_is_named_and_not_there_is_told_with_those_that_are(named: str) -> None:
    for argv, environ in ((["--language", named], {}), ([], {"WORKBOOK_LANGUAGE": named})):
        with pytest.raises(UsageError) as raised:
            speak(argv, environ)
        assert named in raised.value.message
        assert "en, es, pt_BR" in raised.value.remedy


def test_languages_are_those_with_a_catalogue() -> None:
    assert languages() == ("en", "es", "pt_BR")


def test_english_looks_for_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    speak([], {"LANG": "en_AU.UTF-8"})
    assert os.environ["LANGUAGE"] == "C"

    def refuse(*_arguments: object) -> bool:
        raise AssertionError("a file was looked for")

    monkeypatch.setattr("os.path.exists", refuse)
    assert _("Home") == "Home"
