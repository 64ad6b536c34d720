"""The first place at which a translation is built otherwise than its original."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from workbook.authoring.report import listed, quoted
from workbook.authoring.skeleton import block_shape, leads, passage_shape, skeleton, unlined_conditions
from workbook.model.condition import Rule
from workbook.model.exercise import Exercise, Field, Option, Page, PageItem, Passage, Question, Watch
from workbook.model.prose import Block, Bullets, Table


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise, and where it stands in both files."""

    line: int
    """Of the translation."""
    original_line: int
    """Of the original."""
    message: str
    """What is otherwise."""
    in_marker: bool = False
    """Whether it is in the marker that follows that line, or stands on it."""


def first_difference(translation: Exercise, original: Exercise) -> Difference | None:
    """The first difference in the order of the pages; None if only words and lines differ."""
    if skeleton(translation) == skeleton(original):
        return None
    return next(_differences(translation, original))


def _differences(ours: Exercise, theirs: Exercise) -> Iterator[Difference]:
    a, b = ours.head, theirs.head
    if (a.id, a.part, a.minutes, a.after, a.repeat, a.care) != (b.id, b.part, b.minutes, b.after, b.repeat, b.care) or (
        unlined_conditions(a.when) != unlined_conditions(b.when)
    ):
        yield Difference(a.line, b.line, "The `exercise:` marker says something else than the original's.", True)
    last = a.line
    yield from _items(ours.intro, theirs.intro, last, b.line)
    for mine, its in zip_longest(ours.pages, theirs.pages):
        if mine is None:
            yield Difference(last, its.line, f"The page {quoted(its.title)} of the original is not here.")
        elif its is None:
            yield Difference(mine.line, theirs.pages[-1].line, "The original has no such page.")
        else:
            yield from _page(mine, its)
            last = mine.line
    yield Difference(a.line, b.line, "This exercise is built otherwise than its original.")


def _page(ours: Page, theirs: Page) -> Iterator[Difference]:
    if (ours.id, ours.plan) != (theirs.id, theirs.plan) or (
        unlined_conditions(ours.when) != unlined_conditions(theirs.when)
    ):
        said = f"The marker of this page says something else than that of {quoted(theirs.title)} in the original."
        yield Difference(ours.line, theirs.line, said, True)
    yield from _items(ours.items, theirs.items, ours.line, theirs.line)
    yield from _wired("rule", ours.rules, theirs.rules, ours.line)
    yield from _wired("aim", ours.watches, theirs.watches, ours.line)


def _items(ours: Sequence[PageItem], theirs: Sequence[PageItem], line: int, its_line: int) -> Iterator[Difference]:
    for mine, its in zip_longest(ours, theirs):
        match mine, its:
            case Question(), Question():
                yield from _question(mine, its)
            case Passage(), Passage():
                yield from _passage(mine, its)
            case _, Question():
                yield Difference(
                    mine.line if mine else line,
                    its.line,
                    f"The question {quoted(its.words)} of the original is missing.",
                )
            case Question(), _:
                yield Difference(mine.line, its.line if its else its_line, "The original asks no question here.")
            case None, Passage():
                yield Difference(line, its.line, f"After this, {_kind(its.block)} of the original is missing.")
            case Passage(), None:
                yield Difference(mine.line, its_line, f"The original has no {_bare_kind(mine.block)} here.")
        line, its_line = mine.line if mine else line, its.line if its else its_line


def _passage(ours: Passage, theirs: Passage) -> Iterator[Difference]:
    mine, its = block_shape(ours.block), block_shape(theirs.block)
    if passage_shape(ours) == passage_shape(theirs):
        return
    if mine == its:
        at, its_at = ours.when[0].line if ours.when else ours.line, theirs.when[0].line if theirs.when else theirs.line
        if theirs.when:
            yield Difference(at, its_at, "What stands above this says something else than in the original.", True)
        else:
            yield Difference(at, its_at, "The original has no `show when:` here. Leave it out.")
    yield Difference(ours.line, theirs.line, _block(ours.block, theirs.block))


def _block(ours: Block, theirs: Block) -> str:
    if type(ours) is not type(theirs):
        return f"This is {_kind(ours)}, and in the original {_kind(theirs)}."
    if sorted(leads(ours)) != sorted(leads(theirs)):
        here, there = _more(leads(ours), leads(theirs)), _more(leads(theirs), leads(ours))
        if not there:
            return f"The original has no link to {listed(here)} here. Leave it out."
        if not here:
            return f"A link to {listed(there)} is missing here. Add it."
        return f"This links to {listed(here)}, and the original to {listed(there)}. Write that."
    match ours, theirs:
        case Bullets(items, start), Bullets(others, other_start):
            if (start is None) != (other_start is None):
                return "One of the two lists is numbered, and the other is not."
            if len(items) != len(others):
                return f"This list has {len(items)} points, and in the original {len(others)}."
        case Table(head, rows), Table(other_head, other_rows):
            return (
                f"This table has {len(head)} columns and {len(rows)} rows, "
                f"and in the original {len(other_head)} and {len(other_rows)}."
            )
    return "A point of this list is built otherwise than in the original."


