"""What answers said before, and erasing it for good."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.unit.guide.guide_world import World, ask, exercise, option, row, ticked
from workbook.guide.history import has_rested
from workbook.guide.sitting import Sitting
from workbook.model.entry import Answer, Wording
from workbook.model.exercise import Field
from workbook.model.head import Repeat
from workbook.model.values import Record

NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)


def lines(sitting: Sitting, question_id: str) -> list[str]:
    """The earlier wordings, newest first, with their time."""
    return [
        f"{(each.answer.given or 'never')[11:16]} {' / '.join(each.words)}"
        for each in sitting.past.earlier(question_id)
    ]


def everything(world: World) -> str:
    return repr(world.stored)


@pytest.fixture
def sitting(world: World) -> Sitting:
    fields = [Field("what", "What"), Field("act", "What I do")]
    world.put(
        exercise(
            "form",
            ask("short", "note"),
            ask("checklist", "seen", "a", "b", option("other", write_in=True)),
            ask("records", "rows", fields=fields),
            ask("scale", "safe", ends=(1, 10)),
        ),
        exercise("plan", ask("choice", "first", offers="form.md#rows.what")),
        exercise("log", ask("short", "what"), repeat=Repeat.ANY_TIME),
    )
    return world.sit("form")


class TestResting:
    def test_answer_that_stood_for_ten_minutes_is_kept_with_its_time(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "old words")
        world.later(minutes=10)
        sitting.answer("note", "new words")
        assert lines(sitting, "note") == ["12:00 old words"]
        assert sitting.value("note") == "new words"
        assert sitting.past.given("note") == "2026-05-20T12:10:00+00:00"

    def test_draft_is_replaced_without_a_trace(self, world: World, sitting: Sitting) -> None:
        for words in ("o", "ol", "old", "older"):
            sitting.answer("note", words)
            world.later(minutes=9, seconds=59)
        assert sitting.past.earlier("note") == ()
        assert "'old'" not in everything(world)

    def test_whoever_types_on_keeps_what_they_began_from_and_no_step_on_the_way(
        self, world: World, sitting: Sitting
    ) -> None:
        sitting.answer("note", "one")
        world.later(hours=1)
        for words in ("one t", "one two", "one two three"):
            sitting.answer("note", words)
            world.later(seconds=1)
        assert lines(sitting, "note") == ["12:00 one"]

    def test_answer_with_which_the_reader_was_done_is_kept_at_once(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "one")
        world.later(minutes=1)
        sitting.finish()
        world.later(minutes=1)
        for words in ("one t", "two"):
            sitting.answer("note", words)
            world.later(seconds=5)
        assert lines(sitting, "note") == ["12:00 one"]
        sitting.finish()
        sitting.answer("note", "three")
        assert lines(sitting, "note") == ["12:02 two", "12:00 one"]

    def test_being_done_twice_without_a_change_is_saved_once(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "one")
        assert sitting.finish() is not None
        world.later(minutes=1)
        assert sitting.finish() is None

    def test_answer_that_is_taken_away_is_kept(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "one")
        world.later(minutes=10)
        sitting.answer("note", None)
        assert (sitting.value("note"), lines(sitting, "note")) == (None, ["12:00 one"])
        sitting.skip("note")
        world.later(days=1)
        sitting.answer("note", "two")
        assert lines(sitting, "note") == ["12:00 one"]

    def test_bringing_back_the_same_words_is_no_change(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "one")
        world.later(hours=1)
        for words in ("on", "o", None, "one"):
            sitting.answer("note", words)
        assert sitting.past.earlier("note") == ()
        assert sitting.past.given("note") == "2026-05-20T12:00:00+00:00"
        sitting.answer("note", "two")
        assert lines(sitting, "note") == ["12:00 one"]

    def test_words_that_came_back_after_others_had_rested_are_kept_each_time(
        self, world: World, sitting: Sitting
    ) -> None:
        for words in ("one", "two", "one", "three"):
            sitting.answer("note", words)
            world.later(hours=1)
        assert lines(sitting, "note") == ["14:00 one", "13:00 two", "12:00 one"]

    @pytest.mark.parametrize(
        ("given", "finished", "rested"),
        [
            (None, None, True),
            ("some day", None, True),
            ("2026-05-20T11:50:00", None, True),
            ("2026-05-20T11:50:00+00:00", None, True),
            ("2026-05-20T11:50:01+00:00", None, False),
            ("2026-05-20T13:50:00+02:00", None, True),
            ("2026-05-20T12:00:01+00:00", None, True),
            ("2036-05-20T12:00:00+00:00", None, True),
            ("2026-05-20T11:55:00+00:00", "2026-05-20T11:55:00+00:00", True),
            ("2026-05-20T11:55:00+00:00", "2026-05-20T11:54:59+00:00", False),
            ("2026-05-20T11:55:00+00:00", "then", False),
        ],
    )
    def test_time_that_is_unknown_or_to_come_costs_no_words(
        self, given: str | None, finished: str | None, rested: bool
    ) -> None:
        answer = Answer("form", 1, "note", "short", Wording("Note?"), "x", given=given)
        assert has_rested(answer, finished, NOON) is rested

    def test_clock_that_was_set_back_keeps_one_wording_and_not_every_step(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "one")
        world.later(days=-3650)
        for words in ("one t", "one tw", "two"):
            sitting.answer("note", words)
        assert lines(sitting, "note") == ["12:00 one"]

    def test_each_kind_reads_in_the_words_of_its_time(self, world: World, sitting: Sitting) -> None:
        sitting.answer("seen", ticked("a", "other", other="my post"))
        sitting.answer("safe", 4)
        world.later(hours=1)
        sitting.answer("seen", ticked("b"))
        sitting.answer("safe", 5)
        assert lines(sitting, "seen") == ["12:00 A / Other: my post"]
        assert lines(sitting, "safe") == ["12:00 4"]

    def test_answer_that_goes_to_the_attic_is_not_kept_twice(self, world: World, sitting: Sitting) -> None:
        sitting.answer("safe", 4)
        world.later(hours=1)
        world.put(exercise("form", ask("scale", "safe", ends=(1, 5)), version=2))
        now = world.sit("form")
        now.answer("safe", 3)
        assert ([each.value for each in now.past.old_answers()], now.entry.earlier) == ([4], ())

    def test_history_follows_a_question_that_has_a_new_name(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "one")
        world.later(hours=1)
        sitting.answer("note", "two")
        world.later(hours=1)
        world.put(exercise("form", ask("short", "line", was="note"), version=2))
        now = world.sit("form")
        now.answer("line", "three")
        assert lines(now, "line") == ["13:00 two", "12:00 one"]
        now.past.erase_earlier("line")
        assert lines(now, "line") == []

    def test_history_of_a_question_that_is_gone_stands_among_the_old_answers(
        self, world: World, sitting: Sitting
    ) -> None:
        sitting.answer("note", "one")
        world.later(hours=1)
        sitting.answer("note", "two")
        world.put(exercise("form", ask("short", "other"), version=2))
        now = world.sit("form")
        assert [each.value for each in now.past.old_answers()] == ["two", "one"]
        for each in now.past.old_answers():
            assert now.past.erase_old(each) is not None
        assert now.past.old_answers() == ()
        assert "'one'" not in everything(world)


class TestRecords:
    def test_only_records_that_changed_are_told_in_their_old_words(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="shouting", act="I go"), row("2", what="calls")))
        world.later(hours=1)
        sitting.answer("rows", (row("1", what="shouts", act="I go"),))
        world.later(hours=1)
        sitting.answer("rows", (row("2", what="calls at night"), row("3", what="new")))
        assert lines(sitting, "rows") == ["13:00 What: calls", "12:00 What: shouting\nWhat I do: I go"]

    def test_adding_removing_and_restoring_tells_of_no_earlier_words(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="a"),))
        world.later(hours=1)
        sitting.answer("rows", (row("1", what="a"), row("2", what="b")))
        world.later(hours=1)
        sitting.retire("rows", "1")
        world.later(hours=1)
        sitting.restore("rows", "1")
        assert lines(sitting, "rows") == []
        world.later(hours=1)
        sitting.answer("rows", (row("2", what="c"),))
        assert lines(sitting, "rows") == ["15:00 What: b"]

    def test_record_that_was_reworded_while_another_was_being_written_keeps_its_old_words(
        self, world: World, sitting: Sitting
    ) -> None:
        sitting.answer("rows", (row("1", what="a"),))
        world.later(hours=1)
        sitting.answer("rows", (row("2", what="b"),))
        world.later(minutes=1)
        sitting.answer("rows", (row("1", what="c"),))
        assert lines(sitting, "rows") == ["12:00 What: a"]

    def test_history_holds_no_words_that_looking_back_does_not_show(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="secret"), row("2", what="b")))
        world.later(hours=1)
        sitting.answer("rows", (row("2", what="c"),))
        world.later(hours=1)
        sitting.answer("rows", (row("1", what="plain"),))
        newest, _oldest = sitting.past.earlier("rows")
        assert newest.words == ("What: secret",)
        sitting.past.erase_earlier("rows", newest)
        assert "secret" not in everything(world)
        assert lines(sitting, "rows") == ["12:00 What: b"]

    def test_removed_records_are_listed_with_their_words(self, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="a", act="I go"), row("2", what="b")))
        sitting.retire("rows", "1")
        (gone,) = sitting.past.removed("rows")
        assert (gone.record_id, gone.words) == ("1", ("What: a", "What I do: I go"))

    def test_erased_record_leaves_its_id_and_references_say_so(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="old secret"), row("2", what="b")))
        plan = world.sit("plan")
        plan.answer("first", "1")
        world.later(hours=1)
        sitting.answer("rows", (row("1", what="new secret"),))
        world.save(replace(sitting.entry, attic=(sitting.entry.answers["rows"],)))
        sitting.retire("rows", "1")
        given = sitting.past.given("rows")
        assert sitting.past.erase_record("1") is not None
        assert "secret" not in everything(world)
        assert sitting.value("rows") == (Record("1", {}, retired=True, erased=True), row("2", what="b"))
        assert sitting.past.given("rows") == given
        assert plan.words("first") == ("erased by you",)
        assert (sitting.past.removed("rows"), sitting.past.earlier("rows")) == ((), ())
        assert sitting.past.erase_record("1") is None

    def test_answer_of_records_is_erased_record_by_record(self, world: World, sitting: Sitting) -> None:
        sitting.answer("rows", (row("1", what="secret"), row("2", what="b")))
        world.later(hours=1)
        sitting.answer("rows", (row("1", what="secret too"),))
        assert sitting.past.erase_answer("rows") is not None
        assert sitting.words("rows") == ()
        assert sitting.value("rows") == tuple(Record(each, {}, retired=True, erased=True) for each in "12")
        assert "secret" not in everything(world)
        assert not sitting.past.has_any("rows")
        assert sitting.past.erase_answer("rows") is None


class TestErasing:
    @pytest.fixture
    def reworded(self, world: World, sitting: Sitting) -> Sitting:
        for words in ("one", "two", "three"):
            sitting.answer("note", words)
            world.later(hours=1)
        return sitting

    def test_one_wording_goes_and_the_others_stay(self, world: World, reworded: Sitting) -> None:
        newest, _oldest = reworded.past.earlier("note")
        assert reworded.past.erase_earlier("note", newest) is not None
        assert (lines(reworded, "note"), reworded.value("note")) == (["12:00 one"], "three")
        assert world.erased == 1
        assert "'two'" not in everything(world)
        assert reworded.past.erase_earlier("note", newest) is None
        assert world.erased == 1

    def test_all_wordings_go_and_the_answer_stays(self, world: World, reworded: Sitting) -> None:
        reworded.past.erase_earlier("note")
        assert (lines(reworded, "note"), reworded.value("note")) == ([], "three")
        assert reworded.past.erase_earlier("note") is None

    def test_answer_goes_with_its_history_and_nothing_else(self, world: World, reworded: Sitting) -> None:
        reworded.answer("safe", 4)
        assert reworded.past.erase_answer("note") is not None
        assert {name: each.value for name, each in reworded.entry.answers.items()} == {"safe": 4}
        assert reworded.entry.earlier == ()
        assert not reworded.past.has_any("note")
        assert reworded.past.erase_answer("note") is None
        reworded.answer("note", "anew")
        assert lines(reworded, "note") == []

    def test_skipped_question_has_nothing_to_erase(self, sitting: Sitting) -> None:
        sitting.skip("note")
        assert sitting.past.erase_answer("note") is None
        assert sitting.is_skipped("note")

    def test_old_answer_goes_alone(self, world: World, sitting: Sitting) -> None:
        sitting.answer("note", "one")
        sitting.answer("safe", 4)
        world.put(exercise("form", ask("scale", "safe", ends=(1, 10)), version=2))
        now = world.sit("form")
        (old,) = now.past.old_answers()
        assert now.past.erase_old(old) is not None
        assert {name: each.value for name, each in now.entry.answers.items()} == {"safe": 4}
        assert now.past.erase_old(old) is None

    def test_entry_goes_and_the_next_answer_begins_a_new_one(self, world: World, reworded: Sitting) -> None:
        gone = reworded.entry.id
        assert reworded.past.erase_entry() is not None
        assert not world.stored
        assert (reworded.entry.answers, reworded.past.erase_entry()) == ({}, None)
        reworded.answer("safe", 3)
        (entry,) = world.stored.values()
        assert entry.id != gone
        assert entry.earlier == ()

    @pytest.mark.parametrize("form", ["form", "log"])
    def test_no_other_sitting_brings_back_what_was_erased(self, world: World, sitting: Sitting, form: str) -> None:
        first = world.sit(form)
        question = "note" if form == "form" else "what"
        first.answer(question, "secret")
        other = world.sit(form, first.entry.id)
        other.past.erase_entry()
        first.save_again()
        first.answer(question, "anew")
        assert "secret" not in everything(world)
        assert [entry.answers[question].value for entry in world.entries(form)] == ["anew"]

    def test_what_could_not_be_erased_can_be_erased_again(self, world: World, reworded: Sitting) -> None:
        reworded.past.erase_earlier("note")
        reworded.past.erase_again()
        reworded.past.erase_entry()
        reworded.past.erase_again()
        assert world.erased == 4
        assert not world.stored
