"""Options of a question: tick boxes and rings, each with its id."""

from collections.abc import Sequence
from itertools import pairwise

from workbook.authoring.ids import Namespace, slug
from workbook.authoring.items import Comment, Item, Words, read_item, without_dots
from workbook.authoring.markers import (
    ID,
    OPTION_FORM,
    Form,
    Marker,
    check_clauses,
    read_conditions,
    read_id,
    read_marker,
    read_was,
)
from workbook.authoring.prose import report_misplaced
from workbook.authoring.report import Report
from workbook.authoring.scan import Node
from workbook.authoring.shapes import BOX, RING
from workbook.model.exercise import Option
from workbook.model.kinds import Shape


def read_options(node: Node, shape: Shape, report: Report) -> tuple[Option, ...]:
    """The options of a list of tick boxes or rings."""
    if node.type == "ordered_list":
        report.error(node.line, "wrong-shape", f"These answers are numbered. Write {shape}.")
    return tuple(
        _read_option(read_item(child, report), shape, number, report) for number, child in enumerate(node.children, 1)
    )


def _read_option(item: Item, shape: Shape, number: int, report: Report) -> Option:
    report_strange(item, report)
    mark = BOX if shape is Shape.TICKS else RING
    words = item.words
    match = mark.match(words)
    if match is None:
        report.error(item.line, "mixed-list", f"This line is not like the others of its list. Write {shape}.")
    else:
        check_box(match.group(), match[1], words[match.end() :], item.line, report)
        words = words[match.end() :]
        if mark.search(words):
            said = f"Two answers stand on one line. Put each on its own: {shape}, with a space behind the `-`."
            report.error(item.line, "joined-options", said)
    comments = check_order(item, report)
    if len(comments) > 1 and not mark.search(words):
        report.error(comments[1].line, "duplicate-key", "One answer has one id. Keep one of them.")
    return make_option(words, comments[:1], item.line, number, shape is Shape.TICKS, report)


def make_option(words: str, comments: Sequence[Comment], line: int, number: int, roomy: bool, report: Report) -> Option:
    """One option. `roomy`: dots behind its words let the reader write; elsewhere they are a mistake."""
    label, write_in = without_dots(words)
    if not label:
        report.error(line, "missing-words", "This answer has no words. Write some, so that it can be read aloud.")
    if write_in and not roomy:
        said = "Only a tick box can have dots for words of the reader's own. Take them out, or ask with a checklist."
        report.error(line, "write-in", said)
    marker = item_marker(comments[0], OPTION_FORM, report) if comments else None
    name = item_id(marker, label, line, f"option-{number}", report)
    if marker is None:
        return Option(name, label, write_in and roomy, line=line)
    return Option(
        name,
        label,
        write_in and roomy,
        alone=marker.has("alone"),
        when=read_conditions(marker, report),
        was=read_was(marker, report),
        line=line,
    )


def item_marker(comment: Comment, form: Form, report: Report) -> Marker | None:
    """The marker at the end of an option or a field."""
    marker = read_marker(comment.text, comment.line, report)
    if marker is None:
        return None
    if marker.name != ID:
        report_misplaced(marker.name, marker.line, "on a line of its own; here goes `#id`", report)
        return None
    check_clauses(marker, form, report)
    return marker


def item_id(marker: Marker | None, words: str, line: int, fallback: str, report: Report) -> str:
    """The id of an option or a field; a makeshift one, with a problem, if it has none."""
    found = read_id(marker, report) if marker else None
    if found is None and (marker is None or not marker.has(ID)):
        said = f"This line has no id. Write `<!-- #{slug(words, fallback)} -->` at its end."
        report.error(line, "missing-id", said)
    return found or fallback


def check_order(item: Item, report: Report) -> tuple[Comment, ...]:
    """The comments of a line; a problem if words stand behind one."""
    pieces = item.pieces
    for piece, after in pairwise(pieces):
        if isinstance(piece, Comment) and isinstance(after, Words):
            report.error(piece.line, "id-in-the-middle", "The id stands in the middle. Move it to the end of its line.")
            break
    return item.comments


def check_box(box: str, inside: str, after: str, line: int, report: Report) -> None:
    """Report a box or a ring that is ticked, or written without its spaces."""
    empty = f"{box[0]} {box[-1]}"
    if inside.strip():
        report.error(line, "ticked-box", f"`{box}` is ticked already. Write `{empty}`; the answer is the reader's.")
    elif not inside:
        report.error(line, "bad-box", f"`{box}` needs a space inside: `{empty}`.")
    if after and not after[0].isspace():
        report.error(line, "bad-box", f"A space is missing behind `{empty}`.")


def report_strange(item: Item, report: Report) -> None:
    """Report a list or another block inside a line of an answer space."""
    if item.strange is not None:
        nested = item.strange.type in ("bullet_list", "ordered_list")
        what = "A list inside a list" if nested else "A second paragraph"
        said = f"{what} cannot be part of an answer space. Put each answer on one line of one list."
        report.error(item.strange.line, "nested-list", said)


def claim_options(options: Sequence[Option], report: Report) -> None:
    """Report ids that two options of one question or field share."""
    names = Namespace(report, "Each answer")
    for option in options:
        names.claim(option.id, option.line)