def _more(these: Sequence[str], those: Sequence[str]) -> list[str]:
    """Which links there are more of here than there, each once."""
    return [each.removesuffix("#") for each in dict.fromkeys(these) if these.count(each) > those.count(each)]


def _kind(block: Block) -> str:
    return f"a {_bare_kind(block)}"


def _bare_kind(block: Block) -> str:
    return {
        "Bullets": "list",
        "Quote": "passage behind `>`",
        "Verbatim": "block of lines as they stand",
        "Divider": "rule of dashes",
    }.get(type(block).__name__, type(block).__name__.lower())


def _wired(what: str, ours: Sequence[Rule | Watch], theirs: Sequence[Rule | Watch], line: int) -> Iterator[Difference]:
    for mine, its in zip_longest(ours, theirs):
        if mine is None:
            yield Difference(line, its.line, f"The {what} `#{its.id}` of the original is missing after this.", True)
        elif its is None:
            yield Difference(mine.line, 0, f"The original has no {what} `#{mine.id}` here. Leave it out.")
        elif _unlined(mine) != _unlined(its):
            yield Difference(mine.line, its.line, f"This {what} says something else than in the original.", True)
        line = mine.line if mine else line


def _unlined(wired: Rule | Watch) -> object:
    if isinstance(wired, Rule):
        return wired.id, unlined_conditions(wired.any), unlined_conditions(wired.all)
    aim = (wired.subject, wired.verb, wired.amount, wired.percent, wired.per, wired.whole, wired.within, wired.unit)
    return wired.id, aim, None if wired.passage is None else passage_shape(wired.passage)


def _question(ours: Question, theirs: Question) -> Iterator[Difference]:
    if _asked(ours) != _asked(theirs):
        said = "The `ask:` of this question says something else than in the original."
        yield Difference(ours.marker_line, theirs.marker_line, said, True)
    yield from _items(ours.before, theirs.before, ours.marker_line, theirs.marker_line)
    yield from _options(ours.options, theirs.options, ours.line, theirs.line)
    for mine, its in zip_longest(ours.fields, theirs.fields):
        if mine is None:
            yield Difference(
                ours.marker_line, its.line, f"The line {quoted(its.words)} of the original is missing.", True
            )
        elif its is None:
            yield Difference(mine.line, theirs.line, f"The original has no line `#{mine.id}`. Leave it out.")
        else:
            yield from _field(mine, its)
    if ours.scale and theirs.scale and (ours.scale.low, ours.scale.high) != (theirs.scale.low, theirs.scale.high):
        said = f"The numbers run from {ours.scale.low} to {ours.scale.high}"
        its_run = f"in the original from {theirs.scale.low} to {theirs.scale.high}"
        yield Difference(ours.line, theirs.line, f"{said}, and {its_run}.")
    if ours.room != theirs.room:
        said = f"The answer space has {ours.room} lines, and in the original {theirs.room}."
        yield Difference(ours.line, theirs.line, said)
    yield from _items(ours.after, theirs.after, ours.line, theirs.line)


def _asked(question: Question) -> object:
    return (
        question.id,
        question.kind,
        question.optional,
        question.about,
        question.was,
        (question.at_least, question.at_most),
        (question.for_each, question.offers),
        unlined_conditions(question.when),
    )


def _options(ours: Sequence[Option], theirs: Sequence[Option], line: int, its_line: int) -> Iterator[Difference]:
    for mine, its in zip_longest(ours, theirs):
        if mine is None:
            yield Difference(line, its.line, f"The option {quoted(its.words)} of the original is missing.", True)
        elif its is None:
            yield Difference(mine.line, its_line, f"The original has no option `#{mine.id}` here. Leave it out.")
        elif (mine.id, mine.alone, mine.was, unlined_conditions(mine.when)) != (
            its.id,
            its.alone,
            its.was,
            unlined_conditions(its.when),
        ):
            said = f"The marker of this option says something else than that of {quoted(its.words)} in the original."
            yield Difference(mine.line, its.line, said, True)
        elif mine.write_in != its.write_in:
            said = "no dots" if mine.write_in else "dots at its end, for words of one's own"
            yield Difference(mine.line, its.line, f"In the original this option has {said}.")
        line, its_line = mine.line if mine else line, its.line if its else its_line


def _field(ours: Field, theirs: Field) -> Iterator[Difference]:
    mine = (ours.id, ours.kind, ours.required, ours.was, ours.offers, unlined_conditions(ours.when))
    if mine != (
        theirs.id,
        theirs.kind,
        theirs.required,
        theirs.was,
        theirs.offers,
        unlined_conditions(theirs.when),
    ):
        said = f"The marker of this line says something else than that of {quoted(theirs.words)} in the original."
        yield Difference(ours.line, theirs.line, said, True)
    yield from _options(ours.options, theirs.options, ours.line, theirs.line)
