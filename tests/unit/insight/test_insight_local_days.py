"""Days are those of the reader's own clock, also in the nights in which it is changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.guide.guide_world import ticked
from tests.unit.insight.lived import Life
from workbook.guide.sitting import Sitting
from workbook.insight.incidents import incidents
from workbook.insight.ledger import kept
from workbook.model.values import Dated

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NIGHTS = [
    (datetime(2025, 3, 29, 22, 59, 59, tzinfo=UTC), BERLIN, "2025-03-29", "2025-03-29T23:59:59+01:00"),
    (datetime(2025, 3, 29, 23, 0, 0, tzinfo=UTC), BERLIN, "2025-03-30", "2025-03-30T00:00:00+01:00"),
    (datetime(2025, 3, 30, 21, 59, 59, tzinfo=UTC), BERLIN, "2025-03-30", "2025-03-30T23:59:59+02:00"),
    (datetime(2025, 3, 30, 22, 0, 0, tzinfo=UTC), BERLIN, "2025-03-31", "2025-03-31T00:00:00+02:00"),
    (datetime(2025, 10, 26, 0, 30, 0, tzinfo=UTC), BERLIN, "2025-10-26", "2025-10-26T02:30:00+02:00"),
    (datetime(2025, 10, 26, 1, 30, 0, tzinfo=UTC), BERLIN, "2025-10-26", "2025-10-26T02:30:00+01:00"),
    (datetime(2025, 10, 26, 22, 59, 59, tzinfo=UTC), BERLIN, "2025-10-26", "2025-10-26T23:59:59+01:00"),
    (datetime(2025, 10, 26, 23, 0, 0, tzinfo=UTC), BERLIN, "2025-10-27", "2025-10-27T00:00:00+01:00"),
    (datetime(2025, 11, 3, 4, 30, 0, tzinfo=UTC), NEW_YORK, "2025-11-02", "2025-11-02T23:30:00-05:00"),
]


@pytest.fixture
def life() -> Life:
    life = Life()
    life.draw_line("insults")
    return life


def noted(life: Life, clock: Callable[[], datetime]) -> Sitting:
    sitting = Sitting.open("incident", life, life, clock)
    sitting.answer("crossed", ticked("insults"))
    return sitting


@pytest.mark.parametrize(("moment", "zone", "day", "stamped"), NIGHTS)
def test_note_without_a_day_is_about_the_local_day_on_which_it_was_begun(
    life: Life, moment: datetime, zone: ZoneInfo, day: str, stamped: str
) -> None:
    sitting = noted(life, lambda: moment.astimezone(zone))
    [note] = incidents(life, life)
    told = kept(life.statement("insults"), [note], sitting.context.today)

    assert (note.day, note.recorded) == (date.fromisoformat(day), stamped)
    assert sitting.context.today == date.fromisoformat(day)
    assert told.week == 1


def test_seven_days_over_a_changed_clock_are_seven_days(life: Life) -> None:
    noted(life, lambda: datetime(2025, 3, 24, 0, 5, tzinfo=BERLIN))
    late = datetime(2025, 3, 30, 23, 55, tzinfo=BERLIN)

    def week(today: date) -> int:
        return kept(life.statement("insults"), incidents(life, life), today).week

    assert (week(late.date()), week(date(2025, 3, 31))) == (1, 0)


def test_day_that_was_typed_counts_in_place_of_the_one_of_writing(life: Life) -> None:
    late = datetime(2025, 10, 26, 22, 30, tzinfo=UTC).astimezone(BERLIN)
    sitting = noted(life, lambda: late)
    sitting.answer("when", Dated("yesterday", "2025-10-25"))

    assert incidents(life, life)[0].day == date(2025, 10, 25)
