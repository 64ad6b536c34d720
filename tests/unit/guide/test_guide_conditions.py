"""Conditions, and what opens on them."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.guide.guide_world import (
    World,
    ask,
    cond,
    conds,
    exercise,
    option,
    page,
    ranked,
    retired,
    row,
    rule,
    ticked,
)
from workbook.guide.conditions import holds, shows, truth
from workbook.guide.kleene import either, every, opposite
from workbook.model.condition import Condition, Op, Ref, Rule
from workbook.model.exercise import Field
from workbook.model.head import Repeat
from workbook.model.values import FieldKind, Value

FORM = exercise(
    "form",
    ask("choice", "order", "yes", "no", "unsure"),
    ask("checklist", "seen", "phone", "threats", "other", "none"),
    ask("scale", "safe", ends=(1, 10)),
    ask("number", "often"),
    ask("short", "note"),
    ask("date", "since"),
    ask("ranked", "values", "calm", "rest", "truth"),
    ask("scale", "room", for_each="#values"),
    ask(
        "records",
        "lines",
        fields=[
            Field("what", "What"),
            Field("safe", "Safe", FieldKind.CHOICE, options=(option("yes"), option("no"))),
            Field("count", "Count", FieldKind.NUMBER),
        ],
    ),
)
FULL: dict[str, Value | None] = {
    "order": "yes",
    "seen": ticked("phone", "other"),
    "safe": 3,
    "often": 2,
    "note": "words",
    "values": ranked("rest", ("own", "quiet")),
    "room": {"rest": 2, "own": 5},
    "lines": (row("a", what="shouting", safe="yes", count=1), row("b", what="lies"), retired(row("c", safe="no"))),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#order is yes", True),
        ("#order is no, yes", True),
        ("#order is no", False),
        ("#order is not no, unsure", True),
        ("#order is not yes", False),
        ("#order is answered", True),
        ("#order is not answered", False),
        ("#seen includes phone", True),
        ("#seen is threats, other", True),
        ("#seen includes threats", False),
        ("#seen is not threats, none", True),
        ("#seen is not threats, phone", False),
        ("#seen at least 2", True),
        ("#seen at least 3", False),
        ("#seen at most 1", False),
        ("#safe at most 3", True),
        ("#safe at least 4", False),
        ("#safe is 3", True),
        ("#safe is not 3", False),
        ("#often at least 2", True),
        ("#note is answered", True),
        ("#note is words", None),
        ("#since is answered", False),
        ("#since is not answered", True),
        ("#values at least 2", True),
        ("#values includes rest", True),
        ("#values includes calm", False),
        ("#room at least 5", True),
        ("#room at most 1", False),
        ("#lines at least 2", True),
        ("#lines at least 3", False),
        ("#lines at most 2", True),
        ("#lines.safe is yes", True),
        ("#lines.safe is no", None),
        ("#lines.safe is answered", True),
        ("#lines.safe is not answered", True),
        ("#lines.count at least 1", True),
        ("#lines.what is answered", True),
        ("#lines.what is shouting", None),
        ("#lines.gone is answered", False),
        ("#nothing is yes", None),
        ("#nothing is answered", False),
        ("form.md#order is yes", True),
        ("elsewhere.md#order is yes", None),
        ("elsewhere.md#order is not answered", True),
    ],
)
def test_condition_reads_an_answer(world: World, text: str, expected: bool | None) -> None:
    assert truth(cond(text), world.at(FORM, FULL)) is expected


@pytest.mark.parametrize("question", [each.id for each in FORM.questions])
@pytest.mark.parametrize("values", [{}, dict.fromkeys(FULL)], ids=["unanswered", "skipped"])
def test_nothing_compares_with_silence(world: World, question: str, values: dict[str, Value | None]) -> None:
    context = world.at(FORM, values)
    for op in ("is", "is not", "includes", "at least", "at most"):
        assert truth(cond(f"#{question} {op} 1"), context) is None
    assert truth(cond(f"#{question} is answered"), context) is False
    assert truth(cond(f"#{question} is not answered"), context) is True


def test_record_at_hand_is_the_one_that_a_field_means(world: World) -> None:
    context = world.at(FORM, FULL)
    records = (row("a", what="shouting", safe="yes"), row("b", what="lies"))
    assert [truth(cond("#lines.safe is yes"), context, record) for record in records] == [True, None]
    assert [truth(cond("#lines.safe is not answered"), context, record) for record in records] == [False, True]
    assert truth(cond("#lines.safe is yes"), context, row("elsewhere", safe="no")) is True


def test_all_records_removed_is_not_an_answer(world: World) -> None:
    context = world.at(FORM, {"lines": (retired(row("a", what="x")),)})
    assert truth(cond("#lines is answered"), context) is False
    assert truth(cond("#lines at most 3"), context) is None


def test_hidden_answer_is_not_clear(world: World) -> None:
    form = exercise(
        "form",
        ask("choice", "first", "yes", "no"),
        ask("choice", "hidden", "yes", "no", when=["#first is yes"]),
        page(ask("choice", "inside", "yes", "no"), when=["#first is yes"]),
    )
    answers: dict[str, Value | None] = {"first": "no", "hidden": "yes", "inside": "yes"}
    context = world.at(form, answers)
    for text in ("#hidden is yes", "#hidden is not no", "#inside is yes"):
        assert truth(cond(text), context) is None
    assert truth(cond("#inside is not answered"), context) is True
    context = world.at(form, {**answers, "first": "yes"})
    assert holds(conds("#hidden is yes", "#inside is yes"), context)


def test_hidden_option_does_not_count(world: World) -> None:
    form = exercise(
        "form", ask("choice", "first", "yes", "no"), ask("checklist", "seen", "a", option("b", "#first is yes"))
    )
    context = world.at(form, {"first": "no", "seen": ticked("a", "b")})
    assert truth(cond("#seen includes b"), context) is False
    assert truth(cond("#seen at least 2"), context) is False


def test_scale_for_each_is_hidden_without_items(world: World) -> None:
    context = world.at(FORM, {"room": {"rest": 5}})
    assert truth(cond("#room is answered"), context) is False
    question = FORM.question("room")
    assert question is not None
    assert not shows(question, context)


def test_scale_with_another_range_is_never_compared(world: World) -> None:
    world.put(FORM)
    entry = world.enter("form", {"safe": 3})
    world.put(exercise("form", ask("scale", "safe", ends=(1, 5))))
    context = world.context("form", entry)
    assert truth(cond("#safe at most 3"), context) is None
    assert truth(cond("#safe is answered"), context) is True


def test_cycle_ends_as_not_clear(world: World) -> None:
    world.put(
        exercise("a", ask("choice", "x", "yes", when=["b.md#y is yes"])),
        exercise("b", ask("choice", "y", "yes", when=["a.md#x is yes"])),
        exercise("c", page(rules=[rule("r", any=["#s"]), rule("s", any=["#r", "#r is answered"])])),
        exercise("d", ask("checklist", "z", option("yes", "#z includes yes"))),
    )
    world.enter("a", {"x": "yes"})
    world.enter("b", {"y": "yes"})
    assert truth(cond("a.md#x is yes"), world.context("b")) is None
    assert truth(cond("#r"), world.context("c")) is None
    world.enter("d", {"z": ticked("yes")})
    assert not holds(conds("#z includes yes"), world.context("d"))


class TestRules:
    FORM = exercise(
        "safety",
        ask("checklist", "ever", "neck", "weapon", "none", "unsure"),
        ask("checklist", "lately", "afraid", "none", "unsure"),
        ask("choice", "seen", "yes", "later"),
        page(
            rules=[
                rule("grave", any=["#ever includes neck, weapon"]),
                rule("danger", any=["#grave", "#lately includes afraid"]),
                rule("clear", all=["#ever includes none", "#lately includes none", "not #grave", "not #danger"]),
                rule("unseen", any=["#seen is not answered", "#seen is later"]),
                rule("mixed", any=["#grave", "#danger"], all=["#seen is yes"]),
                rule("empty"),
            ]
        ),
    )

    @pytest.mark.parametrize(
        ("ever", "lately", "grave", "danger", "clear"),
        [
            (None, None, None, None, None),
            ("none", None, False, None, None),
            ("none", "none", False, False, True),
            ("neck", None, True, True, False),
            ("none", "afraid", False, True, False),
            ("unsure", "none", False, False, False),
            (None, "none", None, None, None),
        ],
    )
    def test_gate_opens_only_on_a_clear_answer(
        self,
        world: World,
        ever: str | None,
        lately: str | None,
        grave: bool | None,
        danger: bool | None,
        clear: bool | None,
    ) -> None:
        context = world.at(
            self.FORM, {"ever": ticked(ever) if ever else None, "lately": ticked(lately) if lately else None}
        )
        found = [truth(cond(f"#{name}"), context) for name in ("grave", "danger", "clear")]
        assert found == [grave, danger, clear]
        assert holds(conds("not #danger"), context) is (danger is False)

    def test_rule_reads_like_a_yes_or_no_answer(self, world: World) -> None:
        context = world.at(self.FORM, {"ever": ticked("neck")})
        assert truth(cond("#grave is yes"), context) is True
        assert truth(cond("#grave is no"), context) is False
        assert truth(cond("#clear is answered"), context) is True
        assert truth(cond("#mixed is answered"), context) is False

    def test_any_and_all_are_both_needed(self, world: World) -> None:
        answers: dict[str, Value | None] = {"ever": ticked("neck"), "seen": "later"}
        assert truth(cond("#mixed"), world.at(self.FORM, answers)) is False
        assert truth(cond("#mixed"), world.at(self.FORM, {**answers, "seen": "yes"})) is True

    def test_rule_without_conditions_is_never_clear(self, world: World) -> None:
        assert truth(cond("#empty"), world.at(self.FORM)) is None

    def test_silence_about_reading_counts_before_anything_was_entered(self, world: World) -> None:
        world.put(self.FORM, FORM)
        assert truth(cond("safety.md#unseen"), world.context("form")) is True
        assert truth(cond("safety.md#danger"), world.context("form")) is None


class TestTime:
    WEEKLY = exercise(
        "weekly",
        ask("checklist", "felt", "afraid", "fine"),
        page(rules=[rule("danger", any=["#felt includes afraid"])]),
        repeat=Repeat.WEEKLY,
    )

    @pytest.fixture
    def here(self, world: World) -> World:
        world.put(self.WEEKLY, FORM)
        return world

    def truth(self, world: World, text: str) -> bool | None:
        return truth(cond(text), world.context("form"))

    def test_latest_finished_entry_is_read(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("afraid")})
        here.enter("weekly", {"felt": ticked("fine")})
        here.enter("weekly", {"felt": ticked("afraid")}, finished=False)
        assert self.truth(here, "weekly.md#felt includes fine") is True
        assert self.truth(here, "weekly.md#danger") is False

    def test_living_exercise_is_read_unfinished(self, here: World) -> None:
        here.put(exercise("living", ask("choice", "x", "yes", "no")))
        here.enter("living", {"x": "yes"}, finished=False)
        assert self.truth(here, "living.md#x is yes") is True

    def test_any_entry_of_the_time_counts_even_an_unfinished_one(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("afraid")}, day="2026-04-25", finished=False)
        here.enter("weekly", {"felt": ticked("fine")}, day="2026-05-18")
        assert self.truth(here, "weekly.md#danger") is False
        assert self.truth(here, "weekly.md#danger within 4 weeks") is True
        assert self.truth(here, "weekly.md#danger within 3 weeks") is False
        assert self.truth(here, "weekly.md#danger ever") is True

    def test_last_day_of_the_time_is_in_it(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("afraid")}, day="2026-04-22")
        assert self.truth(here, "weekly.md#danger within 4 weeks") is True
        here.today = here.today.replace(day=21)
        assert self.truth(here, "weekly.md#danger within 4 weeks") is False

    def test_entry_without_a_day_counts_only_ever(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("afraid")}, day=None)
        assert self.truth(here, "weekly.md#danger within 4 weeks") is False
        assert self.truth(here, "weekly.md#danger ever") is True

    def test_day_ahead_of_the_clock_does_not_hide_danger(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("afraid")}, day="2036-01-01")
        assert self.truth(here, "weekly.md#danger within 4 weeks") is True

    def test_no_entry_makes_it_false(self, here: World) -> None:
        for text in ("weekly.md#danger", "not weekly.md#danger", "weekly.md#felt is not fine", "gone.md#x is y"):
            assert self.truth(here, f"{text} within 4 weeks") is False
        assert self.truth(here, "weekly.md#felt is not answered within 4 weeks") is True

    def test_one_calm_entry_does_not_clear_the_others(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("afraid")})
        here.enter("weekly", {"felt": ticked("fine")})
        assert self.truth(here, "not weekly.md#danger ever") is False

    def test_one_silent_entry_leaves_it_unclear(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("fine")})
        here.enter("weekly", {"felt": None})
        assert self.truth(here, "weekly.md#danger ever") is None
        assert self.truth(here, "not weekly.md#danger ever") is None
        assert self.truth(here, "weekly.md#felt is not answered ever") is False

    def test_answer_of_a_living_exercise_counts_for_as_long_as_is_asked(self, here: World) -> None:
        here.put(exercise("living", ask("choice", "x", "yes", "no")))
        here.sit("living").answer("x", "yes")
        for asked in ("living.md#x is yes within 4 weeks", "living.md#x is answered within 4 weeks"):
            assert self.truth(here, asked) is True
        here.today += timedelta(days=28)
        assert self.truth(here, "living.md#x is yes within 4 weeks") is True
        here.today += timedelta(days=1)
        assert self.truth(here, "living.md#x is yes within 4 weeks") is None
        assert self.truth(here, "living.md#x is no within 4 weeks") is None
        assert self.truth(here, "living.md#x is not answered within 4 weeks") is True
        assert self.truth(here, "living.md#x is yes") is True

    def test_answer_given_ahead_of_the_clock_is_not_recent(self, here: World) -> None:
        here.put(exercise("living", ask("choice", "x", "yes", "no")))
        here.today += timedelta(days=2000)
        here.sit("living").answer("x", "yes")
        here.today -= timedelta(days=2000)
        assert self.truth(here, "living.md#x is yes within 4 weeks") is None
        assert self.truth(here, "living.md#x is yes") is True

    def test_what_is_answered_today_in_an_old_entry_is_of_today(self, here: World) -> None:
        old = here.enter("weekly", {"felt": ticked("fine")}, day="2026-01-05")
        assert self.truth(here, "weekly.md#danger within 4 weeks") is False
        here.sit("weekly", old.id).answer("felt", ticked("afraid"))
        assert self.truth(here, "weekly.md#danger within 4 weeks") is True
        assert self.truth(here, "weekly.md#felt includes afraid within 4 weeks") is True

    def test_answer_without_a_time_is_not_recent(self, here: World) -> None:
        here.put(exercise("living", ask("choice", "x", "yes", "no")))
        here.enter("living", {"x": "yes"})
        assert self.truth(here, "living.md#x is yes within 400 weeks") is None

    def test_own_entries_include_the_one_at_hand_as_it_stands(self, here: World) -> None:
        here.enter("weekly", {"felt": ticked("fine")})
        sitting = here.sit("weekly")
        assert truth(cond("#danger ever"), sitting.context) is False
        sitting.answer("felt", ticked("afraid"))
        here.stored.pop(sitting.entry.id)
        assert truth(cond("#danger ever"), sitting.context) is True
        assert truth(cond("weekly.md#danger"), sitting.context) is True


TRUTHS = st.sampled_from([True, False, None])


@given(st.lists(TRUTHS, max_size=6))
def test_three_values_agree_with_every_way_of_filling_the_gaps(truths: list[bool | None]) -> None:
    def possible(of: str) -> set[bool]:
        worlds: list[list[bool]] = [[]]
        for each in truths:
            worlds = [[*world, way] for world in worlds for way in ([True, False] if each is None else [each])]
        return {any(world) if of == "any" else all(world) for world in worlds}

    for found, expected in ((either(truths), possible("any")), (every(truths), possible("all"))):
        assert found is (expected.pop() if len(expected) == 1 else None)


@given(TRUTHS)
def test_contrary_of_unclear_is_unclear(truth_: bool | None) -> None:
    assert opposite(opposite(truth_)) is truth_


OPTIONS = ("a", "b", "c")
COMPARISONS = st.builds(
    lambda op, values: Condition(Ref(None, "q"), op, tuple(values)),
    st.sampled_from([Op.IS, Op.IS_NOT, Op.INCLUDES]),
    st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2),
)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.none(), st.sets(st.sampled_from(OPTIONS), min_size=1)),
    st.lists(COMPARISONS, max_size=3),
    st.lists(COMPARISONS, max_size=3),
)
def test_rule_agrees_with_a_plain_model(
    ticks: set[str] | None, any_of: list[Condition], all_of: list[Condition]
) -> None:
    world = World()
    rules = [Rule("r", tuple(any_of), tuple(all_of))]
    context = world.at(
        exercise("form", ask("checklist", "q", *OPTIONS), page(rules=rules)), {"q": ticked(*ticks)} if ticks else {}
    )

    def model(condition: Condition) -> bool:
        assert ticks is not None
        met = bool(ticks & set(condition.values))
        return not met if condition.op is Op.IS_NOT else met

    found = truth(cond("#r"), context)
    if ticks is None or not (any_of or all_of):
        assert found is None
    else:
        assert found is ((not any_of or any(map(model, any_of))) and all(map(model, all_of)))
    assert truth(cond("not #r"), context) is opposite(found)
