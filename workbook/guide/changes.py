"""What became of saved answers when their exercise changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from workbook.guide.holding import ids_in, ranking_in, records_in, says_something
from workbook.guide.renames import NO_RENAMES, Renames, renames_of
from workbook.model.entry import Answer, Entry
from workbook.model.exercise import Exercise, Field, Option, Question
from workbook.model.kinds import KINDS, check_field, kept
from workbook.model.ports import Shelf
from workbook.model.values import Dated, FieldKind, FieldValue, Value

NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry, read with its exercise as it is now. What is stored is not changed by it."""

    answers: Mapping[str, Answer]
    """By the ids that questions have now, converted and with ids renamed; skipped ones too."""
    attic: tuple[Answer, ...]
    """Answers whose question is gone or became something else, to be read in their old words."""
    new: frozenset[str]
    """Ids of questions, and `question.option` or `question.field`, that the entry's version did not have."""
    no_longer_offered: Mapping[str, tuple[str, ...]]
    """By question id: ids in its answer of options (or `field.option`) and fields that were taken away."""


def reading(entry: Entry, exercise: Exercise, shelf: Shelf | None = None) -> Reading:
    """Read an entry with its exercise as it is now.

    With the shelf, renamed options of other exercises that this one offers are followed too.
    """
    answers = {
        question.id: answer
        for question in exercise.questions
        if (answer := answer_to(question, entry, exercise, shelf)) is not None
    }
    return Reading(
        answers,
        (*entry.attic, *_gone(entry, exercise)),
        frozenset(_new(entry, exercise, answers)),
        {
            question.id: gone
            for question in exercise.questions
            if question.id in answers and (gone := not_offered(question, answers[question.id]))
        },
    )


def held_for(question: Question, entry: Entry | None, exercise: Exercise) -> Answer | None:
    """The stored answer that belongs to a question, under its id or the one it had before, as it was saved."""
    if entry is None:
        return None
    found = entry.answers.get(question.id)
    if found is None and question.was and exercise.question(question.was) is None:
        found = entry.answers.get(question.was)
    return found


def answer_to(question: Question, entry: Entry | None, exercise: Exercise, shelf: Shelf | None = None) -> Answer | None:
    """The answer as the question would have it now, skipped ones too; None if there is none that still fits."""
    held = held_for(question, entry, exercise)
    return None if held is None else as_now(question, held, renames_of(question, exercise, shelf))


def as_now(question: Question, held: Answer, renames: Renames = NO_RENAMES) -> Answer | None:
    """A stored answer, converted to what the question is now; None if it became something else."""
    value = value_now(question, held, renames)
    if value is None and held.value is not None:
        return None
    wording = replace(held.wording, labels=renames.labels(held.wording.labels))
    return replace(held, question=question.id, kind=question.kind, wording=wording, value=value)


def value_now(question: Question, held: Answer, renames: Renames = NO_RENAMES) -> Value | None:
    """The value alone of what `as_now` gives."""
    value = held.value
    if value is None:
        return None
    if held.kind != question.kind:
        kind = KINDS.get(question.kind)
        convert = kind.converts.get(held.kind) if kind else None
        if convert is None:
            return None
        value = convert(value)
    if question.kind == "scale" and isinstance(value, Mapping) is (question.for_each is None):
        return None
    return _fields_as_now(question, renames.value(value)) if question.fields else renames.value(value)


def same_range(question: Question, answer: Answer) -> bool:
    """Whether a scale still has the range on which it was answered; without a saved range it is taken to have."""
    scale, wording = question.scale, answer.wording
    if scale is None or wording.low is None or wording.high is None:
        return True
    return (wording.low, wording.high) == (scale.low, scale.high)


def not_offered(question: Question, answer: Answer) -> tuple[str, ...]:
    """What the answer holds of options and fields that the question no longer has."""
    if answer.value is None:
        return ()
    if question.fields:
        records = records_in(answer.value)
        held = [f"{name}.{value}" for record in records for name, value in record.fields.items()]
        names = [name for record in records for name in record.fields]
        gone = [name for name in names if question.field(name) is None]
        for each in question.fields:
            if each.kind is FieldKind.CHOICE:
                chosen = [name for name in held if name.startswith(f"{each.id}.")]
                gone += _taken_away(chosen, each.options, each.offers is not None, answer, f"{each.id}.")
        return tuple(dict.fromkeys(gone))
    if question.kind not in ("choice", "checklist", "ranked"):
        return ()
    own = {item.id for item in ranking_in(answer.value) if item.text is not None}
    ids = [each for each in ids_in(answer.value) if each not in own]
    return tuple(_taken_away(ids, question.options, question.offers is not None, answer))


def _taken_away(
    held: Iterable[str], options: Iterable[Option], also_offers: bool, answer: Answer, prefix: str = ""
) -> list[str]:
    there = {f"{prefix}{option.id}" for option in options}
    # An id that the exercise never had words for is one of the reader's own records, not an option taken away.
    return [each for each in held if each not in there and (not also_offers or each in answer.wording.labels)]


def readable(answer: Answer, names: Mapping[str, str] = NO_NAMES) -> tuple[str, ...]:
    """An answer in the words of its own time, one item a line; records give a line for each field.

    `names` are the words of the reader's own records and items by id, which an answer never copies.
    """
    if answer.value is None:
        return ()
    labels = {**answer.wording.labels, **names}
    if answer.kind == "records":
        return tuple(
            f"{labels.get(name, name)}: {_held_words(name, value, labels, names)}"
            for record in kept(records_in(answer.value))
            for name, value in record.fields.items()
            if says_something(value)
        )
    kind = KINDS.get(answer.kind)
    return (str(answer.value),) if kind is None else kind.words(answer.value, labels)


def _held_words(name: str, value: FieldValue, labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    if isinstance(value, Dated):
        return value.words
    # The reader's text may be spelt like an option's id; only `field.option` and the ids in `names` are looked up.
    return labels.get(f"{name}.{value}") or names.get(str(value), str(value))


def _fields_as_now(question: Question, value: Value) -> Value:
    return tuple(
        replace(
            record, fields={name: _field_as_now(question.field(name), held) for name, held in record.fields.items()}
        )
        for record in records_in(value)
    )


def _field_as_now(field: Field | None, held: FieldValue) -> FieldValue:
    if field is not None and field.kind in (FieldKind.SHORT, FieldKind.LONG):
        return held.words if isinstance(held, Dated) else str(held)
    return held


def fits(field: Field, held: FieldValue | None) -> bool:
    """Whether a field holds something, and something of the kind that the field is now."""
    return held is not None and says_something(held) and check_field(field, held) is None


def _gone(entry: Entry, exercise: Exercise) -> tuple[Answer, ...]:
    taken = {
        held.question
        for question in exercise.questions
        if (held := held_for(question, entry, exercise)) is not None and as_now(question, held) is not None
    }
    return tuple(answer for name, answer in entry.answers.items() if name not in taken and answer.value is not None)


def _new(entry: Entry, exercise: Exercise, answers: Mapping[str, Answer]) -> Iterable[str]:
    version = exercise.head.version
    for question in exercise.questions:
        answer = answers.get(question.id)
        if answer is None:
            if entry.version < version:
                yield question.id
        elif answer.version < version:
            names = [each.id for each in question.options] + [each.id for each in question.fields]
            yield from (f"{question.id}.{name}" for name in names if name not in answer.wording.labels)
