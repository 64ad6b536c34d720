"""Entries and settings as documents of the database, and back.

What this version cannot read, such as an answer of a kind that came later, is shown as text in the attic (among the
earlier ones if it is one) and stays in the document as it was, until the reader erases it.
"""

import json
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from workbook.model.codec import (
    Json,
    as_list,
    as_mapping,
    as_number,
    as_optional_text,
    as_text,
    as_truth,
    as_words,
    decode_dated,
    encode_dated,
    texts,
)
from workbook.model.entry import Answer, Entry, Settings, Wording
from workbook.model.guard import clean
from workbook.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.store.changes import Document


class _Strange(NamedTuple):
    """An answer that this version cannot read."""

    question: str | None
    """Its key among the answers; None if it stood in the attic."""
    raw: Json


class Held(NamedTuple):
    """A document, and its answers by whether this version can read them."""

    document: "Mapping[str, Json]"
    answers: dict[str, Answer]
    attic: list[tuple[Answer, Json]]
    """Each with its raw form."""
    strange: list[_Strange]
    earlier: list[tuple[Answer, Json]]
    """Each with its raw form; those that cannot be read as text, among the others."""
    strange_earlier: list[Json]


class Wordings:
    """The exercises' words as they were met last. Entry after entry has the same ones, and one copy is enough."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[Json, Wording]] = {}

    def read(self, exercise: str, question: str, raw: Json) -> Wording:
        """The wording of an answer. Raises ValueError."""
        last = self._last.get((exercise, question))
        if last is not None and last[0] == raw:
            return last[1]
        wording = as_mapping(raw)
        read = Wording(
            as_words(wording.get("question")),
            texts(wording.get("labels", {})),
            _as_optional_number(wording.get("low")),
            _as_optional_number(wording.get("high")),
        )
        self._last[exercise, question] = (raw, read)
        return read


class _Parts(NamedTuple):
    """What holds answers in a document, raw."""

    answers: dict[str, Json]
    """By question."""
    attic: list[Json]
    earlier: list[Json]


def encode_entry(entry: Entry, held: Held | None = None, *, erasing: bool = False) -> "Document":
    """The document of an entry; what only a newer version knows is taken over from the one that is held.

    So are answers that this version cannot read, whether the entry shows them or not; but where something is erased,
    only those that it still shows. The sequence number is the document's id, so it is not repeated.
    """
    found = held or hold({})
    before = found.document
    raw_answers = as_mapping(before.get("answers", {}))
    answers: dict[str, Json] = {
        question: raw_answers[question]
        if found.answers.get(question) == answer
        else _encode_answer(answer, raw_answers.get(question))
        for question, answer in entry.answers.items()
    }
    strange = [(each, _readable(each, entry.exercise)) for each in found.strange]
    shown = [words for _each, words in strange]
    attic: list[Json] = [
        next((raw for shelved, raw in found.attic if shelved == answer), None) or _encode_answer(answer)
        for answer in entry.attic
        if answer not in shown
    ]
    for (question, raw), words in strange:
        if erasing and words not in entry.attic:
            continue
        if question is None or question in answers:
            attic.append(raw)
        else:
            answers[question] = raw
    earlier = _encode_earlier(entry, found, erasing=erasing)
    return {
        **before,
        **({"earlier": earlier} if earlier or "earlier" in before else {}),
        "id": entry.id,
        "exercise": entry.exercise,
        "version": entry.version,
        "language": entry.language,
        "about": encode_dated(entry.about),
        "recorded": entry.recorded,
        "finished": entry.finished,
        "answers": answers,
        "attic": attic,
    }


def decode_entry(found: Held, number: int) -> Entry:
    """The entry of a document. Raises ValueError if more than single answers cannot be read."""
    bare = _bare_entry(found.document, number)
    shown = (_readable(each, bare.exercise) for each in found.strange)
    return replace(
        bare,
        answers=found.answers,
        attic=(*(shelved for shelved, _raw in found.attic), *shown),
        earlier=tuple(answer for answer, _raw in found.earlier),
    )


def entry_key(document: "Mapping[str, Json]") -> tuple[str, str]:
    """The ids of the entry and of its exercise. Raises ValueError where `decode_entry` does."""
    bare = _bare_entry(document, 0)
    return bare.id, bare.exercise


def encode_settings(settings: Settings, held: "Document | None" = None) -> "Document":
    """The settings document; what only a newer version knows is taken over from the one that is held."""
    return {
        **(held or {}),
        "tasks": dict(settings.tasks),
        "theme": settings.theme,
        "language": settings.language,
        "dismissed": list(settings.dismissed),
        "lock_after": settings.lock_after,
        "masked": settings.masked,
        "region": settings.region,
        "code_unread": settings.code_unread,
        "first_page": settings.first_page,
    }


def decode_settings(document: "Mapping[str, Json]") -> Settings:
    """The settings of a document. Raises ValueError."""
    usual = Settings()
    return Settings(
        tasks=texts(document.get("tasks", {})),
        theme=as_optional_text(document.get("theme")),
        language=as_optional_text(document.get("language")),
        dismissed=tuple(as_text(hint) for hint in as_list(document.get("dismissed", []))),
        lock_after=as_number(document.get("lock_after", usual.lock_after)),
        masked=as_truth(document.get("masked", usual.masked)),
        region=as_optional_text(document.get("region")),
        code_unread=as_truth(document.get("code_unread", usual.code_unread)),
        first_page=as_optional_text(document.get("first_page")),
    )


def _encode_earlier(entry: Entry, found: Held, *, erasing: bool) -> list[Json]:
    rest = list(found.earlier)
    encoded: list[Json] = []
    for answer in entry.earlier:
        at = next((at for at, (held, _raw) in enumerate(rest) if held == answer), None)
        encoded.append(_encode_answer(answer) if at is None else rest.pop(at)[1])
    if erasing:
        return encoded
    return encoded + [raw for _answer, raw in rest if raw in found.strange_earlier]


def _encode_answer(answer: Answer, held: Json = None) -> "Document":
    before = held if isinstance(held, dict) else {}
    kind = KINDS.get(answer.kind)
    value: Json
    if answer.value is None:
        value = None
    elif kind is not None:
        value = kind.encode(answer.value)
    else:
        value = str(answer.value)
    return {
        **before,
        "exercise": answer.exercise,
        "version": answer.version,
        "question": answer.question,
        "kind": answer.kind,
        "wording": {
            "question": answer.wording.question,
            "labels": dict(answer.wording.labels),
            "low": answer.wording.low,
            "high": answer.wording.high,
        },
        "value": value,
        "skipped": answer.skipped,
        "language": answer.language,
        **({"given": answer.given} if answer.given is not None or "given" in before else {}),
    }


def _try_answer(raw: Json, wordings: Wordings) -> Answer | None:
    """The answer; None if this version cannot read it."""
    try:
        return _decode_answer(as_mapping(raw), wordings)
    except ValueError:
        return None


def _decode_answer(raw: "Mapping[str, Json]", wordings: Wordings) -> Answer:
    kind, value = as_text(raw.get("kind")), raw.get("value")
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")
    exercise, question = as_text(raw.get("exercise")), as_text(raw.get("question"))
    return Answer(
        exercise=exercise,
        version=as_number(raw.get("version")),
        question=question,
        kind=kind,
        wording=wordings.read(exercise, question, raw.get("wording")),
        value=None if value is None else KINDS[kind].decode(value),
        skipped=raw.get("skipped") is True,
        language=as_text(raw.get("language", "en")),
        given=as_optional_text(raw.get("given")),
    )


def _as_optional_number(data: Json) -> int | None:
    return None if data is None else as_number(data)


def _bare_entry(document: "Mapping[str, Json]", number: int) -> Entry:
    """The entry without its answers, which must be there in the right form."""
    _parts(document)
    return Entry(
        id=as_text(document.get("id")),
        exercise=as_text(document.get("exercise")),
        version=as_number(document.get("version")),
        language=as_text(document.get("language")),
        about=decode_dated(document.get("about")),
        recorded=as_text(document.get("recorded")),
        number=number,
        finished=as_optional_text(document.get("finished")),
    )


def _parts(document: "Mapping[str, Json]") -> _Parts:
    return _Parts(
        as_mapping(document.get("answers", {})),
        as_list(document.get("attic", [])),
        as_list(document.get("earlier", [])),
    )


def hold(document: "Mapping[str, Json]", wordings: Wordings | None = None) -> Held:
    """The document, with its answers sorted. Raises ValueError if more than single ones cannot be read."""
    wordings = Wordings() if wordings is None else wordings
    found = Held(document, {}, [], [], [], [])
    parts = _parts(document)
    for question, raw in parts.answers.items():
        answer = _try_answer(raw, wordings)
        if answer is None:
            found.strange.append(_Strange(question, raw))
        else:
            found.answers[question] = answer
    for raw in parts.attic:
        answer = _try_answer(raw, wordings)
        if answer is None:
            found.strange.append(_Strange(None, raw))
        else:
            found.attic.append((answer, raw))
    exercise = document.get("exercise")
    for raw in parts.earlier:
        answer = _try_answer(raw, wordings)
        if answer is None:
            answer = _readable(_Strange(None, raw), exercise if isinstance(exercise, str) else "")
            found.strange_earlier.append(raw)
        found.earlier.append((answer, raw))
    return found


def _readable(strange: _Strange, exercise: str) -> Answer:
    """A text answer that shows what is written there."""
    raw = strange.raw if isinstance(strange.raw, dict) else {"value": strange.raw}
    question = raw.get("question")
    name = strange.question or (question if isinstance(question, str) else "")
    wording = raw.get("wording")
    words = wording.get("question") if isinstance(wording, dict) else None
    value, given = raw.get("value"), raw.get("given")
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except RecursionError:
        text = ""
    return Answer(
        exercise,
        1,
        name,
        "journal",
        Wording(clean(words if isinstance(words, str) else name)),
        clean(text),
        given=given if isinstance(given, str) else None,
    )
