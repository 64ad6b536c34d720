"""A shelf and a notebook in memory, and short ways to build exercises by hand."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from workbook.guide.context import Context
from workbook.guide.sitting import Sitting
from workbook.model.condition import Condition, Op, Ref, Rule
from workbook.model.entry import Answer, Entry, Wording
from workbook.model.errors import NotSavedError
from workbook.model.exercise import Exercise, Field, Option, Page, PageItem, Passage, Question, Scale
from workbook.model.head import Head, Repeat
from workbook.model.kinds import labels_of
from workbook.model.ports import Changed, Receipt
from workbook.model.prose import (
    Block,
    Bullets,
    Emphasis,
    Inline,
    Missing,
    Paragraph,
    Quote,
    Recall,
    Recalled,
    Strong,
    Text,
)
from workbook.model.values import Dated, FieldValue, Ranked, Record, Ticked, Value

TODAY = date(2026, 5, 20)

_OPS = sorted((op for op in Op if op not in (Op.HOLDS, Op.HOLDS_NOT)), key=len, reverse=True)


def ref(text: str) -> Ref:
    found = re.fullmatch(r"(?:([\w-]+)\.md)?#([\w-]+)(?:\.([\w-]+))?", text)
    assert found, text
    return Ref(found[1], found[2], found[3])


def cond(text: str) -> Condition:
    """A condition in the words of the format."""
    time = re.search(r" within (\d+) weeks$| ever$", text)
    weeks = int(time[1]) if time and time[1] else None
    said = text[: time.start()] if time else text
    for op in _OPS:
        place, found, values = said.partition(f" {op}")
        if found:
            wanted = tuple(value.strip() for value in values.split(",") if value.strip())
            return Condition(ref(place), op, wanted, weeks, bool(time) and weeks is None)
    bare = Op.HOLDS_NOT if said.startswith("not ") else Op.HOLDS
    return Condition(ref(said.removeprefix("not ")), bare, (), weeks, bool(time) and weeks is None)


def conds(*texts: str) -> tuple[Condition, ...]:
    return tuple(map(cond, texts))


def rule(rule_id: str, any: Sequence[str] = (), all: Sequence[str] = ()) -> Rule:  # noqa: A002  # the format's words
    return Rule(rule_id, conds(*any), conds(*all))


def option(text: str, *when: str, alone: bool = False, write_in: bool = False, was: str | None = None) -> Option:
    return Option(text, text.capitalize(), write_in, alone, conds(*when), was)


def options(*ids: str | Option) -> tuple[Option, ...]:
    return tuple(each if isinstance(each, Option) else option(each, alone=each == "none") for each in ids)


def ask(
    kind: str,
    question_id: str,
    *choices: str | Option,
    when: Sequence[str] = (),
    optional: bool = False,
    was: str | None = None,
    at_least: int | None = None,
    at_most: int | None = None,
    fields: Sequence[Field] = (),
    ends: tuple[int, int] | None = None,
    for_each: str | None = None,
    offers: str | None = None,
    room: int = 1,
    about: bool = False,
    before: Sequence[Passage] = (),
    after: Sequence[Passage] = (),
) -> Question:
    if kind == "scale" and ends is None:
        ends = (1, 5)
    return Question(
        question_id,
        kind,
        f"{question_id.capitalize()}?",
        tuple(before),
        tuple(after),
        conds(*when),
        optional,
        was,
        at_least,
        at_most,
        options(*choices),
        tuple(fields),
        Scale(*ends, "low", "high") if ends else None,
        ref(for_each) if for_each else None,
        ref(offers) if offers else None,
        room,
        about,
    )


def page(
    *items: PageItem,
    when: Sequence[str] = (),
    rules: Sequence[Rule] = (),
    page_id: str = "page-1",
    title: str = "A page",
) -> Page:
    return Page(page_id, title, items, conds(*when), tuple(rules))


def exercise(exercise_id: str, *items: PageItem | Page, repeat: Repeat = Repeat.ONCE, version: int = 1) -> Exercise:
    """An exercise; what stands outside of a page goes to a page of its own, in front."""
    loose = [item for item in items if not isinstance(item, Page)]
    pages = [item for item in items if isinstance(item, Page)]
    head = Head(exercise_id, exercise_id.capitalize(), version, repeat=repeat)
    return Exercise(head, pages=(*((page(*loose),) if loose else ()), *pages))


class Saved:
    """A receipt of what is saved at once."""

    done = True
    error: NotSavedError | None = None

    def wait(self, timeout: float | None = None) -> None:
        """Nothing to wait for."""

    def when_done(self, call: Callable[[Receipt], None]) -> None:
        call(self)


class World:
    """A shelf, a keeper and a clock."""

    def __init__(self) -> None:
        self.shelf: dict[str, Exercise] = {}
        self.stored: dict[str, Entry] = {}
        self.today = TODAY
        self.saves = 0
        self.erased = 0
        self.time = timedelta(hours=12)
        """Of the day, by the clock."""
        self._ids = 0
        self._changes: list[str] = []

    def heads(self) -> Sequence[Head]:
        return [each.head for each in self.shelf.values()]

    def exercise(self, exercise_id: str) -> Exercise | None:
        return self.shelf.get(exercise_id)

    def entries(self, exercise_id: str) -> Sequence[Entry]:
        return sorted(
            (entry for entry in self.stored.values() if entry.exercise == exercise_id), key=lambda each: each.number
        )

    def count(self, exercise_id: str) -> int:
        return len(self.entries(exercise_id))

    def entry(self, entry_id: str) -> Entry | None:
        return self.stored.get(entry_id)

    def ids(self, exercise_id: str) -> Sequence[str]:
        return [entry.id for entry in self.entries(exercise_id)]

    def passing(self, entry_id: str) -> Entry | None:
        return self.entry(entry_id)

    def changed(self, since: int) -> Changed:
        return Changed(len(self._changes), tuple(dict.fromkeys(self._changes[since:])))

    def next_number(self) -> int:
        return 1 + max((entry.number for entry in self.stored.values()), default=0)

    def save(self, entry: Entry) -> Receipt:
        self.stored[entry.id] = entry
        self._changes.append(entry.id)
        self.saves += 1
        return Saved()

    def erase(self, entry: Entry) -> Receipt:
        self.erased += 1
        return self.save(entry)

    def remove(self, entry_id: str) -> Receipt:
        self.erased += 1
        self.stored.pop(entry_id, None)
        self._changes.append(entry_id)
        return Saved()

    def save_nothing(self) -> Receipt:
        """The receipt of what is no entry."""
        return Saved()

    def clock(self) -> datetime:
        midnight = datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC)
        return midnight + self.time

    def later(self, **time: float) -> None:
        """Let so much time go by, in the words of timedelta."""
        self.time += timedelta(**time)

    def new_id(self) -> str:
        self._ids += 1
        return f"id-{self._ids}"

    def put(self, *exercises: Exercise) -> None:
        for each in exercises:
            self.shelf[each.id] = each

    def enter(
        self,
        exercise_id: str,
        values: Mapping[str, Value | None] | None = None,
        *,
        finished: bool = True,
        day: str | None = "2026-05-18",
    ) -> Entry:
        """Store an entry. None as a value: skipped."""
        form = self.shelf[exercise_id]
        answers = {name: given(form, name, value) for name, value in (values or {}).items()}
        number = self.next_number()
        done = "2026-05-18T12:00:00+00:00" if finished else None
        about = Dated(day or "around Easter", day)
        entry = Entry(f"entry-{number}", exercise_id, form.head.version, "en", about, "then", number, done, answers)
        self.stored[entry.id] = entry
        self._changes.append(entry.id)
        return entry

    def context(self, exercise_id: str, entry: Entry | None = None) -> Context:
        """Where someone stands at an exercise, at its last entry unless told."""
        entries = self.entries(exercise_id)
        at = entry or (entries[-1] if entries else None)
        return Context(self.shelf[exercise_id], at, self, self, self.today)

    def at(self, form: Exercise, values: Mapping[str, Value | None] | None = None) -> Context:
        """Put an exercise on the shelf, answer it, and stand there."""
        self.put(form)
        return self.context(form.id, self.enter(form.id, values))

    def sit(self, exercise_id: str, entry_id: str | None = None) -> Sitting:
        return Sitting.open(exercise_id, self, self, self.clock, entry_id, self.new_id)


def given(form: Exercise, question_id: str, value: Value | None) -> Answer:
    question = form.question(question_id)
    assert question is not None, question_id
    scale = question.scale
    wording = Wording(question.words, labels_of(question), scale.low if scale else None, scale.high if scale else None)
    return Answer(form.id, form.head.version, question_id, question.kind, wording, value, value is None)


def ticked(*ids: str, **written: str) -> Ticked:
    return Ticked(ids, written)


def row(record_id: str, **fields: FieldValue) -> Record:
    return Record(record_id, fields)


def retired(record: Record) -> Record:
    return replace(record, retired=True)


def erased(record: Record) -> Record:
    return Record(record.id, {}, retired=True, erased=True)


def ranked(*items: str | tuple[str, str]) -> tuple[Ranked, ...]:
    return tuple(Ranked(item) if isinstance(item, str) else Ranked(*item) for item in items)


def inlines(text: str) -> tuple[Inline, ...]:
    """Inlines from a little Markdown: `**strong**`, `*stress*` and `[words](#ref)`."""
    found: list[Inline] = []
    pattern = r"(\*\*.+?\*\*|\*[^*]+\*|\[[^\]]*\]\([^)]*\))"
    for part in re.split(pattern, text):
        if part.startswith("**"):
            found.append(Strong(inlines(part[2:-2])))
        elif part.startswith("*") and len(part) > 1:
            found.append(Emphasis(inlines(part[1:-1])))
        elif link := re.fullmatch(r"\[(.*)\]\((.*)\)", part):
            found.append(Recall(link[1], ref(link[2])))
        elif part:
            found.append(Text(part))
    return tuple(found)


def para(text: str) -> Paragraph:
    return Paragraph(inlines(text))


def bullets(*lines: str) -> Bullets:
    return Bullets(tuple((para(line),) for line in lines))


def passage(block: Block | str, *when: str, urgent: bool = False) -> Passage:
    return Passage(para(block) if isinstance(block, str) else block, conds(*when), urgent)


def said(children: Sequence[Inline]) -> str:
    """Inlines as text again: the reader's words in braces, what is missing in angle brackets."""
    parts = []
    for child in children:
        match child:
            case Text(text):
                parts.append(text)
            case Recalled(text):
                parts.append(f"{{{text}}}")
            case Missing(words):
                parts.append(f"<{words}>")
            case Strong(inner):
                parts.append(f"**{said(inner)}**")
            case Emphasis(inner):
                parts.append(f"*{said(inner)}*")
            case Recall(words):
                parts.append(f"[{words}]")
            case _:
                parts.append("/")
    return "".join(parts)


def shown(blocks: Sequence[Block]) -> list[str]:
    """Blocks as lines: list items begin with a dash, quotes with an angle bracket."""
    lines = []
    for block in blocks:
        match block:
            case Paragraph(children):
                lines.append(said(children))
            case Quote(children):
                lines += [f"> {line}" for line in shown(children)]
            case Bullets(items):
                lines += [f"- {' | '.join(shown(item))}" for item in items]
            case _:
                lines.append(repr(block))
    return lines
