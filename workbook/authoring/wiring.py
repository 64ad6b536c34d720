"""The markers that a plain worksheet lacks, and where they go. The shapes on paper say what is asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _
from itertools import pairwise

from workbook.authoring.body import Blank, Desk, walk
from workbook.authoring.fields import parts_of, read_fields, take_own_comment
from workbook.authoring.guesses import dotted_kind, field_flag, kinds_of, standing_alone
from workbook.authoring.ids import Namespace
from workbook.authoring.insertion import Insertion
from workbook.authoring.items import count_dotted, read_item
from workbook.authoring.markers import KIND, Marker, read_id, read_was
from workbook.authoring.naming import Names
from workbook.authoring.options import read_options
from workbook.authoring.outline import Outline, Section
from workbook.authoring.pages import page_name
from workbook.authoring.prose import ProseReader
from workbook.authoring.report import Report
from workbook.authoring.scan import Node
from workbook.authoring.shapes import RING
from workbook.model.exercise import Field, Option
from workbook.model.kinds import KINDS, Shape
from workbook.model.values import FieldKind

_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_NO_DASH = re.compile(r"\s*(?:\(\s?\)|\[ \])\s+\S")
_UNDERSCORES = re.compile(r"(?:_|\\_){4}")
_LISTS = frozenset({Shape.TICKS, Shape.RINGS})


@dataclass(slots=True)
class Wiring:
    """What is to be put into a worksheet."""

    lines: Sequence[str]
    """Of the text, with plain newlines."""
    report: Report
    """What cannot be made sense of."""
    names: Names = field(default_factory=Names)
    """Of pages, questions and rules."""
    insertions: list[Insertion] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    """Of every answer space, in order."""

    def below(self, line: int, text: str, guess: str = "") -> None:
        """Put a marker on a line of its own."""
        self.insertions.append(Insertion(line, f"<!-- {text} -->", guess=guess))

    def inside(self, line: int, column: int, text: str, guess: str = "") -> None:
        """Put a marker behind the words of a line."""
        self.insertions.append(Insertion(line, text, column, guess))


def wire_pages(outline: Outline, wiring: Wiring) -> None:
    """Find what every page and question lacks."""
    wiring.names = Names(_taken(outline))
    for found in walk(outline.intro, _desk()):
        if isinstance(found, Blank):
            _report_unasked(found, wiring)
    number = 0
    for place, page in enumerate(outline.pages, 1):
        if page.opener is None:
            wiring.below(page.line, f"page: #{wiring.names.make(page.words, f'page-{place}')}")
        for found in walk(page, _desk()):
            if isinstance(found, Section):
                number += 1
                _wire_question(found, number, wiring)
            elif isinstance(found, Blank):
                _report_unasked(found, wiring)


def _desk() -> Desk:
    """For a look at what stands where. The parser is the one to report what is wrong."""
    unheard = Report("")
    return Desk(unheard, ProseReader((), unheard), Namespace(unheard, ""), Namespace(unheard, ""))


def _taken(outline: Outline) -> Iterator[str]:
    for number, page in enumerate(outline.pages, 1):
        if page.opener is not None:
            yield page_name(page, number)
        for section in (page, *(piece for piece in page.body if isinstance(piece, Section))):
            markers = [section.opener, *(piece for piece in section.body if isinstance(piece, Marker))]
            for marker in markers:
                if marker is not None:
                    yield from _ids_of(marker)


def _ids_of(marker: Marker) -> Iterator[str]:
    unheard = Report("")
    yield from filter(None, (read_id(marker, unheard), read_was(marker, unheard)))


def _wire_question(section: Section, number: int, wiring: Wiring) -> None:
    marker = section.opener
    clause = marker.first(KIND) if marker else None
    known = KINDS.get(clause.value or "") if clause else None
    blanks = [each for each in walk(section, _desk(), known.shapes if known else ()) if isinstance(each, Blank)]
    wiring.shapes += (blank.shape for blank in blanks)
    kind = clause.value if clause else None
    if marker is None:
        kind, guess = _kind(section, blanks, wiring)
        if kind is not None:
            wiring.below(section.line, f"ask: {kind} #{wiring.names.make(section.words, f'question-{number}')}", guess)
    _wire_options([blank for blank in blanks if blank.shape in _LISTS], kind == "checklist", wiring)
    _wire_fields([blank for blank in blanks if blank.shape is Shape.FIELDS], wiring)


def _kind(section: Section, blanks: Sequence[Blank], wiring: Wiring) -> tuple[str | None, str]:
    kinds = kinds_of({blank.shape for blank in blanks})
    if len(kinds) == 1:
        return kinds[0].name, ""
    if kinds:
        return dotted_kind(section.words, sum(count_dotted(read_item(blank.node).words) for blank in blanks))
    if blanks:
        other = next((blank for blank in blanks if blank.shape is not blanks[0].shape), blanks[0])
        said = (
            f"This looks like {other.shape}, and above it stand {blanks[0].shape}. "
            "Give each a question (`###`) of its own."
        )
        wiring.report.error(other.node.line, "mixed-answer", said)
    else:
        wiring.report.error(section.line, "no-answer-space", _nothing_to_fill_in(section, wiring))
    return None, ""


def _nothing_to_fill_in(section: Section, wiring: Wiring) -> str:
    ends = [piece.token.map[1] for piece in section.body if isinstance(piece, Node) and piece.token.map]
    written = wiring.lines[section.line : max(ends, default=0)]
    if any(_UNDERSCORES.search(line) for line in written):
        return "A line to write on is made of dots here. Write `........` in place of the underscores."
    if any(_NO_DASH.match(line) for line in written):
        return "A box or a ring begins with a dash here. Write `- [ ] words` or `- ( ) words`, one a line."
    return (
        "There is nothing to fill in under this question. Add dotted lines (`........`) or tick boxes (`- [ ] words`); "
        "if it asks nothing, make its heading `####`."
    )


def _report_unasked(blank: Blank, wiring: Wiring) -> None:
    said = f"This looks like {blank.shape}, and no question stands above it. Write one, such as `### What helps?`."
    wiring.report.error(blank.node.line, "shape-without-ask", said)


def _wire_options(blanks: Sequence[Blank], many: bool, wiring: Wiring) -> None:
    rows = [
        (child, option)
        for blank in blanks
        for child, option in zip(blank.node.children, read_options(blank.node, blank.shape, Report("")), strict=True)
    ]
    names = Names(_kept((option, bool(read_item(child).comments)) for child, option in rows))
    alone = standing_alone([option for _child, option in rows]) if many else set()
    for place, (child, option) in enumerate(rows):
        if read_item(child).comments:
            continue
        name = names.make(option.words, f"option-{place + 1}")
        guess = _("ticking this one takes the other ticks away: `alone`, or take it out") if place in alone else ""
        line, column = _end_of(child, wiring.lines)
        wiring.inside(line, column, f" <!-- #{name}{'; alone' if place in alone else ''} -->", guess)


def _kept(items: "Iterator[tuple[Option | Field, bool]]") -> Iterator[str]:
    """The ids, old and new, of those that have a marker."""
    for item, wired in items:
        if wired:
            yield item.id
            if item.was:
                yield item.was


def _wire_fields(blanks: Sequence[Blank], wiring: Wiring) -> None:
    unheard = Report("")
    rows = [
        (child, each)
        for blank in blanks
        for child, each in zip(blank.node.children, read_fields(blank.node, unheard), strict=True)
    ]
    names = Names(_kept((each, _has_own_marker(child)) for child, each in rows))
    for place, (child, each) in enumerate(rows):
        _wire_field(child, each, place, names, wiring)


def _has_own_marker(child: Node) -> bool:
    unheard = Report("")
    return take_own_comment(parts_of(read_item(child), unheard), unheard) is not None


def _wire_field(child: Node, each: Field, place: int, names: Names, wiring: Wiring) -> None:
    unheard = Report("")
    _label, *rings = parts = parts_of(read_item(child), unheard)
    own = take_own_comment(parts, unheard)
    end = _end_of(child, wiring.lines)
    first = child.token.map[0] if child.token.map else 0
    # Of the same length, so that a place in it is a place in the line.
    flat = "\n".join([*wiring.lines[first : end[0] - 1], wiring.lines[end[0] - 1][: end[1]]])
    words = _COMMENT.sub(lambda match: "\x01" * len(match.group()), flat)
    starts = [match.start() for match in RING.finditer(words.replace("\n", " "))]
    if len(starts) != len(rings):
        said = "The answers of this line cannot be told apart. Write them as `Label: ( ) Yes ( ) No`."
        wiring.report.error(child.line, "mixed-list", said)
        return
    ring_names = Names(_kept((option, bool(part.comments)) for option, part in zip(each.options, rings, strict=True)))
    for number, (part, option, (start, stop)) in enumerate(
        zip(rings, each.options, pairwise([*starts, len(flat)]), strict=True), 1
    ):
        if not part.comments:
            # Behind its words, and before the marker of the field itself if that stands here already.
            inside = words[start:stop].rstrip()
            at = start + len(inside.rstrip("\x01").rstrip())
            line, column = _place(flat, at, first)
            wiring.inside(line, column, f" <!-- #{ring_names.make(option.words, f'option-{number}')} -->")
    if own is None:
        kind, guess = (FieldKind.CHOICE, "") if rings else field_flag(each.words)
        flags = [
            *(["required"] if place == 0 else []),
            *([str(kind)] if kind is not FieldKind.SHORT else []),
        ]
        text = "; ".join([f"#{names.make(each.words, f'field-{place + 1}')}", *flags])
        wiring.inside(*end, f" <!-- {text} -->", guess)


def _end_of(child: Node, lines: Sequence[str]) -> tuple[int, int]:
    """The line and column behind the last word of a list item."""
    first, end = child.token.map or (child.line - 1, child.line)
    while end > first + 1 and not lines[end - 1].strip():
        end -= 1
    return end, len(lines[end - 1].rstrip())


def _place(flat: str, at: int, first: int) -> tuple[int, int]:
    """The line and column of a place in the text of a list item that begins in line `first`, counted from 0."""
    return first + 1 + flat.count("\n", 0, at), at - (flat.rfind("\n", 0, at) + 1)
