"""What a new version of an exercise does to saved answers, row by row of the format's table."""

from dataclasses import replace

import pytest

from tests.unit.guide.guide_world import World, ask, cond, exercise, option, options, page, ranked, ref, row, ticked
from workbook.guide.changes import Reading, readable, reading
from workbook.guide.conditions import truth
from workbook.guide.recall import recalled
from workbook.model.entry import Answer, Wording
from workbook.model.exercise import Exercise, Field, Question
from workbook.model.values import Dated, FieldKind, Ticked, Value


def after(world: World, before: Question, now: Question | None, value: Value | None) -> Reading:
    """An answer given to one version, read with the next."""
    world.put(exercise("form", before))
    entry = world.enter("form", {before.id: value})
    form = exercise("form", *([now] if now else []), version=2)
    world.put(form)
    return reading(entry, form, world)


def value_after(world: World, before: Question, now: Question, value: Value | None) -> Value | None:
    found = after(world, before, now, value)
    assert not found.attic
    return found.answers[now.id].value


def test_rewording_and_moving_change_nothing(world: World) -> None:
    before = ask("choice", "q", "a", "b")
    world.put(exercise("form", before, ask("short", "r")))
    entry = world.enter("form", {"q": "a", "r": "x"})
    form = exercise(
        "form",
        page(ask("short", "r")),
        page(replace(before, words="Other words?", options=options("b", "a")), page_id="page-2"),
        version=2,
    )
    found = reading(entry, form)
    assert {name: answer.value for name, answer in found.answers.items()} == {"q": "a", "r": "x"}
    assert (found.attic, found.new, found.no_longer_offered) == ((), frozenset(), {})


def test_added_question_and_option_are_new(world: World) -> None:
    world.put(exercise("form", ask("choice", "q", "a")))
    entry = world.enter("form", {"q": "a"})
    form = exercise("form", ask("choice", "q", "a", "b"), ask("short", "added"), version=2)
    assert reading(entry, form).new == {"q.b", "added"}
    assert reading(entry, replace(form, head=replace(form.head, version=1))).new == frozenset()


def test_renamed_question_follows(world: World) -> None:
    assert value_after(world, ask("short", "old"), ask("short", "new", was="old"), "x") == "x"


def test_renamed_id_that_was_given_away_again_does_not_follow(world: World) -> None:
    world.put(exercise("form", ask("short", "old")))
    entry = world.enter("form", {"old": "x"})
    found = reading(entry, exercise("form", ask("short", "old"), ask("short", "new", was="old"), version=2))
    assert set(found.answers) == {"old"}


def test_renamed_options_follow(world: World) -> None:
    now = option("new", was="old")
    assert value_after(world, ask("choice", "q", "old"), ask("choice", "q", now), "old") == "new"
    assert value_after(
        world, ask("checklist", "q", "old", "a"), ask("checklist", "q", "a", now), ticked("old", "a", old="words")
    ) == ticked("new", "a", new="words")
    assert value_after(
        world, ask("ranked", "q", "old"), ask("ranked", "q", now), ranked("old", ("x", "old"))
    ) == ranked("new", ("x", "old"))


def test_renamed_fields_and_their_options_follow(world: World) -> None:
    def lines(*fields: Field) -> Question:
        return ask("records", "q", fields=fields)

    before = lines(Field("old", "Old"), Field("safe", "Safe", FieldKind.CHOICE, options=options("yes")))
    now = lines(
        Field("new", "New", was="old"),
        Field("safe", "Safe", FieldKind.CHOICE, options=(option("sure", was="yes"),)),
    )
    assert value_after(world, before, now, (row("1", old="yes", safe="yes"),)) == (row("1", new="yes", safe="sure"),)


def test_renamed_item_follows_into_other_exercises(world: World) -> None:
    form = exercise(
        "form", ask("choice", "first", "none", offers="values.md#top"), ask("scale", "room", for_each="values.md#top")
    )
    world.put(form, exercise("values", ask("ranked", "top", "old")))
    world.enter("values", {"top": ranked("old")})
    entry = world.enter("form", {"first": "old", "room": {"old": 3}})
    world.put(exercise("values", ask("ranked", "top", option("new", was="old"))))
    context = world.context("form", entry)
    assert recalled(ref("#first"), context) == ("New",)
    assert recalled(ref("#room"), context) == ("New: 3",)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (ask("short", "old"), ask("short", "new")),
        (ask("short", "old"), None),
        (ask("short", "old"), ask("number", "old")),
        (ask("journal", "old"), ask("short", "old")),
        (ask("short", "old"), ask("journal", "new", at_least=1)),
    ],
)
def test_answer_without_a_question_goes_to_the_attic(world: World, before: Question, now: Question | None) -> None:
    found = after(world, before, now, "my words")
    assert not found.answers
    assert [readable(answer) for answer in found.attic] == [("my words",)]


def test_scale_that_asks_for_each_now_is_another_question(world: World) -> None:
    found = after(world, ask("scale", "q"), ask("scale", "q", for_each="#x"), 3)
    assert (len(found.attic), found.answers) == (1, {})


