"""What a plain worksheet does not say for certain, guessed from its words. Each guess is told to the author."""

import re
from collections.abc import Collection, Sequence
from gettext import gettext as _

from workbook.model.exercise import Option
from workbook.model.kinds import KINDS, Kind, Shape
from workbook.model.values import FieldKind

_DATE = re.compile(
    r"^\W*(?:when (?:will|did|do|is|was)|since when|from when|until when|cuándo|desde cuándo|hasta cuándo)\b"
    r"|\b(?:date|which day|what day|fecha|qué día)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\bhow many\b|\bcuánt[oa]s\b", re.IGNORECASE)
_ALONE = re.compile(
    r"^(?:none|neither|nothing|nobody|no one|not any|(?:i am|i['\u2019]m) not sure|(?:i do not|i don['\u2019]t) know"
    r"|(?:i would|i['\u2019]d) rather not|i prefer not"
    r"|ningun[oa]|ningún|nada|nadie|no estoy segur\w+|no lo sé|no sé|prefiero no)\b",
    re.IGNORECASE,
)
_WORDS_A_MINUTE = 200
_MINUTES = {
    Shape.TICKS: 0.5,
    Shape.RINGS: 0.3,
    Shape.NUMBERS: 0.3,
    Shape.DOTS: 0.5,
    Shape.FIELDS: 2.0,
    Shape.SLOTS: 1.0,
}
"""To think and to write, for each answer space."""


def kinds_of(shapes: Collection[Shape]) -> list[Kind]:
    """The kinds of question that these shapes together can be."""
    found = set(shapes)
    return [
        kind
        for kind in KINDS.values()
        if found and found <= kind.shapes and (Shape.SLOTS in found) == (Shape.SLOTS in kind.shapes)
    ]


def dotted_kind(words: str, lines: int) -> tuple[str, str]:
    """The kind of a question over dotted lines, and what its author should look at."""
    if lines > 1:
        return "journal", _("several dotted lines: `journal`, which stays private and out of every plan, or `short`")
    if _NUMBER.search(words):
        return "number", _("it asks how many: `number`, or `short` for an answer in words")
    if _DATE.search(words):
        return "date", _("it asks when: `date`, or `short` for an answer in words")
    return "short", ""


def field_flag(words: str) -> tuple[FieldKind, str]:
    """What a labelled line holds, and what its author should look at."""
    if _NUMBER.search(words):
        return FieldKind.NUMBER, _("it asks how many: `number`, or take the flag out")
    if _DATE.search(words):
        return FieldKind.DATE, _("it asks when: `date`, or take the flag out")
    return FieldKind.SHORT, ""


def standing_alone(options: Sequence[Option]) -> set[int]:
    """Which options stand alone, such as "none of these": those at the end that say so, by their place."""
    found = set[int]()
    for place in range(len(options) - 1, 0, -1):
        if options[place].write_in or not _ALONE.match(options[place].words):
            break
        found.add(place)
    return found


def minutes_for(words: int, shapes: Sequence[Shape]) -> int:
    """How long it may take to read so many words and fill in these answer spaces; at least a minute."""
    return max(1, round(words / _WORDS_A_MINUTE + sum(_MINUTES[shape] for shape in shapes)))
