"""What an own exercise tells others by showing something, or not: a condition gives an answer away as its words do."""

from collections.abc import Iterator
from dataclasses import replace

from workbook.authoring.gifts import Guard, always, gifts_of, guard_of, guards_at, guards_of, needed, planned_links
from workbook.authoring.privacy import shown_with, taken_over
from workbook.authoring.scope import Scope, Source
from workbook.authoring.targets import Target, resolve
from workbook.authoring.uses import told_in
from workbook.model.condition import Condition, Op, Ref, Rule
from workbook.model.exercise import Audience, Exercise, Field, Page, Passage, Question
from workbook.model.problem import Problem


def check_tells(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of what decides whether something stands in a plan for others, on the plan pages of an own file.

    Our own files may go by the gates, which keep the reader safe; each of them is reviewed.
    """
    if not source.own:
        return
    for page in source.exercise.pages:
        others = page.plan - {Audience.PRIVATE}
        if others:
            for line, condition, known in _deciding(page, source, scope):
                for guard, end in _ends(condition, source, scope):
                    for audience in sorted(others):
                        if not _is_told(guard, end, known, audience, scope):
                            yield source.problem(line, "not-shared", _message(end, audience))


def _deciding(page: Page, source: Source, scope: Scope) -> Iterator[tuple[int, Condition, frozenset[Guard]]]:
    """What decides about a page and what is on it, with its line, and with what else holds there."""
    head = source.exercise.head
    at_page = guards_at(page, None, source)
    for condition in (*head.when, *page.when):
        yield condition.line or page.line, condition, at_page
    for told in told_in(source.exercise):
        if told.page is page:
            known = _known(page, told.passage, source)
            for condition in told.passage.when:
                yield condition.line or told.passage.line, condition, known
    for link in planned_links(source):
        if link.page is page:
            target = resolve(link.recall.ref, source, scope)
            for shown in shown_with(target, scope) if isinstance(target, Target) else ():
                # What another file gives is looked at there.
                if shown.home is source and isinstance(shown.found, Question):
                    for condition in _asked_under(source.exercise, shown.found, shown.field):
                        yield link.line, condition, guards_of(link, source)


def _known(page: Page, passage: Passage, source: Source) -> frozenset[Guard]:
    """What holds wherever the passage is read."""
    of_links = [guards_of(link, source) for link in planned_links(source) if link.passage is passage]
    return frozenset.intersection(*of_links) if of_links else guards_at(page, passage, source)


def _asked_under(exercise: Exercise, question: Question, field: Field | None) -> Iterator[Condition]:
    """What decides whether a question is asked, and which answers it can have."""
    page = next(page for page in exercise.pages if question in page.items)
    yield from page.when
    yield from question.when
    for option in question.options:
        yield from option.when
    for each in (field,) if field else question.fields:
        yield from each.when
        for option in each.options:
            yield from option.when


def _ends(condition: Condition, source: Source, scope: Scope) -> Iterator[tuple[Guard, Target]]:
    """The answers and rules of other files that a condition comes down to, by way of this file and of own rules."""
    waiting, seen = [(source, condition)], set[tuple[str, Guard]]()
    while waiting:
        home, each = waiting.pop()
        guard = guard_of(each, home.exercise.id)
        target = resolve(each.ref, home, scope)
        if not isinstance(target, Target) or (target.home.file, guard) in seen:
            continue
        seen.add((target.home.file, guard))
        match target:
            case Target(own, Rule() as rule) if own is source or own.own:
                waiting += [(own, further) for further in (*rule.any, *rule.all)]
            case Target(own, Question() as question, field) if own is source:
                waiting += [(own, further) for further in _asked_under(own.exercise, question, field)]
                waiting += [(own, Condition(ref, Op.IS_ANSWERED)) for ref in taken_over(question, field)]
            case Target(other) if other is not source and other.whole:
                yield guard, target


def _is_told(guard: Guard, end: Target, known: frozenset[Guard], audience: Audience, scope: Scope) -> bool:
    """Whether the answer's own file gives this audience the answer, or goes by the same condition in its plan."""
    if isinstance(end.found, Question):
        gifts = [gift for gift in gifts_of(end, scope) if audience in gift.audiences]
        if gifts and always(gifts, known, end):
            return True
    return any(guard in held and held <= known for held in _shown_under(end.home, audience))


def _shown_under(home: Source, audience: Audience) -> Iterator[frozenset[Guard]]:
    """The conditions under which a file shows something to an audience."""
    for told in told_in(home.exercise):
        if told.page is not None and audience in told.page.plan:
            yield guards_at(told.page, told.passage, home)
    for link in planned_links(home):
        if audience in link.page.plan:
            held = needed(guards_of(link, home))
            yield held
            if len(of_record := {each for each in held if each.record}) == 1:
                yield (held - of_record) | {replace(each, record=False) for each in of_record}


def _message(end: Target, audience: Audience) -> str:
    ref = Ref(end.home.exercise.id, end.found.id, end.field.id if end.field else None)
    return (
        f"Whether this stands in the {audience} plan tells of `{ref}`, which `{ref.exercise}.md` does not tell there. "
        "Take the condition out, or show this to the reader alone."
    )
