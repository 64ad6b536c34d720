from datetime import date

import pytest

from workbook.guide.statements import Statement
from workbook.insight.account import crossed_words, followed_words, newest_first
from workbook.insight.incidents import Incident
from workbook.insight.ledger import Kept, kept
from workbook.model.entry import Entry
from workbook.model.values import Dated, Record

TODAY = date(2025, 3, 5)


def note(number: int, day: date | None, done: str | None = None) -> Incident:
    """A note in which the boundary was crossed."""
    about = Dated(day.isoformat(), day.isoformat()) if day else Dated("around Easter")
    stamp = "2025-03-05T12:00:00+00:00"
    return Incident(f"n{number}", number, about, day, stamp, "", ("b",), False, None, done, "")


def account(*notes: Incident, since: Dated | None = None) -> Kept:
    """What they say of one boundary."""
    fields: dict[str, str | int | Dated] = {"behaviour": "Shouting"}
    if since is not None:
        fields["since"] = since
    entry = Entry("e", "boundaries", 2, "en", Dated("5 March 2025"), "2025-03-05T12:00:00+00:00")
    return kept(Statement(Record("b", fields), entry, ()), notes, TODAY)


def test_nothing_noted_is_no_number() -> None:
    assert crossed_words(account()) == "No crossing is noted."


def test_since_counts_from_the_exact_day_and_in_all_without_one() -> None:
    notes = note(1, date(2025, 1, 1)), note(2, date(2025, 3, 1))
    exact = account(*notes, since=Dated("1 February", "2025-02-01"))
    assert crossed_words(exact) == (
        "Crossed: once in the last 7 days, once in the last 30 days, once since 1 February 2025."
    )
    about = account(*notes, since=Dated("this spring"))
    assert crossed_words(about) == "Crossed: once in the last 7 days, once in the last 30 days, twice in all."


def test_what_has_no_day_is_told_apart() -> None:
    words = crossed_words(account(note(1, None), note(2, None), note(3, date(2024, 1, 1))))
    assert words == (
        "Crossed: not in the last 7 days, not in the last 30 days, 3 times in all. "
        "2 have no exact day: they count only in the last number."
    )


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((), ""),
        (("not-safe",), "What you had decided: not safe to do once."),
        (("yes", "not-this-time", "yes"), "What you had decided: done twice, not this time once."),
        (("part", "yes", "yes", "yes"), "What you had decided: done 3 times, done in part once."),
    ],
)
def test_every_answer_reads_calmly(answers: tuple[str, ...], words: str) -> None:
    notes = (note(number, date(2025, 1, number), done) for number, done in enumerate(answers, 1))
    assert followed_words(account(*notes)) == words


def test_latest_crossing_comes_first_and_those_without_a_day_last() -> None:
    every = account(note(1, None), note(2, date(2025, 1, 1)), note(3, None), note(4, date(2025, 2, 1)))
    assert [each.number for each in newest_first(every.crossings)] == [4, 2, 3, 1]
