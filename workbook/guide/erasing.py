"""Entries without what the reader erased. What they give is to be erased by the keeper, not only saved."""

from collections.abc import Callable, Collection
from dataclasses import replace

from workbook.guide.holding import records_in
from workbook.model.entry import Answer, Entry
from workbook.model.values import Record


def without_earlier(entry: Entry, names: Collection[str], only: Answer | None = None) -> Entry:
    """Without one earlier wording of a question, or without all of them."""
    gone = [each for each in entry.earlier if each.question in names and only in (None, each)]
    return replace(entry, earlier=tuple(each for each in entry.earlier if each not in gone))


def without_record(entry: Entry, record_id: str) -> Entry:
    """With nothing but the id left of a record, wherever the entry holds it."""
    return _with_records(entry, lambda _answer, record: record.id == record_id)


def without_answer(entry: Entry, stored: Answer | None, names: Collection[str]) -> Entry:
    """Without an answer and its earlier wordings. Of records the ids stay, so that references know of it."""
    entry = without_earlier(entry, names)
    if stored is not None and stored.kind == "records":
        ids = {record.id for record in records_in(stored.value)}
        return _with_records(entry, lambda answer, record: answer.question in names and record.id in ids)
    return replace(entry, answers={name: each for name, each in entry.answers.items() if each is not stored})


def without_old(entry: Entry, old: Answer, gone: Collection[Answer]) -> Entry:
    """Without an answer that is no longer asked for; `gone` are those of the answers that are not."""
    return replace(
        entry,
        answers={name: each for name, each in entry.answers.items() if each != old or each not in gone},
        attic=tuple(each for each in entry.attic if each != old),
        earlier=tuple(each for each in entry.earlier if each != old),
    )


def _with_records(entry: Entry, goes: Callable[[Answer, Record], bool]) -> Entry:
    def rest(answer: Answer) -> Answer:
        records = records_in(answer.value)
        if not any(goes(answer, each) and not each.erased for each in records):
            return answer
        return replace(answer, value=tuple(_erased(each) if goes(answer, each) else each for each in records))

    def says_something(answer: Answer) -> bool:
        records = records_in(answer.value)
        return not records or any(each.fields for each in records)

    return replace(
        entry,
        answers={name: rest(each) for name, each in entry.answers.items()},
        attic=tuple(rest(each) for each in entry.attic),
        earlier=tuple(each for each in map(rest, entry.earlier) if says_something(each)),
    )


def _erased(record: Record) -> Record:
    return Record(record.id, {}, retired=True, erased=True)
