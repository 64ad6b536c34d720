"""Searching the log, held against the plainest way to do it."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.insight.searching import Finding, Sought, folded, words_in


@dataclass(frozen=True)
class Note:
    text: str = ""
    crossed: tuple[str, ...] = ()
    day: date | None = None


DAYS = st.none() | st.dates(date(2024, 2, 26), date(2024, 3, 3))
LETTERS = st.text(st.sampled_from("abAB é\u0301ßİ\u0131ø"), max_size=6)
NOTES = st.lists(
    st.builds(
        Note,
        LETTERS.map(folded),
        st.lists(st.sampled_from(("b1", "b2")), max_size=2).map(tuple),
        DAYS,
    ),
    max_size=12,
)
SOUGHT = st.builds(Sought, LETTERS.map(words_in), st.none() | st.sampled_from(("b1", "b2")), DAYS, DAYS)


def slow(notes: list[Note], sought: Sought) -> list[Note]:
    """One rule after the other, each over everything."""
    if sought.boundary is not None:
        notes = [each for each in notes if any(one == sought.boundary for one in each.crossed)]
    for end, is_in in ((sought.first, str.__ge__), (sought.last, str.__le__)):
        if end is not None:
            notes = [each for each in notes if each.day is not None and is_in(each.day.isoformat(), end.isoformat())]
    for word in sought.words:
        notes = [each for each in notes if each.text.find(word) >= 0]
    return notes


@given(NOTES, SOUGHT, st.integers(1, 4))
def test_search_in_slices_finds_what_the_plainest_search_finds(notes: list[Note], sought: Sought, each: int) -> None:
    finding = Finding(notes, sought)
    steps = count(1)
    for _slice in range(len(notes) + 1):
        finding.take(lambda: next(steps) % each == 0)
    finding.take(lambda: False)
    assert finding.is_done
    assert finding.found == slow(notes, sought)


@pytest.mark.parametrize(
    ("sought", "wide"),
    [
        (Sought(("a",)), Sought(("b",))),
        (Sought(("a",)), Sought(("ab",))),
        (Sought(), Sought(boundary="b1")),
        (Sought(boundary="b2"), Sought(boundary="b1")),
        (Sought(), Sought(first=date(2024, 3, 1))),
        (Sought(first=date(2024, 2, 1)), Sought(first=date(2024, 3, 1))),
        (Sought(last=date(2024, 3, 1)), Sought(first=date(2024, 3, 1))),
        (Sought(last=date(2024, 3, 2)), Sought(last=date(2024, 3, 1))),
    ],
)
def test_what_is_no_narrower_is_searched_among_everything(sought: Sought, wide: Sought) -> None:
    assert not sought.narrows(wide)


@given(NOTES, SOUGHT, SOUGHT)
def test_search_among_what_a_wider_one_found_finds_the_same(notes: list[Note], wide: Sought, sought: Sought) -> None:
    if sought.narrows(wide):
        assert slow(slow(notes, wide), sought) == slow(notes, sought)


@given(SOUGHT, LETTERS.map(words_in))
def test_more_words_only_narrow(sought: Sought, more: tuple[str, ...]) -> None:
    assert Sought((*sought.words, *more), sought.boundary, sought.first, sought.last).narrows(sought)
    assert sought.narrows(Sought())


@given(st.text(), st.text())
def test_folding_twice_changes_nothing_and_words_lose_no_meaning_when_composed(text: str, more: str) -> None:
    assert folded(folded(text)) == folded(text)
    composed, spread = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert folded(composed) == folded(spread)
    assert all(word in folded(f"{text} {more}") for word in words_in(text)) or not text.isascii()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café", "cafe"),
        ("STRASSE", "straße"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ISPARTA \u0131l\u0131k", "ilik"),
        ("niño", "NINO"),
        ("Łódź, Sørensen", "lodz sorensen"),
        ("\ufb01nger", "fin"),
        ("电话 短信", "短信"),
    ],
)
def test_words_are_found_however_they_are_typed(written: str, typed: str) -> None:
    assert Sought(words_in(typed)).finds(Note(folded(written)))


def test_note_without_a_day_is_in_no_span() -> None:
    assert not Sought(first=date(2024, 1, 1)).finds(Note())
    assert not Sought(last=date(2024, 1, 1)).finds(Note())
    assert Sought().finds(Note())
