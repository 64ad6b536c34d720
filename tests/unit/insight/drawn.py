"""Notes and boundaries as Hypothesis draws them: close together, around the days on which calendars go wrong."""

from datetime import date, timedelta

from hypothesis import strategies as st

from workbook.guide.statements import Statement
from workbook.insight.incidents import Incident
from workbook.model.entry import Entry
from workbook.model.values import Dated, FieldValue, Record

PIVOTS = (
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2026, 1, 1),
    date(2025, 3, 30),
    date(2025, 10, 26),
    date(2025, 4, 30),
    date(2000, 2, 29),
)
"""Leap days, ends of a month and a year, and days on which clocks change."""
BOUNDARIES = ("insults", "calls", "visits")
HUGE = 10**9


def days(pivot: date) -> st.SearchStrategy[date]:
    near = st.integers(-8, 8)
    return st.one_of(near, st.integers(-70, 70), st.integers(-380, 380)).map(lambda by: pivot + timedelta(days=by))


def dated(pivot: date) -> st.SearchStrategy[Dated]:
    exact = days(pivot).map(lambda day: Dated(day.isoformat(), day.isoformat()))
    return st.one_of(exact, exact, exact, st.just(Dated("around Easter")))


@st.composite
def incident(draw: st.DrawFn, number: int, pivot: date) -> Incident:
    about = draw(dated(pivot))
    return Incident(
        f"note-{number}",
        number,
        about,
        date.fromisoformat(about.day) if about.day else None,
        f"{draw(days(pivot)).isoformat()}T23:30:00+02:00",
        "",
        tuple(draw(st.sets(st.sampled_from(BOUNDARIES)))) or ("insults",),
        draw(st.integers(0, 11)) == 0,
        draw(st.one_of(st.none(), st.none(), dated(pivot))),
        draw(st.one_of(st.none(), st.none(), st.sampled_from(("yes", "part", "not-this-time", "not-safe")))),
        "",
    )


@st.composite
def notes(draw: st.DrawFn, pivot: date) -> list[Incident]:
    numbers = draw(st.permutations(range(1, 1 + draw(st.integers(0, 14)))))
    return [draw(incident(number, pivot)) for number in numbers]


@st.composite
def boundary(draw: st.DrawFn, record_id: str, pivot: date) -> Record:
    fields: dict[str, FieldValue] = {"behaviour": record_id}
    small = st.sampled_from((0, 1, 1, 2, 2, 3, 4, HUGE))
    span = st.sampled_from((0, 1, 2, 7, 28, 29, 30, 31, 365, 366, 3_000_000, HUGE))
    for name, wanted in (("often", small), ("in-days", span), ("for-days", span)):
        if draw(st.integers(0, 4)):
            fields[name] = draw(wanted)
    grave = draw(st.sampled_from(("no", "no", "no", "no", "yes", "unsure", None)))
    if grave:
        fields["grave"] = grave
    if draw(st.booleans()):
        fields["since"] = draw(dated(pivot))
    return Record(record_id, fields)


def statement(record: Record) -> Statement:
    entry = Entry("boundaries", "boundaries", 2, "en", Dated("today", "2026-05-20"), "2026-05-20T12:00:00+00:00", 1)
    return Statement(record, entry, ())
