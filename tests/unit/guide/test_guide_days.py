"""Days named in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.guide.days import day_of, moment_words

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-05-03", "2026-05-03"),
        (" today ", "2026-05-20"),
        ("Yesterday.", "2026-05-19"),
        ("3 May 2026", "2026-05-03"),
        ("3rd of May 2026", "2026-05-03"),
        ("the 3rd of may, 2026", "2026-05-03"),
        ("May 3, 2026", "2026-05-03"),
        ("12 Sept. 2025", "2025-09-12"),
        ("12 sep 2025", "2025-09-12"),
        ("1 June 2027", "2027-06-01"),
        ("3 May", "2026-05-03"),
        ("20 May", "2026-05-20"),
        ("21 May", "2025-05-21"),
        ("May 3rd", "2026-05-03"),
        ("29 February", "2024-02-29"),
        ("3/5/2026", None),
        ("13/5/2026", None),
        ("around Easter", None),
        ("31 June 2026", None),
        ("2026-13-01", None),
        ("2026-5-3", None),
        ("3 Ma", None),
        ("3 Mayo", None),
        ("30 February", None),
        ("May 2026", None),
        ("5 people", None),
        ("0 May 2026", None),
        ("3 May 0000", None),
        ("٣ May 2026", None),
        ("", None),
    ],
)
def test_words_name_a_day_or_none(words: str, day: str | None) -> None:
    assert day_of(words, TODAY) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_day_written_out_is_read_back(day: date) -> None:
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    written = f"{day.day} {months[day.month - 1]}"
    assert day_of(day.isoformat(), TODAY) == day.isoformat()
    assert day_of(f"{written} {day.year}", TODAY) == day.isoformat()
    assert day_of(written, day) == day.isoformat()


@given(st.text(max_size=20), st.dates())
def test_any_words_give_a_day_or_none(words: str, today: date) -> None:
    found = day_of(words, today) if today - date.min > timedelta(days=1) else None
    assert found is None or date.fromisoformat(found)


def test_moment_is_written_out_by_its_own_clock() -> None:
    assert moment_words("2026-03-05T09:07:59+02:00") == "5 March 2026, 09:07"
    assert [moment_words(each) for each in (None, "", "then", "2026-03-05")] == ["", "", "", ""]


SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "ago"),
    [
        ("Saturday", 1),
        ("last Saturday", 1),
        ("on Monday", 6),
        ("last night", 1),
        ("this morning", 0),
        ("Two days ago", 2),
        ("3 days ago", 3),
        ("a week ago", 7),
        ("hace dos días", 2),
        ("anoche", 1),
        ("Sat 21 November", 1),
    ],
)
def test_day_is_understood_as_people_say_it(words: str, ago: int) -> None:
    assert day_of(words, SUNDAY) == (SUNDAY - timedelta(days=ago)).isoformat()


@pytest.mark.parametrize(
    "words", ["Sunday", "hace 2 days ago", "some days ago", "999999 days ago", "mo", "last", "3/11"]
)
def test_words_that_read_two_ways_name_no_day(words: str) -> None:
    assert day_of(words, SUNDAY) is None
