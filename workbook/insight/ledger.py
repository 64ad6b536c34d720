"""How boundaries are kept: how often each was crossed, what was decided, and what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workbook.guide.dating import day_in
from workbook.guide.statements import Statement
from workbook.insight.incidents import Incident, crossing
from workbook.insight.timeline import Timeline
from workbook.model.values import Dated

WINDOW = 30
"""Days within which crossings are counted together, unless the reader wrote another number."""

_LAST_DAY = date.max.toordinal()


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
    """The last day of it; None where no number of days, or no exact first day, is known, or it is past every date."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One boundary, and what the notes say of it."""

    statement: Statement
    week: int
    """Timeline in the seven days that end today, also those from before it was set."""
    month: int
    """The same for thirty days."""
    since: int
    """Timeline since it was set, with those that have no exact day; all of them where that day is not exact."""
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
    begun: Acting | None = None
    """The latest that was begun, of which no last day is known and nothing more is answered. It is told, not counted
    as in force."""

    @property
    def grave(self) -> bool:
        """Whether the reader said that it is about violence, a threat or being followed: then once is enough."""
        return self.statement.record.fields.get("grave") == "yes"


def kept(statement: Statement, notes: Iterable[Incident], today: date) -> Kept:
    """What the notes say of one boundary. Its numbers are those that it has now."""
    return kept_of(statement, Timeline(crossing(statement.record.id, notes)), today)


def kept_of(statement: Statement, crossings: Timeline, today: date) -> Kept:
    """As `kept`, from the crossings of this boundary alone."""
    fields = statement.record.fields
    names = ("often", "in-days", "for-days")
    # Only a clear "no" opens the numbers: silence is not safe.
    often, window, lasting = (_number(fields.get(name)) if fields.get("grave") == "no" else None for name in names)
    since = fields.get("since")
    set_on = day_in(since) if isinstance(since, Dated) else None
    earlier = crossings.before(set_on.toordinal()) if set_on else 0
    acts = [_acting(each, lasting) for each in crossings.begun]
    return Kept(
        statement,
        _within(crossings, today, 7),
        _within(crossings, today, 30),
        len(crossings) - earlier,
        crossings.undated,
        crossings.every,
        crossings.answers,
        _reached(crossings, earlier, often, window or WINDOW, lasting or 0, today) if often else None,
        max((each for each in acts if _is_in_force(each, today)), key=_by_end, default=None),
        tuple(each for each in acts if each.until and each.until < today and each.incident.done is None),
        max((each for each in acts if _is_open(each, today)), key=lambda each: each.incident.number, default=None),
    )


def _within(crossings: Timeline, today: date, length: int) -> int:
    end = today.toordinal()
    return crossings.until(end) - crossings.until(end - length)


def _reached(crossings: Timeline, earlier: int, often: int, window: int, lasting: int, today: date) -> Reached | None:
    """The latest day on which the number was reached counts alone. `earlier` crossings are from before it was set."""
    end = today.toordinal()
    last = crossings.until(end) - 1
    while last - often + 1 >= earlier:
        day = crossings.day(last)
        if end - day >= max(window, lasting):
            return None
        if crossings.day(last - often + 1) > day - window:
            break
        last -= 1
    else:
        return None
    called = crossings.note(last)
    # Where somebody was hurt, no number counts any more: help comes first.
    if called.starts is not None or called.done is not None or crossings.is_harm_after(day - window):
        return None
    first = max(earlier, crossings.until(day - window))
    return Reached(called, tuple(date.fromordinal(crossings.day(at)) for at in range(first, last + 1)))


def _acting(each: Incident, lasting: int | None) -> Acting:
    assert each.starts is not None
    begun = day_in(each.starts)
    end = begun.toordinal() + lasting - 1 if begun and lasting else None
    return Acting(each, each.starts, None if end is None or end > _LAST_DAY else date.fromordinal(end))


def _is_in_force(acting: Acting, today: date) -> bool:
    begun = day_in(acting.begun)
    return acting.until is not None and begun is not None and begun <= today <= acting.until


def _is_open(acting: Acting, today: date) -> bool:
    begun = day_in(acting.begun)
    return acting.until is None and acting.incident.done is None and (begun is None or begun <= today)


def _by_end(acting: Acting) -> tuple[date, int]:
    return acting.until or date.min, acting.incident.number


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None
