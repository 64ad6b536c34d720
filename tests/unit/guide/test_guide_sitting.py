"""Sittings: the one way in which answers are given."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.guide.guide_world import (
    World,
    ask,
    conds,
    erased,
    exercise,
    option,
    options,
    ranked,
    ref,
    retired,
    row,
    ticked,
)
from workbook.guide.changes import readable
from workbook.guide.sitting import Sitting
from workbook.model.errors import UsageError
from workbook.model.exercise import Field
from workbook.model.head import Repeat
from workbook.model.kinds import kept
from workbook.model.values import Dated, FieldKind, Record, Value

FORM = exercise(
    "form",
    ask("choice", "go", "yes", "no"),
    ask("checklist", "seen", "a", "b", option("c", "#go is yes"), option("other", write_in=True), "none"),
    ask("scale", "safe", ends=(1, 10)),
    ask("number", "often"),
    ask("short", "note"),
    ask("short", "lines", room=2),
    ask("journal", "page"),
    ask("date", "since"),
    ask("ranked", "top", "calm", "rest", at_most=2),
    ask("scale", "room", for_each="#top"),
    ask(
        "records",
        "rows",
        fields=[
            Field("what", "What"),
            Field("safe", "Safe", FieldKind.CHOICE, options=options("yes", "no"), offers=ref("#top")),
            Field("aloud", "Aloud", FieldKind.LONG, when=conds("#rows.safe is yes")),
            Field("count", "Count", FieldKind.NUMBER),
        ],
        at_most=2,
    ),
)
LOG = exercise("log", ask("short", "what"), repeat=Repeat.ANY_TIME)


@pytest.fixture
def sitting(world: World) -> Sitting:
    world.put(FORM, LOG)
    return world.sit("form")


def stored(world: World, sitting: Sitting) -> dict[str, Value | None]:
    return {name: answer.value for name, answer in world.stored[sitting.entry.id].answers.items()}


def rows_of(sitting: Sitting) -> tuple[Record, ...]:
    value = sitting.value("rows")
    assert isinstance(value, tuple)
    return tuple(each for each in value if isinstance(each, Record))


class TestOpening:
    def test_nothing_is_stored_before_the_first_answer(self, world: World, sitting: Sitting) -> None:
        assert (world.stored, sitting.entry.number) == ({}, 0)
        sitting.answer("note", "words")
        entry = world.stored[sitting.entry.id]
        assert (entry, entry.number, entry.finished) == (sitting.entry, 1, None)
        assert entry.about == Dated("2026-05-20", "2026-05-20")
        assert entry.recorded == "2026-05-20T12:00:00+00:00"

    def test_living_exercise_goes_on_with_its_entry(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "words")
        sitting.finish()
        assert world.sit("form").value("note") == "words"

    def test_repeated_exercise_goes_on_with_the_unfinished_entry_or_a_new_one(self, world: World) -> None:
        world.put(LOG)
        first = world.sit("log")
        first.answer("what", "one")
        assert world.sit("log").entry == first.entry
        first.finish()
        second = world.sit("log")
        assert second.entry.id != first.entry.id
        second.answer("what", "two")
        assert [entry.number for entry in world.entries("log")] == [1, 2]
        assert world.sit("log", first.entry.id).value("what") == "one"

    def test_new_entry_can_be_begun_beside_an_unfinished_one(self, world: World, sitting: Sitting) -> None:
        log = world.sit("log")
        log.answer("what", "one")
        log.start_anew()
        log.answer("what", "two")
        assert len(world.entries("log")) == 2
        with pytest.raises(UsageError, match="one entry"):
            sitting.start_anew()

    def test_unknown_names_are_told(self, world: World, sitting: Sitting) -> None:
        for wrong in (
            lambda: world.sit("nothing"),
            lambda: world.sit("form", "nothing"),
            lambda: sitting.answer("nothing", "x"),
        ):
            with pytest.raises(UsageError, match=r"There is no|has no question"):
                wrong()


class TestAnswering:
    @pytest.mark.parametrize(
        ("question", "value", "kept_", "words"),
        [
            ("go", "yes", "yes", ("Yes",)),
            (
                "seen",
                ticked("other", "a", other="x\ny", b="lost"),
                ticked("a", "other", other="x y"),
                ("A", "Other: x y"),
            ),
            ("safe", 3, 3, ("3",)),
            ("often", 0, 0, ("0",)),
            ("note", "a\nb\x1b[2J\u202e", "a b[2J", ("a b[2J",)),
            ("lines", "a\r\nb", "a\nb", ("a\nb",)),
            ("page", "a\n\nb\t\x07", "a\n\nb\t", ("a\n\nb",)),
            ("since", Dated("in\nMay", None), Dated("in May"), ("in May",)),
            ("top", ranked("rest", ("own", "a\nb"), ("blank", "  ")), ranked("rest", ("own", "a b")), ("Rest", "a b")),
        ],
    )
    def test_answer_is_cleaned_kept_and_read_back(
        self, world: World, sitting: Sitting, question: str, value: Value, kept_: Value, words: tuple[str, ...]
    ) -> None:
        receipt = sitting.answer(question, value)
        assert receipt is not None and receipt.done
        assert stored(world, sitting) == {question: kept_}
        again = world.sit("form")
        assert (again.value(question), again.words(question)) == (kept_, words)

    @pytest.mark.parametrize(
        ("question", "value", "sentence"),
        [
            ("go", "maybe", "not one of the answers"),
            ("seen", ticked("zzz"), "not one of the answers"),
            ("seen", ticked("c"), "not one of the answers"),
            ("seen", ticked("a", "none"), "stands alone"),
            ("safe", 11, "from 1 to 10"),
            ("often", -1, "whole number"),
            ("top", ranked("calm", "rest", ("x", "more")), "room for 2"),
            ("top", ranked("zzz"), "not one of the answers"),
            ("room", {"zzz": 3}, "not one of the answers"),
            ("rows", (row("1", count=-1),), "whole number"),
            ("rows", (row("1", safe="zzz"),), "not one of the answers"),
            ("rows", (row("1", what="a"), row("2", what="a"), row("3", what="a")), "room for 2"),
        ],
    )
    def test_answer_that_cannot_be_taken_says_why_and_changes_nothing(
        self, world: World, sitting: Sitting, question: str, value: Value, sentence: str
    ) -> None:
        sitting.answer("note", "before")
        saves = world.saves
        with pytest.raises(UsageError, match=sentence):
            sitting.answer(question, value)
        assert (world.saves, stored(world, sitting)) == (saves, {"note": "before"})

    def test_same_answer_again_saves_nothing(self, world: World, sitting: Sitting) -> None:
        assert sitting.answer("note", "x") is not None
        assert sitting.answer("note", "x") is None
        assert sitting.answer("page", "  ") is None
        assert sitting.answer("rows", ()) is None
        assert world.saves == 1

    @pytest.mark.parametrize(
        ("question", "value", "nothing"),
        [
            ("note", "x", " "),
            ("note", "x", None),
            ("go", "yes", ""),
            ("seen", ticked("a"), ticked()),
            ("safe", 3, None),
            ("since", Dated("May"), Dated("")),
            ("top", ranked("rest"), ()),
        ],
    )
    def test_empty_answer_takes_the_answer_away(
        self, world: World, sitting: Sitting, question: str, value: Value, nothing: Value | None
    ) -> None:
        sitting.answer(question, value)
        assert sitting.answer(question, nothing) is not None
        assert (stored(world, sitting), sitting.value(question)) == ({}, None)

    def test_exercise_s_own_words_are_kept_and_never_the_reader_s(self, world: World, sitting: Sitting) -> None:
        sitting.answer("top", ranked(("own", "my secret"), "rest"))
        sitting.answer("room", {"own": 3, "rest": 1})
        sitting.answer("rows", (row("1", what="x", safe="own"),))
        sitting.answer("safe", 4)
        answers = sitting.entry.answers
        assert answers["top"].wording.question == "Top?"
        assert answers["top"].wording.labels == {"calm": "Calm", "rest": "Rest"}
        assert (answers["safe"].wording.low, answers["safe"].wording.high) == (1, 10)
        assert answers["rows"].wording.labels["safe.yes"] == "Yes"
        assert not any("secret" in str(answer.wording) for answer in answers.values())
        assert sitting.words("room") == ("my secret: 3", "Rest: 1")

    def test_tick_that_is_hidden_now_is_kept(self, world: World, sitting: Sitting) -> None:
        sitting.answer("go", "yes")
        sitting.answer("seen", ticked("a", "c"))
        sitting.answer("go", "no")
        sitting.answer("seen", ticked("a", "b"))
        assert sitting.value("seen") == ticked("a", "b", "c")
        sitting.answer("seen", ticked("none"))
        assert sitting.value("seen") == ticked("none")

    def test_number_of_an_item_that_left_the_list_is_kept(self, world: World, sitting: Sitting) -> None:
        sitting.answer("top", ranked("calm", "rest"))
        sitting.answer("room", {"calm": 1, "rest": 2})
        sitting.answer("top", ranked("rest"))
        sitting.answer("room", {"rest": 5})
        assert sitting.value("room") == {"rest": 5, "calm": 1}

    def test_answer_that_could_not_be_written_can_be_handed_over_again(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "x")
        before = world.saves
        sitting.save_again()
        assert (world.saves, stored(world, sitting)) == (before + 1, {"note": "x"})

    def test_change_from_elsewhere_can_be_taken_up(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "x")
        world.sit("form").answer("often", 2)
        sitting.refresh()
        sitting.answer("note", "y")
        assert stored(world, sitting) == {"note": "y", "often": 2}

    def test_two_sittings_at_one_entry_lose_nothing_of_each_other(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "x")
        other = world.sit("form")
        other.answer("often", 2)
        sitting.skip("go")
        other.answer("page", "long")
        sitting.finish()
        assert stored(world, sitting) == {"note": "x", "often": 2, "go": None, "page": "long"}
        other.reopen()
        assert sitting.finish() is not None

    def test_living_exercise_begun_twice_has_one_entry(self, world: World, sitting: Sitting) -> None:
        other = world.sit("form")
        other.answer("often", 2)
        sitting.answer("note", "x")
        assert stored(world, other) == {"often": 2, "note": "x"}
        assert len(world.entries("form")) == 1

    def test_repeated_exercise_begun_twice_has_two_entries(self, world: World, sitting: Sitting) -> None:
        first, second = world.sit("log"), world.sit("log")
        first.answer("what", "x")
        second.answer("what", "y")
        assert [entry.answers["what"].value for entry in world.entries("log")] == ["x", "y"]


class TestSkipping:
    def test_skip_is_kept_and_can_be_taken_back(self, world: World, sitting: Sitting) -> None:
        assert sitting.skip("note") is not None
        assert sitting.skip("note") is None
        assert world.sit("form").is_skipped("note")
        assert "note" not in [question.id for _, question in sitting.open_questions()]
        sitting.unskip("note")
        assert not sitting.is_skipped("note")
        assert sitting.unskip("note") is None

    def test_answer_ends_a_skip_and_is_not_lost_by_one(self, sitting: Sitting) -> None:
        sitting.skip("note")
        assert sitting.answer("note", "") is None
        sitting.answer("note", "x")
        assert not sitting.is_skipped("note")
        assert sitting.skip("note") is None
        assert sitting.value("note") == "x"


class TestRecords:
    def test_fields_are_cleaned_and_put_in_order(self, sitting: Sitting) -> None:
        given_ = row("1", count=2, aloud="a\nb", what="x\ny", safe="yes")
        sitting.answer("rows", (given_, row("2", what=" ")))
        (record,) = rows_of(sitting)
        assert list(record.fields.items()) == [("what", "x y"), ("safe", "yes"), ("aloud", "a\nb"), ("count", 2)]
        assert sitting.words("rows") == ("x y",)

    def test_field_that_is_hidden_now_is_kept(self, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x", safe="yes", aloud="Stop."),))
        sitting.answer("rows", (row("1", what="y", safe="no"),))
        assert rows_of(sitting)[0].fields == {"what": "y", "safe": "no", "aloud": "Stop."}
        sitting.answer("rows", (row("1", what="y", safe="yes"),))
        assert rows_of(sitting)[0].fields == {"what": "y", "safe": "yes"}

    def test_words_typed_before_their_field_was_hidden_are_kept(self, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x", safe="no", aloud="typed"),))
        assert rows_of(sitting)[0].fields == {"what": "x", "safe": "no", "aloud": "typed"}

    def test_record_that_is_not_mentioned_is_kept_as_it_is(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x"),))
        world.sit("form").answer("rows", (row("1", what="x"), row("2", what="y")))
        sitting.answer("rows", (row("1", what="z"),))
        assert rows_of(sitting) == (row("1", what="z"), row("2", what="y"))
        assert sitting.answer("rows", ()) is None
        assert sitting.answer("rows", (row("1", what="z"),)) is None

    def test_records_that_are_not_mentioned_take_their_room(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x"),))
        world.sit("form").answer("rows", (row("2", what="y"),))
        with pytest.raises(UsageError, match="room for 2"):
            sitting.answer("rows", (row("1", what="x"), row("3", what="z")))

    def test_removed_record_can_be_restored(self, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x"), row("2", what="y")))
        sitting.answer("rows", (retired(row("1", what="x")), row("2", what="y")))
        assert [record.id for record in kept(rows_of(sitting))] == ["2"]
        sitting.restore("rows", "1")
        assert {record.id for record in kept(rows_of(sitting))} == {"1", "2"}

    def test_answer_taken_away_removes_every_record(self, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x"), row("2", what="y")))
        assert sitting.answer("rows", None) is not None
        assert rows_of(sitting) == (retired(row("1", what="x")), retired(row("2", what="y")))
        assert sitting.answer("rows", None) is None

    def test_record_is_removed_and_restored_by_name(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x"), row("2", what="y")))
        assert sitting.retire("rows", "1") is not None
        assert sitting.retire("rows", "1") is None
        sitting.answer("rows", (row("2", what="y"), row("3", what="z")))
        with pytest.raises(UsageError, match="room for 2"):
            sitting.restore("rows", "1")
        sitting.retire("rows", "3")
        sitting.restore("rows", "1")
        assert {record.id for record in kept(rows_of(world.sit("form")))} == {"1", "2"}

    def test_erased_record_stays_erased(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="x"),))
        gone = erased(row("1"))
        answers = {"rows": replace(sitting.entry.answers["rows"], value=(gone,))}
        world.save(replace(sitting.entry, answers=answers))
        sitting.refresh()
        sitting.answer("rows", (row("1", what="back"), row("2", what="y")))
        assert gone in rows_of(sitting)
        sitting.restore("rows", "1")
        assert gone in rows_of(sitting)

    def test_new_ids_are_new(self, sitting: Sitting) -> None:
        assert sitting.new_record_id() != sitting.new_record_id()

    def test_choice_of_a_removed_record_survives_other_edits(self, world: World) -> None:
        world.put(
            exercise("people", ask("records", "people", fields=[Field("name", "Name")])),
            exercise("plan", ask("checklist", "call", "nobody", offers="people.md#people.name"), ask("short", "x")),
        )
        people = world.sit("people")
        people.answer("people", (row("1", name="M"), row("2", name="R")))
        plan = world.sit("plan")
        plan.answer("call", ticked("1"))
        people.retire("people", "1")
        plan.answer("call", ticked("1", "2"))
        assert plan.words("call") == ("R", "M")
        assert retired(row("1", name="M")) in (people.value("people") or ())  # type: ignore[operator]


class TestFinishing:
    def test_finished_entry_can_be_changed_and_reopened(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "x")
        assert sitting.finish() is not None
        assert sitting.finish() is None
        assert world.stored[sitting.entry.id].finished == "2026-05-20T12:00:00+00:00"
        sitting.answer("note", "y")
        assert sitting.entry.finished
        sitting.reopen()
        assert world.stored[sitting.entry.id].finished is None
        assert sitting.reopen() is None

    def test_repeated_exercise_without_answers_leaves_no_entry(self, world: World, sitting: Sitting) -> None:
        assert world.sit("log").finish() is None
        assert not world.stored
        assert sitting.finish() is not None

    def test_entry_is_about_the_day_that_its_own_question_says(self, world: World) -> None:
        world.put(exercise("log", ask("short", "what"), ask("date", "day", about=True), repeat=Repeat.ANY_TIME))
        sitting = world.sit("log")
        begun = sitting.about
        assert begun.day is not None
        sitting.answer("day", Dated("around Easter"))
        assert sitting.about == Dated("around Easter")
        sitting.answer("day", None)
        assert sitting.about == begun

    def test_nothing_of_an_erased_day_is_left_in_the_entry(self, world: World) -> None:
        world.put(exercise("log", ask("short", "what"), ask("date", "day", about=True), repeat=Repeat.ANY_TIME))
        sitting = world.sit("log")
        sitting.answer("day", Dated("the night of the canary"))
        sitting.past.erase_answer("day")
        assert "canary" not in repr(world.stored[sitting.entry.id])


class TestNewVersion:
    def change(self, world: World, *questions: object) -> Sitting:
        world.put(exercise("form", *questions, version=2))  # type: ignore[arg-type]
        return world.sit("form")

    def test_answer_to_what_a_question_was_goes_to_the_attic(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "my words")
        now = self.change(world, ask("number", "note"))
        assert now.value("note") is None
        now.answer("note", 3)
        assert stored(world, now) == {"note": 3}
        assert [answer.value for answer in now.entry.attic] == ["my words"]

    def test_answer_on_another_range_goes_to_the_attic_once_answered_anew(self, world: World, sitting: Sitting) -> None:
        sitting.answer("safe", 4)
        now = self.change(world, ask("scale", "safe", ends=(1, 5)))
        assert (now.value("safe"), now.words("safe")) == (None, ("4 (on a scale from 1 to 10)",))
        assert now.open_questions() == ()
        now.answer("safe", 4)
        assert (now.value("safe"), [answer.value for answer in now.entry.attic]) == (4, [4])

    def test_renamed_answer_moves_when_it_is_answered(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "x")
        now = self.change(world, ask("short", "renamed", was="note"))
        assert now.answer("renamed", "x") is None
        now.answer("renamed", "y")
        assert (stored(world, now), now.entry.attic) == ({"renamed": "y"}, ())

    def test_removed_option_stays_until_it_is_taken_away(self, world: World, sitting: Sitting) -> None:
        sitting.answer("seen", ticked("a", "b"))
        now = self.change(world, ask("checklist", "seen", "b", "d"))
        assert [each.id for each in now.offered("seen")] == ["b", "d", "a"]
        now.answer("seen", ticked("a", "d"))
        assert (now.value("seen"), now.words("seen")) == (ticked("d", "a"), ("D", "A"))
        assert now.reading.no_longer_offered == {"seen": ("a",)}
        now.answer("seen", ticked("d"))
        assert (now.value("seen"), "a" in now.entry.answers["seen"].wording.labels) == (ticked("d"), False)

    def test_removed_and_changed_fields_are_kept_through_an_edit(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="many", safe="yes", count=2),))
        fields = [Field("what", "What", FieldKind.NUMBER), Field("count", "Count", FieldKind.NUMBER)]
        now = self.change(world, ask("records", "rows", fields=fields))
        now.answer("rows", (row("1", count=3),))
        assert rows_of(now)[0].fields == {"what": "many", "safe": "yes", "count": 3}
        assert "Safe: Yes" in readable(now.entry.answers["rows"])
        now.answer("rows", (row("1", what=7, count=3),))
        assert rows_of(now)[0].fields == {"what": 7, "safe": "yes", "count": 3}

    def test_what_is_new_is_no_longer_new_once_finished(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "x")
        now = self.change(world, ask("short", "note"), ask("short", "added"))
        assert now.reading.new == {"added"}
        now.finish()
        assert now.reading.new == frozenset()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), st.text(max_size=5)),
        st.tuples(st.just("page"), st.text(max_size=5)),
        st.tuples(st.just("go"), st.sampled_from(["yes", "no", "wrong", None])),
        st.tuples(st.just("seen"), st.builds(ticked, st.sampled_from("abc"), st.sampled_from(["other", "none"]))),
        st.tuples(st.just("often"), st.integers(-2, 5)),
        st.tuples(
            st.just("rows"),
            st.lists(
                st.builds(lambda name, said: row(name, what=said), st.sampled_from("123"), st.text(max_size=3)),
                max_size=3,
            ).map(tuple),
        ),
    ),
    max_size=12,
)


@given(STEPS)
def test_what_is_stored_is_always_what_is_shown(steps: list[tuple[str, Value | None]]) -> None:
    world = World()
    world.put(FORM)
    sitting = world.sit("form")
    seen: set[str] = set()
    for question, value in steps:
        before = sitting.entry
        try:
            receipt = sitting.answer(question, value)
        except UsageError:
            assert sitting.entry == before
            continue
        assert (receipt is None) == (sitting.entry == before)
        seen |= {record.id for record in (rows_of(sitting) if sitting.value("rows") else ())}
    if sitting.entry.number:
        assert world.stored[sitting.entry.id] == sitting.entry
        assert world.sit("form").entry == sitting.entry
    held = {record.id for record in (rows_of(sitting) if sitting.value("rows") else ())}
    assert held == seen, "a record is removed, and never lost"
