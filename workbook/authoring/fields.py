"""Fields of a record: labelled lines, each with its id, some with the answers to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook.authoring.ids import Namespace
from workbook.authoring.items import Comment, Item, read_item, without_dots
from workbook.authoring.markers import FIELD_FORM, Marker, read_conditions, read_ref, read_was
from workbook.authoring.options import check_box, claim_options, item_id, item_marker, make_option, report_strange
from workbook.authoring.report import Report, listed
from workbook.authoring.scan import Node
from workbook.authoring.shapes import RING
from workbook.model.exercise import Field, Option
from workbook.model.kinds import Shape
from workbook.model.values import FieldKind


@dataclass(slots=True)
class Part:
    """The label of a field, or one ring with its words, and the comments behind it."""

    line: int
    ring: tuple[str, str] | None = None
    words: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def read_fields(node: Node, report: Report) -> tuple[Field, ...]:
    """The fields of a list of labelled lines."""
    found = tuple(
        _read_field(read_item(child, report), number, report) for number, child in enumerate(node.children, 1)
    )
    names = Namespace(report, "Each field")
    for each in found:
        names.claim(each.id, each.line)
    return found


def _read_field(item: Item, number: int, report: Report) -> Field:
    report_strange(item, report)
    label, *rings = parts_of(item, report)
    comment = take_own_comment([label, *rings], report)
    marker = item_marker(comment, FIELD_FORM, report) if comment else None
    words, dotted = without_dots("".join(label.words))
    options = _options(rings, report)
    name = item_id(marker, words, item.line, f"field-{number}", report)
    if not words:
        said = "This field has no label. Write some words and a colon before its answer space."
        report.error(item.line, "missing-words", said)
    if marker is None:
        kind = FieldKind.CHOICE if rings else FieldKind.SHORT
        _check_room(kind, options, dotted, None, item.line, report)
        return Field(name, words, kind, options=options, line=item.line)
    kind = _kind(marker, bool(rings), report)
    offers = read_ref(marker, "from", report)
    if offers is not None and kind is not FieldKind.CHOICE:
        said = "`from:` offers answers to choose from. Write `choice` beside it."
        report.error(marker.line, "bad-value", said)
    _check_room(kind, options, dotted, marker, item.line, report)
    return Field(
        name,
        words,
        kind,
        required=marker.has("required"),
        options=options,
        offers=offers,
        when=read_conditions(marker, report),
        was=read_was(marker, report),
        line=item.line,
    )


def parts_of(item: Item, report: Report) -> list[Part]:
    """The label of a field, then each ring with its words."""
    parts = [Part(item.line)]
    for piece in item.pieces:
        if isinstance(piece, Comment):
            parts[-1].comments.append(piece)
            continue
        position = 0
        for match in RING.finditer(piece.text):
            _add(parts[-1], piece.text[position : match.start()], report)
            parts.append(Part(piece.line, (match.group(), match[1])))
            position = match.end()
        _add(parts[-1], f"{piece.text[position:]} ", report)
    return parts


def _add(part: Part, words: str, report: Report) -> None:
    if words.strip() and part.comments:
        said = "The id stands in the middle. Move it behind its words."
        report.error(part.comments[-1].line, "id-in-the-middle", said)
    part.words.append(words)


def take_own_comment(parts: Sequence[Part], report: Report) -> Comment | None:
    """The comment of the field itself, the last one; taken from the part that it stands behind."""
    last = parts[-1]
    for part in parts[:-1]:
        if part.ring is None and part.comments:
            said = "The field's own id goes to the end of the line, behind its last answer."
            report.error(part.comments[0].line, "id-in-the-middle", said)
    for part in parts:
        if len(part.comments) > (2 if part is last and part.ring else 1):
            report.error(part.comments[-1].line, "duplicate-key", "Too many ids stand here. Each answer has one.")
    if not last.comments:
        return None
    if last.ring is None or len(last.comments) > 1:
        return last.comments.pop()
    flags = {clause.strip() for clause in last.comments[0].text.split(";")}
    return last.comments.pop() if flags & FIELD_FORM.flags else None


def _options(rings: Sequence[Part], report: Report) -> tuple[Option, ...]:
    found = []
    for number, part in enumerate(rings, 1):
        words = "".join(part.words)
        assert part.ring is not None
        check_box(*part.ring, words, part.line, report)
        found.append(make_option(words, part.comments[:1], part.line, number, False, report))
    claim_options(found, report)
    return tuple(found)


def _kind(marker: Marker, rings: bool, report: Report) -> FieldKind:
    said = [kind for kind in FieldKind if marker.has(kind)]
    if len(said) > 1:
        report.error(marker.line, "bad-value", f"A field is one of {listed(said)}, not several.")
    if rings and FieldKind.CHOICE not in said:
        report.error(marker.line, "wrong-shape", "A field with answers to choose from is flagged `choice`. Add it.")
        return FieldKind.CHOICE
    return said[0] if said else FieldKind.SHORT


def _check_room(
    kind: FieldKind, options: Sequence[Option], dotted: bool, marker: Marker | None, line: int, report: Report
) -> None:
    offered = marker is not None and marker.has("from")
    if kind is FieldKind.CHOICE and not options and not offered:
        said = "This choice has no answers. Write them in its line: `Label: ( ) Yes <!-- #yes --> ( ) No <!-- #no -->`."
        report.error(line, "wrong-shape", said)
    elif not options and not dotted:
        report.error(line, "mixed-list", f"This line has no room for an answer. Write {Shape.FIELDS}.")
