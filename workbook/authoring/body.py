"""What stands under a heading, in its order: prose with its conditions, answer spaces, rules and aims."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from workbook.authoring.aims import parse_aim
from workbook.authoring.conditions import ConditionError
from workbook.authoring.ids import Namespace
from workbook.authoring.markers import AIM, FORMS, ID, Marker, check_clauses, read_conditions, read_id
from workbook.authoring.outline import Section
from workbook.authoring.prose import ProseReader, report_misplaced
from workbook.authoring.report import Report
from workbook.authoring.scan import Node
from workbook.authoring.shapes import shape_of
from workbook.model.condition import Rule
from workbook.model.exercise import Passage, Watch
from workbook.model.kinds import Shape


@dataclass(slots=True)
class Desk:
    """What the readers of one file share."""

    report: Report
    prose: ProseReader
    names: Namespace
    """Of pages, questions and rules."""
    aims: Namespace
    rules: list[Rule] = field(default_factory=list)
    """Those of the page that is being read."""
    watches: list[Watch] = field(default_factory=list)
    """Those of the page that is being read."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A block for the reader to fill in."""

    node: Node
    shape: Shape


def walk(section: Section, desk: Desk, expected: Collection[Shape] = ()) -> Iterator[Passage | Blank | Section]:
    """Each passage, answer space and question of a section. Rules and aims go to the desk."""
    show: Marker | None = None
    watch: Marker | None = None
    for piece in section.body:
        if isinstance(piece, Marker):
            if piece.name == "show when":
                _report_idle(show, desk.report)
                show = piece
            elif piece.name == "watch" and section.level > 1:
                _report_idle(watch, desk.report)
                watch = piece
            else:
                _take_other(piece, section, desk)
            continue
        shape = shape_of(piece, expected) if isinstance(piece, Node) else None
        if isinstance(piece, Section) or shape is not None:
            _report_idle(show, desk.report)
            _report_idle(watch, desk.report)
            show = watch = None
            if isinstance(piece, Section):
                yield piece
            elif shape is not None:
                yield Blank(piece, shape)
            continue
        passage = _passage(piece, show, desk)
        show = None
        if passage is not None:
            if watch is not None:
                _take_watch(watch, passage, desk)
                watch = None
            yield passage
    _report_idle(show, desk.report)
    _report_idle(watch, desk.report)


def _passage(node: Node, show: Marker | None, desk: Desk) -> Passage | None:
    block = desk.prose.block(node)
    if show is None:
        return None if block is None else Passage(block, line=node.line)
    check_clauses(show, FORMS[show.name], desk.report)
    if show.has(ID):
        desk.report.error(show.line, "unknown-key", "A passage has no id. Take it out.")
    when = read_conditions(show, desk.report)
    return None if block is None else Passage(block, when, show.has("urgent"), node.line)


def _take_other(marker: Marker, section: Section, desk: Desk) -> None:
    if marker.name == "rule" and section.level > 1:
        _take_rule(marker, desk)
    elif marker.name == ID:
        said = "An id stands at the end of an option or a field, or inside a marker. Move it there."
        desk.report.error(marker.line, "wrong-place", said)
    else:
        report_misplaced(marker.name, marker.line, "on a page, under a `##`", desk.report)


def _take_rule(marker: Marker, desk: Desk) -> None:
    report = desk.report
    check_clauses(marker, FORMS["rule"], report)
    name = _required_id(marker, "`rule: #id; any: #question is yes`", report)
    either, every = read_conditions(marker, report, "any"), read_conditions(marker, report, "all")
    if not marker.has("any") and not marker.has("all"):
        said = "This rule has no conditions. Write `any: CONDITION` or `all: CONDITION`."
        report.error(marker.line, "bad-condition", said)
    if name is not None:
        desk.names.claim(name, marker.line)
        desk.rules.append(Rule(name, either, every, marker.line))


def _take_watch(marker: Marker, passage: Passage, desk: Desk) -> None:
    report = desk.report
    check_clauses(marker, FORMS["watch"], report)
    name = _required_id(marker, "`watch: #id; RULE`", report)
    aim = marker.first(AIM)
    try:
        watch = parse_aim(aim.value or "" if aim else "", name or "", passage, marker.line)
    except ConditionError as error:
        report.error(aim.line if aim else marker.line, "bad-aim", str(error))
        return
    if name is not None:
        desk.aims.claim(name, marker.line)
        desk.watches.append(watch)


def _required_id(marker: Marker, example: str, report: Report) -> str | None:
    if not marker.has(ID):
        report.error(marker.line, "missing-id", f"This marker has no id. Write {example}.")
    return read_id(marker, report)


def _report_idle(marker: Marker | None, report: Report) -> None:
    if marker is not None:
        report_misplaced(marker.name, marker.line, "right above one block of prose", report)
