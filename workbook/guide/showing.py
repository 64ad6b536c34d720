"""What an exercise shows at this moment: pages, passages, questions, and what they offer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from gettext import gettext as _

from workbook.guide.changes import answer_to
from workbook.guide.conditions import field_shows, holds, shows
from workbook.guide.context import Context
from workbook.guide.holding import ids_in, ranking_in, records_in
from workbook.guide.recall import resolve
from workbook.guide.wording import answer_labels, erased, field_words, no_longer_listed, offers_of
from workbook.model.entry import Answer, Entry, Wording
from workbook.model.exercise import Exercise, Field, Option, Page, PageItem, Passage, Question
from workbook.model.head import Repeat
from workbook.model.ports import Keeper, Shelf
from workbook.model.values import Dated, FieldKind, Record


def intro(context: Context) -> tuple[Passage, ...]:
    """The prose before the first page."""
    return passages(context.exercise.intro, context)


def pages(context: Context) -> tuple[Page, ...]:
    """The pages to work through: those whose `when` holds, and on which something shows."""
    return tuple(
        page
        for page in context.exercise.pages
        if not page.is_plan and holds(page.when, context) and (not page.items or _shows_anything(page, context))
    )


def items(page: Page, context: Context) -> tuple[PageItem, ...]:
    """What shows on a page, with every link to an answer read."""
    shown: list[PageItem] = []
    for item in page.items:
        if isinstance(item, Passage):
            shown += passages([item], context)
        elif shows(item, context):
            before, after = passages(item.before, context), passages(item.after, context)
            shown.append(replace(item, before=before, after=after))
    return tuple(shown)


def passages(prose: Iterable[Passage], context: Context) -> tuple[Passage, ...]:
    """The passages that show, with every link to an answer read. One passage may become several."""
    return tuple(replace(passage, block=block, when=()) for passage in prose for block in resolve(passage, context))


def plan_contexts(exercise: Exercise, shelf: Shelf, keeper: Keeper, today: date) -> Iterator[Context]:
    """Where an exercise's plan pages are read from: its entry, or each entry of a repeated one, oldest first.

    Of thousands each is read when its turn comes.
    """
    if exercise.head.repeat is Repeat.ONCE:
        entries = keeper.entries(exercise.id)
        yield Context(exercise, entries[-1] if entries else None, shelf, keeper, today)
        return
    for entry_id in keeper.ids(exercise.id):
        if (entry := keeper.entry(entry_id)) is not None:
            yield Context(exercise, entry, shelf, keeper, today)


def rated(question: Question, context: Context) -> tuple[Option, ...]:
    """The items that a `for each` scale is asked for, in the reader's own words; without any, it is hidden."""
    return offers_of(question.for_each, context)


def offered(question: Question, context: Context) -> tuple[Option, ...]:
    """What can be chosen: the reader's own records or items, then the written options that show.

    What is chosen already and no longer offered comes last and says so, so that it stays and can be taken away.
    """
    there = (*offers_of(question.offers, context, question.when), *_showing(question.options, context))
    answer = answer_to(question, context.entry, context.exercise, context.shelf)
    if answer is None or answer.value is None or question.kind not in ("choice", "checklist", "ranked"):
        return there
    known = {option.id for option in (*there, *question.options)}
    own = {item.id for item in ranking_in(answer.value) if item.text is not None}
    labels = answer_labels(question, answer, context)
    gone = (each for each in ids_in(answer.value) if each not in known | own)
    return (*there, *(Option(each, _no_longer(labels[each])) for each in gone))


def offered_for_field(field: Field, context: Context, record: Record | None = None) -> tuple[Option, ...]:
    """As `offered`, for a field of a record; nothing unless it is a choice."""
    if field.kind is not FieldKind.CHOICE:
        return ()
    question = next((each for each in context.exercise.questions if field in each.fields), None)
    drafted = with_record(question, record, context) if question and record else context
    there = (*offers_of(field.offers, drafted, field.when), *_showing(field.options, drafted, record))
    held = record.fields.get(field.id) if record else None
    known = {option.id for option in (*there, *field.options)}
    if question is None or not isinstance(held, str) or not held or held in known:
        return there
    answer = answer_to(question, context.entry, context.exercise, context.shelf)
    return (*there, Option(held, _no_longer(field_words(question, field, held, answer, context))))


def fields(question: Question, record: Record, context: Context) -> tuple[Field, ...]:
    """The fields that are asked in this record, which need not be saved yet."""
    drafted = with_record(question, record, context)
    return tuple(field for field in question.fields if field_shows(question, field.id, record, drafted))


def with_record(question: Question, record: Record, context: Context) -> Context:
    """The same place, as if the record were saved as it is now."""
    exercise = context.exercise
    held = answer_to(question, context.entry, exercise, context.shelf)
    records = [each for each in records_in(held.value if held else None) if each.id != record.id]
    answer = Answer(
        exercise.id,
        exercise.head.version,
        question.id,
        question.kind,
        held.wording if held else Wording(question.words),
        (*records, record),
    )
    entry = context.entry or Entry("", exercise.id, exercise.head.version, exercise.head.language, Dated(""), "")
    return replace(context, entry=replace(entry, answers={**entry.answers, question.id: answer}), found={})


def _showing(options: Iterable[Option], context: Context, record: Record | None = None) -> Iterator[Option]:
    return (option for option in options if holds(option.when, context, record))


def _no_longer(words: str) -> str:
    if words in (erased(), no_longer_listed()):
        return words
    return _("{words} (no longer offered)").format(words=words)


def _shows_anything(page: Page, context: Context) -> bool:
    return any(holds(item.when, context) if isinstance(item, Passage) else shows(item, context) for item in page.items)
