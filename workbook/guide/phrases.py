"""Leaving a phrase out of a sentence when the answer that it is built around is empty.

A phrase belongs to one link. It begins where the phrase before it ends, at the comma or right after the link before,
and takes its comma along. Words after the last link of a sentence belong to that link. A sentence of which every
phrase goes, goes too; a sentence without such links is never touched.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import groupby

from workbook.model.prose import Break, Emphasis, GoTo, Inline, Link, Recall, Strong, Text, plain

Wrapper = Strong | Emphasis | Link | GoTo
Fate = Callable[[Recall], bool | None]
"""Whether a link is filled (True) or empty (False); None for one that no phrase is built around."""

_CUTS = re.compile(r"([.!?…]+(?=\s|$)|[,;](?=\s|$)|\s[\u2013\u2014](?=\s))")
_END = re.compile(r"[.!?…]+")
_PAUSE = re.compile(r"[,;]|\s[\u2013\u2014]")
_WORD = re.compile(r"\w")
_PAIRS = {"(": ")", "[": "]", "“": "”"}
_JOINT = " \t\n,;:\u2013\u2014"


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A piece of a sentence, and what it is wrapped in."""

    wrappers: tuple[Wrapper, ...]
    inline: Inline

    @property
    def text(self) -> str:
        return self.inline.text if isinstance(self.inline, Text) else ""

    def saying(self, text: str) -> "_Leaf":
        return replace(self, inline=Text(text))


@dataclass(slots=True)
class _Sentence:
    body: list[_Leaf]
    end: list[_Leaf]
    """The full stop or line break that ends it."""


def without_empty(children: Sequence[Inline], fate: Fate) -> tuple[Inline, ...]:
    """The inlines without the phrases of empty links; nothing if no phrase and no other sentence is left."""
    leaves = [piece for leaf in _leaves(children, ()) for piece in _pieces(leaf)]
    links = [leaf.inline for leaf in leaves if isinstance(leaf.inline, Recall)]
    if all(fate(link) is not False for link in links):
        return tuple(children)
    left = [kept for sentence in _sentences(leaves) if (kept := _without_empty(sentence, fate)) is not None]
    return tuple(_rebuilt(_trimmed([leaf for sentence in left for leaf in (*sentence.body, *sentence.end)]), 0))


def _without_empty(sentence: _Sentence, fate: Fate) -> _Sentence | None:
    runs = list(_runs(sentence.body, fate))
    left = [run for run, filled in runs if filled]
    if len(left) == len(runs):
        return sentence
    if not left:
        return None
    body = [leaf for run in left for leaf in run]
    if _is_balanced(sentence.body):
        body = _balanced(body)
    if not runs[0][1]:
        body = _as_beginning(body, sentence.body[0], fate)
    return _Sentence(body, sentence.end)


def _runs(body: list[_Leaf], fate: Fate) -> Iterator[tuple[list[_Leaf], bool]]:
    """The phrases of a sentence, and whether each one's link is filled."""
    run: list[_Leaf] = []
    link: int | None = None
    pause: int | None = None
    filled = False
    for leaf in body:
        answer = fate(leaf.inline) if isinstance(leaf.inline, Recall) else None
        if answer is not None:
            if link is not None:
                cut = link + 1 if pause is None else pause
                yield run[:cut], filled
                run = run[cut:]
            link, pause, filled = len(run), None, answer
        elif link is not None and pause is None and _PAUSE.fullmatch(leaf.text):
            pause = len(run)
        run.append(leaf)
    if link is not None:
        yield run, filled


def _sentences(leaves: Iterable[_Leaf]) -> list[_Sentence]:
    sentences: list[_Sentence] = []
    body: list[_Leaf] = []

    def close(end: list[_Leaf]) -> None:
        if sentences and not any(_WORD.search(leaf.text) or not isinstance(leaf.inline, Text) for leaf in body):
            sentences[-1].end += [*body, *end]
        else:
            sentences.append(_Sentence([*body], end))
        body.clear()

    for leaf in leaves:
        if isinstance(leaf.inline, Break) or _END.fullmatch(leaf.text):
            close([leaf])
        else:
            body.append(leaf)
    close([])
    return sentences


