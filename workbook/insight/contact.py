"""The reader's ways of contact, those that an order requires first, and what limits them now.

Contact that an order requires, or may require, is never limited, whatever a record of it holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from workbook.guide.conditions import counted
from workbook.guide.context import Context
from workbook.guide.statements import EXERCISE, Statement
from workbook.insight.ledger import Kept
from workbook.model.exercise import Field
from workbook.model.ports import Keeper, Shelf


class Need(StrEnum):
    """Whether an order requires a way of contact. The order of these is that of the list."""

    REQUIRED = "yes"
    PERHAPS = "unsure"
    UNKNOWN = ""
    FREE = "no"


@dataclass(frozen=True, slots=True)
class Limit:
    """A boundary that the reader acts on now."""

    boundary: Statement
    until: date
    """The last day of it."""

    @property
    def behaviour(self) -> str:
        """What the reader does not accept."""
        return _said(self.boundary, "behaviour")

    @property
    def consequence(self) -> str:
        """What they do."""
        return _said(self.boundary, "consequence")


@dataclass(frozen=True)
class Channel:
    """One way of contact."""

    statement: Statement
    limit: Limit | None = None
    """What limits it now; always None unless it is clear that no order requires it."""

    @property
    def need(self) -> Need:
        """Whether an order requires it."""
        return _need(self.statement)

    @property
    def refused(self) -> bool:
        """Whether there is to be none of it: by the reader's wish, or because an order forbids it."""
        return self.need is Need.FREE and self.statement.record.fields.get("allowed") == "no"

    @cached_property
    def way(self) -> str:
        """What it is."""
        return _said(self.statement, "channel")

    @cached_property
    def reply(self) -> str:
        """The reply that is kept ready; empty where there is none, and where none is to be sent."""
        return "" if self.refused else _said(self.statement, "reply")

    @cached_property
    def details(self) -> tuple[tuple[Field, str], ...]:
        """What else is written of it, in the order it is asked. A boundary that limits it now is not said twice."""
        told = {"channel", "required", "reply"}
        if self.limit is not None or self.statement.record.fields.get("under") == "none":
            told.add("under")
        return tuple((field, words) for field, words in self.statement.fields if field.id not in told)


@dataclass(frozen=True, slots=True)
class Contact:
    """All of it."""

    channels: tuple[Channel, ...]
    """Those that an order requires first; else in the reader's order."""
    besides: tuple[Limit, ...]
    """What the reader acts on now, and no way that may be limited names."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the reader noted of an order, on the pages about boundaries or on the first ones."""

    need: Need
    """Whether it requires contact; never unknown."""
    contact: str
    """What contact has to go on; empty where that is not written."""


def contact(channels: Sequence[Statement], kept: Sequence[Kept]) -> Contact:
    """The ways of contact, with what the boundaries that are kept say of them."""
    limits = {limit.boundary.record.id: limit for each in kept if (limit := _limit(each)) is not None}
    needs = list(Need)
    ordered = sorted(channels, key=lambda each: needs.index(_need(each)))
    found = tuple(Channel(each, limits.get(_under(each))) for each in ordered)
    named = {each.limit.boundary.record.id for each in found if each.limit is not None}
    return Contact(found, tuple(limit for record_id, limit in limits.items() if record_id not in named))


def order_noted(shelf: Shelf, keeper: Keeper, today: date) -> Order | None:
    """What the reader noted of an order; None if they noted none.

    The first pages ask for any order at all. While the pages about boundaries do not say more, it may require contact.
    """
    requires, required = (_answered(EXERCISE, name, shelf, keeper, today) for name in ("order", "required-contact"))
    if requires in (Need.REQUIRED, Need.PERHAPS):
        return Order(Need(requires), required)
    if _answered("welcome", "order", shelf, keeper, today) not in ("yes", "unsure"):
        return None
    return Order(Need.FREE if requires == Need.FREE else Need.PERHAPS, "")


def _answered(exercise_id: str, question_id: str, shelf: Shelf, keeper: Keeper, today: date) -> str:
    entries = keeper.entries(exercise_id)
    exercise = shelf.exercise(exercise_id) if entries else None
    question = exercise.question(question_id) if exercise else None
    if exercise is None or question is None:
        return ""
    answer = counted(question, Context(exercise, entries[-1], shelf, keeper, today))
    return answer.value.strip() if answer and isinstance(answer.value, str) else ""


def _limit(kept: Kept) -> Limit | None:
    until = kept.acting.until if kept.acting is not None else None
    return None if until is None else Limit(kept.statement, until)


def _need(channel: Statement) -> Need:
    said = channel.record.fields.get("required")
    return Need(said) if isinstance(said, str) and said in tuple(Need) else Need.UNKNOWN


def _under(channel: Statement) -> str:
    """The record of the boundary that may limit it; none of contact that an order requires, or may require."""
    under = channel.record.fields.get("under")
    return under if isinstance(under, str) and _need(channel) is Need.FREE else ""


def _said(statement: Statement, field_id: str) -> str:
    return next((words for field, words in statement.fields if field.id == field_id), "")
