"""A notebook and an exercise as nobody should hand them to anyone: hostile words in every place that holds words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from tests.hostile import HOSTILE, LETTERS
from workbook.authoring.library import Library
from workbook.model.clock import stamp
from workbook.model.entry import Answer, Entry, Wording
from workbook.model.exercise import Exercise, Field, Question
from workbook.model.guard import is_clean
from workbook.model.head import Repeat
from workbook.model.kinds import labels_of
from workbook.model.values import Dated, FieldKind, FieldValue, Ranked, Record, Ticked, Value
from workbook.store.notebook import Notebook

BEGUN = datetime(2025, 3, 1, 12, tzinfo=UTC)
FINDABLE = "Own [red]words"
"""How the exercise's title begins."""
NAME_OF_BROKEN = "\x1b]0;title\x07\u202e[red]x[@click=app.exit].md"
"""The name of a file that has mistakes: its problems are told on Home with its name."""

Words = Callable[[], str]
"""Gives other words each time."""


def in_turns(texts: Iterable[str] = HOSTILE.values(), at_a_time: int = 12) -> Words:
    """Some of the texts at a time, beginning with another one each time."""
    every, turn = list(texts), count()

    def words() -> str:
        at = next(turn) * 7 % len(every)
        return " ~ ".join((every[at:] + every[:at])[:at_a_time])

    return words


def value_for(question: Question, words: Words) -> Value:
    """An answer in which everything that may be words is hostile, and so are some ids."""
    offered = [option.id for option in question.options if not option.alone]
    match question.kind:
        case "checklist":
            pointed = ("own-0",) if question.offers else ()
            return Ticked(
                (*offered, *pointed, words()), {option.id: words() for option in question.options if option.write_in}
            )
        case "choice":
            return words() if question.offers or not offered else offered[0]
        case "scale":
            return {"own-0": 3, offered[0] if offered else words(): 2} if question.for_each else 3
        case "number":
            return 7
        case "date":
            return Dated(words(), words())
        case "records":
            return (
                record("own-0", question, words),
                record("own-1", question, words),
                replace(record("own-gone", question, words), retired=True),
            )
        case "ranked":
            return (Ranked("own-0", words()), *(Ranked(each) for each in offered[:1]), Ranked(words()))
        case _:
            return words()


def record(name: str, question: Question, words: Words) -> Record:
    """A row, with a field that the exercise does not have."""
    fields = {field.id: field_value(field, words) for field in question.fields}
    return Record(name, {**fields, words(): words()})


def field_value(field: Field, words: Words) -> FieldValue:
    """The same of one line of a record."""
    match field.kind:
        case FieldKind.NUMBER:
            return 3
        case FieldKind.DATE:
            return Dated(words(), words())
        case FieldKind.CHOICE:
            return field.options[0].id if field.options and not field.offers else words()
        case _:
            return words()


def answer_to(question: Question, exercise: Exercise, words: Words) -> Answer:
    """An answer with hostile words of the exercise beside it."""
    wording = Wording(words(), {name: words() for name in labels_of(question)})
    given = stamp(BEGUN)
    return Answer(exercise.id, 1, question.id, question.kind, wording, value_for(question, words), given=given)


def write_life(notebook: Notebook, library: Library, words: Words) -> None:
    """Put entries of every exercise into a notebook, past everything that would clean them."""
    for head in library.heads():
        exercise = library.exercise(head.id)
        assert exercise is not None
        for number in range(1 if head.repeat is Repeat.ONCE else 3):
            write_entry(notebook, exercise, words, number)


def write_entry(notebook: Notebook, exercise: Exercise, words: Words, number: int) -> None:
    """One pass, with what was said before and what is no longer asked."""
    answers: Mapping[str, Answer] = {each.id: answer_to(each, exercise, words) for each in exercise.questions}
    once = stamp(BEGUN + timedelta(days=number))
    gone = [replace(each, question=f"gone-{name}") for name, each in answers.items()][:3]
    strange = Answer(exercise.id, 1, "strange", "a kind to come", Wording(words()), words())
    entry = Entry(
        id=f"entry-{exercise.id}-{number}",
        exercise=exercise.id,
        version=1,
        language="en",
        about=Dated(words(), words()),
        recorded=once,
        number=notebook.next_number(),
        finished=once if number else None,
        answers={**answers, "strange": strange},
        attic=tuple(gone),
        earlier=tuple(answer_to(each, exercise, words) for each in exercise.questions),
    )
    notebook.save(entry).wait(60)


def write_exercises(folder: Path) -> None:
    """Two exercises of the reader's own: one with words that look like markup, one with mistakes and a bad name."""
    folder.mkdir(parents=True)
    (folder / "own.md").write_text(_OWN.format(title=_TITLE, words=_PROSE), encoding="utf-8")
    (folder / NAME_OF_BROKEN).write_text(
        f"# {HOSTILE['order: clipboard']}\n\n<!-- exercise: #\x1b -->\n", encoding="utf-8"
    )


_ADMITTED = [text for name, text in HOSTILE.items() if is_clean(text) and "\n" not in text and "<!--" not in text]
_TITLE = f"{FINDABLE}[/red] [/x] [@click=app.exit]x[/] $primary [b {LETTERS['wide']}"
_PROSE = " ".join(_ADMITTED)
_OWN = """# {title}

<!-- exercise: #own; version: 1; part: own; minutes: 2 -->

{words}

> {words}

| [red]a[/x] | b |
| --- | --- |
| [@click=app.exit]x[/] | $primary |

## [red]Page[/x] [@click=app.exit]x[/]

<!-- plan; #page; for: supporter -->

[[red]own[/x] rows](#rows.name) and [which](#which)

## [bold]Questions[/y] $text

<!-- page: #questions -->

### [red]Own[/x] words

<!-- ask: journal #own-words -->

........................................

........................................

### Which [/x] ones

<!-- ask: checklist #which -->

- [ ] [red]One[/x] $primary [link=x]y[/link] <!-- #one -->
- [ ] [@click=app.exit]Two[/]: ............ <!-- #two -->

### [/] How much

<!-- ask: scale #much -->

*[red]low* 1 2 3 4 5 *high[/x]*

### [$primary] rows

<!-- ask: records #rows -->

- [red]Name[/x]: .................... <!-- #name; required -->
- [/x] When: .................... <!-- #since; date -->
- [b] Which: ( ) [red]Yes[/x] <!-- #yes --> ( ) [/] No <!-- #no --> <!-- #safe; choice -->
- Often [/]: .................... <!-- #often; number -->

## More

<!-- page: #more -->

### [/] Short

<!-- ask: short #short -->

....................

### [/] When

<!-- ask: date #when -->

....................

### [/] How many

<!-- ask: number #many -->

....................

### [/] In order

<!-- ask: ranked #order; at most: 5 -->

- [ ] [red]First[/x] <!-- #first -->
- [ ] [/] Second <!-- #second -->

1. ....................
1. ....................
"""
