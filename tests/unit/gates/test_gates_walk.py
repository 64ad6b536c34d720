"""Every way in which the gates can stand, through every exercise: what is shown, and what never is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest

from tests.unit.gates.gate_world import GRAVE, Says, every_single_word, one_of_each, shipped, standing, world
from workbook.guide import showing
from workbook.guide.conditions import holds, shows
from workbook.guide.context import Context
from workbook.model.condition import Condition
from workbook.model.exercise import Exercise, Page, PageItem, Question
from workbook.model.prose import inlines_of, plain
from workbook.model.values import Ranked, Record, Ticked, Value

Gate = Callable[[Says], bool]


def speaking(says: Says) -> bool:
    """To say something aloud is suggested."""
    return says.is_clear and says.may_speak


def at_ease(says: Says) -> bool:
    """An aim is set, or rest from being careful suggested."""
    return says.is_clear


def trying(says: Says) -> bool:
    """To try something with the person is suggested, or to count what their treatment brings."""
    return says.may_try and says.may_speak


def not_trying(says: Says) -> bool:
    """It is said why not."""
    return not says.may_try


def order_first(says: Says) -> bool:
    """It is said that an order may forbid it."""
    return says.may_try and not says.may_speak


def named(says: Says) -> bool:
    """Danger was named, and is spoken of."""
    return says.is_named


def named_and_unread(says: Says) -> bool:
    """Danger was named, and the safety pages were not read."""
    return says.is_named and says.seen != "yes"


GATED: Mapping[str, Mapping[str, Gate]] = {
    "safety": {
        'next: If you ticked something under "Has it ev': lambda says: says.ever in GRAVE,
    },
    "boundaries": {
        "read-first": named_and_unread,
        "safe-to-say: If you ticked something about danger or ": named,
        "aloud": speaking,
        "aloud-plan": speaking,
    },
    "care-and-enabling": {"lighter-page: If you ticked something about danger or ": named},
    "firm-words": {
        "kept: If you ticked something about danger or ": named,
        "in-my-head": at_ease,
        "in-my-head: A line I marked as safe:A line I marked ": speaking,
        "aloud": speaking,
    },
    "what-arrives": {"one-sentence": speaking},
    "hard-moments": {"say-once": speaking},
    "getting-help": {"first-step: If you ticked something about danger or ": named},
    "inner-circle": {"rest-page": at_ease},
    "check-in": {"aim-rarer": at_ease, "aim-repaired": at_ease},
    "grounding": {"breath: If nothing around you is dangerous now, ": at_ease},
    "self-care": {"rest": at_ease},
    "measured-compassion": {
        "not-now": not_trying,
        "order-first": order_first,
        **dict.fromkeys(("you-first", "count", "sign", "pause", "next-step", "taken-or-not", "four-weeks"), trying),
    },
    "their-treatment": {
        "not-now": not_trying,
        "order-first": order_first,
        **dict.fromkeys(("you-first", "sessions", "share", "told-and-seen", "what-you-want"), trying),
    },
}
"""What stands behind a gate in each exercise: a page by its id, anything else by its page and its first words."""

WHEN_TOLD: Mapping[str, frozenset[str]] = {
    "supporters": frozenset({"nobody-yet"}),
    "healthy-adult": frozenset({"in-words"}),
}
"""Pages that show only where the reader told of what they are about, and did not here. All else shows, always."""

OWN: Mapping[str, Mapping[str, Value]] = {
    "values": {"top-values": (Ranked("calm"),)},
    "supporters": {"supporters": (Record("m", {"name": "M."}),)},
    "exit-plan": {"hand-on": "yes"},
    "healthy-adult": {"way": "picture"},
    "shields-and-triggers": {"look": "yes"},
    "check-in": {"more": "yes", "signs": Ticked(("none",)), "felt-safe": "yes"},
    "measured-compassion": {"felt-safe": "yes", "signs": Ticked(("pain",)), "step": "A call"},
    "their-treatment": {"felt-safe": "yes", "sought": "themselves", "offered": 1},
}
"""What the reader says in the exercise itself, so that nothing but a gate keeps its pages closed."""

RULES = ("clear", "not-clear", "may-try", "may-not-try", "may-speak", "no-speaking", "danger-named", "unseen")
"""Whatever asks one of these is a gate."""

READERS = (*every_single_word(), *one_of_each())


def places(context: Context) -> Iterator[str]:
    """What shows: each page, and each of its passages and questions."""
    shown = showing.pages(context)
    for page in context.exercise.pages:
        if not holds(page.when, context) or (not page.is_plan and page not in shown):
            continue
        yield page.id
        for item in page.items:
            if shows(item, context) if isinstance(item, Question) else holds(item.when, context):
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
        shown = set(places(standing(world(says, exercises), exercise_id, OWN.get(exercise_id, {}))))
        yield from (f"{place} is shown to {says}" for place in gated if place in shown and not gated[place](says))
        yield from (f"{place} is hidden from {says}" for place in gated if place not in shown and gated[place](says))
        yield from (f"{place} is hidden from {says}" for place in always if place not in shown)
        never_seen -= shown
    yield from (f"{place} is never shown" for place in never_seen)


@pytest.mark.parametrize("exercise_id", list(shipped()))
def test_gated_words_show_where_the_gate_is_open_and_all_else_always(exercise_id: str) -> None:
    assert list(faults(exercise_id, shipped()))[:3] == []


@pytest.mark.parametrize("exercise_id", list(shipped()))
def test_without_any_one_of_its_gates_an_exercise_fails(exercise_id: str) -> None:
    exercise = shipped()[exercise_id]
    for place, gate, opened in without_one_gate(exercise):
        if next(faults(exercise_id, {**shipped(), exercise_id: opened}), None) is None:
            # What asks an answer of a page that is closed by the same gate is closed twice.
            wide_open = without_gate(gate, exercise)
            assert next(faults(exercise_id, {**shipped(), exercise_id: wide_open}), None), f"nobody missed {place}"


def without_gate(gate: Condition, exercise: Exercise) -> Exercise:
    """The exercise without any condition that asks what this gate asks."""
    for _place, each, opened in without_one_gate(exercise):
        if each.ref == gate.ref:
            return without_gate(gate, opened)
    return exercise


def without_one_gate(exercise: Exercise) -> Iterator[tuple[str, Condition, Exercise]]:
    """The exercise once for each of its gates, with that one taken out."""
    for number, page in enumerate(exercise.pages):
        for place, gate, opened in _opened(page):
            pages = (*exercise.pages[:number], opened, *exercise.pages[number + 1 :])
            yield place, gate, replace(exercise, pages=pages)


def _opened(page: Page) -> Iterator[tuple[str, Condition, Page]]:
    for gate in filter(_is_gate, page.when):
        yield f"{gate.ref} of {page.id}", gate, replace(page, when=_without(gate, page.when))
    for number, item in enumerate(page.items):
        for gate in filter(_is_gate, item.when):
            opened = replace(item, when=_without(gate, item.when))
            items = (*page.items[:number], opened, *page.items[number + 1 :])
            yield f"{gate.ref} of {page.id}: {_begins(item)}", gate, replace(page, items=items)


def _without(gate: Condition, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(each for each in conditions if each is not gate)


def _is_gate(condition: Condition) -> bool:
    return condition.ref.question in RULES


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
