"""Earlier answers, read where a link stands."""

import pytest

from tests.unit.guide.guide_world import (
    World,
    ask,
    bullets,
    conds,
    erased,
    exercise,
    inlines,
    option,
    para,
    passage,
    ranked,
    ref,
    retired,
    row,
    shown,
    ticked,
)
from workbook.guide.context import Context
from workbook.guide.recall import recalled, resolve
from workbook.guide.showing import plan_contexts
from workbook.model.exercise import Field
from workbook.model.head import Repeat
from workbook.model.prose import Block, Break, Paragraph, Quote, Recalled, Table, Verbatim
from workbook.model.values import Dated, FieldKind, Record, Value

SAFE = Field("safe", "Safe", FieldKind.CHOICE, options=(option("yes"), option("unsure"), option("no")))
BOUNDARIES = exercise(
    "boundaries",
    ask(
        "records",
        "boundaries",
        fields=[
            Field("behaviour", "What"),
            SAFE,
            Field("statement", "My words"),
            Field("consequence", "What I will do", FieldKind.LONG),
            Field("value", "Value", FieldKind.CHOICE, options=(option("other"),), offers=ref("values.md#top")),
            Field("since", "Since", FieldKind.DATE),
        ],
    ),
)
VALUES = exercise(
    "values",
    ask("ranked", "top", "calm", "rest", "truth"),
    ask("scale", "room", for_each="#top"),
    ask("journal", "moment"),
    ask("short", "small"),
    ask("checklist", "seen", option("phone"), option("other", write_in=True), "none"),
    ask("choice", "first", "none", offers="boundaries.md#boundaries.behaviour"),
)
ROWS = (
    row("a", behaviour="he shouts", safe="yes", statement="Stop.", consequence="leave.", value="rest"),
    row("b", behaviour="he lies", safe="no", consequence="write it down", since=Dated("around Easter")),
    row("c", behaviour="he waits outside", consequence="call R."),
)


OLD = retired(row("d", behaviour="old", safe="yes"))
SPOKEN = (
    "**When** [this happens](#boundaries.behaviour), **I will say** [words](#boundaries.statement), "
    "**and I will** [do](#boundaries.consequence)."
)


@pytest.fixture
def stocked(world: World) -> World:
    world.put(BOUNDARIES, VALUES)
    world.enter("boundaries", {"boundaries": (*ROWS, OLD, erased(row("e")))})
    world.enter(
        "values",
        {
            "top": ranked("rest", ("own", "quiet mornings")),
            "room": {"rest": 2, "own": 5},
            "moment": "One.\n\nTwo,\nand more.",
            "small": "a walk.",
            "seen": ticked("phone", "other", other="my letters"),
            "first": "b",
        },
    )
    return world


@pytest.fixture
def here(stocked: World) -> Context:
    return stocked.context("boundaries")


class TestWords:
    @pytest.mark.parametrize(
        ("link", "expected"),
        [
            ("values.md#top", ("Rest", "quiet mornings")),
            ("values.md#room", ("Rest: 2", "quiet mornings: 5")),
            ("values.md#seen", ("Phone", "Other: my letters")),
            ("values.md#first", ("he lies",)),
            ("values.md#moment", ("One.\n\nTwo,\nand more.",)),
            ("#boundaries", ("he shouts", "he lies", "he waits outside")),
            ("#boundaries.behaviour", ("he shouts", "he lies", "he waits outside")),
            ("#boundaries.safe", ("Yes", "No")),
            ("#boundaries.value", ("Rest",)),
            ("#boundaries.since", ("around Easter",)),
            ("#boundaries.gone", ()),
            ("#nothing", ()),
            ("nowhere.md#top", ()),
        ],
    )
    def test_answer_reads_in_words(self, here: Context, link: str, expected: tuple[str, ...]) -> None:
        assert recalled(ref(link), here) == expected

    def test_field_of_the_record_at_hand(self, here: Context) -> None:
        assert recalled(ref("#boundaries.safe"), here, ROWS[1]) == ("No",)
        assert recalled(ref("#boundaries.safe"), here, ROWS[2]) == ()

    def test_text_spelt_like_an_option_stays_the_reader_s_own(self, world: World) -> None:
        context = world.at(BOUNDARIES, {"boundaries": (row("a", behaviour="yes", statement="other"),)})
        assert recalled(ref("#boundaries.behaviour"), context) == ("yes",)
        assert recalled(ref("#boundaries.statement"), context) == ("other",)
        assert recalled(ref("#boundaries"), context) == ("yes",)

    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [("d", "old"), ("e", "erased by you"), ("never-was", "no longer on your list"), ("none", "None")],
    )
    def test_reference_to_a_record_that_was_taken_away(self, stocked: World, chosen: str, expected: str) -> None:
        stocked.enter("values", {"first": chosen})
        assert recalled(ref("values.md#first"), stocked.context("boundaries")) == (expected,)

    def test_hidden_answer_is_left_out(self, world: World) -> None:
        form = exercise("form", ask("choice", "go", "yes", "no"), ask("short", "why", when=["#go is yes"]))
        assert recalled(ref("#why"), world.at(form, {"go": "no", "why": "because"})) == ()
        assert recalled(ref("#why"), world.at(form, {"go": "yes", "why": "because"})) == ("because",)

    def test_field_hidden_in_its_record_is_left_out(self, world: World) -> None:
        lines = ask("records", "b", fields=[SAFE, Field("aloud", "Aloud", when=conds("#b.safe is yes"))])
        rows = (row("1", safe="yes", aloud="said"), row("2", safe="no", aloud="kept"))
        assert recalled(ref("#b.aloud"), world.at(exercise("form", lines), {"b": rows})) == ("said",)

    def test_scale_answered_on_another_range_says_so(self, world: World) -> None:
        world.put(exercise("form", ask("scale", "safe", ends=(1, 10))))
        entry = world.enter("form", {"safe": 8})
        world.put(exercise("form", ask("scale", "safe", ends=(1, 5))))
        assert recalled(ref("#safe"), world.context("form", entry)) == ("8 (on a scale from 1 to 10)",)

    def test_repeated_exercise_is_read_in_its_latest_finished_entry(self, world: World) -> None:
        world.put(exercise("log", ask("short", "what"), repeat=Repeat.ANY_TIME), exercise("other"))
        first = world.enter("log", {"what": "first"})
        world.enter("log", {"what": "second"})
        world.enter("log", {"what": "third"}, finished=False)
        assert recalled(ref("log.md#what"), world.context("other")) == ("second",)
        assert recalled(ref("log.md#what"), world.context("log", first)) == ("first",)


