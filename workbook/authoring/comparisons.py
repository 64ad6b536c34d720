"""Whether a condition asks its question something that the question can answer."""

import re
from collections.abc import Iterator, Sequence

from workbook.authoring.scope import suggestion
from workbook.authoring.targets import Target
from workbook.model.condition import Condition, Op, Ref, Rule
from workbook.model.exercise import Option, Page, Question
from workbook.model.kinds import COUNTS, EQUALS, FIELD_COMPARES, KINDS
from workbook.model.values import FieldKind

_WHOLE = re.compile("-?[0-9]+")
_ALWAYS = frozenset({Op.IS_ANSWERED, Op.IS_NOT_ANSWERED})
_OF_RULES = frozenset({Op.HOLDS, Op.HOLDS_NOT})
_BY_OPTION = EQUALS | {Op.INCLUDES}
_NUMERIC = frozenset({"scale", "number"})


def misfits(condition: Condition, target: Target) -> Iterator[tuple[str, str]]:
    """Codes and messages of what is wrong with a condition, given what it asks."""
    ref = condition.ref
    match target.found:
        case Page():
            yield "page-asked", f"`{ref}` is a page, and a page has no answer. Name a question or a rule."
        case Rule() if condition.op not in _OF_RULES | _ALWAYS:
            yield (
                "wrong-operator",
                f"`{ref}` is a rule. Write `{ref}`, `not {ref}` or `{ref} is not answered`, which means not clear.",
            )
        case Question() if condition.op in _OF_RULES:
            yield "wrong-operator", f"`{ref}` is a question, not a rule. Say what to ask of it: {_words(target)}."
        case Question() if condition.op not in _allowed(target):
            yield (
                "wrong-operator",
                f"`{condition.op}` cannot be asked of {_a(target)}; `{ref}` takes {_words(target)}.",
            )
        case Question() as question:
            yield from _values(condition, question, target)
        case _:
            pass


def _allowed(target: Target) -> frozenset[Op]:
    assert isinstance(target.found, Question)
    own = FIELD_COMPARES[target.field.kind] if target.field else KINDS[target.found.kind].compares
    return own | _ALWAYS


def _a(target: Target) -> str:
    assert isinstance(target.found, Question)
    if target.field:
        return f"a {target.field.kind} field"
    return "records" if target.found.kind == "records" else f"a {target.found.kind} question"


def _words(target: Target) -> str:
    allowed = _allowed(target)
    return ", ".join(f"`{op}`" for op in Op if op in allowed)


def _values(condition: Condition, question: Question, target: Target) -> Iterator[tuple[str, str]]:
    numeric = target.field.kind is FieldKind.NUMBER if target.field else question.kind in _NUMERIC
    if condition.op in COUNTS or (numeric and condition.op in EQUALS):
        for value in condition.values:
            yield from _number(condition, value, question, target)
    elif condition.op in _BY_OPTION:
        if not target.home.whole:
            return
        options = target.field.options if target.field else question.options
        for value in condition.values:
            yield from _option(condition.ref, value, options)


def _option(ref: Ref, value: str, options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    if any(option.id == value for option in options):
        return
    hint = suggestion(value, (option.id for option in options))
    by_words = next((each.id for each in options if each.words.casefold() == value.casefold()), None)
    if by_words:
        hint = f" Write its id, `{by_words}`."
    yield "unknown-option", f"`{ref}` has no option `{value}`.{hint}"


def _number(condition: Condition, value: str, question: Question, target: Target) -> Iterator[tuple[str, str]]:
    ref, op = condition.ref, condition.op
    if not _WHOLE.fullmatch(value):
        yield "not-a-number", f"`{op}` needs a whole number, not `{value}`. Write `{ref} {op} 3`, for example."
        return
    number = int(value)
    if target.field:
        return
    if question.scale:
        low, high = question.scale.low, question.scale.high
        if not low <= number <= high:
            yield "off-the-scale", f"`{ref}` goes from {low} to {high}, and {number} is not on it."
    elif question.kind == "checklist" and op is Op.AT_LEAST and question.offers is None:
        most = countable(question)
        if target.home.whole and number > most:
            yield "too-many", f"`{ref}` has {most} options that can be ticked together, so {number} is never reached."


def countable(question: Question) -> int:
    """How many options of a checklist can be ticked together."""
    together = sum(not option.alone for option in question.options)
    return max(together, min(len(question.options), 1))
