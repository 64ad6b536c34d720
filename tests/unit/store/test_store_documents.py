import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from workbook.model.entry import Answer, Entry, Settings, Wording
from workbook.model.values import Dated, Ranked, Record, Ticked, Value
from workbook.store.changes import Document
from workbook.store.documents import decode_entry, decode_settings, encode_entry, encode_settings, entry_key, hold

MakeEntry = Callable[..., Entry]

VALUES: dict[str, Value] = {
    "checklist": Ticked(("a", "other"), {"other": "my own"}),
    "choice": "a",
    "scale": {"person-1": 3, "person-2": 5},
    "short": "a line",
    "journal": "many\n\nlines",
    "number": 7,
    "date": Dated("around Easter"),
    "records": (
        Record("r1", {"name": "Ana", "since": Dated("1 May", "2024-05-01"), "times": 3}),
        Record("r2", {"name": "Ben"}, retired=True),
        Record("r3", erased=True),
    ),
    "ranked": (Ranked("a"), Ranked("own-1", "my own words")),
}


def whole(document: Document) -> Document:
    """The document as it comes back from the disk."""
    read: Document = json.loads(json.dumps(document))
    return read


def answer(kind: str, value: Value | None) -> Answer:
    return Answer("ex", 2, kind, kind, Wording("Why?", {"a": "An option"}, 1, 5), value, value is None, "de")


@pytest.fixture
def full_entry() -> Entry:
    answers = {kind: answer(kind, value) for kind, value in VALUES.items()} | {"skipped": answer("short", None)}
    return Entry(
        "id-1",
        "ex",
        2,
        "de",
        Dated("last week", "2024-01-30"),
        "2024-02-03T10:00:00+01:00",
        number=12,
        finished="2024-02-03T10:20:00+01:00",
        answers=answers,
        attic=(answer("journal", "left over"),),
        earlier=(
            replace(answer("short", "a first line"), given="2024-02-03T10:05:00+01:00"),
            answer("records", (Record("r1", {"name": "Anna"}),)),
        ),
    )


def test_entry_with_every_kind_of_answer_reads_back(full_entry: Entry) -> None:
    document = whole(encode_entry(full_entry))
    assert decode_entry(hold(document), 12) == full_entry
    assert entry_key(document) == ("id-1", "ex")


def test_encoding_again_gives_the_same_document(full_entry: Entry) -> None:
    document = whole(encode_entry(full_entry))
    assert encode_entry(decode_entry(hold(document), 12), hold(document)) == document


@pytest.mark.parametrize(
    "strange",
    [
        {"question": "what", "kind": "drawing", "wording": {"question": "Draw it"}, "value": {"lines": [1, 2]}},
        {"question": "what", "kind": "number", "value": "many"},
        "only text",
        None,
        [],
    ],
    ids=["later kind", "wrong value", "text", "nothing", "list"],
)
def test_answer_that_cannot_be_read_is_shown_in_the_attic_and_kept_as_it_was(
    make_entry: MakeEntry, strange: Document | str | None
) -> None:
    document = whole(encode_entry(make_entry("e")))
    answers = document["answers"]
    assert isinstance(answers, dict)
    answers["new"] = strange
    entry = decode_entry(hold(document), 1)
    assert (set(entry.answers), [shown.question for shown in entry.attic]) == ({"what"}, ["new"])
    changed = replace(entry, finished="2024-02-03T11:00:00+01:00")
    again = whole(encode_entry(changed, hold(document)))
    assert again == {**document, "finished": "2024-02-03T11:00:00+01:00"}
    assert decode_entry(hold(again), 1) == changed


def test_document_from_before_there_was_a_history_stays_as_it_is(make_entry: MakeEntry) -> None:
    document = whole(encode_entry(make_entry("e")))
    answers = document["answers"]
    assert isinstance(answers, dict)
    assert isinstance(answers["what"], dict)
    assert ("earlier" in document, "given" in answers["what"]) == (False, False)
    entry = decode_entry(hold(document), 1)
    assert (entry.earlier, entry.answers["what"].given) == ((), None)
    assert encode_entry(entry, hold(document)) == document


def test_history_that_was_emptied_leaves_nothing(full_entry: Entry) -> None:
    document = whole(encode_entry(full_entry))
    again = whole(encode_entry(replace(full_entry, earlier=()), hold(document)))
    assert again["earlier"] == []
    assert decode_entry(hold(again), 12) == replace(full_entry, earlier=())


STRANGE: Document = {"question": "what", "kind": "drawing", "wording": {"question": "Draw it"}, "value": {"a": 1}}


