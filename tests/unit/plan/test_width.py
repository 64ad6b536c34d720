from hypothesis import given
from hypothesis import strategies as st

from workbook.plan.width import columns, wrap


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert columns("漢字") == 4
    assert columns("e\u0301") == 1
    assert columns("plain") == 5


@given(st.text(st.sampled_from("ab  漢\u0301é\u3000"), max_size=80), st.integers(4, 30))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_and_the_indent_stays() -> None:
    assert wrap("  one two three", 8) == ["  one", "two", "three"]
    assert wrap("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]
    assert wrap("", 10) == [""]
