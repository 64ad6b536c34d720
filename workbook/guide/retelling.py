"""Answers retold away from their questions: an entry in one line, and what stands in the attic."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from workbook.guide.changes import not_offered, readable, reading
from workbook.guide.conditions import counted
from workbook.guide.context import Context
from workbook.guide.holding import ids_in, ranking_in, records_in
from workbook.guide.wording import erased, no_longer_listed, words_of
from workbook.model.entry import Answer, Entry
from workbook.model.exercise import Question
from workbook.model.kinds import record_words
from workbook.model.ports import Keeper, Shelf
from workbook.model.values import Ticked

_TEXTS = ("short", "journal")
_BY_ID = ("choice", "checklist", "scale")
"""Kinds whose values may hold ids of another question's records or items."""


def first_words(entry: Entry, shelf: Shelf, keeper: Keeper, today: date) -> str:
    """The line that an entry is known by in a list: of what the reader wrote, else of what they chose; else empty.

    It may be long; the caller cuts it to its room.
    """
    exercise = shelf.exercise(entry.exercise)
    told: list[tuple[str, tuple[str, ...]]] = []
    old: Iterable[Answer] = (*entry.answers.values(), *entry.attic)
    if exercise is not None:
        context = Context(exercise, entry, shelf, keeper, today)
        answered = ((question, counted(question, context)) for question in exercise.questions)
        told = [(each.kind, words_of(each, answer, context)) for each, answer in answered if answer is not None]
        old = reading(entry, exercise, shelf).attic
    if not any(words for _kind, words in told):
        told = [(each.kind, attic_words(each, shelf, keeper)) for each in old]
    written = [words for kind, words in told if kind in _TEXTS]
    chosen = [words for kind, words in told if kind not in _TEXTS]
    lines = (line.strip() for words in (*written, *chosen) for item in words for line in item.splitlines())
    return next((line for line in lines if line), "")


def attic_words(answer: Answer, shelf: Shelf, keeper: Keeper) -> tuple[str, ...]:
    """An answer whose question is gone, one item a line, with the reader's own records and items by their words."""
    return readable(answer, _names_for(answer, shelf, keeper))


def left_over(question: Question, answer: Answer, context: Context) -> tuple[str, ...]:
    """What an answer holds of options and fields that are no longer offered, in their old words."""
    gone = not_offered(question, answer)
    if not question.fields:
        return tuple(answer.wording.labels.get(each) or no_longer_listed() for each in gone)
    records = tuple(
        replace(
            record,
            fields={name: held for name, held in record.fields.items() if name in gone or f"{name}.{held}" in gone},
        )
        for record in records_in(answer.value)
    )
    return attic_words(replace(answer, value=records), context.shelf, context.keeper) if gone else ()


def _names_for(answer: Answer, shelf: Shelf, keeper: Keeper) -> Mapping[str, str]:
    """Words for the ids in an answer that its own wording has none for."""
    if answer.kind == "records":
        held = {value for record in records_in(answer.value) for value in record.fields.values()}
        # A field may hold text, so only what has an id of its own is looked up: it is spelt like no word.
        return _own_names({each for each in held if isinstance(each, str)}, shelf, keeper)
    if answer.value is None or answer.kind not in (*_BY_ID, "ranked"):
        return {}
    own = {item.id for item in ranking_in(answer.value) if item.text is not None}
    wanted = set(ids_in(answer.value)) - set(answer.wording.labels) - own
    if not wanted:
        return {}
    names = {**_option_names(wanted, shelf, keeper), **_own_names(wanted, shelf, keeper)}
    return {each: names.get(each) or no_longer_listed() for each in wanted}


def _own_names(wanted: set[str], shelf: Shelf, keeper: Keeper) -> dict[str, str]:
    """Words of the reader's records and lines by their permanent ids."""
    names: dict[str, str] = {}
    for answer in _answers(shelf, keeper) if wanted else ():
        labels = answer.wording.labels
        names.update(
            {each.id: erased() if each.erased else record_words(each, labels) for each in records_in(answer.value)}
        )
        names.update({each.id: each.text for each in ranking_in(answer.value) if each.text is not None})
    # A record may itself be called by another one that it names first.
    return {each: names.get(names[each], names[each]) for each in wanted if names.get(each)}


def _option_names(wanted: set[str], shelf: Shelf, keeper: Keeper) -> dict[str, str]:
    """Words of options of other lists. Two files may use one id: where their words differ, neither is taken."""
    found: dict[str, set[str]] = {}
    for answer in _answers(shelf, keeper):
        if isinstance(answer.value, Ticked) or ranking_in(answer.value):
            for each in wanted & set(answer.wording.labels):
                found.setdefault(each, set()).add(answer.wording.labels[each])
    return {each: next(iter(words)) for each, words in found.items() if len(words) == 1}


def _answers(shelf: Shelf, keeper: Keeper) -> Iterator[Answer]:
    for head in shelf.heads():
        for entry in keeper.entries(head.id):
            yield from (*entry.answers.values(), *entry.attic)
