"""The registry of question kinds: shapes on paper, keys, how a value is checked, stored, compared and read in words.

A new kind is one entry in `KINDS`, one widget and one plain prompt.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from workbook.model import codec
from workbook.model.condition import Op
from workbook.model.values import Dated, FieldKind, FieldValue, Ranked, Record, Ticked, Value

if TYPE_CHECKING:
    from workbook.model.exercise import Field, Question

Labels = Mapping[str, str]
"""Words by option id, field id, `field.option`, or the id of an offered record or item."""


class Shape(StrEnum):
    """What stands on paper; the words are the ones problems use."""

    TICKS = "tick boxes (`- [ ] words`)"
    RINGS = "rings (`- ( ) words`)"
    NUMBERS = "a number row (`*low* 1 2 3 4 5 *high*`)"
    DOTS = "dotted lines (`........`)"
    FIELDS = "labelled lines (`- Label: ........`)"
    SLOTS = "numbered dotted lines (`1. ........`)"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question."""

    name: str
    shapes: frozenset[Shape]
    """What the answer space may look like; a ranked list may have both a pool and slots."""
    keys: frozenset[str]
    """Keys of its `ask:` marker beside `#id`, `when`, `was` and `optional`."""
    encode: Callable[[Value], codec.Json]
    decode: Callable[[codec.Json], Value]
    """Raises ValueError for anything that `encode` does not make."""
    is_empty: Callable[[Value], bool]
    """Whether the value says nothing, such as a text of blanks."""
    check: Callable[["Question", Value, Collection[str]], str | None]
    """A sentence on what is wrong, or None. The collection holds the ids that were offered."""
    words: Callable[[Value, Labels], tuple[str, ...]]
    """How the value reads, one item a line."""
    compares: frozenset[Op]
    """What a condition may ask of it, beside whether it is answered."""
    converts: Mapping[str, Callable[[Value], Value]] = field(default_factory=dict)
    """Saved values of these other kinds still count, converted so."""


def labels_of(question: "Question") -> dict[str, str]:
    """The exercise's own words for every id that a value of this question may hold."""
    labels = {option.id: option.words for option in question.options}
    for each in question.fields:
        labels[each.id] = each.words
        labels.update({f"{each.id}.{option.id}": option.words for option in each.options})
    return labels


def field_words(field_id: str, value: FieldValue, labels: Labels) -> str:
    """How one field of a record reads."""
    if isinstance(value, Dated):
        return value.words
    if isinstance(value, int):
        return str(value)
    return labels.get(f"{field_id}.{value}") or labels.get(value, value)


def kept(records: Collection[Record]) -> tuple[Record, ...]:
    """The records that are neither removed nor erased."""
    return tuple(record for record in records if not record.retired and not record.erased)


def no_room(most: int) -> str:
    """What is said where a list is full."""
    return ngettext(
        "There is room for {n}. Take one away first.", "There is room for {n}. Take one away first.", most
    ).format(n=most)


def not_an_answer(answer: str) -> str:
    """What is said of an id or a word that was not offered."""
    return _("“{answer}” is not one of the answers.").format(answer=answer)


COUNTS = frozenset({Op.AT_LEAST, Op.AT_MOST})
EQUALS = frozenset({Op.IS, Op.IS_NOT})

FIELD_COMPARES: Mapping[FieldKind, frozenset[Op]] = {
    FieldKind.SHORT: frozenset(),
    FieldKind.LONG: frozenset(),
    FieldKind.DATE: frozenset(),
    FieldKind.NUMBER: COUNTS | EQUALS,
    FieldKind.CHOICE: EQUALS,
}


def _text(value: Value) -> str:
    assert isinstance(value, str)
    return value


def _no_text(value: Value) -> bool:
    return not _text(value).strip()


def _text_words(value: Value, _labels: Labels) -> tuple[str, ...]:
    return (_text(value).strip(),)


def _fine(_question: "Question", _value: Value, _offered: Collection[str]) -> str | None:
    return None


def _never(_value: Value) -> bool:
    return False


def _chosen_words(value: Value, labels: Labels) -> tuple[str, ...]:
    return (labels.get(_text(value), _text(value)),)


def _check_choice(_question: "Question", value: Value, offered: Collection[str]) -> str | None:
    return None if value in offered else not_an_answer(str(value))


def _number_words(value: Value, labels: Labels) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        return tuple(f"{labels.get(item, item)}: {number}" for item, number in value.items())
    return (str(value),)


def _check_number(_question: "Question", value: Value, _offered: Collection[str]) -> str | None:
    return None if isinstance(value, int) and value >= 0 else _("Please write a whole number, 0 or more.")


def _check_scale(question: "Question", value: Value, _offered: Collection[str]) -> str | None:
    scale = question.scale
    assert scale is not None
    numbers = value.values() if isinstance(value, Mapping) else (value,)
    if all(isinstance(number, int) and scale.low <= number <= scale.high for number in numbers):
        return None
    return _("Please choose a number from {low} to {high}.").format(low=scale.low, high=scale.high)


def _ticked(value: Value) -> Ticked:
    assert isinstance(value, Ticked)
    return value


def _no_ticks(value: Value) -> bool:
    return not _ticked(value).options


def _tick_words(value: Value, labels: Labels) -> tuple[str, ...]:
    ticked = _ticked(value)
    words = []
    for option in ticked.options:
        written = ticked.written.get(option, "").strip()
        label = labels.get(option, option)
        words.append(f"{label}: {written}" if written else label)
    return tuple(words)


