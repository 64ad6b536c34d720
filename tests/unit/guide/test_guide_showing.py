"""What shows, what is offered, and what is open."""

from dataclasses import replace

import pytest

from tests.unit.guide.guide_world import (
    World,
    ask,
    bullets,
    conds,
    erased,
    exercise,
    option,
    options,
    page,
    passage,
    ranked,
    ref,
    retired,
    row,
    shown,
    ticked,
)
from workbook.guide.context import Context
from workbook.guide.openness import open_questions
from workbook.guide.progress import Progress, progress
from workbook.guide.showing import fields, intro, items, offered, offered_for_field, pages, rated
from workbook.guide.statements import boundaries
from workbook.model.exercise import Audience, Exercise, Field, Option, Page, Passage, Question
from workbook.model.head import Repeat
from workbook.model.values import FieldKind, Value

BOUNDARIES = exercise(
    "boundaries",
    ask(
        "records",
        "boundaries",
        fields=[
            Field("behaviour", "What", required=True),
            Field("safe", "Safe", FieldKind.CHOICE, options=options("yes", "no")),
            Field("aloud", "Aloud", required=True, when=conds("#boundaries.safe is yes")),
        ],
        at_least=1,
    ),
)


def question_of(form: Exercise, question_id: str) -> Question:
    question = form.question(question_id)
    assert question is not None
    return question


def words(found: tuple[Option, ...]) -> list[str]:
    return [f"{each.id}={each.words}" for each in found]


class TestPages:
    FORM = exercise(
        "form",
        page(ask("choice", "go", "yes", "no"), page_id="first"),
        page(passage("x"), when=["#go is yes"], page_id="gated"),
        page(ask("short", "why", when=["#go is no"]), page_id="empty"),
        page(passage("x"), page_id="last"),
        Page("plan", "Plan", (passage("x"),), plan=frozenset({Audience.PRIVATE})),
    )

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [("yes", "first gated last"), ("no", "first empty last"), (None, "first last")],
    )
    def test_only_pages_with_something_to_show_are_shown(self, world: World, answer: str | None, expected: str) -> None:
        context = world.at(self.FORM, {"go": answer})
        assert [each.id for each in pages(context)] == expected.split()

    def test_page_shows_what_holds_with_its_links_read(self, world: World) -> None:
        form = exercise(
            "form",
            ask("choice", "go", "yes", "no"),
            passage("hidden", "#go is no"),
            passage("You said [this](#go).", "#go is yes", urgent=True),
            passage("[all](#list)"),
            ask("checklist", "list", "a"),
            ask("short", "why", when=["#go is no"]),
            ask("short", "what", before=[passage("no", "#go is no"), passage("b [x](#go)")], after=[passage("a")]),
        )
        context = world.at(form, {"go": "yes"})
        found = items(form.pages[0], context)
        assert [item.id for item in found if isinstance(item, Question)] == ["go", "list", "what"]
        prose = [item for item in found if isinstance(item, Passage)]
        assert shown([each.block for each in prose]) == ["You said {Yes}.", "<all>"]
        assert [each.urgent for each in prose] == [True, False]
        last = found[-1]
        assert isinstance(last, Question)
        assert shown([each.block for each in (*last.before, *last.after)]) == ["b {Yes}", "a"]

    def test_introduction_reads_its_links_too(self, world: World) -> None:
        form = replace(exercise("form", ask("choice", "go", "yes")), intro=(passage("Now [x](#go)"),))
        found = intro(world.at(form, {"go": "yes"}))
        assert shown([each.block for each in found]) == ["Now {Yes}"]


