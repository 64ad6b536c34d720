import pytest

from workbook.authoring.items import count_dotted, without_dots
from workbook.authoring.options import read_options
from workbook.authoring.report import Report
from workbook.authoring.scan import scan
from workbook.authoring.shapes import shape_of
from workbook.model.exercise import Option
from workbook.model.kinds import KINDS, Shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("- [ ] a", Shape.TICKS),
        ("* [ ] a\n\n* [ ] b", Shape.TICKS),
        ("+ [x] a", Shape.TICKS),
        ("- []", Shape.TICKS),
        ("- ( ) a", Shape.RINGS),
        ("- ()", Shape.RINGS),
        ("*low* 1 2 3 *high*", Shape.NUMBERS),
        ("__low__ -2 -1\n0 _high_", Shape.NUMBERS),
        ("1 2 3 4", Shape.NUMBERS),
        ("....", Shape.DOTS),
        ("……", Shape.DOTS),
        ("…...", Shape.DOTS),
        ("......... .........\n.....", Shape.DOTS),
        ("- a: ....", Shape.FIELDS),
        ("- a\uff1a……", Shape.FIELDS),
        ("- a: ( ) b ( ) c", Shape.FIELDS),
        ("1. ....\n1. ....", Shape.SLOTS),
        ("1) ....\n2) ....", Shape.SLOTS),
    ],
)
def test_shape_is_told_from_the_paper(text: str, shape: Shape) -> None:
    (node,) = scan(text)

    assert shape_of(node) is shape


@pytest.mark.parametrize(
    "text",
    [
        "Words ...",
        "Well... maybe....yes",
        "...",
        "…",
        "- a\n- b",
        "1. a\n2. b",
        "- [a](b.md)",
        "- (a) b",
        "- wait ...",
        "In 2019",
        "*low* to *high*",
        "1",
        "*a* 1 and 2 *b*",
        "> - [ ] a",
        "```\n....\n```",
        "# ....",
    ],
)
def test_prose_is_no_answer_space(text: str) -> None:
    (node,) = scan(text)

    assert shape_of(node, frozenset(Shape)) is None


def test_ids_without_boxes_are_what_the_kind_expects() -> None:
    (node,) = scan("- a <!-- #a -->\n- b <!-- #b -->")

    assert shape_of(node) is None
    assert shape_of(node, KINDS["checklist"].shapes) is Shape.TICKS
    assert shape_of(node, KINDS["choice"].shapes) is Shape.RINGS
    assert shape_of(node, KINDS["records"].shapes) is Shape.FIELDS
    assert shape_of(node, KINDS["short"].shapes) is None


@pytest.mark.parametrize(
    ("text", "words", "dotted"),
    [
        ("Something else: ....................", "Something else", True),
        ("Something else:....", "Something else", True),
        ("Something else ………… ....", "Something else", True),
        ("Someone: else: ....", "Someone: else", True),
        ("Something else:", "Something else", False),
        ("And then ...", "And then ...", False),
        ("其他\uff1a……", "其他", True),
        ("....", "", True),
        ("", "", False),
    ],
)
def test_dots_and_a_colon_are_taken_off_the_words(text: str, words: str, dotted: bool) -> None:
    assert without_dots(text) == (words, dotted)


@pytest.mark.parametrize(
    ("text", "count"), [("....", 1), (".... ....", 2), ("...", 0), ("…", 0), ("a ....", 0), ("", 0)]
)
def test_dotted_lines_are_counted(text: str, count: int) -> None:
    assert count_dotted(text) == count


def test_option_keeps_plain_words_whatever_its_dress() -> None:
    report = Report("it.md")
    (node,) = scan("- [ ] **A** [b](c.md) `d` &amp;\n  e\\\n  f <!-- #a -->\n\n- [ ]  G\n  <!-- #g; alone -->")

    assert read_options(node, Shape.TICKS, report) == (
        Option("a", "A b d & e f", line=1),
        Option("g", "G", alone=True, line=5),
    )
    assert report.problems() == ()
