"""Recall: earlier answers, read where a link to them stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbook.guide.conditions import counted, field_shows, holds, let_through, place_of
from workbook.guide.context import Context
from workbook.guide.holding import filled
from workbook.guide.phrases import without_empty
from workbook.guide.wording import field_words, in_a_row, words_of
from workbook.model.condition import Conditions, Ref
from workbook.model.exercise import Passage
from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Emphasis,
    GoTo,
    Heading,
    Inline,
    Link,
    Missing,
    Paragraph,
    Quote,
    Recall,
    Recalled,
    Strong,
    Table,
    Text,
    inlines_of,
    plain,
)
from workbook.model.values import Record

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


SHORT_FORM = 2
"""Letters of a word that keeps its full stop."""


def recalled(ref: Ref, context: Context, record: Record | None = None, when: Conditions = ()) -> tuple[str, ...]:
    """What the reader answered, in words, one item a line; empty if it is not answered, or hidden now.

    Of `#records.field` it is that field of `record`, if it is one of theirs, else of every kept record. Of records it
    is only those for which what `when` asks of their own fields holds.
    """
    place = context.read(ref)
    question = place.exercise.question(ref.question) if place else None
    answer = counted(question, place) if place and question else None
    if place is None or question is None or answer is None:
        return ()
    records = let_through(filled(answer.value), ref, when, context)
    if ref.field is None:
        return words_of(question, replace(answer, value=records) if question.kind == "records" else answer, place)
    field = question.field(ref.field)
    if field is None:
        return ()
    if record is not None and any(each.id == record.id for each in records):
        records = (record,)
    words = (
        field_words(question, field, each.fields.get(field.id), answer, place)
        for each in records
        if field_shows(question, field.id, each, place)
    )
    return tuple(each for each in words if each)


def resolve(prose: Passage | Block, context: Context, record: Record | None = None) -> tuple[Block, ...]:
    """Prose with every link to an answer read; nothing if the passage's `when` does not hold.

    A link alone in a paragraph becomes a list of what was answered, or the paragraphs of one text; within a sentence,
    words. A list item about `#records.field` stands once for each kept record that the passage's `when` lets through,
    without the phrases whose field is empty; elsewhere, too, a link reads only the records that it lets through. What
    is not answered yet becomes `Missing`.
    """
    when = prose.when if isinstance(prose, Passage) else ()
    block = prose.block if isinstance(prose, Passage) else prose
    if not holds(when, context, record):
        return ()
    row = None
    if record is not None:
        refs = (inline.ref for inline in inlines_of(block) if isinstance(inline, Recall))
        row = next((_Row(record, place_of(ref, context)) for ref in refs if record in _records(ref, context)), None)
    return _Resolving(context, when, row).block(block)


@dataclass(frozen=True, slots=True)
class _Row:
    """The record that a list item is about."""

    record: Record
    question: tuple[str, str]
    """The exercise and the question that it belongs to."""


@dataclass(frozen=True, slots=True)
class _Resolving:
    """Reads the links of one passage."""

    context: Context
    when: Conditions
    row: _Row | None = None

    def block(self, block: Block) -> tuple[Block, ...]:
        match block:
            case Paragraph(children):
                link = _lone(children)
                if link is not None:
                    return self._alone(link)
                inlines = self._inlines(children)
                return (Paragraph(inlines),) if inlines else ()
            case Heading(level, children):
                inlines = self._inlines(children)
                return (Heading(level, inlines),) if inlines else ()
            case Quote(children):
                blocks = self._blocks(children)
                return (Quote(blocks),) if blocks else ()
            case Bullets(items, start):
                lines = tuple(line for item in items for line in self._item(item) if line)
                return (Bullets(lines, start),) if lines else ()
            case Table(head, rows):
                cells = tuple(tuple(self._inlines(cell) for cell in row) for row in rows)
                return (Table(tuple(self._inlines(cell) for cell in head), cells),)
            case _:
                return (block,)

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(resolved for block in blocks for resolved in self.block(block))

    def _item(self, item: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
        links = [inline for block in item for inline in inlines_of(block) if isinstance(inline, Recall)]
        about = next((link.ref for link in links if link.ref.field is not None), None)
        if about is not None and (self.row is None or self.row.question != place_of(about, self.context)):
            yield from self._for_each_record(item, about)
            return
        fates = [fate for link in links if (fate := self._fate(link)) is not None]
        if fates and not any(fates):
            return
        blocks = self._blocks(item)
        match blocks:
            case (Bullets(items),) if not isinstance(item[0], Bullets):
                # A link that is all of an item lists its answers among the other items, not one level deeper.
                yield from items
            case _:
                yield blocks

    def _for_each_record(self, item: tuple[Block, ...], about: Ref) -> Iterator[tuple[Block, ...]]:
        place = place_of(about, self.context)
        records = _records(about, self.context)
        if not records:
            asks = any(each.ref.field and place_of(each.ref, self.context) == place for each in self.when)
            if not asks:
                yield self._blocks(item)
            return
        for record in records:
            if holds(self.when, self.context, record):
                yield from replace(self, row=_Row(record, place))._item(item)

    def _alone(self, link: Recall) -> tuple[Block, ...]:
        words = self._recalled(link)
        if not words:
            return () if self._fate(link) is False else (Paragraph((Missing(link.words),)),)
        if len(words) == 1 and not self._lists(link):
            return tuple(_paragraphs(words[0]))
        return (Bullets(tuple(tuple(_paragraphs(each)) for each in words)),)

    def _inlines(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self._read(without_empty(children, self._fate), ""))

    def _read(self, children: tuple[Inline, ...], after: str) -> Iterator[Inline]:
        for at, child in enumerate(children):
            following = plain(children[at + 1 :]) or after
            match child:
                case Recall(words):
                    yield _within(self._recalled(child), following) or Missing(words)
                case Strong(inner) | Emphasis(inner) | Link(inner) | GoTo(inner):
                    yield replace(child, children=tuple(self._read(inner, following)))
                case _:
                    yield child

    def _recalled(self, link: Recall) -> tuple[str, ...]:
        return recalled(link.ref, self.context, self.row.record if self.row else None, self.when)

    def _fate(self, link: Recall) -> bool | None:
        if self.row is None or link.ref.field is None or self.row.question != place_of(link.ref, self.context):
            return None
        return bool(self._recalled(link))

    def _lists(self, link: Recall) -> bool:
        """Whether there may be more than one answer, so that even one is a list."""
        if link.ref.field is not None:
            return self.row is None
        place = self.context.read(link.ref)
        question = place.exercise.question(link.ref.question) if place else None
        return question is not None and (
            question.kind in ("checklist", "ranked", "records") or question.for_each is not None
        )


def _records(ref: Ref, context: Context) -> tuple[Record, ...]:
    place = context.read(ref)
    question = place.exercise.question(ref.question) if place else None
    answer = counted(question, place) if place and question else None
    return filled(answer.value) if answer else ()


def _lone(children: tuple[Inline, ...]) -> Recall | None:
    said = [child for child in children if not (isinstance(child, Text) and not child.text.strip())]
    return said[0] if len(said) == 1 and isinstance(said[0], Recall) else None


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for paragraph in _BLANK_LINES.split(text.strip()):
        lines: list[Inline] = []
        for line in paragraph.split("\n"):
            lines += [Break(), Recalled(line)] if lines else [Recalled(line)]
        yield Paragraph(tuple(lines))


def _within(words: tuple[str, ...], following: str) -> Recalled | None:
    """Words in the midst of a sentence, without a full stop of their own before the sentence's punctuation."""
    if not words:
        return None
    *most, last = (" ".join(each.split()) for each in words)
    if following.startswith("."):
        last = last[:-1] if last.endswith(".") and not last.endswith("..") else last
    elif following[:1] in tuple(",;:!?"):
        last = _without_stop(last)
    return Recalled(in_a_row([*map(_without_stop, most), last]))


def _without_stop(line: str) -> str:
    """The line without its full stop, unless that belongs to an initial or a short form: "M.", "p.m."."""
    if not line.endswith(".") or line.endswith(".."):
        return line
    last = line[:-1].rpartition(" ")[2]
    return line if len(last) <= SHORT_FORM or "." in last else line[:-1]