class TestOffers:
    @pytest.fixture
    def stocked(self, world: World) -> World:
        world.put(
            BOUNDARIES,
            exercise(
                "values", ask("ranked", "top", "calm", "rest"), ask("checklist", "seen", "a", "b", "other", "none")
            ),
        )
        rows = (row("1", behaviour="shouting", safe="yes"), row("2", safe="no"), retired(row("3", behaviour="lies")))
        world.enter("boundaries", {"boundaries": (*rows, erased(row("4")), row("5"))})
        world.enter("values", {"top": ranked("rest", ("own", "quiet")), "seen": ticked("b", "other", other="mine")})
        return world

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("boundaries.md#boundaries.behaviour", ["1=shouting", "2=No"]),
            ("boundaries.md#boundaries", ["1=shouting", "2=No"]),
            ("boundaries.md#boundaries.safe", ["1=Yes", "2=No"]),
            ("values.md#top", ["rest=Rest", "own=quiet"]),
            ("values.md#seen", ["b=B", "other=mine"]),
            ("nowhere.md#x", []),
        ],
    )
    def test_reader_s_own_come_first_and_written_options_follow(
        self, stocked: World, source: str, expected: list[str]
    ) -> None:
        form = exercise("form", ask("choice", "q", "none", option("hidden", "#x is y"), offers=source))
        context = stocked.at(form)
        assert words(offered(question_of(form, "q"), context)) == [*expected, "none=None"]
        scale = ask("scale", "s", for_each=source)
        assert words(rated(scale, stocked.at(exercise("form", scale)))) == expected

    def test_none_of_these_is_not_an_item(self, stocked: World) -> None:
        stocked.enter("values", {"seen": ticked("none")})
        form = exercise("form", ask("choice", "q", offers="values.md#seen"))
        assert offered(question_of(form, "q"), stocked.at(form)) == ()

    def test_what_is_chosen_and_no_longer_offered_comes_last_and_says_so(self, stocked: World) -> None:
        form = exercise("form", ask("checklist", "q", "a", "b", offers="boundaries.md#boundaries.behaviour"))
        stocked.put(form)
        entry = stocked.enter("form", {"q": ticked("a", "3", "4", "1")})
        stocked.put(exercise("form", ask("checklist", "q", "b", offers="boundaries.md#boundaries.behaviour")))
        context = stocked.context("form", entry)
        assert words(offered(question_of(context.exercise, "q"), context)) == [
            "1=shouting",
            "2=No",
            "b=B",
            "a=A (no longer offered)",
            "3=lies (no longer offered)",
            "4=erased by you",
        ]

    def test_field_offers_as_a_question_does(self, stocked: World) -> None:
        field = Field("value", "Value", FieldKind.CHOICE, options=options("other"), offers=ref("values.md#top"))
        context = stocked.at(exercise("form", ask("records", "r", fields=[field])))
        assert words(offered_for_field(field, context)) == ["rest=Rest", "own=quiet", "other=Other"]
        held = offered_for_field(field, context, row("1", value="calm"))
        assert words(held)[3:] == ["calm=Calm (no longer offered)"]

    def test_field_is_asked_by_what_its_own_record_says(self, stocked: World) -> None:
        context = stocked.context("boundaries")
        question = question_of(BOUNDARIES, "boundaries")

        def asked(**values: str) -> list[str]:
            return [field.id for field in fields(question, row("new", **values), context)]

        assert asked(safe="yes") == ["behaviour", "safe", "aloud"]
        assert asked(safe="no") == ["behaviour", "safe"]
        assert asked() == ["behaviour", "safe"]
        fresh = Context(BOUNDARIES, None, stocked, stocked, stocked.today)
        assert len(fields(question, row("new", safe="yes"), fresh)) == 3