def test_earlier_answer_that_cannot_be_read_keeps_its_place_and_its_form(full_entry: Entry) -> None:
    document = whole(encode_entry(full_entry))
    earlier = document["earlier"]
    assert isinstance(earlier, list)
    earlier.insert(1, {**STRANGE, "given": "2024-02-03T10:06:00+01:00"})
    entry = decode_entry(hold(document), 12)
    shown = entry.earlier[1]
    assert (shown.question, shown.value, shown.given) == ("what", '{"a": 1}', "2024-02-03T10:06:00+01:00")
    assert encode_entry(entry, hold(document)) == document
    changed = replace(entry, earlier=(*entry.earlier, answer("short", "the latest")))
    again = whole(encode_entry(changed, hold(document)))
    assert isinstance(again["earlier"], list)
    assert again["earlier"][:3] == earlier
    assert decode_entry(hold(again), 12) == changed


@pytest.mark.parametrize("place", ["answers", "attic", "earlier"])
def test_what_cannot_be_read_goes_only_when_it_is_erased(make_entry: MakeEntry, place: str) -> None:
    document = whole(encode_entry(make_entry("e")))
    if place == "answers":
        answers = document["answers"]
        assert isinstance(answers, dict)
        answers["new"] = {**STRANGE, "question": "new"}
    else:
        document[place] = [STRANGE]
    shown = decode_entry(hold(document), 1)
    assert encode_entry(shown, hold(document), erasing=True) == document
    bare = replace(shown, attic=(), earlier=())
    assert "drawing" in json.dumps(encode_entry(bare, hold(document)))
    erased = whole(encode_entry(bare, hold(document), erasing=True))
    assert "drawing" not in json.dumps(erased)
    assert decode_entry(hold(erased), 1) == bare


def test_unreadable_answer_shows_its_question_and_its_words(make_entry: MakeEntry) -> None:
    document = encode_entry(make_entry("e"))
    document["answers"] = {"new": {"kind": "drawing", "wording": {"question": "Draw it"}, "value": {"a": "é"}}}
    (shown,) = decode_entry(hold(document), 1).attic
    assert (shown.kind, shown.wording.question, shown.value) == ("journal", "Draw it", '{"a": "é"}')


def test_unreadable_answer_that_is_answered_anew_moves_to_the_attic(make_entry: MakeEntry) -> None:
    plain = make_entry("e")
    document = whole(encode_entry(plain))
    strange: Document = {"question": "what", "kind": "drawing", "value": {"lines": [1]}}
    document["answers"] = {"what": strange}
    again = encode_entry(replace(decode_entry(hold(document), 1), answers=plain.answers), hold(document))
    assert again["attic"] == [strange]
    entry = decode_entry(hold(again), 1)
    assert entry.answers == plain.answers
    assert encode_entry(entry, hold(again)) == again


def test_what_only_a_newer_version_knows_survives(full_entry: Entry) -> None:
    document = whole(encode_entry(full_entry))
    document["mood"] = "later"
    answers = document["answers"]
    assert isinstance(answers, dict)
    for raw in answers.values():
        assert isinstance(raw, dict)
        raw["later"] = 1
    rows = answers["records"]
    assert isinstance(rows, dict)
    assert isinstance(rows["value"], list)
    assert isinstance(rows["value"][0], dict)
    rows["value"][0]["colour"] = "red"
    entry = decode_entry(hold(document), 12)
    changed = replace(entry, answers={**entry.answers, "short": answer("short", "changed")})
    again = encode_entry(changed, hold(document))
    short = answers["short"]
    assert isinstance(short, dict)
    assert again == {**document, "answers": {**answers, "short": {**short, "value": "changed"}}}


@pytest.mark.parametrize(
    ("key", "value"),
    [("id", None), ("exercise", 3), ("version", "1"), ("about", "today"), ("recorded", None), ("answers", [])],
)
def test_entry_that_cannot_be_placed_is_refused(make_entry: MakeEntry, key: str, value: Document) -> None:
    document = {**encode_entry(make_entry("e")), key: value}
    for read in (entry_key, lambda held: decode_entry(hold(held), 1)):
        with pytest.raises(ValueError, match="expected"):
            read(document)


def test_settings_read_back_and_keep_what_is_newer() -> None:
    settings = Settings({"values": "set-aside"}, "dark", "de", ("hint",), 0, True, "somewhere", True, "exit")
    document = whole(encode_settings(settings, {"later": 1}))
    assert decode_settings(document) == settings
    assert document["later"] == 1


def test_settings_that_were_never_saved_are_the_usual_ones() -> None:
    assert decode_settings({}) == Settings()
