"""How boundaries are kept, told a second time: day by day and note by note, with nothing that is quick."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workbook.insight.incidents import Incident
from workbook.insight.ledger import Kept
from workbook.model.values import Dated, Record

A_DAY = timedelta(days=1)
DONE = ("yes", "part", "not-this-time", "not-safe")


@dataclass(frozen=True)
class Told:
    """What is to come out, by the ids of the notes."""

    week: int
    month: int
    since: int
    undated: int
    crossings: list[str]
    answers: dict[str, int]
    reached: tuple[str, list[date]] | None
    acting: tuple[str, date] | None
    over: set[tuple[str, date]]
    begun: str | None


def told(kept: Kept) -> Told:
    """The same of what the workbook says."""
    return Told(
        kept.week,
        kept.month,
        kept.since,
        kept.undated,
        [each.entry_id for each in kept.crossings],
        dict(kept.answers),
        (kept.reached.incident.entry_id, list(kept.reached.days)) if kept.reached else None,
        (kept.acting.incident.entry_id, kept.acting.until) if kept.acting and kept.acting.until else None,
        {(each.incident.entry_id, each.until) for each in kept.over if each.until},
        kept.begun.incident.entry_id if kept.begun else None,
    )


def slowly(boundary: Record, notes: Sequence[Incident], today: date) -> Told:
    """The rules of `docs/decisions/0006-how-boundaries-are-kept.md`."""
    crossings = [note for note in notes if boundary.id in note.crossed]
    since = exact(boundary.fields.get("since"))
    own = [note for note in crossings if note.day is None or since is None or note.day >= since]
    in_force = []
    over = set()
    begun = None
    for note in crossings:
        if note.starts is None or note.done in ("not-this-time", "not-safe"):
            continue
        first, last = exact(note.starts), last_day(boundary, note)
        if last is None:
            not_ahead = first is None or first <= today
            if note.done is None and not_ahead and (begun is None or note.number > begun.number):
                begun = note
        elif last < today:
            if note.done is None:
                over.add((note.entry_id, last))
        elif first is not None and first <= today:
            in_force.append((last, note.number, note.entry_id))
    latest = max(in_force, default=None)
    return Told(
        in_window(crossings, today, 7),
        in_window(crossings, today, 30),
        len(own),
        len([note for note in own if note.day is None]),
        in_order(crossings),
        {answer: count for answer in DONE if (count := len([note for note in crossings if note.done == answer]))},
        called(boundary, own, crossings, today),
        (latest[2], latest[0]) if latest else None,
        over,
        begun.entry_id if begun else None,
    )


def called(
    boundary: Record, own: Sequence[Incident], crossings: Sequence[Incident], today: date
) -> tuple[str, list[date]] | None:
    """Whether the reader's own number was reached: by which note, and on which days."""
    if is_grave(boundary):
        return None
    often = number(boundary, "often")
    window = number(boundary, "in-days") or 30
    reach = max(window, number(boundary, "for-days") or 0)
    if often is None:
        return None
    for day in days_back(own, today):
        if (today - day).days >= reach:
            return None
        that_day = [note for note in own if note.day == day]
        if not that_day:
            continue
        counted = [note for note in own if note.day is not None and 0 <= (day - note.day).days < window]
        if len(counted) < often:
            continue
        for note in crossings:
            if note.hurt and (day - (note.day or written(note))).days < window:
                return None
        note = max(that_day, key=lambda each: each.number)
        if note.starts is not None or note.done is not None:
            return None
        return note.entry_id, sorted(each.day for each in counted if each.day)
    return None


def days_back(notes: Sequence[Incident], today: date) -> list[date]:
    """Every day from today back to the first of the notes."""
    first = min((note.day for note in notes if note.day is not None), default=today)
    days = []
    day = today
    while day >= first:
        days.append(day)
        day -= A_DAY
    return days


def in_window(notes: Sequence[Incident], today: date, length: int) -> int:
    """How many there are on so many days that end today."""
    count = 0
    day = today
    for _each in range(length):
        for note in notes:
            if note.day == day:
                count += 1
        day -= A_DAY
    return count


def in_order(notes: Sequence[Incident]) -> list[str]:
    """By their days; then those without one."""
    rest = sorted(notes, key=lambda note: note.number)
    ordered = []
    for day in sorted({note.day for note in notes if note.day is not None}):
        ordered += [note.entry_id for note in rest if note.day == day]
    return ordered + [note.entry_id for note in rest if note.day is None]


def last_day(boundary: Record, note: Incident) -> date | None:
    """The last day of what was begun; None where it has none, or one past the calendar's end."""
    first = exact(note.starts)
    length = None if is_grave(boundary) else number(boundary, "for-days")
    if first is None or length is None or length - 1 > (date.max - first).days:
        return None
    return first + timedelta(days=length - 1)


def is_grave(boundary: Record) -> bool:
    """Only a clear no lets numbers count."""
    return boundary.fields.get("grave") != "no"


def number(boundary: Record, name: str) -> int | None:
    """A number of the reader's, if it is one to count with."""
    held = boundary.fields.get(name)
    return held if isinstance(held, int) and held >= 1 else None


def exact(dated: object) -> date | None:
    """A day that is one."""
    return date.fromisoformat(dated.day) if isinstance(dated, Dated) and dated.day else None


def written(note: Incident) -> date:
    """The local day on which a note was written."""
    return datetime.fromisoformat(note.recorded).date()
