"""Which shape an answer space has on paper."""

import re
from collections import Counter
from collections.abc import Collection

from workbook.authoring.items import Item, count_dotted, read_item, without_dots
from workbook.authoring.scan import Node
from workbook.model.kinds import Shape

BLANKS = r"[ \t\u00a0\u3000]{0,3}"
TICKS_MADE = "[xX✓✔✗•*]"
BOX = re.compile(rf"\[({BLANKS}|{TICKS_MADE})\]")
RING = re.compile(rf"\(({BLANKS}|{TICKS_MADE})\)")
NUMBER = re.compile(r"-?[0-9]{1,4}")

_MARK = {Shape.TICKS: BOX, Shape.RINGS: RING}
_ROOMY = 8
"""Dots behind words that are certainly meant as room for an answer."""


def shape_of(node: Node, expected: Collection[Shape] = ()) -> Shape | None:
    """The shape of a block; None if it is prose. `expected` settles what ids without boxes were meant for."""
    if node.type == "paragraph":
        return _paragraph_shape(node)
    if node.type not in ("bullet_list", "ordered_list"):
        return None
    forms = Counter(form for child in node.children if (form := item_shape(read_item(child))) is not None)
    if not forms:
        wired = any(read_item(child).comments for child in node.children)
        meant = (shape for shape in (Shape.TICKS, Shape.RINGS, Shape.FIELDS) if shape in expected)
        return next(meant, None) if wired else None
    shape = forms.most_common(1)[0][0]
    return Shape.SLOTS if node.type == "ordered_list" and shape is Shape.FIELDS else shape


def item_shape(item: Item) -> Shape | None:
    """The shape that one line of a list looks like. A dotted line alone looks like a field without its label."""
    words = item.words
    for shape, mark in _MARK.items():
        if mark.match(words):
            return shape
    if without_dots(words)[1]:
        return Shape.FIELDS
    ring = RING.search(words)
    return Shape.FIELDS if ring and words[: ring.start()].rstrip().endswith((":", "\uff1a")) else None


def is_number_row(node: Node) -> bool:
    """Whether a paragraph is nothing but whole numbers, with or without a word at each end."""
    _, numbers, _ = number_row(node)
    return len(numbers) > 1


def number_row(node: Node) -> tuple[str, list[str], str]:
    """The words at the low end, the numbers and the words at the high end; no numbers if it is no such row."""
    ends: list[list[str]] = [[], []]
    middle: list[str] = []
    depth, begun = 0, False
    for token in node.inline:
        if token.type in ("em_open", "strong_open"):
            depth += 1
        elif token.type in ("em_close", "strong_close"):
            depth -= 1
        elif token.type in ("text", "softbreak", "hardbreak"):
            said = token.content if token.type == "text" else " "
            (ends[begun] if depth else middle).append(said)
            begun = begun or (not depth and not said.isspace())
        elif token.type != "html_inline":
            return "", [], ""
    numbers = "".join(middle).split()
    if not all(NUMBER.fullmatch(number) for number in numbers):
        return "", [], ""
    low, high = (" ".join("".join(end).split()) for end in ends)
    return low, numbers, high


def _paragraph_shape(node: Node) -> Shape | None:
    words = read_item(node).words
    if count_dotted(words):
        return Shape.DOTS
    if is_number_row(node):
        return Shape.NUMBERS
    last = words.split()[-1:]
    return Shape.DOTS if last and count_dotted(last[0]) and len(last[0]) >= _ROOMY else None
