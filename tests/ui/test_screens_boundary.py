from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.ui.opened import NOW, SHIPPED, Reader, clock, live, opened
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, FieldValue, Record, Ticked, Value
from workbook.screens.requests import NotesTakenIn
from workbook.store.notebook import Notebook
from workbook.warming import Warming
from workbook.widgets.masking import HIDDEN

SHOUTING = Record(
    "b1",
    {
        "behaviour": "Shouting on the phone",
        "safe": "yes",
        "consequence": "I only email",
        "words": "I do not stay on the phone for shouting",
        "since": Dated("1 February", "2025-02-01"),
        "grave": "no",
        "often": 3,
        "for-days": 30,
    },
)
DOOR = Record("b2", {"behaviour": "Blocking the door", "safe": "no", "consequence": "I call K.", "words": "Let me out"})


def decide(notebook: Notebook, *records: Record) -> None:
    """Write boundaries."""
    sitting = Sitting.open("boundaries", SHIPPED, notebook, clock)
    sitting.answer("order", "no")
    sitting.answer("boundaries", records or (SHOUTING, DOOR))


def happened(notebook: Notebook, ago: int | None, crossed: Sequence[str] = ("b1",), **answers: Value) -> str:
    """Note what happened some days ago, or around Easter. Returns the id of the note."""
    sitting = Sitting.open("incident", SHIPPED, notebook, clock)
    sitting.start_anew()
    day = (NOW - timedelta(days=ago)).date().isoformat() if ago is not None else None
    sitting.answer("line", "Loud about the car")
    sitting.answer("when", Dated(day or "around Easter", day))
    sitting.answer("crossed", Ticked(tuple(crossed)))
    for name, value in answers.items():
        sitting.answer(name, value)
    return sitting.entry.id


def answer_in(notebook: Notebook, entry_id: str, question: str) -> Value | None:
    """What a note says now."""
    return Sitting.open("incident", SHIPPED, notebook, clock, entry_id).value(question)


async def looks(reader: Reader, *keys: str) -> None:
    """Open the Boundaries screen, and go on with some keys."""
    await reader.press("2")
    await reader.sees("My boundaries", "Crossed:")
    await reader.press(*keys)


async def test_card_says_how_often_it_was_crossed_and_what_came_of_it() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook, SHOUTING)
        for ago, done in ((25, "yes"), (20, "part"), (2, "not-this-time")):
            happened(notebook, ago, done=done)
        happened(notebook, None)
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.press("2")
            await reader.sees(
                "Crossed: once in the last 7 days, 3 times in the last 30 days, 4 times since 1 February 2025.",
                "1 has no exact day: it counts only in the last number.",
                "What you had decided: done once, done in part once, not this time once.",
            )


async def test_private_words_stay_off_the_list_and_stand_on_the_screen_of_their_own() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.press("2")
            await reader.sees("Blocking the door", "Kept to myself", "No crossing is noted.", "for shouting")
            assert "Let me out" not in reader.text
            await reader.press("down", "enter")
            await reader.sees("One of my boundaries", "Let me out", "Kept to myself")


async def test_number_that_is_reached_is_told_with_its_days_and_y_begins_what_was_decided() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        for ago in (20, 10):
            happened(notebook, ago)
        latest = happened(notebook, 2)
        async with opened(notebook, size=(100, 50)) as reader:
            await looks(reader)
            await reader.sees("It was crossed on 13 and 23 February and 3 March.", "still right, and safe, for you?")
            await reader.press("enter")
            await reader.sees("The line “Shouting on the phone” was crossed on 13 and 23 February and 3 March.")
            await reader.sees("y Yes, from today", "o Not this time", "x Not safe", "n Leave it")
            await reader.press("y")
            await reader.sees("Until 3 April 2025: I only email")
            assert "still right" not in reader.words
            await reader.press("escape")
            await reader.sees("My boundaries", "Until 3 April 2025: I only email")
        assert answer_in(notebook, latest, "starts") == Dated("5 March 2025", "2025-03-05")


async def test_not_this_time_is_an_answer_and_is_not_asked_again() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        notes = [happened(notebook, ago) for ago in (20, 10, 2)]
        async with opened(notebook, size=(100, 50)) as reader:
            await looks(reader, "enter")
            await reader.sees("Not this time")
            await reader.press("o")
            await reader.sees("What you had decided: not this time once.")
            assert "still right" not in reader.words
        assert answer_in(notebook, notes[-1], "done") == "not-this-time"


