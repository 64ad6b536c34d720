"""Whether a plan page would show someone what the answer's own file does not show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.authoring.scope import Scope, Source
from workbook.authoring.targets import Target, resolve
from workbook.authoring.uses import told_in
from workbook.model.condition import Condition, Op, Ref
from workbook.model.exercise import Audience, Field, Page, Passage, Question
from workbook.model.problem import Problem
from workbook.model.prose import Recall, inlines_of


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition with the file named, so that conditions of two files can be compared."""

    ref: Ref
    op: Op
    values: tuple[str, ...]
    weeks: int | None
    ever: bool


@dataclass(frozen=True, slots=True)
class Gift:
    """An answer on a plan page: who gets it, and under which conditions."""

    audiences: frozenset[Audience]
    guards: frozenset[Guard]


def check_privacy(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of every link on the plan pages of one file."""
    for page, passage, recall in _planned(source):
        line = recall.line or passage.line
        target = resolve(recall.ref, source, scope)
        if not isinstance(target, Target) or not isinstance(target.found, Question):
            continue
        if target.found.kind == "journal":
            message = f"`{recall.ref}` is a journal, and a journal stays private. Take the link out of the plan."
            yield source.problem(line, "journal-in-plan", message)
            continue
        gift = Gift(page.plan, _guards(page, passage, source))
        for shown in _shown(target, scope):
            if shown.home is not source and shown.home.whole:
                yield from _withheld(shown, gift, line, source, scope)


def _planned(source: Source) -> Iterator[tuple[Page, Passage, Recall]]:
    for told in told_in(source.exercise):
        if told.page is not None and told.page.is_plan:
            for inline in inlines_of(told.passage.block):
                if isinstance(inline, Recall):
                    yield told.page, told.passage, inline


def _guards(page: Page, passage: Passage, source: Source) -> frozenset[Guard]:
    return frozenset(_named(condition, source.exercise.id) for condition in (*page.when, *passage.when))


def _named(condition: Condition, exercise_id: str) -> Guard:
    ref = condition.ref
    full = Ref(ref.exercise or exercise_id, ref.question, ref.field)
    return Guard(full, condition.op, condition.values, condition.weeks, condition.ever)


def _shown(target: Target, scope: Scope) -> Iterator[Target]:
    """The answer itself, and the answers whose words it takes over by `from:` or `for each:`."""
    waiting, seen = [target], set[tuple[str, str, str | None]]()
    while waiting:
        each = waiting.pop()
        question = each.found
        if not isinstance(question, Question) or _key(each) in seen:
            continue
        seen.add(_key(each))
        yield each
        for ref in _taken_over(question, each.field):
            further = resolve(ref, each.home, scope)
            if isinstance(further, Target):
                waiting.append(further)


def _key(target: Target) -> tuple[str, str, str | None]:
    return target.home.exercise.id, target.found.id, target.field.id if target.field else None


def _taken_over(question: Question, field: Field | None) -> Iterator[Ref]:
    if field is not None:
        fields: tuple[Field, ...] = (field,)
    else:
        # A records question alone reads as the first field that holds something, which may be any.
        fields = question.fields
    for ref in (question.offers, question.for_each, *(each.offers for each in fields)):
        if ref is not None:
            yield ref


def _withheld(shown: Target, gift: Gift, line: int, source: Source, scope: Scope) -> Iterator[Problem]:
    given = list(_given(shown, scope))
    ref = Ref(shown.home.exercise.id, shown.found.id, shown.field.id if shown.field else None)
    for audience in (each for each in Audience if each in gift.audiences):
        gifts = [each for each in given if audience in each.audiences]
        place = f"the {audience} plan"
        if not gifts:
            message = (
                f"This puts `{ref}` into {place}, and `{ref.exercise}.md` does not. "
                "Link it on a plan page of that file, or not here."
            )
            yield source.problem(line, "not-shared", message)
        elif not _always(gifts, gift.guards, shown):
            message = (
                f"This puts `{ref}` into {place} even where `{ref.exercise}.md` holds it back behind a condition. "
                "Put the same condition above this."
            )
            yield source.problem(line, "not-shared", message)


def _given(shown: Target, scope: Scope) -> Iterator[Gift]:
    """Where the own file of an answer puts it into a plan."""
    for page, passage, recall in _planned(shown.home):
        target = resolve(recall.ref, shown.home, scope)
        if isinstance(target, Target) and _key(target) == _key(shown):
            yield Gift(page.plan, _guards(page, passage, shown.home))


def _always(gifts: list[Gift], known: frozenset[Guard], shown: Target) -> bool:
    """Whether one of the gifts is always there, once the known conditions hold."""
    left = [gift.guards - known for gift in gifts]
    if any(not guards for guards in left):
        return True
    branches = [next(iter(guards)) for guards in left if len(guards) == 1]
    return any(_covers(branches, branch.ref, shown) for branch in branches)


def _covers(branches: list[Guard], ref: Ref, shown: Target) -> bool:
    """Whether branches such as "is yes", "is no" and "is not answered" leave no case out."""
    exercise = shown.home.exercise
    question = exercise.question(ref.question) if ref.exercise == exercise.id else None
    if question is None:
        return False
    field = question.field(ref.field) if ref.field else None
    options = field.options if field else question.options
    same = [branch for branch in branches if branch.ref == ref]
    named = {value for branch in same if branch.op is Op.IS for value in branch.values}
    blank = any(branch.op is Op.IS_NOT_ANSWERED for branch in same)
    closed = (field.offers if field else question.offers) is None
    return blank and closed and named >= {option.id for option in options}
