"""Gates that hold for the whole workbook. Their rules stand in `safety.md`; here is only what they open and close."""

from datetime import date

from workbook.guide.conditions import holds
from workbook.guide.context import Context
from workbook.model.condition import Condition, Conditions, Op, Ref
from workbook.model.ports import Keeper, Shelf

_SAFETY_FIRST = tuple(Condition(Ref(None, rule), Op.HOLDS) for rule in ("danger-named", "unseen"))
_DANGER = _SAFETY_FIRST[:1]
_SAFETY = "safety"
_ASKS = (_SAFETY, "red-flags", "check-in")
"""Where danger can be named."""


def safety_first(shelf: Shelf, keeper: Keeper, today: date) -> bool:
    """Whether danger was named, and the reader has not said that they have read the safety pages.

    Reads no page of an exercise while nothing is answered where danger can be named.
    """
    return _holds(_SAFETY_FIRST, shelf, keeper, today)


def danger_named(shelf: Shelf, keeper: Keeper, today: date) -> bool:
    """Whether danger was named, read or not: then nothing is asked that could lead into it."""
    return _holds(_DANGER, shelf, keeper, today)


def _holds(rules: Conditions, shelf: Shelf, keeper: Keeper, today: date) -> bool:
    if not any(keeper.count(name) for name in _ASKS):
        return False
    exercise = shelf.exercise(_SAFETY)
    if exercise is None:
        return False
    entries = keeper.entries(_SAFETY)
    return holds(rules, Context(exercise, entries[-1] if entries else None, shelf, keeper, today))
