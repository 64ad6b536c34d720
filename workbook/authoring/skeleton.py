"""The skeleton of an exercise: everything but its words and lines, so that two can be compared."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from workbook.model.condition import Condition, Rule
from workbook.model.exercise import Exercise, Field, Option, Page, Passage, Question, Watch
from workbook.model.head import Head
from workbook.model.prose import Block, Bullets, GoTo, Recall, Table, inlines_of

Skeleton = tuple[object, ...]
"""Nested tuples of ids, names and numbers; equal where two exercises differ only in words and lines."""

_LINES = frozenset({"line", "marker_line"})
_Thing = TypeVar("_Thing")


def skeleton(exercise: Exercise) -> Skeleton:
    """The structure that a translation shares with its original. Title, version, language and owner are left out."""
    return (_head(exercise.head), _passages(exercise.intro), tuple(_page(page) for page in exercise.pages))


def unlined(thing: _Thing) -> _Thing:
    """The same exercise, question, passage or block with every line set to 0: equal where the words are equal too."""
    if isinstance(thing, tuple):
        return type(thing)(unlined(each) for each in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changes: dict[str, Any] = {
        each.name: 0 if each.name in _LINES else unlined(getattr(thing, each.name)) for each in fields(thing)
    }
    return replace(thing, **changes)


def _head(head: Head) -> Skeleton:
    return (head.id, head.part, head.minutes, head.after, head.repeat, head.care, unlined_conditions(head.when))


def _page(page: Page) -> Skeleton:
    items = tuple(_question(item) if isinstance(item, Question) else passage_shape(item) for item in page.items)
    rules = tuple(_rule(rule) for rule in page.rules)
    watches = tuple(_watch(watch) for watch in page.watches)
    return (page.id, unlined_conditions(page.when), page.plan, rules, watches, items)


def _rule(rule: Rule) -> Skeleton:
    return (rule.id, unlined_conditions(rule.any), unlined_conditions(rule.all))


def _watch(watch: Watch) -> Skeleton:
    aim = (watch.subject, watch.verb, watch.amount, watch.percent, watch.per, watch.whole, watch.within, watch.unit)
    return (watch.id, aim, _passages(() if watch.passage is None else (watch.passage,)))


def _question(question: Question) -> Skeleton:
    return (
        question.id,
        question.kind,
        _passages(question.before),
        _passages(question.after),
        unlined_conditions(question.when),
        question.optional,
        question.about,
        question.was,
        (question.at_least, question.at_most, question.room),
        _options(question.options),
        tuple(_field(field) for field in question.fields),
        (question.scale.low, question.scale.high) if question.scale else None,
        question.for_each,
        question.offers,
    )


def _options(options: Iterable[Option]) -> Skeleton:
    return tuple(
        (option.id, option.write_in, option.alone, unlined_conditions(option.when), option.was) for option in options
    )


def _field(field: Field) -> Skeleton:
    return (
        field.id,
        field.kind,
        field.required,
        _options(field.options),
        field.offers,
        unlined_conditions(field.when),
        field.was,
    )


def _passages(passages: Iterable[Passage]) -> Skeleton:
    return tuple(passage_shape(passage) for passage in passages)


def passage_shape(passage: Passage) -> Skeleton:
    """The structure of one block of prose, and when it shows."""
    return (block_shape(passage.block), unlined_conditions(passage.when), passage.urgent)


def block_shape(block: Block) -> Skeleton:
    """What a block is made of, without its words."""
    name = type(block).__name__
    match block:
        case Bullets(items, start):
            return (name, start is None, tuple(tuple(block_shape(child) for child in item) for item in items))
        case Table(head, rows):
            return (name, len(head), len(rows), leads(block))
    return (name, leads(block))


def leads(block: Block) -> tuple[str, ...]:
    """What the links of a block lead to; sorted, because another language may need another order."""
    found = []
    for inline in inlines_of(block):
        if isinstance(inline, Recall):
            found.append(str(inline.ref))
        elif isinstance(inline, GoTo):
            found.append(f"{inline.exercise or ''}.md#{inline.page or ''}")
    return tuple(sorted(found))


def unlined_conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Conditions without the lines on which they stand."""
    return tuple(replace(condition, line=0) for condition in conditions)
