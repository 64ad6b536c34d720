"""Whether a plan page would show someone what the answer's own file does not show them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbook.authoring.rows import Place, links_in, place_of
from workbook.authoring.scope import Scope, Source
from workbook.authoring.targets import Target, resolve
from workbook.authoring.uses import told_in
from workbook.model.condition import Condition, Op, Ref
from workbook.model.exercise import Audience, Field, Page, Passage, Question
from workbook.model.problem import Problem
from workbook.model.prose import Recall


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition with the file named, so that conditions of two files can be compared."""

    ref: Ref
    op: Op
    values: tuple[str, ...]
    weeks: int | None
    ever: bool
    record: bool = False
    """It is about the record at hand, not about any record."""


@dataclass(frozen=True, slots=True)
class Gift:
    """An answer on a plan page: who gets it, and under which conditions."""

    audiences: frozenset[Audience]
    guards: frozenset[Guard]


@dataclass(frozen=True, slots=True)
class Planned:
    """A link on a plan page."""

    page: Page
    passage: Passage
    recall: Recall
    row: Place | None
    """The records question for each of whose records it is read; None if it is read once."""

    @property
    def line(self) -> int:
        """Where it stands."""
        return self.recall.line or self.passage.line


def check_privacy(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of every link on the plan pages of one file."""
    for link in _planned(source):
        target = resolve(link.recall.ref, source, scope)
        if not isinstance(target, Target) or not isinstance(target.found, Question):
            continue
        if target.found.kind == "journal":
            message = f"`{link.recall.ref}` is a journal, and a journal stays private. Take the link out of the plan."
            yield source.problem(link.line, "journal-in-plan", message)
            continue
        guards = _guards(link, source)
        if (asked := _of_any_record(link, guards, source)) is not None:
            yield source.problem(link.line, "any-record", _any_record(asked, link, source))
            continue
        gift = Gift(link.page.plan, guards)
        for shown in _shown(target, scope):
            if shown.home is not source and shown.home.whole:
                yield from _withheld(shown, gift, link.line, source, scope)


def _planned(source: Source) -> Iterator[Planned]:
    for told in told_in(source.exercise):
        if told.page is not None and told.page.is_plan:
            for recall, row in links_in(told.passage.block, source.exercise.id):
                yield Planned(told.page, told.passage, recall, row)


def _guards(link: Planned, source: Source) -> frozenset[Guard]:
    """What holds where the link is read. What holds for the record at hand holds for one of them, too."""
    exercise = source.exercise
    found = {_named(condition, exercise.id) for condition in (*exercise.head.when, *link.page.when, *link.passage.when)}
    in_its_row = link.recall.ref.field is not None and link.row == place_of(link.recall.ref, exercise.id)
    if in_its_row:
        own = (_named(condition, exercise.id) for condition in link.passage.when)
        found |= {replace(guard, record=True) for guard in own if _chooses(guard, link.row)}
    return frozenset(found)


def _named(condition: Condition, exercise_id: str) -> Guard:
    ref = condition.ref
    full = Ref(ref.exercise or exercise_id, ref.question, ref.field)
    return Guard(full, condition.op, condition.values, condition.weeks, condition.ever)


def _chooses(guard: Guard, place: Place | None) -> bool:
    """Whether it is about a record of this question. Over a time it looks into records of other entries."""
    at = (guard.ref.exercise, guard.ref.question)
    return guard.ref.field is not None and at == place and guard.weeks is None and not guard.ever


def _of_any_record(link: Planned, guards: frozenset[Guard], source: Source) -> Guard | None:
    """A condition about a field of the records that are shown to others, that does not choose among them."""
    if link.page.plan == {Audience.PRIVATE}:
        return None
    place = place_of(link.recall.ref, source.exercise.id)
    chosen = {guard.ref for guard in guards if guard.record}
    return next(
        (
            guard
            for guard in sorted(guards, key=str)
            if guard.ref.field is not None
            and (guard.ref.exercise, guard.ref.question) == place
            and guard.ref not in chosen
        ),
        None,
    )


def _any_record(asked: Guard, link: Planned, source: Source) -> str:
    home = asked.ref.exercise if asked.ref.exercise != source.exercise.id else None
    ref = Ref(home, asked.ref.question, asked.ref.field)
    if asked.weeks is not None or asked.ever:
        return f"A condition over a time does not choose among records. Ask `{ref}` without it."
    where = f"Put a `show when:` about `{ref}` just above a list, and this link into an item of that list"
    if link.recall.ref.field is None:
        where += f", with the field that it should show in place of `{link.recall.ref}`"
    return f"`{ref}` is asked of any record here, and a plan for others has to ask it of each one. {where}."


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
                f"{_remedy(gifts, gift.guards)}"
            )
            yield source.problem(line, "not-shared", message)


def _remedy(gifts: list[Gift], known: frozenset[Guard]) -> str:
    if all(any(replace(guard, record=False) in known for guard in gift.guards - known) for gift in gifts):
        return (
            "The same condition chooses no records here. Put it just above a list, and the link into an item of that "
            "list; or take the link out."
        )
    return "Put the same condition above this."


def _given(shown: Target, scope: Scope) -> Iterator[Gift]:
    """Where the own file of an answer puts it into a plan."""
    for link in _planned(shown.home):
        target = resolve(link.recall.ref, shown.home, scope)
        if isinstance(target, Target) and _key(target) == _key(shown):
            yield Gift(link.page.plan, _needed(_guards(link, shown.home)))


def _needed(guards: frozenset[Guard]) -> frozenset[Guard]:
    """Guards without those that follow from another: where the record at hand is safe, some record is."""
    return guards - {replace(guard, record=False) for guard in guards if guard.record}


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
    same = [branch for branch in branches if branch.ref == ref and branch.weeks is None and not branch.ever]
    named = {value for branch in same if branch.op is Op.IS for value in branch.values}
    blank = any(branch.op is Op.IS_NOT_ANSWERED for branch in same)
    closed = (field.offers if field else question.offers) is None
    return blank and closed and named >= {option.id for option in options}