def test_what_is_in_the_attic_stays_there(world: World) -> None:
    form = exercise("form", ask("short", "q"))
    world.put(form)
    old = Answer("form", 1, "gone", "short", Wording("Gone?"), "words")
    entry = replace(world.enter("form"), attic=(old,))
    assert reading(entry, form).attic == (old,)


@pytest.mark.parametrize(
    ("before", "now", "value", "expected"),
    [
        (ask("short", "q"), ask("journal", "q"), "x", "x"),
        (ask("choice", "q", "a"), ask("checklist", "q", "a"), "a", Ticked(("a",))),
        (ask("choice", "q", "old"), ask("checklist", "q", option("a", was="old")), "old", Ticked(("a",))),
        (ask("date", "q"), ask("short", "q"), Dated("around Easter"), "around Easter"),
    ],
)
def test_kind_that_widened_converts(
    world: World, before: Question, now: Question, value: Value, expected: Value
) -> None:
    assert value_after(world, before, now, value) == expected


def test_date_field_that_became_text_converts(world: World) -> None:
    before = ask("records", "q", fields=[Field("since", "Since", FieldKind.DATE)])
    now = ask("records", "q", fields=[Field("since", "Since")])
    assert value_after(world, before, now, (row("1", since=Dated("in May")),)) == (row("1", since="in May"),)


def test_removed_option_is_kept_and_marked(world: World) -> None:
    found = after(world, ask("checklist", "q", "a", "b"), ask("checklist", "q", "b"), ticked("a", "b"))
    assert found.answers["q"].value == ticked("a", "b")
    assert found.no_longer_offered == {"q": ("a",)}
    assert recalled(ref("#q"), world.context("form")) == ("A", "B")


def test_removed_field_and_field_option_are_kept_and_marked(world: World) -> None:
    safe = Field("safe", "Safe", FieldKind.CHOICE, options=options("yes", "no"))
    before = ask("records", "q", fields=[Field("what", "What"), safe])
    now = ask("records", "q", fields=[replace(safe, options=options("no"))])
    record = row("1", what="x", safe="yes")
    found = after(world, before, now, (record,))
    assert found.answers["q"].value == (record,)
    assert found.no_longer_offered == {"q": ("what", "safe.yes")}
    assert recalled(ref("#q.safe"), world.context("form")) == ("Yes",)


def test_chosen_record_is_not_taken_for_a_removed_option(world: World) -> None:
    question = ask("choice", "q", "a", offers="b.md#b")
    assert after(world, question, question, "record-id").no_longer_offered == {}
    assert after(world, question, replace(question, options=()), "a").no_longer_offered == {"q": ("a",)}


def test_scale_keeps_its_own_range(world: World) -> None:
    found = after(world, ask("scale", "q", ends=(1, 10)), ask("scale", "q", ends=(1, 5)), 8)
    assert (found.answers["q"].value, found.answers["q"].wording.high, found.attic) == (8, 10, ())


def test_condition_that_turned_false_keeps_the_answer(world: World) -> None:
    found = after(world, ask("short", "q"), ask("short", "q", when=["#x is yes"]), "kept")
    assert found.answers["q"].value == "kept"
    assert recalled(ref("#q"), world.context("form")) == ()


def test_skip_stays_a_skip(world: World) -> None:
    assert after(world, ask("short", "q"), ask("short", "q"), None).answers["q"].skipped


def test_old_answers_read_in_old_words() -> None:
    def old(kind: str, value: Value, **labels: str) -> Answer:
        names = {name.replace("__", "."): words for name, words in labels.items()}
        return Answer("form", 1, "q", kind, Wording("Q?", names), value)

    assert readable(old("checklist", ticked("a", "b", b="mine"), a="The A", b="Other")) == ("The A", "Other: mine")
    assert readable(old("choice", "id-1", a="The A"), {"id-1": "he shouts"}) == ("he shouts",)
    records = (row("1", what="yes", safe="yes", since=Dated("May"), count=3), replace(row("2", what="x"), retired=True))
    labels = {"what": "What", "safe": "Safe", "safe__yes": "I am sure", "since": "Since", "count": "Count"}
    assert readable(old("records", records, **labels)) == ("What: yes", "Safe: I am sure", "Since: May", "Count: 3")
    assert readable(old("a kind of the future", "words")) == ("words",)
    assert readable(replace(old("short", "x"), value=None, skipped=True)) == ()


def test_condition_reads_a_converted_answer(world: World) -> None:
    after(world, ask("choice", "q", "old"), ask("checklist", "q", option("a", was="old")), "old")
    assert truth(cond("#q includes a"), world.context("form")) is True


def test_reading_changes_nothing_in_the_entry(world: World) -> None:
    world.put(exercise("form", ask("short", "old")))
    entry = world.enter("form", {"old": "x"})
    form: Exercise = exercise("form", ask("journal", "new", was="old"), version=2)
    reading(entry, form)
    assert entry.answers["old"].kind == "short"
