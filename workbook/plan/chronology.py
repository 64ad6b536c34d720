"""What happened, note by note in the order of the days, each with when it was written down and when it was changed."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from gettext import gettext as _

from workbook.guide.changes import held_for
from workbook.guide.conditions import counted, holds
from workbook.guide.context import Context
from workbook.guide.dating import about_of, day_in
from workbook.guide.days import day_words, exact_moment_words
from workbook.guide.history import names_of
from workbook.guide.showing import plan_contexts
from workbook.model.clock import moment_of
from workbook.model.entry import Entry
from workbook.model.exercise import Audience, Exercise, Page, Passage, Question
from workbook.model.head import Repeat
from workbook.model.ports import Keeper, Shelf
from workbook.model.prose import Block, Break, Heading, Inline, Paragraph, Recall, Strong, Text, inlines_of
from workbook.plan.document import Section
from workbook.plan.telling import day_told, shows, told
from workbook.plan.wording import from_own

_NOTE_LEVEL = 3


@dataclass(frozen=True, slots=True)
class _Note:
    """What one entry tells."""

    day: date | None
    """The day that it is about; None for "around Easter"."""
    written: datetime | None
    """When it was begun by this computer's clock; None if its file says no moment."""
    number: int
    heading: tuple[Inline, ...]
    blocks: tuple[Block, ...]


def in_order_of_days(shelf: Shelf, keeper: Keeper, today: date) -> Generator[None, None, tuple[Section, ...]]:
    """Every note of every exercise that may be in a chronology: first those that name a day, by day.

    Of one day the note that was begun first comes first. Those without a day stand by themselves, as they were written.
    Only exercises that repeat have notes; what another one gives here is what these notes may name of it.
    Yields after every entry, so that whoever takes the steps may do something else meanwhile.
    """
    notes = []
    for exercise, pages in _given(shelf):
        for context in plan_contexts(exercise, shelf, keeper, today):
            if (note := _note(context, pages)) is not None:
                notes.append(note)
            yield
    exact = sorted((note for note in notes if note.day is not None), key=_by_day)
    other = sorted((note for note in notes if note.day is None), key=lambda note: note.number)
    sections = (
        (_("Day by day"), exact, 1),
        (_("Without an exact day"), other, 1 + len(exact)),
    )
    return tuple(Section("", title, tuple(_numbered(found, first))) for title, found, first in sections if found)


def _given(shelf: Shelf) -> Iterator[tuple[Exercise, Sequence[Page]]]:
    for head in shelf.heads():
        exercise = shelf.exercise(head.id) if head.repeat is not Repeat.ONCE else None
        pages = [page for page in exercise.pages if Audience.CHRONOLOGY in page.plan] if exercise else []
        if exercise is not None and pages:
            yield exercise, pages


def _note(context: Context, pages: Sequence[Page]) -> _Note | None:
    entry, head = context.entry, context.exercise.head
    found = [(page, blocks) for page in pages if shows(page, context) and (blocks := told(page, context))]
    if entry is None or not found:
        return None
    blocks = [_when(context, entry, [page for page, _blocks in found])]
    if head.own:
        blocks.append(from_own(head, Audience.CHRONOLOGY))
    for place, (page, made) in enumerate(found):
        # The note's own heading stands for that of its first page.
        blocks += [Heading(_NOTE_LEVEL + 1, (Text(page.title),)), *made] if place else made
    day = day_in(about_of(entry, context.exercise, context.shelf))
    return _Note(day, moment_of(entry.recorded), entry.number, day_told(context, entry), tuple(blocks))


def _by_day(note: _Note) -> tuple[date | None, bool, datetime | None, int]:
    return note.day, note.written is not None, note.written, note.number


def _numbered(notes: Sequence[_Note], first: int) -> Iterator[Block]:
    for number, note in enumerate(notes, first):
        yield Heading(_NOTE_LEVEL, (Text(f"{number}. "), *note.heading))
        yield from note.blocks


def _when(context: Context, entry: Entry, pages: Sequence[Page]) -> Paragraph:
    """When a note was written down, and when what it tells was added or changed; never what it said before."""
    added, changed = _later(context, entry, pages)
    lines = [
        (_("Written down:"), exact_moment_words(entry.recorded) or _("not known")),
        (_("More added on:"), "; ".join(map(day_words, added))),
        (_("Changed on:"), "; ".join(map(day_words, changed))),
    ]
    children: list[Inline] = []
    for label, words in lines:
        if words:
            children += [*([Break()] if children else []), Strong((Text(label),)), Text(f" {words}")]
    return Paragraph(tuple(children))


def _later(context: Context, entry: Entry, pages: Sequence[Page]) -> tuple[list[date], list[date]]:
    """The days on which something was added to what a note tells, other than the first; those on which it changed."""
    begun = moment_of(entry.recorded)
    added: set[date] = set()
    changed: set[date] = set()
    for question in _shown(context, pages):
        held = held_for(question, entry, context.exercise)
        names = names_of(question, context.exercise)
        before = [each.given for each in entry.earlier if each.question in names]
        first, *others = [moment_of(stamped) for stamped in (*before, held.given if held else None)]
        if first is not None and begun is not None and first.date() != begun.date():
            added.add(first.date())
        changed |= {moment.date() for moment in others if moment is not None}
    return sorted(added), sorted(changed)


def _shown(context: Context, pages: Sequence[Page]) -> Iterator[Question]:
    """The questions of the note itself whose answers stand in it."""
    asked = {
        inline.ref.question
        for page in pages
        for item in page.items
        if isinstance(item, Passage) and holds(item.when, context)
        for inline in inlines_of(item.block)
        if isinstance(inline, Recall) and context.is_own(inline.ref)
    }
    for question in context.exercise.questions:
        if question.id in asked and counted(question, context) is not None:
            yield question
