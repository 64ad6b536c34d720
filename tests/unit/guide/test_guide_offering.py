"""Which exercises are offered, whatever their conditions are like."""

from dataclasses import replace

import pytest

from tests.unit.guide.guide_world import TODAY, World, conds, exercise, page, rule
from workbook.guide.offering import offered_heads
from workbook.model.exercise import Exercise


def endless(*, own: bool) -> Exercise:
    """One behind more rules than can be asked one inside the other."""
    rules = (rule("r0", ["#nothing is answered"]), *(rule(f"r{n}", [f"#r{n - 1}"]) for n in range(1, 3000)))
    form = exercise("deep", replace(page(), rules=rules))
    return replace(form, head=replace(form.head, own=own, when=conds("#r2999")))


def test_own_exercise_that_cannot_be_judged_is_left_out(world: World) -> None:
    world.put(exercise("plain"), endless(own=True))
    assert [head.id for head in offered_heads(world, world, TODAY)] == ["plain"]


def test_fault_in_a_shipped_exercise_is_not_hidden(world: World) -> None:
    world.put(endless(own=False))
    with pytest.raises(RecursionError):
        offered_heads(world, world, TODAY)
