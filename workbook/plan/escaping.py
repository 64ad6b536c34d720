"""Words as Markdown that reads back as exactly those words. Knows CommonMark and tables, and nothing of plans."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from workbook.model.guard import clean
from workbook.model.prose import (
    Break,
    Code,
    Emphasis,
    GoTo,
    Inline,
    Link,
    Missing,
    Recall,
    Recalled,
    Strong,
    Text,
    plain,
)
from workbook.plan.wording import not_answered

_INSIDE = re.compile(
    r"[\\`*\[\]]"
    r"|~(?=~)|(?<=~)~"
    r"|&(?=#?\w*(?:;|$))"  # an entity, or half of one that the next piece completes
    r"|<(?=[A-Za-z/!?]|$)"  # a tag, a comment or an address
)
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""An underscore that could begin or end emphasis; one inside a word cannot, and stays readable."""
_AT_START = re.compile(r"[#>]|[-+=:|](?![^\W_])|\d{1,9}(?=[.)](?:\s|$))")
"""What would make a line a heading, a quote, a list, a rule, an underline or a table."""
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9:/.~?#@!$',;=%+-]+")
_SAFE_ADDRESS = re.compile(r"(?:https?|mailto|tel):\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of Markdown, or one half of the marks around dressed words."""

    text: str
    pair: int = 0
    """Which pair of marks this is a half of; 0 for words."""
    opens: bool = False
    image_if_after_bang: bool = False
    """The start of a link, which an exclamation mark before it would turn into a picture."""


def escape(text: str) -> str:
    """Words in the middle of a line, escaped. Newlines stay."""
    return _UNDERSCORE.sub(r"\\_", _INSIDE.sub(r"\\\g<0>", clean(text)))


def escape_start(line: str) -> str:
    """A whole line of Markdown, kept from being read as another block, with the spaces at its ends kept."""
    if not line:
        return line
    if line[-1].isspace() and len(line) > 1:
        line = f"{line[:-1]}&#{ord(line[-1])};"
    if line[0].isspace():
        return f"&#{ord(line[0])};{line[1:]}"
    if found := _AT_START.match(line):
        at = found.end() if found.group().isdigit() else 0
        return f"{line[:at]}\\{line[at:]}"
    return line


def inline_markdown(children: Iterable[Inline]) -> str:
    """Inlines as Markdown. A newline stands for a hard break; lines are not yet kept from being blocks."""
    pieces = _undress(list(_pieces(children, count(1), frozenset())))
    out = ""
    for piece in pieces:
        if piece.image_if_after_bang and out.endswith("!"):
            out = out[:-1] + "\\!"
        out += piece.text
    return out


def _pieces(children: Iterable[Inline], pairs: Iterator[int], worn: frozenset[type]) -> Iterator[_Piece]:
    """The pieces of some inlines; `worn` says which dress the words around them wear, as it is never put on twice."""
    for child in children:
        match child:
            case Text(text) | Recalled(text):
                yield _Piece(escape(text))
            case Break():
                yield _Piece("\n")
            case Code(text):
                yield _Piece(_code(text))
            case Missing(words) | Recall(words):
                yield from _pieces((Emphasis((Text(not_answered(words)),)),), pairs, worn)
            case Strong(inner) | Emphasis(inner):
                if type(child) in worn:
                    yield from _pieces(inner, pairs, worn)
                    continue
                mark, pair = "**" if isinstance(child, Strong) else "_", next(pairs)
                yield _Piece(mark, pair, opens=True)
                yield from _pieces(inner, pairs, worn | {type(child)})
                yield _Piece(mark, pair)
            case GoTo(inner):
                yield from _pieces(inner, pairs, worn)
            case Link(inner, address):
                yield from _link(inner, clean(address).strip(), pairs, worn)


def _link(inner: tuple[Inline, ...], address: str, pairs: Iterator[int], worn: frozenset[type]) -> Iterator[_Piece]:
    label = plain(inner)
    if Link in worn or not address:
        yield from _pieces(inner, pairs, worn)
    elif not _SAFE_ADDRESS.fullmatch(address):
        yield from _pieces(inner, pairs, worn)
        if label != address:
            yield _Piece(escape(f" ({address})"))
    elif label == address and _PLAIN_ADDRESS.fullmatch(address):
        yield _Piece(f"<{address}>")
    else:
        if not _PLAIN_ADDRESS.fullmatch(address):
            address = "<" + re.sub(r"[\\<>]|&(?=#?\w+;)", r"\\\g<0>", address) + ">"
        yield _Piece("[", image_if_after_bang=True)
        yield from _pieces(inner, pairs, worn | {Link})
        yield _Piece(f"]({address})")


def _code(text: str) -> str:
    text = clean(text).replace("\n", " ")
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.strip(" ") and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _undress(pieces: list[_Piece]) -> list[_Piece]:
    """Take off every pair of marks that would not be read as marks there: the words matter more than their dress."""
    while True:
        pieces = [piece for piece in pieces if piece.text]
        failing = {piece.pair for at, piece in enumerate(pieces) if piece.pair and not _is_read(pieces, at)}
        if not failing:
            return pieces
        # One at a time, since each one that goes changes what stands beside the others.
        gone = min(failing)
        pieces = [piece for piece in pieces if piece.pair != gone]


def _is_read(pieces: list[_Piece], at: int) -> bool:
    """Whether a mark is one by the flanking rules of CommonMark, whichever parser reads it."""
    mark = pieces[at]
    before = pieces[at - 1] if at else _Piece("\n")
    after = pieces[at + 1] if at + 1 < len(pieces) else _Piece("\n")
    inner, outer = (after, before) if mark.opens else (before, after)
    if (outer.pair and outer.text == mark.text) or inner.pair == mark.pair:
        return False
    inside, outside = (inner.text[0], outer.text[-1]) if mark.opens else (inner.text[-1], outer.text[0])
    if inside.isspace():
        return False
    apart = outside.isspace() or unicodedata.category(outside).startswith("P") or outside in "$+<=>^`|~"
    return apart or (mark.text == "**" and inside.isalnum())
