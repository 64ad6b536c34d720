"""Phrases whose field is empty are left out, and the sentence stays a sentence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.guide.guide_world import inlines, said
from workbook.guide.phrases import without_empty
from workbook.model.prose import Break, Strong

EXAMPLE = "**When** [this](#b.behaviour), **I will say** [words](#b.words), **and I will** [do](#b.consequence)."


def left(text: str, *empty: str) -> str:
    """The sentence without the phrases of these fields."""
    return said(without_empty(inlines(text), lambda link: link.ref.field not in empty if link.ref.field else None))


@pytest.mark.parametrize(
    ("text", "empty", "expected"),
    [
        (EXAMPLE, "", "**When** [this], **I will say** [words], **and I will** [do]."),
        (EXAMPLE, "words", "**When** [this], **and I will** [do]."),
        (EXAMPLE, "consequence", "**When** [this], **I will say** [words]."),
        (EXAMPLE, "behaviour", "**I will say** [words], **and I will** [do]."),
        (EXAMPLE, "behaviour words", "**And I will** [do]."),
        (EXAMPLE, "words consequence", "**When** [this]."),
        (EXAMPLE, "behaviour words consequence", ""),
        ("**When** [x](#b.x), **I will** [y](#b.y), quietly.", "y", "**When** [x]."),
        ("**When** [x](#b.x), **I will** [y](#b.y), quietly.", "x", "**I will** [y], quietly."),
        ("[x](#b.x): [y](#b.y)", "y", "[x]"),
        ("[x](#b.x): [y](#b.y)", "x", "[y]"),
        ("[x](#b.x). I may ask: [y](#b.y).", "y", "[x]."),
        ("[x](#b.x). I may ask: [y](#b.y).", "x", "I may ask: [y]."),
        ("[x](#b.x), too often at [n](#b.n) in a month, then for [d](#b.d) days.", "n", "[x], then for [d] days."),
        (
            "[x](#b.x), too often at [n](#b.n) in a month, then for [d](#b.d) days.",
            "d",
            "[x], too often at [n] in a month.",
        ),
        ("[x](#b.x), too often at [n](#b.n) in a month, then for [d](#b.d) days.", "x n", "Then for [d] days."),
        ("From [x](#b.x) to [y](#b.y).", "y", "From [x]."),
        ("[x](#b.x) and [y](#b.y).", "x", "[y]."),
        ("[x](#b.x), in an emergency, call [y](#b.y).", "y", "[x]."),
        ("[x](#b.x) ([y](#b.y)) at home", "y", "[x]"),
        ("[x](#b.x) (reach: [y](#b.y), code: [z](#b.z))", "z", "[x] (reach: [y])"),
        ("[x](#b.x) (reach: [y](#b.y), code: [z](#b.z))", "y", "[x], code: [z]"),
        ("“[x](#b.x)” and [y](#b.y)", "y", "“[x]”"),
        ("First this. [x](#b.x), [y](#b.y).", "x", "First this. [y]."),
        ("First this. [x](#b.x).", "x", "First this."),
        ("[x](#b.x). Always this.", "x", "Always this."),
        ("[x](#b.x) — with [y](#b.y) — and [z](#b.z).", "y", "[x] — and [z]."),
        ("[x](#b.x), for [values](values.md#top), [y](#b.y)", "y", "[x]"),
        ("[x](#b.x) costs 3.50, [y](#b.y)", "y", "[x] costs 3.50"),
        ("**[x](#b.x), and [y](#b.y)**.", "y", "**[x]**."),
        ("[x](#b.x)? [y](#b.y)!", "x", "[y]!"),
    ],
)
def test_phrase_of_an_empty_field_is_left_out(text: str, empty: str, expected: str) -> None:
    assert left(text, *empty.split()) == expected


def test_line_of_an_empty_field_goes_with_its_break() -> None:
    children = (*inlines("[x](#b.x)"), Break(), *inlines("Reach: [y](#b.y)"), Break(), *inlines("Code: [z](#b.z)"))

    def without(name: str) -> str:
        return said(without_empty(children, lambda link: link.ref.field != name))

    assert without("x") == "Reach: [y]/Code: [z]"
    assert without("y") == "[x]/Code: [z]"
    assert without("z") == "[x]/Reach: [y]"


def test_words_in_the_reader_s_answers_are_never_capitalised() -> None:
    children = (*inlines("[x](#b.x), "), Strong(inlines("[y](#b.y)")))
    assert without_empty(children, lambda link: link.ref.field != "x") == (Strong(inlines("[y](#b.y)")),)


WORDS = st.sampled_from(["when", "and then I", "quietly at", "over to"])
PHRASES = st.lists(
    st.tuples(WORDS, st.booleans(), st.sampled_from(["", " days", " in a month"])), min_size=1, max_size=5
)


@given(st.lists(PHRASES, min_size=1, max_size=3))
def test_what_is_left_reads_as_if_only_the_filled_phrases_had_been_written(
    sentences: list[list[tuple[str, bool, str]]],
) -> None:
    def written(sentence: list[tuple[str, bool, str]]) -> str:
        said_ = ", ".join(f"{lead} [x](#b.{'full' if filled else 'empty'}){tail}" for lead, filled, tail in sentence)
        return f"{said_[0].upper()}{said_[1:]}."

    whole = " ".join(map(written, sentences))
    kept = [[phrase for phrase in sentence if phrase[1]] for sentence in sentences]
    expected = " ".join(written(sentence) for sentence in kept if sentence)
    assert left(whole, "empty") == said(inlines(expected))


PIECES = st.sampled_from(["a", " b", ", ", ". ", " (", ")", ": ", "; ", " — ", "“", "”", "! "])
LINKS = st.sampled_from(["[x](#b.full)", "[x](#b.empty)", "**so [x](#b.empty)**"])


@given(st.lists(st.one_of(PIECES, LINKS), max_size=12))
def test_any_sentence_keeps_its_answers_and_gains_no_stray_punctuation(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = left(text, "empty")
    if "empty" not in text:
        assert found == said(inlines(text))
        return
    assert found.count("[x]") == text.count("full")
    assert found == found.strip()
    if not re.search(r"(^|[.!])\s*[,;:]", text):
        assert not re.match("[,;:]", found)
    if text.count("(") == text.count(")") and text.count("“") == text.count("”"):
        assert len(found) <= len(said(inlines(text)))
