"""Answers retold away from their questions: an entry in one line, and what stands in the attic."""

from dataclasses import replace

import pytest

from tests.unit.guide.guide_world import World, ask, erased, exercise, option, ranked, ref, row, ticked
from workbook.guide.retelling import first_words
from workbook.model.exercise import Exercise, Field
from workbook.model.head import Repeat
from workbook.model.values import Dated, FieldKind, Record, Value

VALUES = exercise("values", ask("ranked", "top", "calm", "rest"))
PEOPLE = exercise("people", ask("records", "people", fields=[Field("name", "Name")]))
OWN = "5f1d"
"""The id of a line of the reader's own."""
QUESTIONS = (
    ask("choice", "which", "none", offers="values.md#top"),
    ask("scale", "lived", for_each="values.md#top"),
    ask("checklist", "who", option("other", write_in=True), offers="people.md#people.name"),
    ask("short", "small"),
    ask("journal", "more", when=["#which is answered"]),
)
DIARY = exercise("diary", *QUESTIONS, repeat=Repeat.ANY_TIME)


@pytest.fixture
def stocked(world: World) -> World:
    world.put(VALUES, PEOPLE, DIARY)
    world.enter("values", {"top": ranked((OWN, "quiet mornings"), "rest")})
    world.enter("people", {"people": (row("p1", name="Mia"), erased(row("p2")))})
    return world


def line(world: World, **values: Value | None) -> str:
    return first_words(world.enter("diary", values), world, world, world.today)


class TestFirstWords:
    def test_text_comes_before_what_was_chosen(self, stocked: World) -> None:
        assert line(stocked, which=OWN, small="a walk") == "a walk"
        assert line(stocked, which="rest", more="\n\n  One.\nTwo.") == "One."

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ({"which": OWN}, "quiet mornings"),
            ({"which": "rest"}, "Rest"),
            ({"which": "a-record-of-old"}, "no longer on your list"),
            ({"lived": {OWN: 3}}, "quiet mornings: 3"),
            ({"who": ticked("p1")}, "Mia"),
            ({"who": ticked("p2")}, "erased by you"),
            ({"who": ticked("other", other="the neighbour")}, "Other: the neighbour"),
            ({"which": OWN, "who": ticked("other", other="the neighbour")}, "quiet mornings"),
            ({"which": None, "small": " "}, ""),
            ({"more": "hidden by its condition"}, ""),
            ({}, ""),
        ],
    )
    def test_ids_read_as_the_words_they_stand_for(
        self, stocked: World, values: dict[str, Value | None], expected: str
    ) -> None:
        assert line(stocked, **values) == expected

    def test_entry_whose_questions_are_gone_reads_in_its_old_words(self, stocked: World) -> None:
        entry = stocked.enter("diary", {"which": OWN, "small": "a walk"})
        stocked.put(exercise("diary", ask("short", "added"), repeat=Repeat.ANY_TIME, version=2))
        assert first_words(entry, stocked, stocked, stocked.today) == "a walk"
        del stocked.shelf["diary"]
        assert first_words(entry, stocked, stocked, stocked.today) == "a walk"


class TestAttic:
    def old(self, world: World, **values: Value) -> tuple[str, ...]:
        """What is read of answers to questions that are gone."""
        world.enter("diary", values)
        world.put(exercise("diary", ask("short", "added"), repeat=Repeat.ONCE, version=2))
        sitting = world.sit("diary")
        return tuple(words for answer in sitting.reading.attic for words in sitting.old_words(answer))

    @pytest.mark.parametrize(
        ("name", "value", "expected"),
        [
            ("which", OWN, "quiet mornings"),
            ("which", "rest", "Rest"),
            ("which", "none", "None"),
            ("which", "nowhere", "no longer on your list"),
            ("lived", {OWN: 3}, "quiet mornings: 3"),
            ("who", ticked("p1"), "Mia"),
            ("who", ticked("p2"), "erased by you"),
            ("small", "none", "none"),
            ("small", "p1", "p1"),
        ],
    )
    def test_ids_read_as_the_words_they_stand_for(self, stocked: World, name: str, value: Value, expected: str) -> None:
        assert self.old(stocked, **{name: value}) == (expected,)

    def test_own_lines_and_ticks_keep_their_words(self, stocked: World) -> None:
        assert self.old(stocked, who=ticked("other", other="the neighbour")) == ("Other: the neighbour",)

    def test_records_tell_each_field_and_whom_they_name(self, stocked: World) -> None:
        form: Exercise = exercise(
            "list",
            ask(
                "records",
                "rows",
                fields=[
                    Field("who", "Who", FieldKind.CHOICE, offers=ref("people.md#people.name")),
                    Field("since", "Since", FieldKind.DATE),
                ],
            ),
        )
        stocked.put(form)
        stocked.enter("list", {"rows": (row("r", who="p1", since=Dated("May")),)})
        stocked.put(exercise("list", ask("short", "added"), version=2))
        sitting = stocked.sit("list")
        assert [sitting.old_words(each) for each in sitting.reading.attic] == [("Who: Mia", "Since: May")]

    def test_record_that_is_called_by_another_one_reads_so(self, stocked: World) -> None:
        who = Field("who", "Who", FieldKind.CHOICE, offers=ref("people.md#people.name"))
        stocked.put(exercise("list", ask("records", "rows", fields=[who])))
        stocked.enter("list", {"rows": (row("r", who="p1"),)})
        assert self.old(stocked, which="r") == ("Mia",)

    def test_word_that_two_lists_use_for_different_things_is_not_guessed(self, stocked: World) -> None:
        other = exercise("other", ask("ranked", "top", replace(option("rest"), words="The rest of them")))
        stocked.put(other)
        stocked.enter("other", {"top": ranked("rest")})
        assert self.old(stocked, which="rest") == ("no longer on your list",)


class TestChanges:
    def test_what_is_new_is_told_question_by_question_and_part_by_part(self, world: World) -> None:
        world.put(exercise("form", ask("checklist", "seen", "a")))
        world.sit("form").answer("seen", ticked("a"))
        world.put(exercise("form", ask("checklist", "seen", "a", "b"), ask("short", "added"), version=2))
        sitting = world.sit("form")
        assert (sitting.is_new("added"), sitting.is_new("seen")) == (True, False)
        assert (sitting.is_new("seen", "b"), sitting.is_new("seen", "a")) == (True, False)
        sitting.finish()
        assert not sitting.is_new("added")

    def test_what_is_no_longer_offered_reads_in_its_old_words(self, world: World) -> None:
        fields = [
            Field("what", "What"),
            Field("safe", "Safe", FieldKind.CHOICE, options=(option("yes"), option("no"))),
        ]
        world.put(exercise("form", ask("checklist", "seen", "a", "b"), ask("records", "rows", fields=fields)))
        sitting = world.sit("form")
        sitting.answer("seen", ticked("a", "b"))
        rows: tuple[Record, ...] = (row("1", what="x", safe="yes"), row("2", what="y", safe="no"))
        sitting.answer("rows", rows)
        assert (sitting.no_longer_offered("seen"), sitting.no_longer_offered("rows")) == ((), ())
        left = [replace(fields[1], options=(option("no"),)), Field("new", "New")]
        world.put(exercise("form", ask("checklist", "seen", "b"), ask("records", "rows", fields=left), version=2))
        now = world.sit("form")
        assert now.no_longer_offered("seen") == ("A",)
        assert now.no_longer_offered("rows") == ("What: x", "Safe: Yes", "What: y")
