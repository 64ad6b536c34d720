"""Every way in which the gates can stand, through every exercise: what is shown, and what never is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest

from tests.unit.gates.gate_world import Says, every_single_word, one_of_each, shipped, standing, world
from workbook.guide import showing
from workbook.guide.conditions import holds
from workbook.guide.context import Context
from workbook.model.condition import Condition
from workbook.model.exercise import Exercise, Page, PageItem, Question
from workbook.model.prose import inlines_of, plain

Gate = Callable[[Says], bool]


def speaking(says: Says) -> bool:
    """To say something aloud is suggested."""
    return says.is_clear and says.may_speak


def trying(says: Says) -> bool:
    """To try something with the person is suggested."""
    return says.may_try and says.may_speak


def at_ease(says: Says) -> bool:
    """Rest from being careful is suggested, or an aim."""
    return says.is_clear


def following(says: Says) -> bool:
    """What somebody else's treatment brings is looked at."""
    return says.may_try


GATED: Mapping[str, Mapping[str, Gate]] = {}
"""What stands behind a gate in each exercise: a page by its id, anything else by its page and its first words."""

WHEN_TOLD: Mapping[str, frozenset[str]] = {}
"""Pages that show only where the reader told of what they are about. Every other page shows to everyone, always."""

READERS = (*every_single_word(), *one_of_each())


def places(context: Context) -> Iterator[str]:
    """What shows: each page, and each of its passages and questions."""
    for page in context.exercise.pages:
        if not holds(page.when, context) or (not page.is_plan and page not in showing.pages(context)):
            continue
        yield page.id
        for item in showing.items(page, context):
            yield f"{page.id}: {_begins(item)}"


def _begins(item: PageItem) -> str:
    return item.words if isinstance(item, Question) else plain(inlines_of(item.block))[:40]


def faults(exercise_id: str, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """What is shown to a reader for whom its gate is closed, or never shown, or hidden from somebody."""
    gated = GATED.get(exercise_id, {})
    known = {*gated, *WHEN_TOLD.get(exercise_id, ())}
    always = {page.id for page in exercises[exercise_id].pages} - known
    never_seen = set(gated)
    for says in READERS:
        shown = set(places(standing(world(says, exercises), exercise_id)))
        yield from (f"{place} is shown to {says}" for place in gated if place in shown and not gated[place](says))
        yield from (f"{place} is hidden from {says}" for place in gated if place not in shown and gated[place](says))
        yield from (f"{place} is hidden from {says}" for place in always if place not in shown)
        never_seen -= shown
    yield from (f"{place} is never shown" for place in never_seen)


@pytest.mark.parametrize("exercise_id", shipped())
def test_gated_words_show_where_the_gate_is_open_and_all_else_always(exercise_id: str) -> None:
    assert list(faults(exercise_id, shipped()))[:3] == []


@pytest.mark.parametrize("exercise_id", shipped())
def test_without_any_one_of_its_gates_an_exercise_fails(exercise_id: str) -> None:
    for place, opened in without_one_gate(shipped()[exercise_id]):
        assert next(faults(exercise_id, {**shipped(), exercise_id: opened}), None), f"nobody missed the gate at {place}"


def without_one_gate(exercise: Exercise) -> Iterator[tuple[str, Exercise]]:
    """The exercise once for each of its gates, with that one taken out."""
    for number, page in enumerate(exercise.pages):
        for place, opened in _opened(page):
            pages = (*exercise.pages[:number], opened, *exercise.pages[number + 1 :])
            yield place, replace(exercise, pages=pages)


def _opened(page: Page) -> Iterator[tuple[str, Page]]:
    for gate in filter(_is_gate, page.when):
        yield f"{page.id} {gate.ref}", replace(page, when=_without(gate, page.when))
    for number, item in enumerate(page.items):
        for gate in filter(_is_gate, item.when):
            opened = replace(item, when=_without(gate, item.when))
            items = (*page.items[:number], opened, *page.items[number + 1 :])
            yield f"{page.id}: {_begins(item)} {gate.ref}", replace(page, items=items)


def _without(gate: Condition, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(each for each in conditions if each is not gate)


def _is_gate(condition: Condition) -> bool:
    return condition.ref.question in ("clear", "may-try", "may-speak")


def test_no_gate_stands_where_the_walk_does_not_look() -> None:
    for exercise in shipped().values():
        inside = [
            passage
            for question in exercise.questions
            for passage in (*question.before, *question.after)
            if any(map(_is_gate, passage.when))
        ]
        options = [option.when for question in exercise.questions for option in question.options]
        fields = [field.when for question in exercise.questions for field in question.fields]
        intro = [passage.when for passage in exercise.intro]
        assert inside == []
        assert not any(_is_gate(condition) for when in (*options, *fields, *intro) for condition in when)
        assert not any(map(_is_gate, exercise.head.when))
