"""What answers said before: which wordings are kept when one takes the place of another, and how they read."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from workbook.guide.changes import held_for, same_range
from workbook.guide.holding import records_in
from workbook.model.clock import moment_of
from workbook.model.entry import Answer, Entry
from workbook.model.exercise import Exercise, Question
from workbook.model.values import Record, Value

REST = timedelta(minutes=10)
"""An answer that was left unchanged for so long is no draft any more."""

Tell = Callable[[Answer], tuple[str, ...]]
"""How an answer reads in the words of its own time, one item a line."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier wording of an answer."""

    answer: Answer
    """As it is kept."""
    words: tuple[str, ...]
    """How it reads, one item a line; of records, one item for each that was changed after."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A record that the reader removed. Its words are still there."""

    record_id: str
    words: tuple[str, ...]
    """Its fields, one a line."""


def names_of(question: Question, exercise: Exercise) -> frozenset[str]:
    """The ids under which answers to a question may stand: its own, and the one that it had before."""
    before = question.was if question.was and exercise.question(question.was) is None else None
    return frozenset({question.id, before or question.id})


def has_rested(answer: Answer, finished: str | None, now: datetime) -> bool:
    """Whether an answer is more than a draft: the reader was done with it, or left it unchanged for a while.

    One without a time has, and one from the future: a clock that was set back must not cost any words.
    """
    given, done = moment_of(answer.given), moment_of(finished)
    if given is None or given > now or now - given >= REST:
        return True
    return done is not None and given <= done


def answered_since(entry: Entry, finished: str) -> bool:
    """Whether an answer was given after the reader said that they are done."""
    done = moment_of(finished)
    times = (moment_of(answer.given) for answer in entry.answers.values())
    return any(done is None or given > done for given in times if given is not None)


def with_answer(
    entry: Entry, question: Question, exercise: Exercise, answer: Answer | None, held: Answer | None, now: datetime
) -> Entry:
    """The entry with this answer; None takes the answer away. `held` is the one before, as the question would have it.

    What it replaces goes to the attic if it was an answer to something else, and to the history if it had rested.
    """
    stored = held_for(question, entry, exercise)
    answers = {name: each for name, each in entry.answers.items() if each is not stored}
    attic, earlier = entry.attic, entry.earlier
    if stored is not None and stored.value is not None and (held is None or not same_range(question, held)):
        attic = (*attic, stored)
    else:
        earlier, answer = _put_by(entry, stored, answer, names_of(question, exercise), now)
    if answer is not None:
        answers[question.id] = answer
    return replace(entry, answers=answers, attic=attic, earlier=earlier)


def _put_by(
    entry: Entry, stored: Answer | None, answer: Answer | None, names: Collection[str], now: datetime
) -> tuple[tuple[Answer, ...], Answer | None]:
    """The earlier wordings, and the answer, once the answer takes the place of the stored one.

    A draft is replaced without a trace. Where that brings back the last wording that is kept, it never changed: it
    is taken out of the history, and has its own time again.
    """
    last = next((each for each in reversed(entry.earlier) if each.question in names), None)
    if stored is not None and stored.value is not None and has_rested(stored, entry.finished, now):
        thinned = (each if each is not last else replace(each, value=_thinned(each, stored)) for each in entry.earlier)
        return (*(each for each in thinned if each.value != ()), stored), answer
    if last is not None and answer is not None and (last.kind, last.value) == (answer.kind, answer.value):
        return tuple(each for each in entry.earlier if each is not last), replace(answer, given=last.given)
    return entry.earlier, answer


def told(earlier: Collection[Answer], names: Collection[str], current: Answer | None, tell: Tell) -> list[Earlier]:
    """The earlier wordings of one question, newest first; `current` is what is answered now."""
    found = []
    later = current
    for each in reversed([each for each in earlier if each.question in names]):
        words = _words(each, later, tell)
        if any(words):
            found.append(Earlier(each, words))
        later = each
    return found


def told_of(
    record_id: str, earlier: Collection[Answer], names: Collection[str], current: Answer | None, tell: Tell
) -> list[Earlier]:
    """The earlier wordings of one record, newest first, its fields one a line."""
    found = []
    later = current
    for each in reversed([each for each in earlier if each.question in names]):
        changed = _changed(each, later) if later is not None else records_in(each.value)
        record = next((record for record in changed if record.id == record_id), None)
        if record is not None and (words := _record_lines(each, record, tell)):
            found.append(Earlier(each, words))
        later = each
    return found


def removed(answer: Answer, tell: Tell) -> list[Removed]:
    """The records that the reader removed, as they read."""
    gone = (each for each in records_in(answer.value) if each.retired and not each.erased)
    return [Removed(each.id, lines) for each in gone if (lines := _record_lines(answer, each, tell))]


def _words(answer: Answer, later: Answer | None, tell: Tell) -> tuple[str, ...]:
    if answer.kind != "records":
        return tell(answer)
    changed = _changed(answer, later) if later is not None else records_in(answer.value)
    words = ("\n".join(_record_lines(answer, each, tell)) for each in changed)
    return tuple(each for each in words if each)


def _record_lines(answer: Answer, record: Record, tell: Tell) -> tuple[str, ...]:
    return tell(replace(answer, value=(replace(record, retired=False),)))


def _thinned(last: Answer, following: Answer) -> Value | None:
    """Of records, those that changed; so no words hide in the history that looking back does not show."""
    return _changed(last, following) if last.kind == "records" else last.value


def _changed(answer: Answer, later: Answer) -> tuple[Record, ...]:
    after = {record.id: record.fields for record in records_in(later.value)}
    return tuple(each for each in records_in(answer.value) if each.fields and after.get(each.id) != each.fields)
