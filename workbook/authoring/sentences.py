"""What an exercise says, sentence by sentence: everything that a reader has to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.model.exercise import Exercise, Field, Option, Page, Passage, Question
from workbook.model.prose import (
    Block,
    Break,
    Bullets,
    Divider,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Recall,
    Table,
    Text,
    inlines_of,
    plain,
)

_ENDS = re.compile(r"(?<=[.!?…])[\"'\u201d\u2019)\]]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or what stands alone as one does: an item, a label, an answer to tick."""

    words: str
    line: int
    """Of the block or the question that it stands in."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that stands alone."""
    return (" ".join(each.split()) for each in _ENDS.split(text) if each.strip())


def of_intro(exercise: Exercise) -> Iterator[Sentence]:
    """The title and the prose before the first page."""
    yield from _said(exercise.head.title, 1)
    for passage in exercise.intro:
        yield from _passage(passage)


def of_page(page: Page) -> Iterator[Sentence]:
    """Everything that a page may show. Where links lead and what markers say is no part of it."""
    yield from _said(page.title, page.line)
    for item in page.items:
        if isinstance(item, Question):
            yield from _question(item)
        elif not page.is_plan or not _recalls(item):
            # In a plan, what holds a link is a frame for the reader's own words.
            yield from _passage(item)


def _recalls(passage: Passage) -> bool:
    return any(isinstance(inline, Recall) for inline in inlines_of(passage.block))


def _question(question: Question) -> Iterator[Sentence]:
    yield from _said(question.words, question.line)
    for passage in question.before:
        yield from _passage(passage)
    for option in question.options:
        yield from _said(option.words, option.line or question.line)
    for field in question.fields:
        yield from _labels(field, question)
    if question.scale is not None:
        yield from _said(question.scale.low_words, question.line)
        yield from _said(question.scale.high_words, question.line)
    for passage in question.after:
        yield from _passage(passage)


def _labels(field: Field, question: Question) -> Iterator[Sentence]:
    labelled: tuple[Field | Option, ...] = (field, *field.options)
    for each in labelled:
        yield from _said(each.words, each.line or question.line)


def _passage(passage: Passage) -> Iterator[Sentence]:
    for text in _texts(passage.block):
        yield from _said(text, passage.line)


def _said(text: str, line: int) -> Iterator[Sentence]:
    return (Sentence(words, line) for words in sentences(text))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(children) | Heading(_, children):
            yield _plain(children)
        case Quote(children):
            for child in children:
                yield from _texts(child)
        case Bullets(items):
            for item in items:
                for child in item:
                    yield from _texts(child)
        case Table(head, rows):
            for row in (head, *rows):
                yield from map(_plain, row)
        case Divider():
            pass


def _plain(children: tuple[Inline, ...]) -> str:
    return plain(Text(" ") if isinstance(child, Break) else child for child in children)