async def test_question_that_is_left_is_gone_and_answers_nothing() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        notes = [happened(notebook, ago) for ago in (20, 10, 2)]
        async with opened(notebook, size=(100, 50)) as reader:
            await looks(reader, "enter")
            await reader.sees("Leave it")
            await reader.press("n")
            await reader.until(lambda: "Leave it" not in reader.text, "the end of the question")
            await reader.press("1")
            await reader.sees("You could go on with")
            assert "Look" not in reader.text
        assert answer_in(notebook, notes[-1], "done") is None


async def test_what_is_over_is_asked_about_and_its_cost_can_be_written_down() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        note = happened(notebook, 50, starts=Dated("2025-01-20", "2025-01-20"))
        async with opened(notebook, size=(100, 50)) as reader:
            await looks(reader, "enter")
            await reader.sees(
                "From 20 January 2025 to 18 February 2025 you meant to do this: “I only email”. Did you do it?", "y Yes"
            )
            await reader.press("i")
            await reader.sees("What did it cost you? You can write it down (w), or leave it.")
            await reader.press("w")
            await reader.sees("What did it cost you?", "F8 Continue")
            await reader.tabs_into_text()
            await reader.type("sleep")
            await reader.press("escape")
            await reader.sees("One of my boundaries", "done in part once", "What it cost: sleep")
        assert answer_in(notebook, note, "done") == "part"


async def test_of_violence_no_number_is_told_and_the_way_to_safety_is() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook, replace(SHOUTING, fields={**SHOUTING.fields, "grave": "yes"}))
        for ago in (20, 10, 2):
            happened(notebook, ago)
        async with opened(notebook, size=(100, 50)) as reader:
            await looks(reader)
            await reader.sees("Once is enough. Help comes first.")
            assert "That is the number" not in reader.words
            await reader.press("enter")
            await reader.sees("Monday, 3 March 2025", "Once is enough. Help comes first. The safety pages: s")
            await reader.press("s")
            await reader.sees("F8 Continue")
            assert "One of my boundaries" not in reader.text


async def test_nothing_is_asked_while_danger_is_named() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        for ago in (20, 10, 2):
            happened(notebook, ago)
        sitting = Sitting.open("safety", SHIPPED, notebook, clock)
        sitting.answer("lately", Ticked(("afraid",)))
        sitting.answer("seen", "yes")
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.sees("You could go on with")
            await looks(reader, "enter")
            await reader.sees("One of my boundaries", "How it was kept")
            assert "Yes, from today" not in reader.text


async def test_each_crossing_opens_its_note() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        happened(notebook, 2, done="not-safe", cost="A night")
        async with opened(notebook, size=(100, 50)) as reader:
            await looks(reader, "enter")
            await reader.sees("Monday, 3 March 2025", "Loud about the car", "it was not safe", "What it cost: A night")
            await reader.press("down", "down", "enter")
            await reader.sees("A note of what happened", "F8 Continue")
            await reader.press("escape")
            await reader.sees("One of my boundaries")


async def test_many_crossings_are_not_all_listed() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        for ago in range(12):
            happened(notebook, 30 + ago)
        async with opened(notebook, size=(100, 60)) as reader:
            await looks(reader, "enter")
            await reader.sees("Monday, 3 February 2025", "and 4 more")


async def test_earlier_wordings_of_this_boundary_stand_with_their_time() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        Sitting.open("boundaries", SHIPPED, notebook, clock).finish()
        louder = replace(SHOUTING, fields={**SHOUTING.fields, "consequence": "I end the call"})
        later = Sitting.open("boundaries", SHIPPED, notebook, lambda: NOW + timedelta(hours=1))
        later.answer("boundaries", (louder, DOOR))
        async with opened(notebook, size=(100, 60)) as reader:
            await reader.press("2", "enter")
            await reader.sees("I end the call", "Before, 5 March 2025, 12:00", "I only email")
            await reader.press("escape", "down", "enter")
            await reader.sees("Blocking the door")
            assert "Before" not in reader.text


async def test_hint_on_the_words_can_be_put_away() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook, replace(SHOUTING, fields={**SHOUTING.fields, "words": "Sorry, I have to go"}))
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.press("2", "enter")
            await reader.sees("Hint: This has “Sorry” in it")
            await reader.press("down", "d")
            await reader.until(lambda: "Hint" not in reader.text, "the end of the hint")


