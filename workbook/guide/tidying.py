"""A value on its way in: cleaned, checked, put in the question's order, and joined with what cannot be seen now.

What the reader cannot see at the moment (an option or field whose `when` does not hold, a field that the exercise
no longer has, a record that the value does not mention) is kept, because they did not take it away.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from workbook.guide.changes import fits
from workbook.guide.context import Context
from workbook.guide.holding import ranking_in, records_in, says_something
from workbook.guide.showing import fields, offered, offered_for_field, rated
from workbook.model.errors import UsageError
from workbook.model.exercise import Field, Question
from workbook.model.guard import clean, clean_line
from workbook.model.kinds import KINDS, not_an_answer
from workbook.model.values import Dated, FieldKind, FieldValue, Ranked, Record, Ticked, Value


def tidied(question: Question, value: Value, held: Value | None, context: Context) -> Value:
    """The value as it is to be kept, in place of `held`. Raises UsageError with a sentence if it cannot be taken."""
    match value:
        case Ticked():
            return _ticks(question, value, held if isinstance(held, Ticked) else Ticked(), context)
        case Mapping():
            return _numbers(question, value, held if isinstance(held, Mapping) else {}, context)
        case tuple() if question.kind == "records":
            return _records(question, records_in(value), records_in(held), context)
        case tuple():
            return _ranking(question, ranking_in(value), ranking_in(held), context)
        case Dated(words, day):
            return _checked(question, Dated(clean_line(words), day), ())
        case str() if question.kind == "choice":
            return _checked(question, value, [each.id for each in offered(question, context)] if value else [value])
        case str():
            one_line = question.kind == "short" and question.room == 1
            return _checked(question, clean_line(value) if one_line else clean(value), ())
        case _:
            return _checked(question, value, ())


def _checked(question: Question, value: Value, there: Collection[str]) -> Value:
    sentence = KINDS[question.kind].check(question, value, there)
    if sentence:
        raise UsageError(sentence)
    return value


def _ticks(question: Question, value: Ticked, held: Ticked, context: Context) -> Ticked:
    there = [each.id for each in offered(question, context)]
    hidden = [each for each in held.options if each not in there]
    chosen = Ticked(tuple(dict.fromkeys(each for each in value.options if each not in hidden)))
    _checked(question, chosen, there)
    alone = any(option.alone for option in question.options if option.id in chosen.options)
    options = (*sorted(chosen.options, key=there.index), *(() if alone else hidden))
    written = {**{each: held.written.get(each, "") for each in hidden}, **value.written}
    words = {each: clean_line(written[each]) for each in options if each in written}
    return Ticked(options, {each: said for each, said in words.items() if said.strip()})


def _numbers(question: Question, value: Mapping[str, int], held: Mapping[str, int], context: Context) -> Value:
    there = [each.id for each in rated(question, context)]
    hidden = {each: number for each, number in held.items() if each not in there}
    strange = next((each for each in value if each not in there and each not in hidden), None)
    if strange is not None:
        raise UsageError(not_an_answer(strange))
    numbers = {each: value[each] for each in there if each in value}
    _checked(question, numbers, there)
    return {**numbers, **hidden}


def _ranking(question: Question, value: tuple[Ranked, ...], held: tuple[Ranked, ...], context: Context) -> Value:
    there = [each.id for each in offered(question, context)]
    hidden = [each for each in held if each.text is None and each.id not in there]
    lines = [each if each.text is None else replace(each, text=clean_line(each.text)) for each in value]
    shown = tuple(each for each in lines if (each.text is None or each.text.strip()) and each not in hidden)
    _checked(question, shown, there)
    return (*shown, *hidden)


def _records(question: Question, value: tuple[Record, ...], held: tuple[Record, ...], context: Context) -> Value:
    before = {record.id: record for record in held}
    given = {record.id: record for record in value}
    now = [_record(question, record, before.get(record.id), context) for record in given.values()]
    # Whoever gives the value need not know of records that were added elsewhere meanwhile.
    unmentioned = [record for record in held if record.id not in given]
    _checked(question, tuple(_as_checked(question, each, before.get(each.id)) for each in (*now, *unmentioned)), ())
    return (*(record for record in now if record.fields or record.id in before), *unmentioned)


def _record(question: Question, record: Record, before: Record | None, context: Context) -> Record:
    if before is not None and before.erased:
        return before
    cleaned = {name: _cleaned(question.field(name), held) for name, held in record.fields.items()}
    drafted = replace(record, fields={name: held for name, held in cleaned.items() if says_something(held)})
    asked = {field.id: field for field in fields(question, drafted, context)}
    old = before.fields if before else {}
    kept: dict[str, FieldValue] = {}
    for name in dict.fromkeys([*(field.id for field in question.fields), *old]):
        held = drafted.fields.get(name)
        if held is None and name in old and (name not in asked or not fits(asked[name], old[name])):
            held = old[name]
        if held is None or not says_something(held):
            continue
        if name in asked and held != old.get(name):
            _check_choice(asked[name], held, drafted, context)
        kept[name] = held
    return replace(drafted, fields=kept)


def _check_choice(field: Field, held: FieldValue, record: Record, context: Context) -> None:
    if field.kind is not FieldKind.CHOICE or not isinstance(held, str):
        return
    unheld = replace(record, fields={name: value for name, value in record.fields.items() if name != field.id})
    if held not in {option.id for option in offered_for_field(field, context, unheld)}:
        raise UsageError(not_an_answer(held))


def _as_checked(question: Question, record: Record, before: Record | None) -> Record:
    """The record without what is no business of a check: unchanged values of fields that are something else now."""
    old = before.fields if before else {}
    return replace(
        record,
        fields={
            name: held
            for name, held in record.fields.items()
            if (field := question.field(name)) is None or held != old.get(name) or fits(field, held)
        },
    )


def _cleaned(field: Field | None, value: FieldValue) -> FieldValue:
    match value:
        case Dated(words, day):
            return Dated(clean_line(words), day)
        case str():
            return clean(value) if field is not None and field.kind is FieldKind.LONG else clean_line(value)
        case _:
            return value
