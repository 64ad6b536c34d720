"""Gates that hold for the whole workbook. Their rules stand in `safety.md`; here is only what they open and close."""

from datetime import date

from workbook.guide.conditions import holds
from workbook.guide.context import Context
from workbook.model.condition import Condition, Op, Ref
from workbook.model.ports import Keeper, Shelf

_SAFETY_FIRST = tuple(Condition(Ref(None, rule), Op.HOLDS) for rule in ("danger-named", "unseen"))
_SAFETY = "safety"
_ASKS = (_SAFETY, "red-flags", "check-in")
"""Where danger can be named."""


def safety_first(shelf: Shelf, keeper: Keeper, today: date) -> bool:
    """Whether danger was named, and the reader has not said that they have read the safety pages.

    Reads no page of an exercise while nothing is answered where danger can be named.
    """
    if not any(keeper.count(name) for name in _ASKS):
        return False
    exercise = shelf.exercise(_SAFETY)
    if exercise is None:
        return False
    entries = keeper.entries(_SAFETY)
    return holds(_SAFETY_FIRST, Context(exercise, entries[-1] if entries else None, shelf, keeper, today))
