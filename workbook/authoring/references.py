"""Whether what an exercise refers to is there, stands earlier, and can be asked what it is asked."""

from collections.abc import Iterator

from workbook.authoring.comparisons import misfits
from workbook.authoring.scope import Scope, Source, suggestion
from workbook.authoring.targets import Target, Unknown, resolve, unknown_file
from workbook.authoring.uses import Asked, Offered, asked_in, offered_in, told_in
from workbook.model.condition import Condition, Ref, Rule
from workbook.model.exercise import Question, Watch
from workbook.model.head import Repeat
from workbook.model.kinds import COUNTS, KINDS
from workbook.model.problem import Problem
from workbook.model.prose import Bullets, GoTo, Recall, inlines_of

_LISTS = frozenset({"checklist", "ranked", "records"})


def check_references(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of every condition, link, offer and aim of one file."""
    for asked in asked_in(source.exercise):
        for code, message in _condition(asked, source, scope):
            yield source.problem(asked.line, code, message)
    for offered in offered_in(source.exercise):
        for code, message in _offer(offered, source, scope):
            yield source.problem(offered.line, code, message)
    for page in source.exercise.pages:
        for watch in page.watches:
            for code, message in _watch(watch, source, scope):
                yield source.problem(watch.line, code, message)
    yield from _links(source, scope)


def _condition(asked: Asked, source: Source, scope: Scope) -> Iterator[tuple[str, str]]:
    condition = asked.condition
    if condition.ref.exercise == source.exercise.id:
        short = Ref(None, condition.ref.question, condition.ref.field)
        yield "own-file", f"This is the file itself. Write `{short}`."
        return
    match resolve(condition.ref, source, scope):
        case Unknown(code, message):
            yield code, message
        case Target() as target:
            yield from _time(condition, target)
            if target.home is source and not _stands_before(target, asked):
                yield "looks-forward", _too_early(condition.ref, target, asked)
            else:
                yield from misfits(condition, target)


def _time(condition: Condition, target: Target) -> Iterator[tuple[str, str]]:
    if condition.weeks is None and not condition.ever:
        return
    word = "ever" if condition.ever else f"within {condition.weeks} weeks"
    repeats = target.home.exercise.head.repeat is not Repeat.ONCE
    if not target.home.whole:
        return
    if not repeats and (condition.ever or target.field is not None or not isinstance(target.found, Question)):
        name = f"{target.home.exercise.id}.md"
        yield (
            "not-repeated",
            f"`{name}` does not repeat, so there is only one entry to ask. Leave `{word}` out"
            + (", or ask a question." if condition.weeks is not None else "."),
        )
    elif repeats and condition.ref.exercise is None:
        yield "not-repeated", f"`{word}` asks the entries of an exercise in another file. Leave `{word}` out."


def _stands_before(target: Target, asked: Asked) -> bool:
    if isinstance(target.found, Rule):
        return target.found is not asked.rule and target.found.line < asked.line
    if isinstance(target.found, Question) and target.found is asked.question:
        if target.field and asked.field:
            return _is_before(target, asked)
        return asked.after
    return target.found.line < asked.line


def _is_before(target: Target, asked: Asked) -> bool:
    assert isinstance(target.found, Question)
    fields = [field.id for field in target.found.fields]
    assert target.field is not None and asked.field is not None
    return fields.index(target.field.id) < fields.index(asked.field.id)


def _too_early(ref: Ref, target: Target, asked: Asked) -> str:
    if target.found is asked.rule:
        return f"The rule `{ref}` asks itself. Ask a question or an earlier rule."
    if isinstance(target.found, Question) and target.found is asked.question:
        if asked.field:
            return f"A field can only ask an earlier field of its own record, and `{ref}` is not one. Move it down."
        return (
            f"`{ref}` is not answered yet at this place. Ask an earlier question, or move this below the answer space."
        )
    what = "rule" if isinstance(target.found, Rule) else "question"
    return (
        f"`{ref}` stands further down, in line {target.found.line}. Move that {what} above this line, or this below it."
    )


def _offer(offered: Offered, source: Source, scope: Scope) -> Iterator[tuple[str, str]]:
    match resolve(offered.ref, source, scope):
        case Unknown(code, message):
            yield code, message
        case Target(home, Question() as question) if question.kind in _LISTS:
            if home is source and question.line >= offered.question.line:
                yield (
                    "looks-forward",
                    f"`{offered.ref}` is not answered yet at this place. Move that question above this one.",
                )
        case Target():
            yield (
                "no-items",
                f"`{offered.key}: {offered.ref}` has no items to offer. "
                "Name a field of a records question, a ranked list or a checklist.",
            )


def _watch(watch: Watch, source: Source, scope: Scope) -> Iterator[tuple[str, str]]:
    dated = watch.verb == "within"
    for ref in (watch.subject, watch.whole):
        if ref is None:
            continue
        match resolve(ref, source, scope):
            case Unknown(code, message):
                yield code, message
            case Target(home) if home.whole and home.exercise.head.repeat is Repeat.ONCE:
                name = "This exercise" if home is source else f"`{home.exercise.id}.md`"
                yield "not-repeated", f"{name} does not repeat, so `{ref}` has nothing to watch. Take the aim out."
            case Target(_, Question() as question, None) if dated and question.kind == "date":
                pass
            case Target(_, Question() as question, None) if not dated and KINDS[question.kind].compares >= COUNTS:
                pass
            case Target():
                wanted = "a date question" if dated else "a question that is answered with a number or a list"
                yield "not-countable", f"An aim cannot be told from `{ref}`. Name {wanted}."


def _links(source: Source, scope: Scope) -> Iterator[Problem]:
    for told in told_in(source.exercise):
        for inline in inlines_of(told.passage.block):
            if isinstance(inline, Recall):
                for code, message in _recall(inline, source, scope):
                    yield source.problem(inline.line or told.passage.line, code, message)
            elif isinstance(inline, GoTo):
                for code, message in _go_to(inline, source, scope):
                    yield source.problem(told.passage.line, code, message)
        if isinstance(told.passage.block, Bullets):
            yield from _mixed_items(told.passage.block, told.passage.line, source)


def _recall(recall: Recall, source: Source, scope: Scope) -> Iterator[tuple[str, str]]:
    match resolve(recall.ref, source, scope):
        case Unknown(code, message):
            yield code, message
        case Target(_, Rule()):
            yield "rule-recalled", f"`{recall.ref}` is a rule, and a rule has no words to read. Link a question."
        case _:
            pass


def _go_to(link: GoTo, source: Source, scope: Scope) -> Iterator[tuple[str, str]]:
    home = source
    if link.exercise is not None:
        other = scope.find(source, link.exercise)
        if other is None:
            unknown = unknown_file(link.exercise, source, scope)
            yield unknown.code, unknown.message
            return
        home = other
    if link.page is not None and home.whole and home.exercise.page(link.page) is None:
        hint = suggestion(link.page, (page.id for page in home.exercise.pages), before="#")
        yield "unknown-page", f"There is no page `#{link.page}` in `{home.exercise.id}.md`.{hint}"


def _mixed_items(block: Bullets, line: int, source: Source) -> Iterator[Problem]:
    for item in block.items:
        fields = [
            inline.ref
            for child in item
            for inline in inlines_of(child)
            if isinstance(inline, Recall) and inline.ref.field is not None
        ]
        if len({(ref.exercise, ref.question) for ref in fields}) > 1:
            yield source.problem(
                line,
                "two-records",
                f"This list item recalls `{fields[0]}` beside another records question, so it cannot repeat for each "
                "record. Make two items of it.",
            )
