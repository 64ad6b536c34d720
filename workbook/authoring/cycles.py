"""Exercises or answers that wait for each other."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

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
        elif way := _way(earlier, head.id, before):
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
    """Conditions that, by way of another file, decide about themselves."""
    known: dict[str, list[_Need]] = {}

    def onward(place: _Place) -> Iterator[_Place]:
        exercise_id = place[0]
        if exercise_id not in known:
            home = scope.find(source, exercise_id)
            known[exercise_id] = list(_needs(home, scope)) if home and not home.is_shelved else []
        return (need.to for need in known[exercise_id] if need.of == place)

    told = set[int]()
    for need in _needs(source, scope):
        abroad = need.to[0] != source.exercise.id
        if abroad and need.line not in told and (way := _way(need.to, need.of, onward)):
            told.add(need.line)
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


def _way(start: _Node, goal: _Node, onward: Callable[[_Node], Iterable[_Node]]) -> list[_Node] | None:
    """The shortest way from one to the other, both included; None if there is none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for each in onward(way[-1]):
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return None
