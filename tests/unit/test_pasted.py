"""What is pasted comes in as words, however the terminal cuts it up."""

import pytest
from hypothesis import given, strategies

from tests.hostile import ALL_AT_ONCE, HOSTILE, hostile_text
from workbook.model.guard import clean
from workbook.pasted import PasteGuard

BEGINS, ENDS = "\x1b[200~", "\x1b[201~"
KEYS = "\x1b[A\x1bOPx\x1b"


def let_in(came: str, size: int) -> str:
    """What passes, in pieces of this many letters."""
    guard = PasteGuard()
    return "".join(guard.let_in(came[at : at + size]) for at in range(0, len(came), size))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100_000])
def test_paste_is_words_and_keys_around_it_stay_keys(size: int) -> None:
    said = let_in(f"{KEYS}{BEGINS}{ALL_AT_ONCE}{ENDS}{KEYS}{BEGINS}{ENDS}{KEYS}", size)
    assert said == f"{KEYS}{BEGINS}{clean(ALL_AT_ONCE)}{ENDS}{KEYS}{BEGINS}{ENDS}{KEYS}"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_escape_is_left_in_any_paste(text: str) -> None:
    said = let_in(f"{BEGINS}{text}{ENDS}", 4)
    assert said == f"{BEGINS}{clean(text)}{ENDS}"


@given(hostile_text, strategies.integers(1, 9))
def test_pieces_make_no_difference(text: str, size: int) -> None:
    came = f"a{BEGINS}{text}{ENDS}b{text}"
    assert let_in(came, size) == let_in(came, len(came))


def test_nothing_outside_of_a_paste_waits_for_what_comes_next() -> None:
    guard = PasteGuard()
    for key in ("\x1b", "a", "\x1b[20", "\x1b", "\x1b[200"):
        assert guard.let_in(key) == key
    assert guard.let_in("~a\x1bb") == "~ab"