async def test_home_tells_of_it_in_one_line_and_g_looks() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        for ago in (20, 10, 2):
            happened(notebook, ago)
        async with opened(notebook) as reader:
            await reader.sees("Crossed on 13 and 23 February and 3 March: Shouting on the phone", "g Look")
            await reader.press("g")
            await reader.sees("One of my boundaries", "Yes, from today")
            await reader.press("y", "escape")
            await reader.sees("You could go on with", "Until 3 April 2025: I only email")


@pytest.mark.parametrize("order", ["yes", "unsure"])
async def test_wherever_it_is_told_what_is_done_now_contact_that_an_order_requires_goes_on(order: str) -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook, SHOUTING)
        sitting = Sitting.open("boundaries", SHIPPED, notebook, clock)
        sitting.answer("order", order)
        sitting.answer("required-contact", "Fridays at the door")
        happened(notebook, 2, starts=Dated("2025-03-03", "2025-03-03"))
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.sees("Contact that an order requires goes on. Until 1 April 2025: I only email")
            await reader.press("g")
            await reader.sees(
                "Until 1 April 2025: I only email", "Contact that an order requires goes on: Fridays at the door"
            )


async def test_key_that_is_pressed_twice_answers_one_question() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        over = happened(notebook, 60, starts=Dated("2025-01-05", "2025-01-05"))
        latest = [happened(notebook, ago) for ago in (20, 10, 2)][-1]
        async with opened(notebook, size=(100, 50)) as reader:
            await looks(reader, "enter")
            await reader.sees("Yes, from today")
            await reader.press("y", "y")
            await reader.sees("Until 3 April 2025: I only email")
            assert answer_in(notebook, latest, "starts") is not None
            assert answer_in(notebook, over, "done") is None
            await reader.press("escape", "enter")
            await reader.sees("From 5 January 2025 to 3 February 2025 you meant to do this", "y Yes")


async def test_line_on_home_goes_with_the_last_note() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        happened(notebook, 2, starts=Dated("2025-03-03", "2025-03-03"))
        async with opened(notebook) as reader:
            await reader.sees("Until 1 April 2025: I only email", "g Look")
            await reader.press("4", "x")
            await reader.sees("Loud about the car", "for good")
            await reader.press("right", "enter")
            await reader.sees("Erased.")
            await reader.press("enter")
            await reader.sees("Nothing is noted here yet")
            await reader.press("escape")
            await reader.sees("You could go on with")
            await reader.until(lambda: "Until" not in reader.text, "the end of the line")
            assert "Look" not in reader.text


async def test_home_holds_nobody_to_what_was_decided_while_danger_is_named() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        happened(notebook, 2, starts=Dated("2025-03-03", "2025-03-03"))
        sitting = Sitting.open("safety", SHIPPED, notebook, clock)
        sitting.answer("lately", Ticked(("afraid",)))
        sitting.answer("seen", "yes")
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            await reader.until(lambda: reader.app.desk.index.is_whole, "all notes")
            await reader.pilot.pause()
            assert "Until" not in reader.text


async def test_no_number_is_told_before_all_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_warming: Warming) -> None:
        pass

    monkeypatch.setattr(Warming, "run", never)
    with Notebook.in_memory() as notebook:
        decide(notebook)
        for ago in (20, 10, 2):
            happened(notebook, ago)
        async with opened(notebook) as reader:
            await reader.sees("You could go on with")
            assert "Crossed" not in reader.text
            await reader.press("2")
            await reader.sees("My boundaries", "counting…")
            assert "Crossed" not in reader.text
            await reader.press("enter")
            await reader.sees("One of my boundaries")
            assert "Crossed" not in reader.text
            assert "Yes, from today" not in reader.text
            await reader.press("escape")
            reader.app.desk.index.take()
            for screen in reader.app.screen_stack:
                screen.post_message(NotesTakenIn())
            await reader.sees("Crossed: once in the last 7 days")


@pytest.mark.parametrize("words", ["word " * 20_000, "W" * 100_000, "大喊大叫" * 2_000], ids=["words", "one", "CJK"])
async def test_very_long_words_leave_room_for_the_others(words: str) -> None:
    long = Record("b0", {"behaviour": words, "safe": "yes", "consequence": words, "words": words})
    with Notebook.in_memory() as notebook:
        decide(notebook, long, SHOUTING)
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("My boundaries", "…", "No crossing is noted.", "Ctrl+Q Leave")
            await reader.press("down")
            await reader.sees("Shouting on the phone")
            await reader.press("up", "enter")
            await reader.sees("One of my boundaries", "Ctrl+Q Leave")