class TestOpen:
    @pytest.mark.parametrize(
        ("question", "value", "is_open"),
        [
            (ask("short", "q"), "words", False),
            (ask("short", "q"), None, False),
            (ask("checklist", "q", "a", "b", at_least=2), ticked("a"), True),
            (ask("checklist", "q", "a", "b", at_least=2), ticked("a", "b"), False),
            (ask("checklist", "q", "a", "none", at_least=2), ticked("none"), False),
            (ask("ranked", "q", "a", "b", at_least=2), ranked("a"), True),
            (BOUNDARIES.pages[0].items[0], (row("1", behaviour="x"),), False),
            (BOUNDARIES.pages[0].items[0], (row("1", safe="no"),), True),
            (BOUNDARIES.pages[0].items[0], (row("1", behaviour="x", safe="yes"),), True),
            (BOUNDARIES.pages[0].items[0], (row("1", behaviour="x", safe="yes", aloud="y"),), False),
            (BOUNDARIES.pages[0].items[0], (retired(row("1", behaviour="x")),), True),
        ],
    )
    def test_question_is_open_until_answered_as_it_asks(
        self, world: World, question: Question, value: Value | None, is_open: bool
    ) -> None:
        form = exercise("boundaries" if question.id == "boundaries" else "form", question)
        context = world.at(form, {question.id: value})
        assert bool(open_questions(context)) is is_open

    def test_unanswered_questions_are_open_in_order_with_their_pages(self, world: World) -> None:
        form = exercise(
            "form",
            page(ask("choice", "go", "yes"), ask("short", "later", optional=True), page_id="a"),
            page(ask("short", "x"), ask("short", "y", when=["#go is yes"]), page_id="b"),
            page(ask("choice", "z", offers="nowhere.md#x"), ask("scale", "s", for_each="#z"), page_id="c"),
        )
        assert [(p.id, q.id) for p, q in open_questions(world.at(form))] == [("a", "go"), ("b", "x")]

    def test_scale_for_each_is_open_until_each_is_rated(self, world: World) -> None:
        form = exercise("form", ask("ranked", "top", "a", "b"), ask("scale", "room", for_each="#top"))
        answers: dict[str, Value | None] = {"top": ranked("a", "b"), "room": {"a": 3, "gone": 1}}
        assert [q.id for _, q in open_questions(world.at(form, answers))] == ["room"]
        answers["room"] = {"a": 3, "b": 1}
        assert open_questions(world.at(form, answers)) == ()

    def test_progress_is_told_by_the_entries(self, world: World) -> None:
        living, log = exercise("a", ask("short", "q")), exercise("b", ask("short", "q"), repeat=Repeat.DAILY)
        world.put(living, log)

        def where(form: Exercise) -> Progress:
            return progress(form.head, world.entries(form.id))

        assert where(living) is where(log) is Progress.NOT_STARTED
        world.enter("a", finished=False)
        assert where(living) is Progress.NOT_STARTED
        for form in (living, log):
            world.enter(form.id, {"q": "x"}, finished=False)
            assert where(form) is Progress.STARTED
            world.enter(form.id, {"q": "x"})
        assert where(living) is Progress.DONE
        assert where(log) is Progress.STARTED


class TestBoundaries:
    def test_boundaries_are_read_with_their_words(self, world: World) -> None:
        rows = (
            row("1", aloud="Stop.", behaviour="shouting", safe="yes"),
            retired(row("2", behaviour="lies", safe="no", aloud="hidden")),
            row("3", behaviour="waiting outside"),
            erased(row("4")),
        )
        world.at(BOUNDARIES, {"boundaries": rows})
        found = boundaries(world, world, world.today)
        assert [each.record.id for each in found.kept] == ["1", "3"]
        assert [(field.id, said) for field, said in found.kept[0].fields] == [
            ("behaviour", "shouting"),
            ("safe", "Yes"),
            ("aloud", "Stop."),
        ]
        assert [[said for _, said in each.fields] for each in found.retired] == [["lies", "No"]]
        assert found.kept[0].entry.exercise == "boundaries"

    def test_without_exercise_or_entry_there_are_none(self, world: World) -> None:
        assert boundaries(world, world, world.today) == ((), ())
        world.put(BOUNDARIES)
        assert boundaries(world, world, world.today) == ((), ())


def test_condition_about_a_record_chooses_items_of_a_page_too(world: World) -> None:
    line = passage(bullets("[x](boundaries.md#boundaries.behaviour)"), "boundaries.md#boundaries.safe is yes")
    form = exercise("form", line)
    world.at(BOUNDARIES, {"boundaries": (row("1", behaviour="a", safe="yes"), row("2", behaviour="b", safe="no"))})
    found = items(form.pages[0], world.at(form))
    assert shown([each.block for each in found if isinstance(each, Passage)]) == ["- {a}"]
