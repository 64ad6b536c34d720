"""The reader's language: decided once, before anything with words in it is loaded."""

import gettext
import os
import re
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

from workbook.model.errors import UsageError

ENGLISH = "en"
"""What the words in the code are, and every exercise has. It needs no catalogue."""
CATALOGUES = Path(__file__).parent / "locale"
"""One folder for each language, laid out as gettext has it."""
OPTION, VARIABLE = "--language", "WORKBOOK_LANGUAGE"
_DOMAIN = "workbook"
_FORM = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[_-](?P<region>[A-Za-z]{2,4}))?(?:[.@].*)?")
_UNTRANSLATED = "C"
"""What gettext takes to mean the words in the code. It then looks for no file, which it would do at each text."""


def speak(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> str:
    """Have every text come in the reader's language from now on, and return its code, such as `es`.

    It is the one that `--language` names in the arguments, else WORKBOOK_LANGUAGE, else that of the system's locale
    where there is a catalogue for it, else English. Raises UsageError for a language that is named and not there.
    """
    gettext.bindtextdomain(_DOMAIN, str(CATALOGUES))
    gettext.textdomain(_DOMAIN)
    language = language_of_system(environ)
    _turn_to(language)
    chosen = named_in(argv) or environ.get(VARIABLE)
    if not chosen:
        return language
    named = _known(chosen)
    if named is None:
        raise UsageError(
            _("There is no language called “{name}” here.").format(name=chosen),
            _("There is: {languages}.").format(languages=", ".join(languages())),
        )
    _turn_to(named)
    return named


def language_of_system(environ: Mapping[str, str]) -> str:
    """The first language of the locale that there is here, found as gettext finds it; else English."""
    names = next(filter(None, map(environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return next(filter(None, map(_known, names.split(":"))), ENGLISH)


def named_in(argv: Sequence[str]) -> str | None:
    """What the arguments name behind `--language`, which argparse lets anyone shorten; the last of several."""
    found = None
    words = iter(argv)
    for word in words:
        if word == "--":
            break
        option, equals, value = word.partition("=")
        if option.startswith("--l") and OPTION.startswith(option):
            found = value if equals else next(words, None)
    return found


def languages() -> tuple[str, ...]:
    """The codes of every language that there is, English first."""
    return (ENGLISH, *sorted(folder.name for folder in CATALOGUES.iterdir() if _catalogue(folder.name).is_file()))


def _known(name: str) -> str | None:
    """The language that a name such as `es_MX.UTF-8` means, if there is one."""
    form = _FORM.fullmatch(name.strip())
    if form is None:
        return None
    language = form["language"].lower()
    if form["region"]:
        with_region = f"{language}_{form['region'].upper()}"
        if _catalogue(with_region).is_file():
            return with_region
    return language if language == ENGLISH or _catalogue(language).is_file() else None


def _catalogue(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{_DOMAIN}.mo"


def _turn_to(language: str) -> None:
    # gettext reads it at each text, before any other variable.
    os.environ["LANGUAGE"] = _UNTRANSLATED if language == ENGLISH else language
