"""Every way in which the gates can stand, through every exercise: what is shown, and what never is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

import pytest

from tests.unit.gates.gate_world import GRAVE, PATTERN, Says, every_single_word, one_of_each, shipped, standing, world
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


def not_at_ease(says: Says) -> bool:
    """It is said why practice is closed."""
    return not says.is_clear


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


def handed_on(says: Says) -> bool:
    """It goes to an advocate."""
    return says.hand_on == "yes"


def named_and_unread(says: Says) -> bool:
    """Danger was named, and the safety pages were not read."""
    return says.is_named and says.seen != "yes"


GATED: Mapping[str, Mapping[str, Gate]] = {
    "safety": {
        "next: If your neck was pressed and nobody has ": lambda says: says.ever == "neck",
        'next: If you ticked something under "Has it ev': lambda says: says.ever in GRAVE,
        'next: If you ticked something under "The last ': lambda says: says.is_in_danger,
        "next: If it keeps happening after a clear no, ": lambda says: says.repeats in PATTERN,
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
    "practice": {
        "not-now": not_at_ease,
        "one": at_ease,
        "one: Or which words of a boundary?": speaking,
        "after": at_ease,
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

GIVEN: Mapping[str, str] = {
    "safety": "advocate-plan",
    "check-in": "weeks-plan",
    "measured-compassion": "trying-plan",
    "their-treatment": "treatment-plan",
}
"""Pages of a plan of which each line goes to an advocate after a yes on the safety pages alone."""

READERS = every_single_word()

FREE_TO_ASK = {
    "safety": frozenset({"ever", "lately", "repeats", "seen", "hand-on", "signs", "felt-safe", "control"}),
    "check-in": frozenset({"signs", "felt-safe"}),
    "red-flags": frozenset({"control"}),
}
"""Who may ask an answer itself on which a gate rests. Everyone else asks the rules."""


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


def faults(exercise_id: str, exercises: Mapping[str, Exercise], readers: Iterable[Says]) -> Iterator[str]:
    """What is shown to a reader for whom its gate is closed, or hidden from one for whom it is open."""
    gated = {**GATED.get(exercise_id, {}), **_given(exercises[exercise_id])}
    known = {*gated, *WHEN_TOLD.get(exercise_id, ())}
    always = {page.id for page in exercises[exercise_id].pages} - known
    for says in readers:
        shown = set(places(standing(world(says, exercises), exercise_id, OWN.get(exercise_id, {}))))
        yield from (f"{place} is shown to {says}" for place in gated if place in shown and not gated[place](says))
        yield from (f"{place} is hidden from {says}" for place in gated if place not in shown and gated[place](says))
        yield from (f"{place} is hidden from {says}" for place in always if place not in shown)


def _given(exercise: Exercise) -> dict[str, Gate]:
    page = exercise.page(GIVEN.get(exercise.id, ""))
    return {f"{page.id}: {_begins(item)}": handed_on for item in page.items} if page else {}


def test_every_reader_sees_what_is_theirs_in_every_exercise() -> None:
    readers = tuple(one_of_each())
    found = [fault for exercise_id in shipped() for fault in faults(exercise_id, shipped(), readers)]
    assert found[:3] == []


def test_only_the_rules_are_asked_about_danger() -> None:
    raw = {("safety", each) for each in ("ever", "lately", "repeats", "seen")}
    raw |= {("check-in", "signs"), ("check-in", "felt-safe"), ("red-flags", "control")}
    asked = {
        (exercise.id, (condition.ref.exercise or exercise.id, condition.ref.question))
        for exercise in shipped().values()
        for condition in _conditions(exercise)
    }
    assert {name for name, ref in asked if ref in raw and ref[1] not in FREE_TO_ASK.get(name, ())} == set()


@pytest.mark.parametrize("exercise_id", list(shipped()))
def test_each_single_word_opens_and_closes_what_it_should(exercise_id: str) -> None:
    assert list(faults(exercise_id, shipped(), READERS))[:3] == []


CLOSED_TWICE = {
    "firm-words": {"safety.md#clear"},
    "measured-compassion": {"safety.md#may-try", "boundaries.md#may-speak"},
    "their-treatment": {"safety.md#may-try", "boundaries.md#may-speak"},
}
"""Gates of pages that also ask an answer of a page which is closed by the same gate."""


@pytest.mark.parametrize("exercise_id", list(shipped()))
def test_without_any_one_of_its_gates_an_exercise_fails(exercise_id: str) -> None:
    exercise = shipped()[exercise_id]
    for place, gate, opened in without_one_gate(exercise):
        missed = next(faults(exercise_id, {**shipped(), exercise_id: opened}, READERS), None)
        if missed is None and str(gate.ref) in CLOSED_TWICE.get(exercise_id, ()):
            wide_open = {**shipped(), exercise_id: without_gate(gate, exercise)}
            missed = next(faults(exercise_id, wide_open, READERS), None)
        assert missed, f"nobody missed {place}"


def without_gate(gate: Condition, exercise: Exercise) -> Exercise:
    """The exercise without any condition that asks what this gate asks."""
    for _place, each, opened in without_one_gate(exercise):
        if each.ref == gate.ref:
            return without_gate(gate, opened)
    return exercise


def without_one_gate(exercise: Exercise) -> Iterator[tuple[str, Condition, Exercise]]:
    """The exercise once for each of its gates, with that one taken out."""
    for number, page in enumerate(exercise.pages):
        for place, gate, opened in _opened(page, exercise):
            pages = (*exercise.pages[:number], opened, *exercise.pages[number + 1 :])
            yield place, gate, replace(exercise, pages=pages)


def _opened(page: Page, exercise: Exercise) -> Iterator[tuple[str, Condition, Page]]:
    for gate in page.when:
        if _is_gate(gate, exercise):
            yield f"{gate.ref} of {page.id}", gate, replace(page, when=_without(gate, page.when))
    for number, item in enumerate(page.items):
        for gate in item.when:
            if _is_gate(gate, exercise):
                opened = replace(item, when=_without(gate, item.when))
                items = (*page.items[:number], opened, *page.items[number + 1 :])
                yield f"{gate.ref} of {page.id}: {_begins(item)}", gate, replace(page, items=items)


def _without(gate: Condition, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(each for each in conditions if each is not gate)


def _is_gate(condition: Condition, exercise: Exercise) -> bool:
    """Whether it asks, at last, the safety pages or what an order allows."""
    name = condition.ref.exercise or exercise.id
    if (name, condition.ref.question) == ("boundaries", "may-speak"):
        return True
    rule = exercise.rule(condition.ref.question) if name == exercise.id else None
    if rule is not None:
        return any(_is_gate(each, exercise) for each in (*rule.any, *rule.all))
    return name == "safety"


def _conditions(exercise: Exercise) -> Iterator[Condition]:
    """Every condition of an exercise."""
    yield from exercise.head.when
    for passage in exercise.intro:
        yield from passage.when
    for page in exercise.pages:
        yield from page.when
        for rule in page.rules:
            yield from (*rule.any, *rule.all)
        for item in page.items:
            yield from item.when
            yield from _inside(item) if isinstance(item, Question) else ()


def _inside(question: Question) -> Iterator[Condition]:
    """The conditions inside of a question."""
    for passage in (*question.before, *question.after):
        yield from passage.when
    for option in question.options:
        yield from option.when
    for field in question.fields:
        yield from field.when


def test_no_gate_stands_where_the_walk_does_not_look() -> None:
    for exercise in shipped().values():
        inside = [condition for question in exercise.questions for condition in _inside(question)]
        intro = [condition for passage in exercise.intro for condition in passage.when]
        # The safety pages ask themselves whether an answer is old, and hide no advice by it.
        found = (*inside, *intro, *exercise.head.when)
        assert exercise.id == "safety" or not any(_is_gate(condition, exercise) for condition in found)
