"""Gentle hints about the words of a sentence: what could be left out of it. Only hints; each can be put away."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from workbook.insight.hint_words import kinds_in, patterns, turned_by

LONG = "long"
WORDS_ENOUGH = 25
SENTENCES_ENOUGH = 2
READ = 1000
"""Letters that are looked at; what is longer is too long anyway."""

_ENDS = re.compile(r"[.!?…]+(?:\s+|$)")
_CLAUSE = re.compile(r"[,;:]\s+|\s[\u2013\u2014-]\s|(?:\s(?:and|but|y|pero)\s)")
_QUOTED = re.compile(
    r"\u201c[^\u201d]*\u201d|\xab[^\xbb]*\xbb|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|\u2018[^\u2019]*\u2019(?!\w)"
)
_MARKS = '"\u201c\u201d\xab\xbb'
_APOSTROPHE = "\u2019"


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint."""

    id: str
    """What it is about: `long`, `explaining`, `sorry`, `threat`, `insult`, `always` or `promise`."""
    sentence: str
    """What the reader is told. It may quote them."""


def hints(words: str, language: str) -> tuple[Hint, ...]:
    """What could be left out of a sentence, each hint once.

    `language` is that of the exercise in which it was written, such as `en` or `es-MX`. In one that has no list of
    words, only the length is looked at. What stands in quotation marks is what somebody else said, unless it is all.
    """
    text = _own(words)
    found = [_length(text)]
    known = re.split("[-_]", language.lower())[0]
    found += [_found(kind, text, known) for kind in kinds_in(known)]
    return tuple(each for each in found if each is not None)


def _own(words: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", words[:READ]).split())
    bare = text.strip(f"{_MARKS} ")
    inner = text if any(mark in bare for mark in _MARKS) else bare
    return _QUOTED.sub(" … ", inner).replace(_APOSTROPHE, "'").strip()


def _length(text: str) -> Hint | None:
    count = len(text.split())
    said = [part for part in _ENDS.split(text) if re.search(r"\w", part)]
    if len(said) > SENTENCES_ENOUGH:
        return Hint(LONG, _("These are {n} sentences. One is good, two are plenty.").format(n=len(said)))
    if count > WORDS_ENOUGH:
        told = _("These are {n} words. With fewer, it is easier to find them again when your heart races.")
        return Hint(LONG, told.format(n=count))
    return None


def _found(kind: str, text: str, language: str) -> Hint | None:
    turned = turned_by(language, kind)
    for sentence in _sentences(text):
        for pattern in patterns(language, kind):
            for match in pattern.finditer(sentence):
                before = _CLAUSE.split(sentence[: match.start("said")])[-1]
                if turned is None or not turned.search(before):
                    return Hint(kind, _told(kind).format(words=match["said"]))
    return None


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for end in _ENDS.finditer(text):
        yield text[at : end.end()].strip(" ¡¿")
        at = end.end()
    yield text[at:].strip(" ¡¿")


def _told(kind: str) -> str:
    match kind:
        case "explaining":
            return _("This has “{words}” in it. A reason can be argued with; you may leave it out.")
        case "sorry":
            return _(
                "This has “{words}” in it. If you have done nothing wrong, you may leave it out. If you say it to stay "
                "safe, that is fine."
            )
        case "threat":
            return _(
                "“{words}” can sound like a threat, and can be used against you. You may say only what you will do to "
                "stay safe."
            )
        case "insult":
            return _(
                "“{words}” says what sort of person they are, and can be used against you. You may name only what was "
                "done."
            )
        case "always":
            return _("This has “{words}” in it. It can lead to a quarrel about counting; you may leave it out.")
        case _:
            return _(
                "“{words}” is about what they will do, and that is not in your hands. You may say what you will do."
            )
