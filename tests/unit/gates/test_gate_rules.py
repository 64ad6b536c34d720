"""The rules of the gates, over every combination of the answers that they read."""

import pytest

from tests.unit.gates.gate_world import Says, every_single_word, every_word_on_danger, standing, world
from workbook.guide.conditions import truth
from workbook.model.condition import Condition, Op, Ref


def opened(says: Says, *rules: str) -> dict[str, bool]:
    """Which of these rules of `safety.md` and `boundaries.md` clearly hold for a reader."""
    here = world(says)
    safety, boundaries = standing(here, "safety"), standing(here, "boundaries")
    places = {rule: boundaries if rule == "may-speak" else safety for rule in rules}
    return {rule: truth(Condition(Ref(None, rule), Op.HOLDS), place) is True for rule, place in places.items()}


@pytest.mark.parametrize("ever", [None, "none", "unsure", "neck"])
@pytest.mark.parametrize("lately", [None, "none", "unsure", "afraid"])
def test_gate_opens_on_clear_words_alone(ever: str | None, lately: str | None) -> None:
    for says in every_word_on_danger():
        if (says.ever, says.lately) != (ever, lately):
            continue
        assert opened(says, "clear", "may-try", "not-clear", "may-not-try", "in-danger", "danger-named") == {
            "clear": says.is_clear,
            "may-try": says.may_try,
            "not-clear": not says.is_clear,
            "may-not-try": not says.may_try,
            "in-danger": says.is_in_danger,
            "danger-named": says.is_named,
        }, says


@pytest.mark.parametrize("says", every_single_word(), ids=str)
def test_each_word_alone_closes_what_it_should(says: Says) -> None:
    assert opened(says, "clear", "may-try", "danger-named", "may-speak", "unseen") == {
        "clear": says.is_clear,
        "may-try": says.may_try,
        "danger-named": says.is_named,
        "may-speak": says.may_speak,
        "unseen": says.seen != "yes",
    }


def test_there_is_a_reader_for_whom_every_gate_is_open() -> None:
    calm = next(iter(every_single_word()))
    assert calm.is_clear
    assert calm.may_try
    assert calm.may_speak
