"""A notebook that was edited by hand, or came from elsewhere, may hold anything where words stand."""

from dataclasses import replace

import pytest

from tests.hostile import ALL_AT_ONCE
from workbook.model.entry import Answer, Entry, Wording
from workbook.model.guard import clean
from workbook.model.values import Dated, Ranked, Record, Ticked, Value
from workbook.store.notebook import Notebook

VALUES: dict[str, Value] = {
    "journal": ALL_AT_ONCE,
    "date": Dated(ALL_AT_ONCE),
    "checklist": Ticked(("other",), {"other": ALL_AT_ONCE}),
    "ranked": (Ranked("n1", ALL_AT_ONCE),),
    "records": (Record("r1", {"what": ALL_AT_ONCE, "since": Dated(ALL_AT_ONCE)}),),
}


def answer(kind: str) -> Answer:
    wording = Wording(ALL_AT_ONCE, {"other": ALL_AT_ONCE})
    return Answer("welcome", 1, kind, kind, wording, VALUES[kind])


def words_in(thing: object) -> list[str]:
    """Every text in a value, but ids."""
    match thing:
        case str():
            return [thing]
        case dict():
            return [words for each in thing.values() for words in words_in(each)]
        case tuple():
            return [words for each in thing for words in words_in(each)]
        case Dated(words):
            return [words]
        case Ticked(written=written):
            return words_in(dict(written))
        case Ranked(text=text):
            return words_in(text)
        case Record(fields=fields):
            return words_in(dict(fields))
        case Answer(wording=wording, value=value):
            return [wording.question, *wording.labels.values(), *words_in(value)]
    return []


@pytest.mark.parametrize("kind", VALUES)
def test_words_pass_the_guard_on_their_way_out_of_the_file(kind: str) -> None:
    entry = Entry(
        "e1", "welcome", 1, "en", Dated(ALL_AT_ONCE), "2025-03-05T12:00:00+00:00", answers={kind: answer(kind)}
    )
    with Notebook.in_memory() as notebook:
        notebook.save(replace(entry, attic=(answer(kind),), earlier=(answer(kind),))).wait(8)
        read = notebook.entry("e1")
    assert read is not None
    words = [
        read.about.words,
        *(each for held in (read.answers[kind], *read.attic, *read.earlier) for each in words_in(held)),
    ]
    assert len(words) > 9
    assert set(words) == {clean(ALL_AT_ONCE)}


def test_answer_of_a_kind_that_came_later_is_read_past_the_guard_as_well() -> None:
    entry = Entry("e1", "welcome", 1, "en", Dated(""), "2025-03-05T12:00:00+00:00")
    strange = replace(answer("journal"), kind="drawing", value=ALL_AT_ONCE)
    with Notebook.in_memory() as notebook:
        notebook.save(replace(entry, answers={"q": strange})).wait(8)
        read = notebook.entry("e1")
    assert read is not None
    (shown,) = read.attic
    assert shown.wording.question == shown.value == clean(ALL_AT_ONCE)