def _check_ticks(question: "Question", value: Value, offered: Collection[str]) -> str | None:
    ticked = _ticked(value)
    strange = next((option for option in ticked.options if option not in offered), None)
    if strange is not None:
        return not_an_answer(strange)
    if len(ticked.options) > 1:
        for option in question.options:
            if option.alone and option.id in ticked.options:
                sentence = _("“{answer}” stands alone; take the other ticks away or this one.")
                return sentence.format(answer=option.words)
    return None


def _date_words(value: Value, _labels: Labels) -> tuple[str, ...]:
    assert isinstance(value, Dated)
    return (value.words,)


def _no_date(value: Value) -> bool:
    assert isinstance(value, Dated)
    return not value.words.strip()


def _ranking(value: Value) -> tuple[Ranked, ...]:
    assert isinstance(value, tuple)
    return tuple(item for item in value if isinstance(item, Ranked))


def _no_ranking(value: Value) -> bool:
    return not _ranking(value)


def _rank_words(value: Value, labels: Labels) -> tuple[str, ...]:
    return tuple(labels.get(item.id, item.id) if item.text is None else item.text for item in _ranking(value))


def _check_ranking(question: "Question", value: Value, offered: Collection[str]) -> str | None:
    items = _ranking(value)
    if question.at_most is not None and len(items) > question.at_most:
        return no_room(question.at_most)
    if len({item.id for item in items}) < len(items):
        return _("The same one stands there twice.")
    strange = next((item.id for item in items if item.text is None and item.id not in offered), None)
    return None if strange is None else not_an_answer(strange)


def _records(value: Value) -> tuple[Record, ...]:
    assert isinstance(value, tuple)
    return tuple(record for record in value if isinstance(record, Record))


def _no_records(value: Value) -> bool:
    return not _records(value)


def record_words(record: Record, labels: Labels) -> str:
    """How a record is called: its first field that holds something."""
    if record.erased:
        return ""
    return next((field_words(name, value, labels) for name, value in record.fields.items()), "")


def _record_words(value: Value, labels: Labels) -> tuple[str, ...]:
    return tuple(record_words(record, labels) for record in kept(_records(value)))


def _check_records(question: "Question", value: Value, _offered: Collection[str]) -> str | None:
    records = kept(_records(value))
    if question.at_most is not None and len(records) > question.at_most:
        return no_room(question.at_most)
    for record in records:
        for each in question.fields:
            held = record.fields.get(each.id)
            if held is not None and (sentence := check_field(each, held)):
                return _("{field}: {sentence}").format(field=each.words, sentence=sentence)
    return None


def check_field(each: "Field", value: FieldValue) -> str | None:
    """A sentence on what is wrong with the value of a field, or None."""
    match each.kind:
        case FieldKind.NUMBER:
            return None if isinstance(value, int) and value >= 0 else _("please write a whole number, 0 or more.")
        case FieldKind.DATE:
            return None if isinstance(value, Dated) else _("please write when, in your own words.")
        case _:
            return None if isinstance(value, str) else _("please write it in words.")


def _to_ticked(value: Value) -> Value:
    return Ticked((_text(value),))


def _same(value: Value) -> Value:
    return value


def _to_text(value: Value) -> Value:
    return value.words if isinstance(value, Dated) else str(value)


def _kind(
    name: str,
    shapes: tuple[Shape, ...],
    keys: tuple[str, ...],
    form: codec.Form,
    is_empty: Callable[[Value], bool],
    words: Callable[[Value, Labels], tuple[str, ...]],
    check: Callable[["Question", Value, Collection[str]], str | None] = _fine,
    compares: frozenset[Op] = frozenset(),
    converts: Mapping[str, Callable[[Value], Value]] | None = None,
) -> Kind:
    return Kind(
        name,
        frozenset(shapes),
        frozenset(keys),
        form.encode,
        form.decode,
        is_empty,
        check,
        words,
        compares,
        converts or {},
    )


_ALL = (
    _kind(
        "checklist",
        (Shape.TICKS,),
        ("at least", "at most", "from"),
        codec.TICKED,
        _no_ticks,
        _tick_words,
        _check_ticks,
        COUNTS | EQUALS | {Op.INCLUDES},
        {"choice": _to_ticked},
    ),
    _kind("choice", (Shape.RINGS,), ("from",), codec.TEXT, _no_text, _chosen_words, _check_choice, EQUALS),
    _kind(
        "scale", (Shape.NUMBERS,), ("for each",), codec.NUMBERS, _never, _number_words, _check_scale, COUNTS | EQUALS
    ),
    _kind("short", (Shape.DOTS,), (), codec.TEXT, _no_text, _text_words, converts={"date": _to_text}),
    _kind("journal", (Shape.DOTS,), (), codec.TEXT, _no_text, _text_words, converts={"short": _same}),
    _kind("number", (Shape.DOTS,), (), codec.NUMBERS, _never, _number_words, _check_number, COUNTS | EQUALS),
    _kind("date", (Shape.DOTS,), (), codec.DATED, _no_date, _date_words),
    _kind(
        "records",
        (Shape.FIELDS,),
        ("at least", "at most"),
        codec.RECORDS,
        _no_records,
        _record_words,
        _check_records,
        COUNTS,
    ),
    _kind(
        "ranked",
        (Shape.SLOTS, Shape.TICKS),
        ("at least", "at most", "from"),
        codec.RANKED,
        _no_ranking,
        _rank_words,
        _check_ranking,
        COUNTS | {Op.INCLUDES},
    ),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind by its name."""
