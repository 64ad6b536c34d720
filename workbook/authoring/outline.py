"""The outline of a file: its title, its pages and its questions, each with what stands under it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbook.authoring.markers import ID, Marker, read_marker, split_comments
from workbook.authoring.prose import COMMENT, report_accident, report_html, report_misplaced, words_of
from workbook.authoring.report import Report, quoted
from workbook.authoring.scan import DEEPEST, Node

MAX_BLOCKS = 300
"""Blocks of prose and lines of answer spaces, on one page."""
MAX_TITLE = 80
"""Characters of the title of an exercise or a page."""

_LISTS = ("bullet_list", "ordered_list")


@dataclass(slots=True, eq=False)
class Section:
    """A heading and what stands under it, up to the next one of its kind."""

    level: int
    """Of its heading: 1 for the text under the title, 2 for a page, 3 for a question."""
    words: str
    line: int
    body: "list[Marker | Node | Section]" = field(default_factory=list)
    """A section in a page is a question."""
    opener: Marker | None = None
    """`page:`, `plan` or `ask:`."""


@dataclass(slots=True)
class Outline:
    """A file, cut at its headings."""

    title: str | None = None
    exercise: Marker | None = None
    intro: Section = field(default_factory=lambda: Section(1, "", 1))
    pages: list[Section] = field(default_factory=list)


def make_outline(nodes: Sequence[Node], report: Report) -> Outline:
    """Cut a file at its headings and find the marker that opens each section."""
    outline = Outline()
    pieces = list(_pieces(_mend_lists(nodes, report), report))
    if pieces and not _is_heading(pieces[0], "h1"):
        for piece in pieces:
            if _is_heading(piece, "h1"):
                report.error(piece.line, "wrong-place", "The title comes first in the file, before anything else.")
                break
    page, section = outline.intro, outline.intro
    for piece in pieces:
        if not isinstance(piece, Node) or piece.type != "heading":
            _take(piece, outline, section, report)
        elif piece.token.tag == "h1":
            _take_title(piece, outline, report)
        elif piece.token.tag == "h2":
            page = section = Section(2, _heading_words(piece, report), piece.line)
            outline.pages.append(page)
        elif piece.token.tag == "h3":
            section = Section(3, _heading_words(piece, report), piece.line)
            page.body.append(section)
        else:
            section = page
            section.body.append(piece)
    for page in (outline.intro, *outline.pages):
        _check_size(page, report)
    return outline


def _take(piece: Marker | Node, outline: Outline, section: Section, report: Report) -> None:
    first = not section.body and section.opener is None
    if not isinstance(piece, Marker):
        section.body.append(piece)
    elif piece.name == "exercise":
        if outline.exercise is not None:
            said = f"There is an `exercise:` already, on line {outline.exercise.line}. Keep one."
            report.error(piece.line, "wrong-place", said)
            return
        outline.exercise = piece
        if section is not outline.intro or not first:
            report_misplaced("exercise:", piece.line, "right under the title", report)
    elif piece.name in ("page", "plan", "ask"):
        _open(piece, section, first, report)
    else:
        section.body.append(piece)


def _open(marker: Marker, section: Section, first: bool, report: Report) -> None:
    if section.level != (3 if marker.name == "ask" else 2):
        heading = "question's heading (`###`)" if marker.name == "ask" else "page's heading (`##`)"
        report_misplaced(marker.name, marker.line, f"right under a {heading}", report)
    elif section.opener is not None:
        said = f"`{section.opener.name}` opens this already, on line {section.opener.line}. Keep one of the two."
        report.error(marker.line, "wrong-place", said)
    else:
        section.opener = marker
        if not first:
            report_misplaced(marker.name, marker.line, "first under the heading, before any text", report)


def _take_title(node: Node, outline: Outline, report: Report) -> None:
    words = _heading_words(node, report)
    if outline.title is None:
        outline.title = words
    else:
        said = f"There is a title already: {quoted(outline.title)}. A page begins with `##`, a question with `###`."
        report.error(node.line, "second-title", said)


def _heading_words(node: Node, report: Report) -> str:
    for token in node.inline:
        if token.type == "html_inline":
            if token.content.startswith(COMMENT):
                said = "A marker stands on a line of its own, under the heading. Move it there."
                report.error(node.line, "wrong-place", said)
            else:
                report_html(node.line, report)
    words = words_of(node)
    if not words:
        report.error(node.line, "missing-words", "This heading has no words. Write some, or take it out.")
    elif len(words) > MAX_TITLE and node.token.tag != "h3":
        said = f"A title has up to {MAX_TITLE} characters; lists and the top of a page have room for it. Shorten it."
        report.error(node.line, "title-too-long", said)
    return words


def _is_heading(piece: Marker | Node, tag: str) -> bool:
    return isinstance(piece, Node) and piece.type == "heading" and piece.token.tag == tag


def _pieces(nodes: Iterable[Node], report: Report) -> Iterator[Marker | Node]:
    for node in nodes:
        if node.type == "html_block":
            yield from _markers(node, report)
        elif node.type == "heading" and not node.token.markup.startswith("#"):
            report_accident(node, report)
            yield replace(node, type="paragraph")
        else:
            yield node


def _markers(node: Node, report: Report) -> Iterator[Marker]:
    if not node.token.content.lstrip().startswith(COMMENT):
        report_html(node.line, report)
        return
    for comment, text, line in split_comments(node.token.content, node.line):
        if not comment:
            said = f"The text {quoted(text)} stands behind a marker. Put it on a line of its own, or it is not shown."
            report.error(line, "text-after-marker", said)
        elif (marker := read_marker(text, line, report)) is not None:
            yield marker


def _mend_lists(nodes: Sequence[Node], report: Report) -> Iterator[Node]:
    """The nodes, with lists put together again that an unindented id has cut in two."""
    run: list[Node] = []
    items: list[Node] = []
    cut = False
    for node in nodes:
        if run and not cut and _is_bare_id(node):
            said = "This id stands on a line of its own. Put it at the end of the line it belongs to, or indent it."
            report.error(node.line, "id-own-line", said)
            items[-1] = replace(items[-1], children=(*items[-1].children, node))
            cut = True
            continue
        if run and not (cut and node.type == run[0].type):
            yield replace(run[0], children=tuple(items))
            run, items = [], []
        cut = False
        if node.type in _LISTS:
            run.append(node)
            items += node.children
        else:
            yield node
    if run:
        yield replace(run[0], children=tuple(items))


def _is_bare_id(node: Node) -> bool:
    if node.type != "html_block":
        return False
    content = node.token.content.strip()
    return content.startswith(COMMENT) and content[len(COMMENT) :].lstrip().startswith(ID) and content.endswith("-->")


def _check_size(page: Section, report: Report) -> None:
    count = 0
    stack = list(page.body)
    while stack:
        piece = stack.pop()
        if isinstance(piece, Section):
            stack += piece.body
        elif isinstance(piece, Node):
            leaves = [leaf for leaf in piece.leaves() if leaf.type not in ("html_block", "th", "td")]
            count += len(leaves)
    if count > MAX_BLOCKS:
        said = f"This page has {count} paragraphs and lines, over {MAX_BLOCKS}. Split it into several pages."
        report.error(page.line, "too-many-blocks", said)


def check_depth(nodes: Sequence[Node], report: Report) -> None:
    """Report the first block that lies too deep to be read."""
    for node in nodes:
        deep = next((leaf for leaf in _inside(node) if leaf.token.level >= DEEPEST), None)
        if deep is not None:
            said = "Lists and quotes lie too deep inside each other here. Keep to five levels."
            report.error(deep.line, "too-deep", said)
            return


def _inside(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _inside(child)