class TestProse:
    def test_link_alone_becomes_a_list(self, here: Context) -> None:
        assert shown(resolve(para("[my values](values.md#top)"), here)) == ["- {Rest}", "- {quiet mornings}"]

    def test_link_to_a_long_text_alone_becomes_its_paragraphs(self, here: Context) -> None:
        assert resolve(para("[a moment](values.md#moment)"), here) == (
            Paragraph((Recalled("One."),)),
            Paragraph((Recalled("Two,"), Break(), Recalled("and more."))),
        )

    def test_one_answer_of_many_possible_is_still_a_list(self, world: World, here: Context) -> None:
        world.enter("values", {"top": ranked("rest")})
        assert shown(resolve(para("[my values](values.md#top)"), here)) == ["- {Rest}"]
        assert shown(resolve(para("[a step](values.md#small)"), here)) == ["<a step>"]

    def test_link_within_a_sentence_reads_as_words(self, here: Context) -> None:
        assert shown(resolve(para("I protect [my values](values.md#top)."), here)) == [
            "I protect {Rest and quiet mornings}."
        ]
        assert shown(resolve(para("All: *[them](#boundaries.behaviour)*!"), here)) == [
            "All: *{he shouts, he lies and he waits outside}*!"
        ]

    def test_unanswered_link_keeps_its_own_words(self, here: Context) -> None:
        assert shown(resolve(para("From [this](nowhere.md#x)."), here)) == ["From <this>."]
        assert shown(resolve(para("[this](nowhere.md#x)"), here)) == ["<this>"]

    def test_full_stops_do_not_double(self, here: Context) -> None:
        assert shown(resolve(para("I take [a step](values.md#small)."), here)) == ["I take {a walk}."]
        assert shown(resolve(para("**I take [a step](values.md#small)**, now"), here)) == ["**I take {a walk}**, now"]
        assert shown(resolve(para("I take [a step](values.md#small) now"), here)) == ["I take {a walk.} now"]

    def test_prose_without_links_is_untouched(self, here: Context) -> None:
        block = Quote((para("Plain *words*."), Verbatim("x")))
        assert resolve(block, here) == (block,)

    def test_passage_shows_only_when_it_may(self, here: Context) -> None:
        assert resolve(passage("x", "#boundaries.safe is yes"), here)
        assert not resolve(passage("x", "#boundaries.safe is unsure"), here)

    @pytest.mark.parametrize(
        ("block", "expected"),
        [
            (para("[these](#boundaries.behaviour)"), ["- {he shouts}"]),
            (para("[these](#boundaries)"), ["- {he shouts}"]),
            (para("I say no to [these](#boundaries.behaviour)."), ["I say no to {he shouts}."]),
            (Quote((para("[these](#boundaries.behaviour)"),)), ["> - {he shouts}"]),
            (bullets("[these](#boundaries)"), ["- {he shouts}"]),
        ],
    )
    def test_link_under_a_condition_about_records_reads_only_those_that_meet_it(
        self, here: Context, block: Block, expected: list[str]
    ) -> None:
        assert shown(resolve(passage(block, "#boundaries.safe is yes"), here)) == expected

    def test_table_under_a_condition_about_records_reads_only_those_that_meet_it(self, here: Context) -> None:
        cell = inlines("[these](boundaries.md#boundaries.behaviour)")
        (table,) = resolve(passage(Table((cell,), ((cell,),)), "#boundaries.safe is yes"), here)
        assert table == Table(((Recalled("he shouts"),),), (((Recalled("he shouts"),),),))

    def test_conditions_met_by_no_record_together_leave_nothing_to_read(self, here: Context) -> None:
        when = ("#boundaries.safe is no", "#boundaries.statement is answered")
        assert shown(resolve(passage("[these](#boundaries.behaviour)", *when), here)) == ["<these>"]


