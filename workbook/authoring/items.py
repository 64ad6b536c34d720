"""One line of an answer space: its words, and the comments among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbook.authoring.markers import split_comments
from workbook.authoring.prose import COMMENT, report_html, token_words
from workbook.authoring.report import Report
from workbook.authoring.scan import Node, lines_of

_ENOUGH = 4
"""Dots that are room for an answer; three are punctuation, and `…` counts as three."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader sees."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Comment:
    """The inside of a comment."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """A list item, or a paragraph, flattened: a formatter may have made an own block of an id that it wrapped."""

    pieces: tuple[Words | Comment, ...]
    """No two neighbours are words."""
    line: int
    strange: Node | None = None
    """A block that has no place in one line of an answer space."""

    @property
    def words(self) -> str:
        """Everything that a reader sees."""
        return " ".join(piece.text for piece in self.pieces if isinstance(piece, Words))

    @property
    def comments(self) -> tuple[Comment, ...]:
        """Every comment."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Comment))


def read_item(node: Node, report: Report | None = None) -> Item:
    """The line that a list item or a paragraph is. HTML in it is reported where there is a report."""
    pieces: list[Words | Comment] = []
    strange = None
    joins = True
    for child in node.children or (node,):
        if child.type == "paragraph" and joins:
            pieces += _inline_pieces(child, report)
            joins = False
        elif child.type == "html_block" and child.token.content.lstrip().startswith(COMMENT):
            pieces += _pieces(child.token.content, child.line)
            joins = True
        else:
            strange = strange or child
    return Item(tuple(_joined(pieces)), node.line, strange)


def _joined(pieces: Iterable[Words | Comment]) -> Iterator[Words | Comment]:
    """The pieces with neighbouring words as one: a formatter may have begun a block in the middle of a ring."""
    words: Words | None = None
    for piece in pieces:
        if isinstance(piece, Words):
            words = Words(f"{words.text} {piece.text}", words.line) if words else piece
            continue
        if words is not None:
            yield words
            words = None
        yield piece
    if words is not None:
        yield words


def _inline_pieces(node: Node, report: Report | None) -> list[Words | Comment]:
    found: list[Words | Comment] = []
    said: list[str] = []
    line = node.line

    def flush() -> None:
        text = " ".join("".join(said).split())
        if text:
            found.append(Words(text, line))
        said.clear()

    for token, at in lines_of(node):
        if token.type != "html_inline":
            said.append(token_words(token))
        elif token.content.startswith(COMMENT):
            flush()
            found.extend(_pieces(token.content, at))
            line = at
        elif report is not None:
            report_html(at, report)
    flush()
    return found


def _pieces(content: str, line: int) -> list[Words | Comment]:
    return [
        Comment(text, at) if comment else Words(" ".join(text.split()), at)
        for comment, text, at in split_comments(content, line)
    ]


def without_dots(text: str) -> tuple[str, bool]:
    """The words without the dots behind them and a colon, and whether there was room for an answer."""
    words = text.split()
    count = len(words)
    while words and count_dotted(words[-1]):
        words.pop()
    dotted = len(words) < count
    bare = " ".join(words)
    stem = bare.rstrip(".…")
    if _room(bare[len(stem) :]):
        bare, dotted = stem, True
    return bare.rstrip().removesuffix(":").removesuffix("\uff1a").rstrip(), dotted


def count_dotted(text: str) -> int:
    """How many dotted lines the text is; 0 if it holds anything else."""
    runs = text.split()
    return len(runs) if all(not run.strip(".…") and _room(run) for run in runs) else 0


def _room(dots: str) -> bool:
    return len(dots) + 2 * dots.count("…") >= _ENOUGH
