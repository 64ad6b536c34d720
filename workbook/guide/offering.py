"""Which exercises are offered to this reader now."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from workbook.model.head import Head
    from workbook.model.ports import Keeper, Shelf


def offered_heads(shelf: "Shelf", keeper: "Keeper", today: "date") -> "tuple[Head, ...]":
    """The heads of those whose own `when` holds, in the order of the task list. Only these are read further."""
    return tuple(head for head in shelf.heads() if not head.when or _holds(head, shelf, keeper, today))


def _holds(head: "Head", shelf: "Shelf", keeper: "Keeper", today: "date") -> bool:
    # Most exercises have no condition, and a start should not wait for what reads one.
    from workbook.guide.conditions import holds
    from workbook.guide.context import Context

    exercise = shelf.exercise(head.id)
    try:
        return exercise is not None and holds(head.when, Context(exercise, None, shelf, keeper, today))
    except RecursionError:
        # The check of own files bounds this; should one get past it, the rest of the list is there all the same.
        if head.own:
            return False
        raise
