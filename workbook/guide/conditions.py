"""Conditions: yes, no, or not clear. A gate opens only on a clear answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from workbook.guide.changes import answer_to, fits, same_range
from workbook.guide.comparing import compare
from workbook.guide.context import Context
from workbook.guide.dating import about_of, day_in
from workbook.guide.holding import filled, ids_in, ranking_in, records_in
from workbook.guide.kleene import Truth, either, every, opposite
from workbook.model.clock import moment_of
from workbook.model.condition import Condition, Conditions, Op, Ref, Rule
from workbook.model.entry import Answer
from workbook.model.exercise import Question
from workbook.model.head import Repeat
from workbook.model.kinds import FIELD_COMPARES, KINDS
from workbook.model.values import Record, Ticked, Value

A_DAY = timedelta(days=1)
"""What two clocks may differ by, and time zones."""


def holds(conditions: Conditions, context: Context, record: Record | None = None) -> bool:
    """Whether every condition is clearly true; with none, it is."""
    return all(truth(condition, context, record) is True for condition in conditions)


def truth(condition: Condition, context: Context, record: Record | None = None) -> Truth:
    """Whether one condition is true; None while that is not clear.

    A comparison with what is unanswered, skipped or hidden is not clear; whether something is answered always is.
    `record` is the one that `#records.field` means, if it is one of that question's; else any record will do.
    Over a time (`within`, `ever`) any entry makes it true; no entry at all makes it false. What is said with `not`
    or `is not answered` has to be true of every entry in that time: one entry of silence must not hide another.
    A living exercise has one entry, so there `within` asks when the answer was given; an older one counts as none.
    """
    place = context.read(condition.ref)
    if condition.weeks is None and not condition.ever:
        return _of_nothing(condition.op) if place is None else _here(condition, place, record)
    if condition.weeks is not None and place is not None and place.exercise.head.repeat is Repeat.ONCE:
        recent = _was_given_within(condition.weeks, condition.ref, place)
        return _here(condition, place, record) if recent else _of_nothing(condition.op)
    places = [place for place in context.each(condition.ref) if _is_within(condition.weeks, condition.ref, place)]
    if not places:
        return condition.op is Op.IS_NOT_ANSWERED
    truths = (_here(condition, place, record) for place in places)
    return every(truths) if condition.op in (Op.HOLDS_NOT, Op.IS_NOT_ANSWERED) else either(truths)


def shows(question: Question, context: Context) -> bool:
    """Whether a question of the context's exercise is asked: its own and its page's `when` hold.

    A scale for each of several items is asked once there is an item.
    """
    inner = context.working_out(question.id)
    if inner is None:
        return False
    page = next((page for page in inner.exercise.pages if question.id in {each.id for each in page.questions}), None)
    if page is not None and not holds(page.when, inner):
        return False
    return holds(question.when, inner) and (question.for_each is None or bool(items_of(question.for_each, inner)))


def counted(question: Question, context: Context) -> Answer | None:
    """The answer as it counts now; None if the question is unanswered, skipped or hidden.

    Options and items that are hidden now are left out of it; of records only kept ones that hold something are in it.
    """
    return context.once(f"{question.id}:answer", lambda: _counted(question, context))


def _counted(question: Question, context: Context) -> Answer | None:
    inner = context.working_out(f"{question.id}:answer")
    answer = answer_to(question, context.entry, context.exercise, context.shelf)
    if inner is None or answer is None or answer.value is None or answer.skipped or not shows(question, inner):
        return None
    value = _shown(question, answer.value, inner)
    return None if _is_empty(question, value) else replace(answer, value=value)


def items_of(ref: Ref, context: Context) -> tuple[str, ...]:
    """The ids of what another question lists: kept records, ranked items, or ticks other than "none of these"."""
    place = context.read(ref)
    question = place.exercise.question(ref.question) if place else None
    answer = counted(question, place) if place and question else None
    if question is None or answer is None or answer.value is None:
        return ()
    alone = {option.id for option in question.options if option.alone}
    return tuple(each for each in ids_in(answer.value) if each not in alone)


def field_shows(question: Question, field_id: str, record: Record, context: Context) -> bool:
    """Whether a field is asked in this record."""
    field = question.field(field_id)
    inner = context.working_out(f"{question.id}.{field_id}")
    return field is not None and inner is not None and holds(field.when, inner, record)


def place_of(ref: Ref, context: Context) -> tuple[str, str]:
    """The exercise and the question that a reference leads to."""
    return (ref.exercise or context.exercise.id, ref.question)


def let_through(records: tuple[Record, ...], ref: Ref, when: Conditions, context: Context) -> tuple[Record, ...]:
    """The records that meet every condition about a field of theirs. Nobody is shown one that a condition kept back."""
    place = place_of(ref, context)
    about = [each for each in when if each.ref.field is not None and place_of(each.ref, context) == place]
    return tuple(record for record in records if holds(about, context, record)) if about else records


def _here(condition: Condition, place: Context, record: Record | None) -> Truth:
    rule = place.exercise.rule(condition.ref.question)
    if rule is not None:
        return _of_rule(condition, _rule(rule, place))
    question = place.exercise.question(condition.ref.question)
    if question is None:
        return _of_nothing(condition.op)
    answer = counted(question, place)
    if condition.ref.field is not None:
        return _of_field(condition, question, answer, place, record)
    if answer is None or answer.value is None:
        return _of_nothing(condition.op)
    if condition.op in (Op.IS_ANSWERED, Op.IS_NOT_ANSWERED):
        return condition.op is Op.IS_ANSWERED
    if condition.op not in KINDS[question.kind].compares or not same_range(question, answer):
        return None
    return compare(condition.op, condition.values, answer.value)


def _of_nothing(op: Op) -> Truth:
    match op:
        case Op.IS_ANSWERED:
            return False
        case Op.IS_NOT_ANSWERED:
            return True
        case _:
            return None


def _rule(rule: Rule, context: Context) -> Truth:
    return context.once(rule.id, lambda: _worked_out(rule, context))


def _worked_out(rule: Rule, context: Context) -> Truth:
    inner = context.working_out(rule.id)
    if inner is None or not (rule.any or rule.all):
        return None
    parts: list[Truth] = []
    if rule.any:
        parts.append(either(truth(condition, inner) for condition in rule.any))
    parts += [truth(condition, inner) for condition in rule.all]
    return every(parts)


def _of_rule(condition: Condition, result: Truth) -> Truth:
    match condition.op:
        case Op.HOLDS:
            return result
        case Op.HOLDS_NOT:
            return opposite(result)
        case Op.IS_ANSWERED:
            return result is not None
        case Op.IS_NOT_ANSWERED:
            return result is None
        case _:
            return None if result is None else compare(condition.op, condition.values, "yes" if result else "no")


def _of_field(
    condition: Condition, question: Question, answer: Answer | None, place: Context, record: Record | None
) -> Truth:
    records = filled(answer.value) if answer is not None else ()
    if record is not None and _is_one_of(record, question, place):
        records = (record,) if shows(question, place) else ()
    if not records:
        return _of_nothing(condition.op)
    return either(_of_one(condition, question, each, place) for each in records)


def _is_one_of(record: Record, question: Question, place: Context) -> bool:
    answer = answer_to(question, place.entry, place.exercise, place.shelf)
    return answer is not None and any(each.id == record.id for each in records_in(answer.value))


def _of_one(condition: Condition, question: Question, record: Record, place: Context) -> Truth:
    field = question.field(condition.ref.field or "")
    held = record.fields.get(field.id) if field else None
    if field is None or held is None or not fits(field, held) or not field_shows(question, field.id, record, place):
        return _of_nothing(condition.op)
    if condition.op in (Op.IS_ANSWERED, Op.IS_NOT_ANSWERED):
        return condition.op is Op.IS_ANSWERED
    return compare(condition.op, condition.values, held) if condition.op in FIELD_COMPARES[field.kind] else None


def _shown(question: Question, value: Value, context: Context) -> Value:
    def is_hidden(option_id: str) -> bool:
        option = question.option(option_id)
        return option is not None and bool(option.when) and not holds(option.when, context)

    match value:
        case str() if question.kind == "choice":
            return "" if is_hidden(value) else value
        case Ticked(options, written):
            return Ticked(tuple(each for each in options if not is_hidden(each)), written)
        case Mapping() if question.for_each is not None:
            items = items_of(question.for_each, context)
            return {each: value[each] for each in items if each in value}
        case tuple() if ranking := ranking_in(value):
            return tuple(each for each in ranking if each.text is not None or not is_hidden(each.id))
        case tuple():
            return filled(value)
        case _:
            return value


def _is_empty(question: Question, value: Value) -> bool:
    return value == {} or KINDS[question.kind].is_empty(value)


def _is_within(weeks: int | None, ref: Ref, place: Context) -> bool:
    """Whether an entry is of that time: the day it is about is, or what is asked of it was answered in it.

    Entries are gone on with and changed long after they were begun. Danger that is ticked in one today counts today.
    """
    if weeks is None or place.entry is None:
        return weeks is None
    about = day_in(about_of(place.entry, place.exercise, place.shelf))
    return (about is not None and _is_recent(about, weeks, place.today)) or _was_given_within(weeks, ref, place)


def _was_given_within(weeks: int, ref: Ref, place: Context) -> bool:
    question = place.exercise.question(ref.question)
    if question is None:
        answers = tuple(place.entry.answers.values()) if place.entry else ()
    else:
        answer = answer_to(question, place.entry, place.exercise, place.shelf)
        answers = (answer,) if answer else ()
    moments = (moment_of(answer.given) for answer in answers)
    days = (moment.date() for moment in moments if moment is not None)
    # A stamp from ahead of the clock would hold for years; nothing may rest on it.
    return any(day <= place.today + A_DAY and _is_recent(day, weeks, place.today) for day in days)


def _is_recent(day: date, weeks: int, today: date) -> bool:
    # A day ahead of today counts: a clock that was set back must not hide what was written.
    return day.toordinal() >= today.toordinal() - 7 * weeks