def _as_beginning(body: list[_Leaf], first: _Leaf, fate: Fate) -> list[_Leaf]:
    """What was the middle of a sentence, as its beginning: without the comma or "and" that led to it, capitalised."""
    link = next(at for at, leaf in enumerate(body) if isinstance(leaf.inline, Recall) and fate(leaf.inline))
    if plain(leaf.inline for leaf in body[:link]).strip(_JOINT).casefold() in ("", _("and"), _("or")):
        body = body[link:]
    body = _stripped(body, _JOINT)
    if body and body[0].text:
        body = [body[0].saying(body[0].text[0].upper() + body[0].text[1:]), *body[1:]]
    space = first.text[: len(first.text) - len(first.text.lstrip())]
    return [_Leaf((), Text(space)), *body] if space else body


def _stripped(leaves: list[_Leaf], characters: str) -> list[_Leaf]:
    for at, leaf in enumerate(leaves):
        if isinstance(leaf.inline, Break):
            continue
        text = leaf.text.lstrip(characters)
        if text or not isinstance(leaf.inline, Text):
            return [leaf.saying(text) if text else leaf, *leaves[at + 1 :]]
    return []


def _trimmed(leaves: list[_Leaf]) -> list[_Leaf]:
    leaves = _stripped(leaves, " \n")
    while leaves and (isinstance(leaves[-1].inline, Break) or leaves[-1].text.isspace()):
        leaves = leaves[:-1]
    return [*leaves[:-1], leaves[-1].saying(leaves[-1].text.rstrip())] if leaves and leaves[-1].text else leaves


def _is_balanced(leaves: list[_Leaf]) -> bool:
    text = "".join(leaf.text for leaf in leaves)
    return all(text.count(opener) == text.count(closer) for opener, closer in _PAIRS.items())


def _balanced(leaves: list[_Leaf]) -> list[_Leaf]:
    """Without a closing bracket whose opening one went, and with one for each that is still open."""
    awaited: list[str] = []
    balanced = []
    for leaf in leaves:
        text = ""
        for character in leaf.text:
            if character in _PAIRS:
                awaited.append(_PAIRS[character])
            elif character in awaited:
                awaited.remove(character)
            elif character in _PAIRS.values():
                continue
            text += character
        balanced.append(leaf.saying(text) if isinstance(leaf.inline, Text) else leaf)
    return [*balanced, *(_Leaf((), Text(closer)) for closer in reversed(awaited))]


def _leaves(children: Iterable[Inline], wrappers: tuple[Wrapper, ...]) -> Iterator[_Leaf]:
    for child in children:
        match child:
            case Strong(inner) | Emphasis(inner) | Link(inner) | GoTo(inner):
                yield from _leaves(inner, (*wrappers, child))
            case _:
                yield _Leaf(wrappers, child)


def _pieces(leaf: _Leaf) -> Iterator[_Leaf]:
    if isinstance(leaf.inline, Text):
        yield from (leaf.saying(piece) for piece in _CUTS.split(leaf.inline.text) if piece)
    else:
        yield leaf


def _rebuilt(leaves: Iterable[_Leaf], depth: int) -> Iterator[Inline]:
    def wrapper_of(leaf: _Leaf) -> int | None:
        # By identity: two stressed words side by side stay two.
        return id(leaf.wrappers[depth]) if len(leaf.wrappers) > depth else None

    for wrapped, group in groupby(leaves, wrapper_of):
        within = list(group)
        if wrapped is not None:
            yield replace(within[0].wrappers[depth], children=tuple(_rebuilt(within, depth + 1)))
            continue
        for is_text, run in groupby(within, lambda leaf: isinstance(leaf.inline, Text)):
            if is_text:
                yield Text("".join(leaf.text for leaf in run))
            else:
                yield from (leaf.inline for leaf in run)
