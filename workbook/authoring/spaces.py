"""Answer spaces: what stands on paper for the reader to fill in."""

from dataclasses import dataclass
from itertools import pairwise

from workbook.authoring.fields import read_fields
from workbook.authoring.items import count_dotted, read_item
from workbook.authoring.options import read_options, report_strange
from workbook.authoring.report import Report
from workbook.authoring.scan import Node
from workbook.authoring.shapes import number_row
from workbook.model.exercise import Field, Option, Scale
from workbook.model.kinds import Shape


@dataclass(frozen=True, slots=True)
class Space:
    """One block of an answer space."""

    shape: Shape
    line: int
    options: tuple[Option, ...] = ()
    fields: tuple[Field, ...] = ()
    scale: Scale | None = None
    room: int = 0
    """Dotted lines or slots."""


def read_space(node: Node, shape: Shape, report: Report) -> Space:
    """The block of an answer space that a node of this shape is."""
    match shape:
        case Shape.TICKS | Shape.RINGS:
            return Space(shape, node.line, options=read_options(node, shape, report))
        case Shape.FIELDS:
            return Space(shape, node.line, fields=read_fields(node, report))
        case Shape.NUMBERS:
            _check_bare(node, report)
            return Space(shape, node.line, scale=_read_scale(node, report))
        case Shape.SLOTS:
            return Space(shape, node.line, room=_count_slots(node, report))
        case Shape.DOTS:
            _check_bare(node, report)
            return Space(shape, node.line, room=_count_lines(node, report))


def _read_scale(node: Node, report: Report) -> Scale:
    low, written, high = number_row(node)
    numbers = [int(number) for number in written]
    if not low or not high:
        said = "A scale has words at both ends, so that its numbers mean something. Write `*low* 1 2 3 4 5 *high*`."
        report.error(node.line, "scale-words", said)
    for number, after in pairwise(numbers):
        if after != number + 1:
            said = f"On this scale {number} is followed by {after}. Write every whole number, from low to high."
            report.error(node.line, "scale-gap", said)
            break
    return Scale(min(numbers), max(numbers), low, high)


def _count_slots(node: Node, report: Report) -> int:
    for child in node.children:
        item = read_item(child, report)
        report_strange(item, report)
        if not count_dotted(item.words):
            report.error(item.line, "mixed-list", f"This line is not only dots. Write {Shape.SLOTS}.")
        _report_comments(child, report)
    return len(node.children)


def _count_lines(node: Node, report: Report) -> int:
    count = count_dotted(read_item(node).words)
    if not count:
        said = f"Dots for an answer stand alone on their line; the words go above it. Write {Shape.DOTS}."
        report.error(node.line, "wrong-shape", said)
    return count or 1


def _check_bare(node: Node, report: Report) -> None:
    read_item(node, report)
    _report_comments(node, report)


def _report_comments(node: Node, report: Report) -> None:
    for comment in read_item(node).comments:
        said = "This answer space needs no marker: the id is in the question's `ask:`. Take it out."
        report.error(comment.line, "wrong-place", said)
