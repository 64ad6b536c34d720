"""Which sentence comes when, held against any history of rehearsals."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.gates.gate_world import shipped
from tests.unit.guide.guide_world import TODAY, World
from workbook.insight.own_words import BOUNDARY, READY, Sentence
from workbook.insight.rehearsing import AT_ONCE, LONGEST, How, Rehearsal, in_order, next_round, rehearsals
from workbook.model.values import Dated

NAMES = ("pause", "exit", "b1", "b2")
SENTENCES = tuple(
    Sentence(READY if name in ("pause", "exit") else BOUNDARY, name, name, f"Words of {name}", "en") for name in NAMES
)
WORLD_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
NEAR_DAYS = st.integers(0, 400).map(lambda ago: TODAY - timedelta(days=ago))


def named(sentence: Sentence) -> tuple[str, str]:
    return sentence.question, sentence.choice


def done(name: str, how: How, day: date | None) -> Rehearsal:
    return Rehearsal(next(named(each) for each in SENTENCES if each.choice == name), how, day)


def histories(days: st.SearchStrategy[date | None]) -> st.SearchStrategy[list[Rehearsal]]:
    return st.lists(st.builds(done, st.sampled_from(NAMES), st.sampled_from(How), days), max_size=30)


PAST = histories(NEAR_DAYS).map(lambda past: sorted(past, key=lambda each: each.day or TODAY))
"""With a clock that only goes forward."""
ANY = histories(st.one_of(st.none(), WORLD_DAYS, NEAR_DAYS))


def back_on(past: Sequence[Rehearsal], name: str, today: date = TODAY) -> date | None:
    return next(each.back_on for each in in_order(SENTENCES, past, today) if each.sentence.choice == name)


def order(past: Sequence[Rehearsal], today: date = TODAY) -> list[str]:
    return [each.sentence.choice for each in in_order(SENTENCES, past, today)]


@given(ANY, WORLD_DAYS.filter(lambda day: day.year < 9999))
def test_each_sentence_comes_once_whatever_the_clock_said(past: list[Rehearsal], today: date) -> None:
    coming = in_order(SENTENCES, past, today)
    assert sorted(each.sentence.choice for each in coming) == sorted(NAMES)
    assert all(each.back_on is None or each.back_on <= today + timedelta(days=LONGEST) for each in coming)


@given(ANY)
def test_same_rehearsals_give_the_same_order(past: list[Rehearsal]) -> None:
    assert in_order(SENTENCES, past, TODAY) == in_order(SENTENCES, past, TODAY)


@given(PAST, st.sampled_from(NAMES))
def test_what_was_hard_comes_back_sooner_than_what_was_easy(past: list[Rehearsal], name: str) -> None:
    hard, easy = (back_on([*past, done(name, how, TODAY)], name) for how in (How.HARD, How.EASY))
    assert hard is not None
    assert easy is not None
    assert TODAY < hard <= easy


@given(PAST, st.sampled_from(NAMES))
def test_to_stop_brings_nothing_back_sooner_than_to_find_it_hard(past: list[Rehearsal], name: str) -> None:
    hard, stopped = (back_on([*past, done(name, how, TODAY)], name) for how in (How.HARD, How.STOPPED))
    assert hard is not None
    assert stopped is not None
    assert hard <= stopped


@given(ANY)
def test_never_practised_comes_before_what_rests(past: list[Rehearsal]) -> None:
    coming = in_order(SENTENCES, past, TODAY)
    practised = {each.name for each in past}
    assert all((each.back_on is None) is (named(each.sentence) not in practised) for each in coming)
    resting = [each.rests(TODAY) for each in coming]
    assert resting == sorted(resting)


@given(PAST, st.sampled_from(NAMES), st.sampled_from(How))
def test_rehearsal_of_one_sentence_changes_nothing_for_another(past: list[Rehearsal], name: str, how: How) -> None:
    more = [*past, done(name, how, TODAY)]
    for other in set(NAMES) - {name}:
        assert back_on(more, other) == back_on(past, other)


@settings(max_examples=50)
@given(PAST.filter(bool), st.integers(1, 4000))
def test_clock_set_back_counts_as_no_time_at_all(past: list[Rehearsal], days: int) -> None:
    last = past[-1]
    assert last.day is not None
    again = replace(last, how=How.EASY)
    earlier = replace(again, day=last.day - timedelta(days=days))
    assert in_order(SENTENCES, [*past, earlier], TODAY) == in_order(SENTENCES, [*past, again], TODAY)


@settings(max_examples=50)
@given(PAST.filter(bool), st.integers(1, 4000))
def test_day_ahead_of_today_counts_as_the_one_before_it(past: list[Rehearsal], days: int) -> None:
    again = replace(past[-1], how=How.EASY)
    ahead = replace(again, day=TODAY + timedelta(days=days))
    assert in_order(SENTENCES, [*past, ahead], TODAY) == in_order(SENTENCES, [*past, again], TODAY)


def test_easy_each_time_it_comes_back_rests_longer_and_longer_and_never_for_good() -> None:
    day, past, rests = date(2025, 1, 1), [], []
    for _time in range(12):
        past.append(done("pause", How.EASY, day))
        back = back_on(past, "pause", day)
        assert back is not None
        rests.append((back - day).days)
        day = back
    assert rests == sorted(rests)
    assert rests[0] <= 3
    assert rests[-1] == LONGEST


def test_once_hard_after_a_long_rest_comes_back_within_days() -> None:
    day, past = date(2025, 1, 1), []
    for _time in range(8):
        past.append(done("pause", How.EASY, day))
        day = back_on(past, "pause", day) or day
    back = back_on([*past, done("pause", How.HARD, day)], "pause", day)
    assert back is not None
    assert (back - day).days <= 7


def test_what_is_back_comes_first_then_what_is_new_then_what_rests() -> None:
    past = [done("exit", How.HARD, TODAY - timedelta(days=9)), done("pause", How.EASY, TODAY)]
    assert order(past) == ["exit", "b1", "b2", "pause"]


def test_round_is_a_handful_and_takes_what_rests_only_where_all_does() -> None:
    many = tuple(replace(SENTENCES[2], choice=f"b{number}") for number in range(AT_ONCE + 3))
    assert len(next_round(in_order(many, (), TODAY), TODAY)) == AT_ONCE
    resting = [done(name, How.EASY, TODAY) for name in NAMES]
    assert len(next_round(in_order(SENTENCES, resting, TODAY), TODAY)) == len(NAMES)
    awake = next_round(in_order(SENTENCES, resting[:2], TODAY), TODAY)
    assert [each.choice for each in awake] == ["b1", "b2"]
    assert next_round((), TODAY) == ()


@pytest.fixture
def world() -> World:
    here = World()
    here.shelf = dict(shipped())
    return here


def test_rehearsals_are_read_in_the_order_of_their_numbers(world: World) -> None:
    world.enter("practice", {"ready": "pause", "how": "hard"}, day="2026-05-19")
    world.enter("practice", {"boundary": "b1", "how": "easy"}, day="2020-01-01")
    world.stored = dict(reversed(world.stored.items()))
    assert rehearsals(world, world) == (
        Rehearsal((READY, "pause"), How.HARD, date(2026, 5, 19)),
        Rehearsal((BOUNDARY, "b1"), How.EASY, date(2020, 1, 1)),
    )


def test_entry_without_an_end_or_a_sentence_counts_for_nothing(world: World) -> None:
    world.enter("practice", {"ready": "pause"})
    world.enter("practice", {"how": "easy"})
    world.enter("practice", {"ready": None, "how": None})
    entry = world.enter("practice", {"ready": "exit", "boundary": "b2", "how": "stopped"}, day=None, finished=False)
    world.stored[entry.id] = replace(entry, about=Dated("sometime", "no day"))
    assert rehearsals(world, world) == (
        Rehearsal((READY, "exit"), How.STOPPED, None),
        Rehearsal((BOUNDARY, "b2"), How.STOPPED, None),
    )
