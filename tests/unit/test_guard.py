"""One guard for text on its way in, one for text on its way to a terminal."""

import pytest
from hypothesis import given

from tests.hostile import HOSTILE, hostile_text, may_reach_a_terminal
from workbook.model.guard import clean, clean_line, file_name, is_clean, shown, shown_on_row


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_a_terminal_obeys_passes(text: str) -> None:
    for guarded in (clean(text), shown(text)):
        assert [char for char in guarded if char not in "\n\t" and not may_reach_a_terminal(char)] == []
    for guarded in (clean_line(text), shown_on_row(text)):
        assert [char for char in guarded if not may_reach_a_terminal(char)] == []


@given(hostile_text)
def test_nothing_that_a_terminal_obeys_passes_in_any_text(text: str) -> None:
    assert all(char in "\n\t" or may_reach_a_terminal(char) for char in clean(text) + shown(text))
    assert all(may_reach_a_terminal(char) for char in clean_line(text) + shown_on_row(text))


@given(hostile_text)
def test_what_is_clean_is_left_as_it_is(text: str) -> None:
    once = clean(text)
    assert is_clean(once)
    assert clean(once) == once == shown(once)
    assert clean_line(clean_line(text)) == clean_line(text) == shown_on_row(clean_line(text))


def test_letters_of_every_script_and_emoji_pass_untouched() -> None:
    for name in ("emoji", "wide", "right to left", "joiners", "tower", "selectors", "tags"):
        words = HOSTILE[f"letters: {name}"]
        assert clean(words) == words == shown_on_row(words)


def test_what_no_file_can_hold_is_dropped_on_its_way_in_and_seen_on_its_way_out() -> None:
    assert clean("a\udc9bb") == "ab"
    assert shown("a\udc9bb") == "a?b"
    assert shown_on_row("a\ud800b") == "a?b"


def test_every_kind_of_newline_becomes_one_on_a_screen_of_lines_and_none_on_a_row() -> None:
    assert shown("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"
    assert shown_on_row("a\r\nb\tc\u2028d") == "abcd"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/my-day.md", "“my-day.md”"),
        ("folder/", "“folder”"),
        ("a”\nType it: “.md", "“a??Type it: ?.md”"),
        ("mañana 李.md", "“mañana 李.md”"),
        ("x" * 60, f"“{'x' * 40}…”"),
    ],
)
def test_name_of_a_file_stays_inside_its_quotes(path: str, name: str) -> None:
    assert file_name(path) == name


@given(hostile_text)
def test_no_name_of_a_file_steers_a_terminal(text: str) -> None:
    assert all(may_reach_a_terminal(char) for char in file_name(text))
