"""Prose: blocks of words, made from the nodes of a Markdown text."""

from collections.abc import Collection, Iterator

from markdown_it.token import Token

from workbook.authoring.links import make_link
from workbook.authoring.markers import ID, read_marker, split_comments
from workbook.authoring.report import Report
from workbook.authoring.scan import Node, lines_of, scan
from workbook.model.guard import clean
from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Code,
    Divider,
    Emphasis,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    Verbatim,
)

MAX_COLUMNS = 10
MAX_ROWS = 50
COMMENT = "<!--"


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of any Markdown text. Comments and HTML are left out."""
    reader = ProseReader((), Report(""))
    return tuple(block for node in scan(clean(text)) if (block := reader.block(node)) is not None)


def words_of(node: Node) -> str:
    """The words of a heading or a paragraph without their dress, on one line."""
    return " ".join("".join(map(token_words, node.inline)).split())


def token_words(token: Token) -> str:
    """What an inline token says."""
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "text_special", "code_inline", "image") else ""


class ProseReader:
    """Turns nodes into blocks, and reports what does not belong into prose."""

    def __init__(self, pages: Collection[str], report: Report) -> None:
        self._pages = pages
        self._report = report

    def block(self, node: Node) -> Block | None:
        """The block that a node is; None if nothing of it is shown."""
        match node.type:
            case "paragraph":
                return Paragraph(self.inlines(node)) if node.inline else None
            case "heading":
                self._check_heading(node)
                return Heading(int(node.token.tag[1:]), self.inlines(node))
            case "bullet_list" | "ordered_list":
                start = node.token.attrGet("start")
                numbered = node.type == "ordered_list"
                items = tuple(self._blocks(item) for item in node.children)
                return Bullets(items, int(1 if start is None else start) if numbered else None)
            case "blockquote":
                return Quote(self._blocks(node))
            case "code_block" | "fence":
                if node.type == "code_block":
                    self._check_indented(node)
                return Verbatim(node.token.content.removesuffix("\n"))
            case "hr":
                return Divider()
            case "table":
                return self._table(node)
        self._comments(node.token.content, node.line)
        return None

    def inlines(self, node: Node) -> tuple[Inline, ...]:
        """The words of a paragraph, a heading or a cell."""
        return self._inlines(lines_of(node), "")

    def _blocks(self, node: Node) -> tuple[Block, ...]:
        return tuple(block for child in node.children if (block := self.block(child)) is not None)

    def _table(self, node: Node) -> Table:
        rows = [row for part in node.children for row in part.children]
        if len(rows) > MAX_ROWS + 1 or any(len(row.children) > MAX_COLUMNS for row in rows[:1]):
            self._report.error(node.line, "table-too-big", "A table holds up to 10 columns and 50 rows. Split it up.")
        cells = tuple(tuple(self.inlines(cell) for cell in row.children) for row in rows)
        return Table(cells[0], cells[1:])

    def _inlines(self, tokens: Iterator[tuple[Token, int]], closer: str) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for token, line in tokens:
            match token.type:
                case "em_open":
                    found.append(Emphasis(self._inlines(tokens, "em_close")))
                case "strong_open":
                    found.append(Strong(self._inlines(tokens, "strong_close")))
                case "link_open":
                    children = self._inlines(tokens, "link_close")
                    found.append(make_link(str(token.attrGet("href") or ""), children, line, self._pages, self._report))
                case "code_inline":
                    found.append(Code(token.content))
                case "hardbreak":
                    found.append(Break())
                case "html_inline":
                    self._comments(token.content, line)
                case kind if kind == closer:
                    break
                case _:
                    if token.type == "image":
                        said = "Pictures are not shown in a terminal; only their words are."
                        self._report.warn(line, "picture", said)
                    _add_words(found, token_words(token))
        return tuple(found)

    def _comments(self, content: str, line: int) -> None:
        for comment, text, at in split_comments(content, line):
            if not comment:
                report_html(at, self._report)
            elif (marker := read_marker(text, at, self._report)) is not None:
                if marker.name == ID:
                    said = "An id stands at the end of an option or a field, or inside a marker. Move it there."
                    self._report.error(at, "id-in-the-middle", said)
                else:
                    report_misplaced(marker.name, at, "on a line of its own, outside lists and quotes", self._report)

    def _check_heading(self, node: Node) -> None:
        if not node.token.markup.startswith("#"):
            report_accident(node, self._report)

    def _check_indented(self, node: Node) -> None:
        before, comment, _ = node.token.content.partition(COMMENT)
        if comment:
            said = "Four spaces before a marker turn it into text to show. Take the spaces away."
            self._report.error(node.line + before.count("\n"), "marker-in-code", said)


def report_html(line: int, report: Report) -> None:
    """Warn of a tag; only its words are shown."""
    report.warn(line, "raw-html", "HTML is not shown. Write it in Markdown, or take it out.")


def report_misplaced(name: str, line: int, where: str, report: Report) -> None:
    """Report a marker that stands where nothing reads it."""
    report.error(line, "wrong-place", f"`{name}` does nothing here: it stands {where}.")


def report_accident(node: Node, report: Report) -> None:
    """Report a line of dashes that makes a heading of the text above it."""
    said = (
        "A line of `-` or `=` right under text makes a heading of it. Leave an empty line between, or write `#` first."
    )
    report.error(node.line, "accidental-heading", said)


def _add_words(found: list[Inline], words: str) -> None:
    if not words:
        return
    if found and isinstance(last := found[-1], Text):
        found[-1] = Text(last.text + words)
    else:
        found.append(Text(words))