class TestItems:
    def lines(self, context: Context, line: str, *when: str) -> list[str]:
        return shown(resolve(passage(bullets(line), *when), context))

    def test_item_stands_once_for_each_record_without_empty_phrases(self, here: Context) -> None:
        assert self.lines(here, SPOKEN) == [
            "- **When** {he shouts}, **I will say** {Stop}, **and I will** {leave}.",
            "- **When** {he lies}, **and I will** {write it down}.",
            "- **When** {he waits outside}, **and I will** {call R}.",
        ]

    def test_condition_above_chooses_the_records(self, here: Context) -> None:
        line = "**When** [this](#boundaries.behaviour), quietly."
        assert self.lines(here, line, "#boundaries.safe is yes") == ["- **When** {he shouts}, quietly."]
        assert self.lines(here, line, "#boundaries.safe is unsure, no") == ["- **When** {he lies}, quietly."]
        assert self.lines(here, line, "#boundaries.safe is not answered") == ["- **When** {he waits outside}, quietly."]
        assert self.lines(here, line, "#boundaries.safe is unsure") == []

    def test_records_of_another_exercise(self, stocked: World) -> None:
        context = stocked.context("values")
        line = "[Not this](boundaries.md#boundaries.behaviour): [I will](boundaries.md#boundaries.consequence)"
        assert self.lines(context, line, "boundaries.md#boundaries.safe is yes") == ["- {he shouts}: {leave.}"]

    def test_fields_alone_stand_without_their_empty_lines(self, here: Context) -> None:
        assert self.lines(here, "[words](#boundaries.statement)") == ["- {Stop.}"]

    def test_without_records_the_item_stands_once_as_not_answered(self, world: World) -> None:
        context = world.at(BOUNDARIES)
        assert self.lines(context, "[Name](#boundaries.behaviour): [do](#boundaries.consequence)") == ["- <Name>: <do>"]
        for when in ("is yes", "is not answered"):
            assert self.lines(context, "When [this](#boundaries.behaviour)", f"#boundaries.safe {when}") == []

    def test_other_links_and_items_stay(self, here: Context) -> None:
        block = bullets("Always", "[x](#boundaries.since): for [values](values.md#top), [not yet](nowhere.md#x)")
        assert shown(resolve(block, here)) == [
            "- Always",
            "- {around Easter}: for {Rest and quiet mornings}, <not yet>",
        ]

    def test_link_that_is_a_whole_item_lists_among_the_items(self, here: Context) -> None:
        assert shown(resolve(bullets("First", "[values](values.md#top)", "[x](nowhere.md#x)"), here)) == [
            "- First",
            "- {Rest}",
            "- {quiet mornings}",
            "- <x>",
        ]

    def test_record_can_be_handed_in(self, here: Context) -> None:
        block = passage(bullets("[x](#boundaries.behaviour), [y](#boundaries.statement)"), "#boundaries.safe is no")
        assert shown(resolve(block, here, ROWS[1])) == ["- {he lies}"]
        assert resolve(block, here, ROWS[0]) == ()

    def test_removed_record_is_not_in_the_list(self, here: Context) -> None:
        assert not any("old" in line for line in self.lines(here, "[x](#boundaries.behaviour)"))


def test_plan_of_a_repeated_exercise_is_read_from_each_entry_in_order(world: World) -> None:
    log = exercise("log", ask("short", "what"), repeat=Repeat.ANY_TIME)
    world.put(log, VALUES)
    for words in ("first", "second"):
        world.enter("log", {"what": words}, finished=words == "first")
    contexts = list(plan_contexts(log, world, world, world.today))
    assert [shown(resolve(para("It: [what](#what)"), each)) for each in contexts] == [["It: {first}"], ["It: {second}"]]
    assert [each.entry for each in plan_contexts(VALUES, world, world, world.today)] == [None]


@pytest.mark.parametrize("hostile", ["[x](#boundaries.behaviour)", "**x** <b> [red]x[/] | `y`", "{most} {0}"])
def test_reader_s_text_is_never_markup(world: World, hostile: str) -> None:
    values: dict[str, Value | None] = {"boundaries": (Record("a", {"behaviour": hostile}),)}
    context = world.at(BOUNDARIES, values)
    (block,) = resolve(para("It is [this](#boundaries.behaviour)"), context)
    assert isinstance(block, Paragraph)
    assert block.children[1] == Recalled(hostile)
