"""One comparison of a condition with one value that is there."""

from collections.abc import Mapping, Sequence

from workbook.guide.holding import filled, ids_in, ranking_in
from workbook.guide.kleene import Truth, either
from workbook.model.condition import Op
from workbook.model.values import Ticked, Value


def compare(op: Op, wanted: Sequence[str], value: Value) -> Truth:
    """Whether the value is as wanted; None where such a value cannot be compared so.

    On a checklist, `is` and `includes` ask whether any of the wanted ones is ticked, `is not` whether none is;
    `at least` and `at most` count ticks, ranked items and kept records. A scale asked for each of several items
    compares as soon as one of them does.
    """
    match value:
        case str():
            return _among(op, wanted, (value,))
        case int():
            return _number(op, wanted, value)
        case Mapping():
            return either(_number(op, wanted, number) for number in value.values()) if value else None
        case Ticked(options):
            return _counted(op, wanted, options)
        case tuple():
            return _counted(op, wanted, ids_in(value) if ranking_in(value) else ids_in(filled(value)))
        case _:
            return None


def _counted(op: Op, wanted: Sequence[str], held: Sequence[str]) -> Truth:
    return _number(op, wanted, len(held)) if op in (Op.AT_LEAST, Op.AT_MOST) else _among(op, wanted, held)


def _among(op: Op, wanted: Sequence[str], held: Sequence[str]) -> Truth:
    found = any(each in held for each in wanted)
    match op:
        case Op.IS | Op.INCLUDES:
            return found
        case Op.IS_NOT:
            return not found
        case _:
            return None


def _number(op: Op, wanted: Sequence[str], number: int) -> Truth:
    try:
        numbers = [int(each) for each in wanted]
    except ValueError:
        return None
    match op:
        case Op.IS:
            return number in numbers
        case Op.IS_NOT:
            return number not in numbers
        case Op.AT_LEAST:
            return any(number >= each for each in numbers)
        case Op.AT_MOST:
            return any(number <= each for each in numbers)
        case _:
            return None
