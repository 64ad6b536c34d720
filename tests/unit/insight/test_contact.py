"""Ways of contact: what an order requires comes first, and nothing limits it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.guide.statements import boundaries, channels
from workbook.insight.contact import Channel, Contact, Need, contact, order_noted
from workbook.insight.contact_words import channel_lines, limit_words, order_words
from workbook.insight.incidents import incidents
from workbook.insight.ledger import kept
from workbook.model.values import Dated, FieldValue, Record, Ticked, Value
from workbook.store.notebook import Notebook

TODAY = date(2025, 6, 10)
NOW = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
SHELF = Library()
Fields = Mapping[str, FieldValue]


def say(notebook: Notebook, exercise: str, **answers: Value) -> None:
    sitting = Sitting.open(exercise, SHELF, notebook, lambda: NOW)
    for name, value in answers.items():
        sitting.answer(name.replace("_", "-"), value)
    sitting.finish()


def boundary(name: str, *, for_days: int = 30, grave: str = "no") -> Record:
    words: Fields = {"behaviour": f"what {name} is", "consequence": f"act on {name}"}
    return Record(name, {**words, "grave": grave, "for-days": for_days})


def way(name: str, **fields: FieldValue) -> Record:
    return Record(name, {"channel": name, **{key.replace("_", "-"): value for key, value in fields.items()}})


def act_on(notebook: Notebook, name: str, first: date, **more: Value) -> None:
    sitting = Sitting.open("incident", SHELF, notebook, lambda: NOW)
    sitting.start_anew()
    sitting.answer("when", Dated("a day", first.isoformat()))
    sitting.answer("crossed", Ticked((name,)))
    sitting.answer("starts", Dated("then", first.isoformat()))
    for question, value in more.items():
        sitting.answer(question, value)


def hold(notebook: Notebook, held: tuple[Record, ...]) -> None:
    """Put ways of contact into the notebook as another version, or another hand, could have left them there."""
    say(notebook, "contact-plan", channels=(way("calls"),))
    (entry,) = notebook.entries("contact-plan")
    answer = replace(entry.answers["channels"], value=held)
    notebook.save(replace(entry, answers={**entry.answers, "channels": answer}))


def seen(notebook: Notebook) -> Contact:
    notes = incidents(SHELF, notebook)
    own = boundaries(SHELF, notebook, TODAY).kept
    return contact(channels(SHELF, notebook, TODAY).kept, [kept(each, notes, TODAY) for each in own])


def names(found: Contact) -> list[str]:
    return [each.way for each in found.channels]


def text(channel: Channel) -> str:
    return "\n".join(f"{label}: {words}" for label, words in channel_lines(channel))


def test_what_an_order_requires_comes_first_then_what_is_not_sure_then_what_is_not_known() -> None:
    with Notebook.in_memory() as notebook:
        free, unknown = way("letters", required="no"), way("the door")
        perhaps, required = way("calls", required="unsure"), way("the app", required="yes")
        say(notebook, "contact-plan", channels=(free, unknown, perhaps, way("email", required="no"), required))
        assert names(seen(notebook)) == ["the app", "calls", "the door", "letters", "email"]


def test_way_that_no_order_requires_is_limited_while_the_reader_acts_on_its_boundary() -> None:
    with Notebook.in_memory() as notebook:
        say(notebook, "boundaries", order="no", boundaries=(boundary("b1"),))
        say(notebook, "contact-plan", channels=(way("calls", required="no", under="b1"),))
        act_on(notebook, "b1", date(2025, 6, 1))
        found = seen(notebook)
        (calls,) = found.channels
        assert calls.limit is not None
        assert calls.limit.until == date(2025, 6, 30)
        assert limit_words(calls) == "Until 30 June 2025 you have less of it, because of this boundary: what b1 is"
        assert found.besides == ()


@pytest.mark.parametrize("required", ["yes", "unsure", None])
def test_contact_that_may_be_required_is_not_limited_whatever_was_chosen_before(required: str | None) -> None:
    with Notebook.in_memory() as notebook:
        say(notebook, "boundaries", order="no", boundaries=(boundary("b1"),))
        chosen: Fields = {"under": "b1", "allowed": "no", **({"required": required} if required else {})}
        say(notebook, "contact-plan", channels=(way("calls", **chosen),))
        act_on(notebook, "b1", date(2025, 6, 1))
        found = seen(notebook)
        (calls,) = found.channels
        assert calls.limit is None
        assert not calls.refused
        assert "less" not in text(calls)
        assert [each.boundary.record.id for each in found.besides] == ["b1"]


def test_way_is_no_longer_limited_when_the_days_are_over_or_the_boundary_was_removed() -> None:
    with Notebook.in_memory() as notebook:
        say(notebook, "boundaries", order="no", boundaries=(boundary("b1", for_days=9), boundary("b2")))
        ways = (way("calls", required="no", under="b1"), way("email", required="no", under="b2"))
        say(notebook, "contact-plan", channels=ways)
        act_on(notebook, "b1", date(2025, 6, 1))
        act_on(notebook, "b2", date(2025, 6, 1))
        assert [each.limit is not None for each in seen(notebook).channels] == [False, True]
        Sitting.open("boundaries", SHELF, notebook, lambda: NOW).retire("boundaries", "b2")
        assert [each.limit for each in seen(notebook).channels] == [None, None]
        assert seen(notebook).besides == ()


@pytest.mark.parametrize("done", ["not-this-time", "not-safe"])
def test_what_was_not_done_limits_nothing(done: str) -> None:
    with Notebook.in_memory() as notebook:
        say(notebook, "boundaries", order="no", boundaries=(boundary("b1"),))
        say(notebook, "contact-plan", channels=(way("calls", required="no", under="b1"),))
        act_on(notebook, "b1", date(2025, 6, 1), done=done)
        assert seen(notebook) == Contact(seen(notebook).channels, ())
        assert seen(notebook).channels[0].limit is None


def test_what_is_done_now_and_no_way_names_stands_apart() -> None:
    with Notebook.in_memory() as notebook:
        say(notebook, "boundaries", order="no", boundaries=(boundary("b1"), boundary("b2")))
        say(notebook, "contact-plan", channels=(way("calls", required="no", under="none"),))
        act_on(notebook, "b2", date(2025, 6, 1))
        found = seen(notebook)
        assert [each.consequence for each in found.besides] == ["act on b2"]
        assert "None of them" not in text(found.channels[0])


def test_nothing_is_to_be_sent_where_none_of_it_is_allowed() -> None:
    with Notebook.in_memory() as notebook:
        refused = way("messages", required="no", allowed="no", reply="Thank you. I will be there.")
        say(notebook, "contact-plan", channels=(refused, way("email", required="no", allowed="some", reply="Noted.")))
        messages, email = seen(notebook).channels
        assert messages.reply == ""
        assert "Thank you" not in text(messages)
        assert "There is nothing to send or to answer here." in text(messages)
        assert email.reply == "Noted."


def test_lines_of_a_required_way_say_that_it_goes_on_and_what_the_order_says() -> None:
    with Notebook.in_memory() as notebook:
        app = way("the app", required="yes", order_says="Fridays at six", limit="once a day", handler="my lawyer")
        say(notebook, "contact-plan", channels=(app,))
        assert text(seen(notebook).channels[0]).splitlines() == [
            ": An order requires it. It goes on.",
            "What the order says: Fridays at six",
            "My limit: once a day",
            "Who handles it: my lawyer",
        ]


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("yes", "An order says that you must be in contact. This goes on: Fridays"),
        (
            "unsure",
            "It may be that an order requires contact. Until a lawyer has told you more, this goes on: Fridays",
        ),
        ("no", ""),
    ],
)
def test_order_that_was_noted_with_the_boundaries_is_told(order: str, told: str) -> None:
    with Notebook.in_memory() as notebook:
        assert order_noted(SHELF, notebook, TODAY) is None
        say(notebook, "boundaries", order="yes", required_contact="Fridays")
        say(notebook, "boundaries", order=order)
        assert order_words(order_noted(SHELF, notebook, TODAY)) == told


@pytest.mark.parametrize("between", ["yes", "unsure"])
def test_order_that_was_noted_at_the_beginning_may_require_contact_until_it_is_clear(between: str) -> None:
    with Notebook.in_memory() as notebook:
        say(notebook, "welcome", order=between)
        before = order_words(order_noted(SHELF, notebook, TODAY))
        say(notebook, "boundaries", order="no")
        after = order_words(order_noted(SHELF, notebook, TODAY))

    assert before == "It may be that an order requires contact. That contact goes on."
    assert after == ""


ANYTHING: st.SearchStrategy[FieldValue | None] = st.sampled_from(
    ["b1", "b2", "b3", "none", "gone", "", "yes", "no", "unsure", 3, Dated("b1")]
)
CHANNELS = st.lists(
    st.fixed_dictionaries(
        {"channel": st.sampled_from(["calls", "email"])},
        optional={
            "required": st.sampled_from(["yes", "no", "unsure", "", "maybe", 1]),
            "under": ANYTHING,
            "allowed": st.sampled_from(["yes", "some", "no"]),
            "order-says": st.just("words"),
            "reply": st.just("a reply"),
        },
    ),
    max_size=6,
)
BEGUN = st.lists(st.tuples(st.sampled_from(["b1", "b2", "b3"]), st.integers(-40, 5)), max_size=4)


@settings(max_examples=40, deadline=None)
@given(CHANNELS, BEGUN, st.sets(st.sampled_from(["b1", "b2", "b3"])))
def test_nothing_that_a_record_holds_limits_contact_unless_clearly_no_order_requires_it(
    written: Sequence[Mapping[str, FieldValue]], begun: Sequence[tuple[str, int]], grave: set[str]
) -> None:
    with Notebook.in_memory() as notebook:
        own = tuple(boundary(each, grave="yes" if each in grave else "no") for each in ("b1", "b2", "b3"))
        say(notebook, "boundaries", order="no", boundaries=own)
        hold(notebook, tuple(Record(f"c{n}", fields) for n, fields in enumerate(written)))
        for name, days in begun:
            act_on(notebook, name, TODAY + timedelta(days=days))
        found = seen(notebook)

    by_id = {f"c{n}": fields for n, fields in enumerate(written)}
    assert sorted(each.statement.record.id for each in found.channels) == sorted(by_id)
    in_force = {name for name, days in begun if -30 < days <= 0 and name not in grave}
    for each in found.channels:
        fields = by_id[each.statement.record.id]
        limits = fields.get("required") == "no" and fields.get("under") in in_force
        assert (each.limit is not None) is limits
        assert bool(limit_words(each)) is (limits and fields.get("allowed") != "no")
        if fields.get("required") != "no":
            assert each.need is not Need.FREE
            assert "less" not in text(each)
    told = {each.limit.boundary.record.id for each in found.channels if each.limit}
    assert told | {each.boundary.record.id for each in found.besides} == in_force
    needs = [list(Need).index(each.need) for each in found.channels]
    assert needs == sorted(needs)
