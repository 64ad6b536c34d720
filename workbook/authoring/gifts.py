"""What the plan pages of a file give to whom, and under which conditions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbook.authoring.rows import Place, links_in, place_of
from workbook.authoring.scope import Scope, Source
from workbook.authoring.targets import Target, resolve
from workbook.authoring.uses import told_in
from workbook.model.condition import Condition, Op, Ref
from workbook.model.exercise import Audience, Page, Passage
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


def planned_links(source: Source) -> Iterator[Planned]:
    """Every link to an answer on the plan pages of a file."""
    for told in told_in(source.exercise):
        if told.page is not None and told.page.is_plan:
            for recall, row in links_in(told.passage.block, source.exercise.id):
                yield Planned(told.page, told.passage, recall, row)


def guards_of(link: Planned, source: Source) -> frozenset[Guard]:
    """What holds where the link is read. What holds for the record at hand holds for one of them, too."""
    exercise = source.exercise
    found = set(guards_at(link.page, link.passage, source))
    in_its_row = link.recall.ref.field is not None and link.row == place_of(link.recall.ref, exercise.id)
    if in_its_row:
        own = (guard_of(condition, exercise.id) for condition in link.passage.when)
        found |= {replace(guard, record=True) for guard in own if _chooses(guard, link.row)}
    return frozenset(found)


def guards_at(page: Page, passage: Passage | None, source: Source) -> frozenset[Guard]:
    """What holds where a passage of a page is shown, or the page itself; records are not looked at one by one."""
    when = (*source.exercise.head.when, *page.when, *(passage.when if passage else ()))
    return frozenset(guard_of(condition, source.exercise.id) for condition in when)


def guard_of(condition: Condition, exercise_id: str) -> Guard:
    """A condition of this exercise, as one that can be compared."""
    ref = condition.ref
    full = Ref(ref.exercise or exercise_id, ref.question, ref.field)
    return Guard(full, condition.op, condition.values, condition.weeks, condition.ever)


def _chooses(guard: Guard, place: Place | None) -> bool:
    """Whether it is about a record of this question. Over a time it looks into records of other entries."""
    at = (guard.ref.exercise, guard.ref.question)
    return guard.ref.field is not None and at == place and guard.weeks is None and not guard.ever


def key_of(target: Target) -> tuple[str, str, str | None]:
    """What tells one answer from another: exercise, question and field."""
    return target.home.exercise.id, target.found.id, target.field.id if target.field else None


def gifts_of(shown: Target, scope: Scope) -> Iterator[Gift]:
    """Where the own file of an answer puts it into a plan."""
    for link in planned_links(shown.home):
        target = resolve(link.recall.ref, shown.home, scope)
        if isinstance(target, Target) and key_of(target) == key_of(shown):
            yield Gift(link.page.plan, needed(guards_of(link, shown.home)))


def needed(guards: frozenset[Guard]) -> frozenset[Guard]:
    """Guards without those that follow from another: where the record at hand is safe, some record is."""
    return guards - {replace(guard, record=False) for guard in guards if guard.record}


def always(gifts: list[Gift], known: frozenset[Guard], shown: Target) -> bool:
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
