"""How boundaries are kept: how often each was crossed, what was decided, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbook.guide.dating import day_in
from workbook.guide.statements import Statement
from workbook.insight.incidents import Incident, crossing
from workbook.model.values import Dated

WINDOW = 30
"""Days within which crossings are counted together, unless the reader wrote another number."""
LEFT_UNDONE = ("not-this-time", "not-safe")
"""Answers after which nothing is in force."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The reader's own number was reached, and it is not answered yet whether they act on it."""

    incident: Incident
    """The one that reached it; the answer belongs there."""
    days: tuple[date, ...]
    """On which days the boundary was crossed within the reader's own number of days, one for each time."""


@dataclass(frozen=True, slots=True)
class Acting:
    """The reader began to do what they had decided."""

    incident: Incident
    begun: Dated
    until: date | None
    """The last day of it; None where no number of days, or no exact first day, is known."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One boundary, and what the notes say of it."""

    statement: Statement
    week: int
    """Crossings in the seven days that end today."""
    month: int
    """The same for thirty days."""
    since: int
    """Crossings since it was set; all of them where that day is not exact."""
    undated: int
    """How many of these have no exact day."""
    crossings: tuple[Incident, ...]
    """Every one, oldest first by day; those without a day last, in the order of writing."""
    answers: Mapping[str, int]
    """How often the reader did what they had decided: by the answers of `Incident.done`."""
    reached: Reached | None = None
    acting: Acting | None = None
    """What is in force today."""
    over: tuple[Acting, ...] = ()
    """What ended, and of which it is not yet answered whether it was done."""

    @property
    def grave(self) -> bool:
        """Whether no number counts: unless the reader clearly said that it is not about violence, once is enough."""
        return self.statement.record.fields.get("grave") != "no"


def kept(statement: Statement, notes: Sequence[Incident], today: date) -> Kept:
    """What the notes say of one boundary. Its numbers are those that it has now."""
    fields = statement.record.fields
    since = fields.get("since")
    first = day_in(since) if isinstance(since, Dated) else None
    every = sorted(crossing(statement.record.id, notes), key=lambda each: (each.day or date.max, each.number))
    own = [each for each in every if first is None or each.day is None or each.day >= first]
    dated = [each.day for each in own if each.day is not None]
    answers: dict[str, int] = {}
    for each in every:
        if each.done is not None:
            answers[each.done] = answers.get(each.done, 0) + 1
    grave = fields.get("grave") != "no"
    often, window, lasting = (None if grave else _number(fields.get(name)) for name in ("often", "in-days", "for-days"))
    acts = [_acting(each, lasting) for each in every if each.starts is not None and each.done not in LEFT_UNDONE]
    in_force = [each for each in acts if _is_in_force(each, today)]
    over = tuple(each for each in acts if each.until and each.until < today and each.incident.done is None)
    return Kept(
        statement,
        _within(dated, today, 7),
        _within(dated, today, 30),
        len(own),
        len(own) - len(dated),
        tuple(every),
        answers,
        _reached(own, often, window or WINDOW, lasting or 0, today),
        max(in_force, key=lambda each: each.until or date.max, default=None),
        over,
    )


def _within(days: Sequence[date], end: date, length: int) -> int:
    return sum(end - timedelta(days=length) < day <= end for day in days)


def _reached(own: Sequence[Incident], often: int | None, window: int, lasting: int, today: date) -> Reached | None:
    if not often:
        return None
    past = [each for each in own if each.day is not None and each.day <= today]
    for each in sorted(past, key=lambda each: (each.day, each.number), reverse=True):
        assert each.day is not None
        if (today - each.day).days >= max(window, lasting):
            return None
        days = tuple(
            other.day for other in past if other.day and each.day - timedelta(days=window) < other.day <= each.day
        )
        if len(days) >= often:
            settled = each.starts is not None or each.done is not None or each.hurt
            return None if settled else Reached(each, days)
    return None


def _acting(each: Incident, lasting: int | None) -> Acting:
    assert each.starts is not None
    begun = day_in(each.starts)
    until = begun + timedelta(days=lasting - 1) if begun and lasting else None
    return Acting(each, each.starts, until)


def _is_in_force(acting: Acting, today: date) -> bool:
    begun = day_in(acting.begun)
    return acting.until is not None and begun is not None and begun <= today <= acting.until


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None