async def test_boundary_that_was_put_to_rest_is_not_asked_about() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        for ago in (20, 10, 2):
            happened(notebook, ago)
        Sitting.open("boundaries", SHIPPED, notebook, clock).retire("boundaries", "b1")
        async with opened(notebook, size=(100, 50)) as reader:
            await reader.press("2")
            await reader.sees("Blocking the door", "Put to rest", "Shouting on the phone")
            assert "still right" not in reader.words
            await reader.press("down")
            assert "e Revise" not in reader.words
            await reader.press("enter")
            await reader.sees("A boundary that I put to rest", "Crossed: once in the last 7 days")
            assert "Yes, from today" not in reader.text


async def test_masked_line_on_home_tells_nothing() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        for ago in (20, 10, 2):
            happened(notebook, ago)
        notebook.save_settings(replace(notebook.settings, masked=True))
        async with opened(notebook) as reader:
            await reader.sees("A note of yours is ready to look at.")
            assert "Shouting" not in reader.text
            await reader.press("2")
            await reader.sees(HIDDEN)
            assert "February" not in reader.text


async def test_home_puts_safety_before_whatever_waits() -> None:
    with Notebook.in_memory() as notebook:
        decide(notebook)
        happened(notebook, 2, starts=Dated("2025-03-03", "2025-03-03"))
        Sitting.open("safety", SHIPPED, notebook, clock).answer("lately", Ticked(("afraid",)))
        async with opened(notebook) as reader:
            await reader.sees("Please read this first: Safety")
            await reader.until(lambda: reader.app.desk.index.is_whole, "all notes")
            await reader.pilot.pause()
            assert "Until" not in reader.text


async def test_person_who_knows_is_asked_after_when_weeks_have_gone_by() -> None:
    person = Record("s1", {"name": "Mira", "knows": "part", "since": Dated("2024-12-01", "2024-12-01")})
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        Sitting.open("supporters", SHIPPED, notebook, clock).answer("supporters", (person,))
        async with opened(notebook) as reader:
            await reader.sees("Mira knows your plan in part. Is it still so?")
            await reader.press("g")
            await reader.sees("Is it still so?", "Mira", "Not now (n)")
            await reader.press("y")
            await reader.sees("You could go on with")
            await reader.until(lambda: "Mira" not in reader.text, "the end of the question")
        value = Sitting.open("supporters", SHIPPED, notebook, clock).value("supporters")
        assert value == (replace(person, fields={**person.fields, "still": Dated("5 March 2025", "2025-03-05")}),)


async def test_key_that_is_pressed_twice_says_nothing_of_another_person() -> None:
    known: dict[str, FieldValue] = {"knows": "yes", "since": Dated("2024-12-01", "2024-12-01")}
    both = (Record("s1", {"name": "Mira", **known}), Record("s2", {"name": "Noor", **known}))
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        Sitting.open("supporters", SHIPPED, notebook, clock).answer("supporters", both)
        async with opened(notebook) as reader:
            await reader.sees("Mira knows your plan. Is it still so?")
            await reader.press("g")
            await reader.sees("Not now (n)")
            await reader.press("y", "y")
            await reader.sees("You could go on with", "Noor knows your plan. Is it still so?")
        value = Sitting.open("supporters", SHIPPED, notebook, clock).value("supporters")
        assert isinstance(value, tuple)
        assert value[1] == both[1]


async def test_question_after_a_person_can_be_left() -> None:
    person = Record("s1", {"name": "Mira", "knows": "yes", "since": Dated("2024-12-01", "2024-12-01")})
    with Notebook.in_memory() as notebook:
        live(notebook, "welcome")
        Sitting.open("supporters", SHIPPED, notebook, clock).answer("supporters", (person,))
        async with opened(notebook) as reader:
            await reader.sees("Is it still so?")
            await reader.press("g", "n")
            await reader.sees("You could go on with")
            await reader.until(lambda: "Mira" not in reader.text, "the end of the question")
        assert Sitting.open("supporters", SHIPPED, notebook, clock).value("supporters") == (person,)
