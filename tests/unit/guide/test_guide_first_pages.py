import re
from itertools import chain
from pathlib import Path

import pytest

from workbook.guide.first_pages import FirstPage, Place, first_pages
from workbook.guide.reaching import helpline_blocks
from workbook.helplines.reading import regions
from workbook.model.prose import Paragraph, Verbatim, plain

PLACE = Place(Path("/home/me/it's mine"), (Path("/opt/workbook"),))
EVERY = tuple(
    page
    for again, in_lines in ((False, False), (True, False), (False, True))
    for page in first_pages(PLACE, again=again, in_lines=in_lines)
)
each_page = pytest.mark.parametrize("page", EVERY, ids=lambda page: page.id)


def words_of(page: FirstPage) -> str:
    return " ".join(plain(block.children) for block in page.blocks if isinstance(block, Paragraph))


def grade(text: str) -> float:
    """The reading grade by Flesch and Kincaid, with syllables counted by their vowels."""
    sentences = [each for each in re.split(r"[.!?:]+(?:\s|$)", text) if each.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@each_page
def test_page_is_read_with_eight_years_of_school(page: FirstPage) -> None:
    assert grade(words_of(page)) <= 8


@each_page
def test_page_promises_nothing_that_cannot_be_kept(page: FirstPage) -> None:
    said = words_of(page).lower()
    for word in ("secure", "guarantee", "undetect", "untrace", "invisible", "completely", "always safe", "private"):
        assert word not in said


def test_pages_have_ids_of_their_own_that_stay() -> None:
    for in_lines in (False, True):
        assert [page.id for page in first_pages(PLACE, in_lines=in_lines)] == [
            "about",
            "device",
            "writing",
            "leaving",
            "passphrase",
            "region",
            "removing",
        ]


def test_keys_of_the_screen_are_not_named_in_lines() -> None:
    in_lines = " ".join(map(words_of, first_pages(PLACE, in_lines=True)))
    assert not re.findall(r"\bF\d\b|Esc|Ctrl\+[QL]", in_lines)
    assert "/quit" in in_lines
    assert "/quit" not in " ".join(map(words_of, first_pages(PLACE)))


def test_folders_are_quoted_for_the_shell() -> None:
    (removing,) = (page for page in first_pages(PLACE) if page.id == "removing")
    folders = [block.text for block in removing.blocks if isinstance(block, Verbatim)]
    assert folders == ["'/home/me/it'\"'\"'s mine'", "/opt/workbook"]


def test_number_is_never_shown_without_the_word_to_check_it() -> None:
    for region in regions():
        said = " ".join(plain(block.children) for block in helpline_blocks(region) if isinstance(block, Paragraph))
        assert said.index("Check a number before you rely on it.") < said.index("Phone: ")
        assert "Looked up on 21 November 2026, in stored copies of pages at" in said
        for number in chain.from_iterable(
            (each.phone, each.text, each.textphone, each.web) for each in region.helplines
        ):
            assert number is None or number in said
