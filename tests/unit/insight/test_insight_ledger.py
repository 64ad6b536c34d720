"""How boundaries are kept, in examples that can be followed with a calendar."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.insight.drawn import HUGE, statement
from workbook.insight.incidents import Incident
from workbook.insight.ledger import Kept, kept
from workbook.model.values import Dated, FieldValue, Record

TODAY = date(2025, 5, 20)
USUAL: dict[str, FieldValue] = {"grave": "no", "often": 3, "in-days": 30, "for-days": 30}


def note(number: int, day: str | None, **more: object) -> Incident:
    about = Dated(day or "around Easter", day)
    usual = Incident(
        f"note-{number}",
        number,
        about,
        date.fromisoformat(day) if day else None,
        "2025-05-20T12:00:00+02:00",
        "",
        ("b",),
        False,
        None,
        None,
        "",
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def on(*days: str | None) -> list[Incident]:
    return [note(number, day) for number, day in enumerate(days, 1)]


def ledger(notes: list[Incident], today: date = TODAY, **fields: FieldValue) -> Kept:
    chosen = {**USUAL, **{name.replace("_", "-"): held for name, held in fields.items()}}
    return kept(statement(Record("b", chosen)), notes, today)


def dated(day: str) -> Dated:
    return Dated(day, day)


THREE = on("2025-05-03", "2025-05-11", "2025-05-19")


def test_third_crossing_within_the_days_reaches_the_number() -> None:
    reached = ledger(THREE).reached

    assert reached is not None
    assert reached.incident.number == 3
    assert reached.days == (date(2025, 5, 3), date(2025, 5, 11), date(2025, 5, 19))


@pytest.mark.parametrize(("first", "is_within"), [("2025-02-01", False), ("2025-02-02", True)])
def test_window_of_thirty_days_is_thirty_days_across_february(first: str, is_within: bool) -> None:
    notes = on(first, "2025-02-20", "2025-03-03")

    assert (ledger(notes, date(2025, 3, 3)).reached is not None) is is_within


@pytest.mark.parametrize(("first", "is_within"), [("2024-02-02", False), ("2024-02-03", True)])
def test_leap_day_is_one_of_the_days(first: str, is_within: bool) -> None:
    notes = on(first, "2024-02-29", "2024-03-03")

    assert (ledger(notes, date(2024, 3, 3)).reached is not None) is is_within


def test_window_goes_on_over_the_end_of_a_year() -> None:
    assert ledger(on("2025-12-20", "2025-12-31", "2026-01-02"), date(2026, 1, 3)).reached is not None


def test_week_is_today_and_the_six_days_before() -> None:
    told = ledger(on("2025-05-20", "2025-05-14", "2025-05-13", "2025-04-21", "2025-04-20"))

    assert (told.week, told.month) == (2, 4)


def test_crossing_from_before_it_was_set_is_one_of_the_last_days_only() -> None:
    told = ledger(on("2025-05-17", "2025-05-18", "2025-05-19"), since=dated("2025-05-18"))

    assert (told.week, told.month, told.since) == (3, 3, 2)
    assert told.reached is None


def test_crossing_from_before_it_was_set_is_not_among_the_days_that_reached_the_number() -> None:
    reached = ledger(on("2025-05-08", "2025-05-11", "2025-05-12", "2025-05-13"), since=dated("2025-05-10")).reached

    assert reached is not None
    assert [day.day for day in reached.days] == [11, 12, 13]


def test_day_ahead_of_a_clock_that_was_set_back_is_counted_in_no_window() -> None:
    told = ledger(on("2025-05-19", "2025-05-20", "2025-05-21"))

    assert (told.week, told.since, told.reached) == (2, 3, None)


def test_approximate_day_is_listed_and_counted_apart() -> None:
    told = ledger(on("2025-05-18", "2025-05-19", None), since=Dated("in spring"))

    assert (told.since, told.undated, told.week, told.reached) == (3, 1, 2, None)
    assert told.crossings[-1].day is None


def test_number_of_one_is_reached_at_once() -> None:
    assert ledger(on("2025-05-20"), often=1, in_days=1).reached is not None
    assert ledger(on("2025-05-19"), often=1, in_days=1, for_days=1).reached is None


@pytest.mark.parametrize("grave", ["yes", "unsure", ""])
def test_no_number_counts_unless_it_is_clearly_not_about_violence(grave: str) -> None:
    told = ledger([replace(THREE[0], starts=dated("2025-05-19")), *THREE[1:]], grave=grave)

    assert told.grave is (grave == "yes")
    assert (told.reached, told.acting) == (None, None)
    assert told.month == 3


def test_no_number_counts_where_somebody_was_hurt_in_these_days() -> None:
    assert ledger([*THREE, note(4, "2025-05-04", hurt=True)]).reached is None
    assert ledger([*THREE, note(4, "2025-04-19", hurt=True)]).reached is not None


def test_injury_that_came_after_the_number_was_reached_comes_first() -> None:
    assert ledger([*THREE, note(4, "2025-05-21", hurt=True)]).reached is None


def test_injury_without_a_day_counts_by_the_day_on_which_it_was_written() -> None:
    hurt = note(4, None, hurt=True)

    assert ledger([*THREE, hurt]).reached is None
    assert ledger([*THREE, replace(hurt, recorded="2025-03-01T12:00:00+01:00")]).reached is not None


@pytest.mark.parametrize("answered", [{"starts": dated("2025-06-01")}, {"done": "not-this-time"}, {"done": "not-safe"}])
def test_note_that_is_answered_is_not_asked_about(answered: dict[str, object]) -> None:
    assert ledger([*THREE[:2], replace(THREE[2], **answered)]).reached is None  # type: ignore[arg-type]


def test_next_crossing_after_not_this_time_is_asked_about_anew() -> None:
    reached = ledger([*THREE[:2], replace(THREE[2], done="not-this-time"), note(4, "2025-05-20")]).reached

    assert reached is not None
    assert reached.incident.number == 4


def test_last_written_of_a_day_is_the_one_that_is_asked_about() -> None:
    reached = ledger([note(9, "2025-05-19"), *THREE]).reached

    assert reached is not None
    assert (reached.incident.number, len(reached.days)) == (9, 4)


def test_number_that_was_reached_long_ago_is_let_rest() -> None:
    assert ledger(THREE, date(2025, 6, 17)).reached is not None
    assert ledger(THREE, date(2025, 6, 18)).reached is None


def test_it_is_asked_about_as_long_as_what_was_decided_would_last() -> None:
    assert ledger(THREE, date(2025, 6, 1), in_days=17, for_days=14).reached is not None
    assert ledger(THREE, date(2025, 6, 5), in_days=17, for_days=14).reached is None
    assert ledger(THREE, date(2025, 6, 17), in_days=17, for_days=30).reached is not None
    assert ledger(THREE, date(2025, 6, 18), in_days=17, for_days=30).reached is None


def test_thirty_days_end_on_the_thirtieth() -> None:
    begun = [replace(THREE[2], starts=dated("2025-05-20"))]
    acting = ledger(begun).acting

    assert acting is not None
    assert acting.until == date(2025, 6, 18)
    assert ledger(begun, date(2025, 6, 18)).acting is not None
    assert ledger(begun, date(2025, 6, 19)).acting is None
    assert ledger(begun, date(2025, 5, 19)).acting is None


def test_of_two_that_overlap_the_later_end_counts() -> None:
    both = [note(1, "2025-05-01", starts=dated("2025-05-10")), note(2, "2025-05-02", starts=dated("2025-05-02"))]
    acting = ledger(both).acting

    assert acting is not None
    assert acting.until == date(2025, 6, 8)


def test_what_is_over_is_asked_about_until_it_is_answered() -> None:
    begun = replace(THREE[0], starts=dated("2025-05-04"))

    assert [each.until for each in ledger([begun], for_days=7).over] == [date(2025, 5, 10)]
    for done in ("yes", "part", "not-this-time", "not-safe"):
        assert ledger([replace(begun, done=done)], for_days=7).over == ()


def test_what_was_done_stays_in_force_until_its_end() -> None:
    begun = replace(THREE[2], starts=dated("2025-05-20"))

    assert ledger([replace(begun, done="part")]).acting is not None
    assert ledger([replace(begun, done="not-safe")]).acting is None


@pytest.mark.parametrize(
    ("starts", "lasting"), [(dated("2025-05-19"), 0), (dated("2025-05-19"), HUGE), (Dated("soon"), 30)]
)
def test_what_has_no_known_end_is_begun_and_not_in_force(starts: Dated, lasting: int) -> None:
    told = ledger([replace(THREE[2], starts=starts)], for_days=lasting)

    assert (told.acting, told.over) == (None, ())
    assert told.begun is not None
    assert told.begun.begun == starts


def test_huge_numbers_count_everything_and_overflow_nowhere() -> None:
    far = on("0001-01-01", "2025-05-19", "9999-12-31")

    assert ledger(far, often=2, in_days=HUGE, for_days=HUGE).reached is not None
    assert ledger(far, often=HUGE, in_days=HUGE).reached is None
    assert ledger(far, date.max, often=3, in_days=HUGE).reached is not None
    assert ledger(far, date.min).week == 1


def test_answers_are_counted_of_every_crossing() -> None:
    notes = [replace(each, done=done) for each, done in zip(THREE, ("yes", "part", "yes"), strict=True)]

    assert ledger(notes, since=dated("2025-05-19")).answers == {"yes": 2, "part": 1}


def test_one_note_counts_for_each_boundary_that_it_crossed() -> None:
    both = [replace(each, crossed=("b", "c")) for each in THREE]
    other = statement(Record("c", USUAL))

    assert ledger(both).reached is not None
    assert kept(other, both, TODAY).reached is not None
    assert kept(statement(Record("d", USUAL)), both, TODAY).since == 0


def test_every_crossing_of_one_day_counts() -> None:
    assert ledger(on("2025-05-19", "2025-05-19", "2025-05-19")).reached is not None
    assert ledger(on("2025-05-19", "2025-05-19", "2025-05-19"), TODAY + timedelta(days=1)).week == 3
