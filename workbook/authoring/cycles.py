"""Exercises or answers that wait for each other."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workbook.authoring.rings import rings_from
from workbook.authoring.scope import Scope, Source
from workbook.authoring.targets import Target, resolve, unknown_file
from workbook.authoring.uses import asked_in, offered_in
from workbook.model.condition import Ref, Rule
from workbook.model.exercise import Exercise, Question
from workbook.model.problem import Problem

_Node = TypeVar("_Node", bound=Hashable)


def check_after(source: Source, scope: Scope) -> Iterator[Problem]:
    """Problems of `after:`: a file that is not there, or exercises that each come after the other."""
    head = source.exercise.head

    def before(exercise_id: str) -> Iterable[str]:
        # A shipped exercise never names a file of the folder, so no cycle runs through one.
        each = scope.find(source, exercise_id)
        return each.exercise.head.after if each and not each.is_shelved else ()

    for earlier in head.after:
        if scope.find(source, earlier) is None:
            unknown = unknown_file(earlier, source, scope)
            yield source.problem(head.line, unknown.code, unknown.message)
    if way := _way(head.after, head.id, before):
        chain = " after ".join(f"`{each}.md`" for each in (head.id, *way))
        message = f"These wait for each other: {chain}. Take one `after:` out."
        yield source.problem(head.line, "after-cycle", message)


_Place = tuple[str, str]
"""An exercise's id, and that of a question or a rule of it."""


@dataclass(frozen=True, slots=True)
class _Need:
    """What has to be answered before something can be asked or told."""

    line: int
    of: _Place
    to: _Place


def check_condition_cycles(source: Source, scope: Scope) -> Iterator[Problem]:
    """Conditions that, by way of another file, decide about themselves: the first of each circle, in this file."""
    known: dict[str, dict[_Place, list[_Place]]] = {}

    def onward(place: _Place) -> Sequence[_Place]:
        exercise_id = place[0]
        if exercise_id not in known:
            home = scope.find(source, exercise_id)
            goals: dict[_Place, list[_Place]] = {}
            for need in _needs(home, scope) if home and not home.is_shelved else ():
                goals.setdefault(need.of, []).append(need.to)
            known[exercise_id] = goals
        return known[exercise_id].get(place, ())

    abroad = sorted(
        (need for need in _needs(source, scope) if need.to[0] != source.exercise.id), key=lambda need: need.line
    )
    rings = rings_from((need.of for need in abroad), onward)
    told = set[int]()
    for need in abroad:
        ring = rings[need.of]
        if ring == rings[need.to] and ring not in told:
            told.add(ring)
            way = _way([need.to], need.of, onward)
            chain = " needs ".join(f"`{exercise}.md#{place}`" for exercise, place in (need.of, *way))
            message = f"These conditions go round in a circle: {chain}. Take one of them out."
            yield source.problem(need.line, "condition-cycle", message)


def _needs(source: Source, scope: Scope) -> Iterator[_Need]:
    exercise = source.exercise
    for line, ref, owners in _deciding(exercise):
        target = resolve(ref, source, scope)
        if isinstance(target, Target) and isinstance(target.found, Question | Rule):
            goal = (target.home.exercise.id, target.found.id)
            for owner in owners:
                if (exercise.id, owner) != goal:
                    yield _Need(line, (exercise.id, owner), goal)


def _deciding(exercise: Exercise) -> Iterator[tuple[int, Ref, list[str]]]:
    """For each reference that decides whether something is asked: its line, itself, and what it decides about."""
    for asked in asked_in(exercise):
        if not asked.decides:
            continue
        if asked.rule:
            owners = [asked.rule.id]
        elif asked.question:
            owners = [asked.question.id]
        else:
            owners = [question.id for question in (asked.page or exercise).questions]
        yield asked.line, asked.condition.ref, owners
    for offered in offered_in(exercise):
        yield offered.line, offered.ref, [offered.question.id]


def _way(starts: Iterable[_Node], goal: _Node, onward: Callable[[_Node], Iterable[_Node]]) -> list[_Node]:
    """The shortest way from one of these to the goal, both included; empty if there is none."""
    before: dict[_Node, _Node | None] = dict.fromkeys(starts)
    waiting = deque(before)
    while waiting:
        node = waiting.popleft()
        if node == goal:
            way = [node]
            while (earlier := before[way[0]]) is not None:
                way.insert(0, earlier)
            return way
        for each in onward(node):
            if each not in before:
                before[each] = node
                waiting.append(each)
    return []
