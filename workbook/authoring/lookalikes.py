"""Names that look like another one, and letters that nobody can tell apart."""

import re
import unicodedata
from types import MappingProxyType

_LIKE = (
    ("a", "\u0410\u0430\u0391\u03b1"),
    ("b", "\u0412\u0432\u042c\u044c\u0392\u03b2"),
    ("c", "\u0421\u0441"),
    ("d", "\u0500\u0501"),
    ("e", "\u0415\u0435\u0395\u03b5"),
    ("h", "\u041d\u043d\u04ba\u04bb\u0397"),
    ("j", "\u0408\u0458"),
    ("k", "\u041a\u043a\u039a\u03ba"),
    ("l", "Ii1|\u0406\u0456\u04c0\u04cf\u0399\u03b9"),
    ("m", "\u041c\u043c\u039c"),
    ("n", "\u039d\u03b7"),
    ("o", "0\u041e\u043e\u039f\u03bf\u03c3"),
    ("p", "\u0420\u0440\u03a1\u03c1"),
    ("q", "\u051a\u051b"),
    ("r", "\u0433"),
    ("s", "\u0405\u0455"),
    ("t", "\u0422\u0442\u03a4\u03c4"),
    ("u", "\u03c5"),
    ("v", "\u03bd"),
    ("w", "\u051c\u051d\u03c9"),
    ("x", "\u0425\u0445\u03a7\u03c7"),
    ("y", "\u0423\u0443\u03a5\u03b3"),
    ("z", "\u0396"),
)
"""A letter, and what looks like it: Cyrillic and Greek letters, and the digits and letters of `I`, `l` and `O`."""
_SAME = MappingProxyType({ord(other): letter for letter, others in _LIKE for other in others})
_ALIKE = frozenset(("LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU", "GEORGIAN", "GLAGOLITIC"))
"""Scripts of which a letter can pass for one of another."""
_WORD = re.compile(r"[^\W\d_]+")


def looks(text: str) -> str:
    """A text as a quick eye sees it: without marks, capitals, spaces and signs, and one letter for all that look so."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    # Twice, since a capital may look like another letter than its small one does.
    folded = plain.translate(_SAME).casefold().translate(_SAME)
    return "".join(letter for letter in folded if letter.isalnum())


def mixed_word(text: str) -> str | None:
    """The first word with letters of two scripts that can be taken for each other; None if there is none."""
    for found in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in found[0]}
        if len(scripts & _ALIKE) > 1:
            return found[0]
    return None
