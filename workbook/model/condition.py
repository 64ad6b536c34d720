"""Conditions: when a page, a question, a field or a passage shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Ref:
    """Where an answer lives: `#id`, `#records.field`, `file.md#id` or `file.md#records.field`."""

    exercise: str | None
    """The other exercise's id; None means this file."""
    question: str
    """The id of a question or a rule."""
    field: str | None = None
    """A field of a records question."""

    def __str__(self) -> str:
        place = f"{self.exercise}.md" if self.exercise else ""
        field = f".{self.field}" if self.field else ""
        return f"{place}#{self.question}{field}"


class Op(StrEnum):
    """How an answer is compared, in the words of the format."""

    IS = "is"
    IS_NOT = "is not"
    INCLUDES = "includes"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    IS_ANSWERED = "is answered"
    IS_NOT_ANSWERED = "is not answered"
    HOLDS = "holds"
    """A bare reference to a rule."""
    HOLDS_NOT = "not"
    """`not` and a reference to a rule: the rule is clearly false."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison. Several conditions in one marker all have to hold."""

    ref: Ref
    op: Op
    values: tuple[str, ...] = ()
    """Option ids, or one whole number for `at least` and `at most`; more than one means or."""
    weeks: int | None = None
    """`within N weeks`: any entry of that time counts. None: the latest finished entry."""
    ever: bool = False
    """`ever`: any entry counts."""
    line: int = 0
    """1-based line in the file."""


Conditions = Sequence[Condition]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named condition, read like a yes/no answer: yes, no, or not clear while its questions are unanswered."""

    id: str
    any: tuple[Condition, ...]
    """At least one of these has to hold, if there are any."""
    all: tuple[Condition, ...]
    """Each of these has to hold."""
    line: int = 0
