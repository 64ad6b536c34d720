"""Whether a plan page would show someone what the answer's own file does not show them."""

from collections.abc import Iterator
from dataclasses import replace

from workbook.authoring.gifts import Gift, Guard, Planned, always, gifts_of, guards_of, key_of, planned_links
from workbook.authoring.rows import place_of
from workbook.authoring.scope import Scope, Source
from workbook.authoring.targets import Target, resolve
from workbook.model.condition import Ref
from workbook.model.exercise import Audience, Field, Question
from workbook.model.problem import Problem


def check_privacy(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of every link on the plan pages of one file."""
    for link in planned_links(source):
        target = resolve(link.recall.ref, source, scope)
        if not isinstance(target, Target) or not isinstance(target.found, Question):
            continue
        if target.found.kind == "journal":
            message = f"`{link.recall.ref}` is a journal, and a journal stays private. Take the link out of the plan."
            yield source.problem(link.line, "journal-in-plan", message)
            continue
        guards = guards_of(link, source)
        if (asked := _of_any_record(link, guards, source)) is not None:
            yield source.problem(link.line, "any-record", _any_record(asked, link, source))
            continue
        gift = Gift(link.page.plan, guards)
        for shown in shown_with(target, scope):
            if shown.home is not source and shown.home.whole:
                yield from _withheld(shown, gift, link.line, source, scope, named=shown is not target)


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


def shown_with(target: Target, scope: Scope) -> Iterator[Target]:
    """The answer itself, and the answers whose words it takes over by `from:` or `for each:`."""
    waiting, seen = [target], set[tuple[str, str, str | None]]()
    while waiting:
        each = waiting.pop()
        question = each.found
        if not isinstance(question, Question) or key_of(each) in seen:
            continue
        seen.add(key_of(each))
        yield each
        for ref in taken_over(question, each.field):
            further = resolve(ref, each.home, scope)
            if isinstance(further, Target):
                waiting.append(further)


def taken_over(question: Question, field: Field | None) -> Iterator[Ref]:
    """The lists of earlier answers that stand in an answer, or for which it is asked."""
    if field is not None:
        fields: tuple[Field, ...] = (field,)
    else:
        # A records question alone reads as the first field that holds something, which may be any.
        fields = question.fields
    for ref in (question.offers, question.for_each, *(each.offers for each in fields)):
        if ref is not None:
            yield ref


def _withheld(shown: Target, gift: Gift, line: int, source: Source, scope: Scope, *, named: bool) -> Iterator[Problem]:
    """Problems with one answer; `named` is one whose words stand there only because they were chosen in another."""
    given = list(gifts_of(shown, scope))
    ref = Ref(shown.home.exercise.id, shown.found.id, shown.field.id if shown.field else None)
    for audience in (each for each in Audience if each in gift.audiences):
        # A note in a chronology names what the reader chose in it. On its own nothing of that is put there.
        as_for = Audience.ADVOCATE if named and audience is Audience.CHRONOLOGY else audience
        gifts = [each for each in given if {audience, as_for} & each.audiences]
        place = f"the {audience} plan"
        if not gifts:
            message = (
                f"This puts `{ref}` into {place}, and `{ref.exercise}.md` does not. "
                "Link it on a plan page of that file, or not here."
            )
            yield source.problem(line, "not-shared", message)
        elif not always(gifts, gift.guards, shown):
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
