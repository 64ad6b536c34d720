"""One question: its `ask:` marker, the text around it, and its answer space."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook.authoring.body import Blank, Desk, walk
from workbook.authoring.ids import slug
from workbook.authoring.markers import (
    ABOUT,
    ID,
    KIND,
    Marker,
    ask_form,
    check_clauses,
    read_conditions,
    read_id,
    read_ref,
    read_was,
)
from workbook.authoring.options import claim_options
from workbook.authoring.outline import Section
from workbook.authoring.report import Report, closest, listed, quoted
from workbook.authoring.scan import Node
from workbook.authoring.shapes import shape_of
from workbook.authoring.spaces import Space, read_space
from workbook.model.exercise import Passage, Question
from workbook.model.kinds import KINDS, Kind, Shape

_CHOSEN = frozenset({Shape.TICKS, Shape.RINGS})
"""Shapes that may be missing, or be dots, where `from:` offers the answers."""


@dataclass(slots=True)
class _Parts:
    before: list[Passage] = field(default_factory=list)
    spaces: list[Space] = field(default_factory=list)
    after: list[Passage] = field(default_factory=list)
    mistaken: bool = False
    """There is an answer space of a shape that the kind does not take."""


def read_question(section: Section, number: int, desk: Desk) -> Question | None:
    """The question that a section asks; None, with a problem, if nothing says what kind it is."""
    report, marker = desk.report, section.opener
    kind = _kind(section, marker, report)
    if kind is None or marker is None:
        _read_loose(section, desk)
        return None
    check_clauses(marker, ask_form(kind.name), report)
    name = read_id(marker, report)
    if name is None:
        if not marker.has(ID):
            said = f"The question has no id. Write `ask: {kind.name} #{slug(section.words, f'question-{number}')}`."
            report.error(marker.line, "missing-id", said)
        name = f"question-{number}"
    else:
        desk.names.claim(name, marker.line)
    offers = read_ref(marker, "from", report)
    parts = _read_parts(section, kind, marker.has("from"), desk)
    spaces = parts.spaces
    if not parts.mistaken:
        _check_spaces(spaces, kind, marker, report)
    options = tuple(option for space in spaces for option in space.options)
    fields = tuple(each for space in spaces for each in space.fields)
    claim_options(options, report)
    slots = sum(space.room for space in spaces if space.shape is Shape.SLOTS)
    return Question(
        id=name,
        kind=kind.name,
        words=section.words,
        before=tuple(parts.before),
        after=tuple(parts.after),
        when=read_conditions(marker, report),
        optional=marker.has("optional"),
        about=marker.has(ABOUT),
        was=read_was(marker, report),
        at_least=_count(marker, "at least", report),
        at_most=_count(marker, "at most", report) or slots or None,
        options=options,
        fields=fields,
        scale=next((space.scale for space in spaces if space.scale), None),
        for_each=read_ref(marker, "for each", report),
        offers=offers,
        room=sum(space.room for space in spaces) or 1,
        line=section.line,
        marker_line=marker.line,
    )


def _kind(section: Section, marker: Marker | None, report: Report) -> Kind | None:
    if marker is None:
        said = (
            "A question needs `<!-- ask: KIND #id -->` right under its heading. "
            "If this is a heading inside the text, write `####`."
        )
        report.error(section.line, "missing-ask", said)
        return None
    clause = marker.first(KIND)
    said_kind = clause.value or "" if clause else ""
    if said_kind in KINDS:
        return KINDS[said_kind]
    near = closest(said_kind, KINDS)
    hint = f"Did you mean `{near}`?" if near else f"The kinds are {listed(KINDS)}."
    what = f"{quoted(said_kind)} is no kind of question." if said_kind else "The kind of question is missing."
    report.error(marker.line, "unknown-kind", f"{what} {hint}")
    shapes = (shape_of(piece) for piece in section.body if isinstance(piece, Node))
    shape = next((shape for shape in shapes if shape is not None), None)
    return KINDS[near] if near else next((kind for kind in KINDS.values() if shape in kind.shapes), None)


def _read_loose(section: Section, desk: Desk) -> None:
    """Read what cannot be asked, for the problems, rules and aims in it."""
    for found in walk(section, desk):
        if isinstance(found, Blank):
            read_space(found.node, found.shape, desk.report)


def _read_parts(section: Section, kind: Kind, offered: bool, desk: Desk) -> _Parts:
    report, parts = desk.report, _Parts()
    allowed = kind.shapes | ({Shape.DOTS} if offered and kind.shapes <= _CHOSEN else set())
    for found in walk(section, desk, kind.shapes):
        if isinstance(found, Section):
            continue
        if isinstance(found, Blank):
            space = read_space(found.node, found.shape, report)
            if found.shape in allowed:
                parts.spaces.append(space)
            else:
                parts.mistaken = True
                wanted = " or ".join(sorted(kind.shapes))
                said = f"This looks like {found.shape}, but `{kind.name}` takes {wanted}."
                report.error(space.line, "wrong-shape", said)
        elif not parts.spaces:
            parts.before.append(found)
        else:
            parts.after.append(found)
            if not found.when and not any(watch.passage is found for watch in desk.watches[-1:]):
                said = "Text behind the answer space is easy to miss. Move it above, or give it a `show when:`."
                report.warn(found.line, "text-after-answer", said)
    return parts


def _check_spaces(spaces: Sequence[Space], kind: Kind, marker: Marker, report: Report) -> None:
    shapes = [space.shape for space in spaces]
    if Shape.SLOTS in kind.shapes and Shape.SLOTS not in shapes:
        said = f"`{kind.name}` needs {Shape.SLOTS}, one for each place."
        report.error(marker.line, "no-answer-space", said)
    elif not shapes and not (marker.has("from") and kind.shapes <= _CHOSEN):
        wanted = " or ".join(sorted(kind.shapes))
        report.error(marker.line, "no-answer-space", f"There is nothing to fill in here. `{kind.name}` takes {wanted}.")
    seen = set[Shape]()
    for space in spaces:
        if space.shape in seen and space.shape is not Shape.DOTS:
            said = "The answer space comes in two parts. Join them: the same mark before each line and no text between."
            report.error(space.line, "split-answer", said)
        seen.add(space.shape)


def _count(marker: Marker, key: str, report: Report) -> int | None:
    clause = marker.first(key)
    if clause is None or clause.value is None:
        return None
    if not clause.value.isascii() or not clause.value.isdigit() or len(clause.value) > 6:
        report.error(clause.line, "bad-value", f"`{key}` is a whole number, not {quoted(clause.value)}.")
        return None
    return int(clause.value)
