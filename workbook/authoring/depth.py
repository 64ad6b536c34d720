"""How far conditions rest on other conditions. What is too deep could not be worked out while somebody reads."""

from collections.abc import Iterator

from workbook.authoring.scope import Scope, Source
from workbook.authoring.targets import Target, resolve
from workbook.authoring.uses import asked_in, offered_in
from workbook.model.condition import Ref, Rule
from workbook.model.exercise import Question
from workbook.model.problem import Problem

DEEPEST = 30
"""Steps from rule to rule, question to question. Each takes some eight calls of a function inside another."""

_Node = tuple[str, str, str | None]
"""A file, a question or a rule of it, and a field."""


class Depths:
    """How deep everything lies that conditions ask, over all files."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._onward: dict[str, dict[_Node, list[_Node]]] = {}
        self._found: dict[_Node, int] = {}
        self._sources: dict[str, Source] = {}

    def check(self, source: Source) -> Iterator[Problem]:
        """The first condition of a file that is too deep."""
        exercise = source.exercise
        refs = [(asked.line, asked.condition.ref) for asked in asked_in(exercise)]
        refs += [(offered.line, offered.ref) for offered in offered_in(exercise)]
        for line, ref in sorted(refs, key=lambda each: each[0]):
            node = self._node(ref, source)
            if node is not None and self._depth(node) > DEEPEST:
                message = (
                    f"`{ref}` rests on a chain of more than {DEEPEST} rules and questions. Ask something nearer to its "
                    "beginning."
                )
                yield source.problem(line, "too-deep", message)
                return

    def _depth(self, start: _Node) -> int:
        """The longest way down, itself included. A circle, which is told elsewhere, is not gone round."""
        on_the_way: set[_Node] = set()
        waiting = [start]
        while waiting:
            node = waiting[-1]
            if node in self._found:
                waiting.pop()
            elif node in on_the_way:
                further = (self._found.get(each, 0) for each in self._below(node))
                self._found[node] = 1 + max(further, default=0)
                on_the_way.discard(node)
                waiting.pop()
            else:
                on_the_way.add(node)
                waiting += [each for each in self._below(node) if each not in self._found and each not in on_the_way]
        return self._found[start]

    def _below(self, node: _Node) -> list[_Node]:
        file = node[0]
        if file not in self._onward:
            self._onward[file] = self._rests(self._sources[file])
        return self._onward[file].get(node, [])

    def _rests(self, source: Source) -> dict[_Node, list[_Node]]:
        """For everything in a file, what it rests on."""
        found: dict[_Node, list[_Node]] = {}
        exercise = source.exercise

        def rest(owner: str, field: str | None, ref: Ref) -> None:
            node = self._node(ref, source)
            if node is not None:
                found.setdefault((_place(source), owner, field), []).append(node)

        # A shipped exercise names no own one, and its own depth is looked at with it.
        if source.is_shelved:
            return found
        for page in exercise.pages:
            for question in page.questions:
                # What its page waits for, the question waits for, and each of its fields.
                for field in (None, *(each.id for each in question.fields)):
                    for condition in page.when:
                        rest(question.id, field, condition.ref)
        for asked in asked_in(exercise):
            if asked.rule:
                rest(asked.rule.id, None, asked.condition.ref)
            elif asked.question and asked.decides:
                inner = (asked.field.id,) if asked.field else (None, *(each.id for each in asked.question.fields))
                for field in inner:
                    rest(asked.question.id, field, asked.condition.ref)
        for offered in offered_in(exercise):
            # A records question alone reads as one of its fields, whichever holds something.
            inner = (
                (offered.field.id, None) if offered.field else (None, *(each.id for each in offered.question.fields))
            )
            for field in inner:
                rest(offered.question.id, field, offered.ref)
        return found

    def _node(self, ref: Ref, source: Source) -> _Node | None:
        target = resolve(ref, source, self._scope)
        if not isinstance(target, Target) or not isinstance(target.found, Question | Rule):
            return None
        place = _place(target.home)
        self._sources[place] = target.home
        return place, target.found.id, target.field.id if target.field else None


def _place(source: Source) -> str:
    return str(source.path or source.exercise.id)
