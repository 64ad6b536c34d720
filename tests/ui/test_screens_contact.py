from dataclasses import replace
from datetime import date

import pytest

from tests.ui.opened import SHIPPED, Reader, clock, opened
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, Record, Ticked, Value
from workbook.store.notebook import Notebook
from workbook.widgets.masking import HIDDEN

BOUNDARY = Record(
    "b1",
    {
        "behaviour": "Shouting on the phone",
        "consequence": "I answer only by email",
        "grave": "no",
        "often": 3,
        "for-days": 30,
    },
)
APP = Record(
    "c1", {"channel": "The parents' app", "required": "yes", "order-says": "Thursdays", "reply": "Thank you. At five."}
)
CALLS = Record("c2", {"channel": "Calls", "required": "no", "allowed": "some", "under": "b1", "limit": "until nine"})
DOOR = Record("c3", {"channel": "The door", "required": "no", "allowed": "no", "reply": "Please go."})


def say(notebook: Notebook, exercise: str, **answers: Value) -> None:
    sitting = Sitting.open(exercise, SHIPPED, notebook, clock)
    for name, value in answers.items():
        sitting.answer(name.replace("_", "-"), value)


def acting(notebook: Notebook, order: str = "yes") -> None:
    """Somebody who has begun to act on a boundary, four days ago."""
    contact = {"required_contact": "Handing over, Fridays at six"} if order != "no" else {}
    say(notebook, "boundaries", order=order, **contact, boundaries=(BOUNDARY,))
    first = Dated("on Saturday", date(2025, 3, 1).isoformat())
    say(notebook, "incident", when=first, crossed=Ticked(("b1",)), starts=first)


async def goes_to_contact(reader: Reader) -> None:
    await reader.app.run_action("contact")
    await reader.sees("My ways of contact")


async def test_required_contact_comes_first_and_what_is_free_says_until_when_it_is_less() -> None:
    with Notebook.in_memory() as notebook:
        acting(notebook)
        say(notebook, "contact-plan", channels=(CALLS, DOOR, APP))
        async with opened(notebook, size=(100, 50)) as reader:
            await goes_to_contact(reader)
            words = await reader.sees(
                "Contact that an order requires comes first. It goes on, and nothing here limits it.",
                "An order says that you must be in contact. This goes on: Handing over, Fridays at six",
                "The parents' app An order requires it. It goes on. What the order says: Thursdays",
                "A reply kept ready, if you need one: ▎ Thank you. At five.",
                "Until 30 March 2025 you have less of it, because of this boundary: Shouting on the phone",
                "My limit: until nine",
                "The door No order requires it.",
                "There is nothing to send or to answer here.",
            )
            assert words.index("The parents' app") < words.index("Calls No order") < words.index("The door")
            assert "Please go" not in words
            assert "you do this" not in words


async def test_what_is_done_now_is_told_at_the_top_where_no_way_names_it() -> None:
    with Notebook.in_memory() as notebook:
        acting(notebook, "no")
        say(notebook, "contact-plan", channels=(APP, replace(CALLS, fields={"channel": "Calls", "required": "no"})))
        async with opened(notebook, size=(100, 40)) as reader:
            await goes_to_contact(reader)
            words = await reader.sees(
                "Until 30 March 2025 you do this: I answer only by email",
                "It does not touch contact that an order requires.",
            )
            assert words.index("you do this") < words.index("The parents' app")
            assert "An order says that you must" not in words


async def test_without_a_way_it_says_kindly_how_to_begin_and_n_begins() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await goes_to_contact(reader)
            await reader.sees("You have not written down a way of contact yet. One is enough to begin with")
            await reader.press("n")
            await reader.sees("Here you look at each way in which the two of you are in contact")


async def test_enter_changes_a_way_and_the_change_is_there_on_the_way_back() -> None:
    with Notebook.in_memory() as notebook:
        acting(notebook, "no")
        say(notebook, "contact-plan", channels=(CALLS, APP))
        async with opened(notebook, size=(90, 60)) as reader:
            await goes_to_contact(reader)
            await reader.press("down", "enter")
            await reader.sees("Which ways are there?")
            await reader.tabs_into_text()
            await reader.press("end")
            await reader.type(" at night")
            await reader.press("escape", "escape")
            await reader.sees("My ways of contact", "Calls at night")
            await reader.press("n")
            await reader.sees("Which ways are there?", "Way of contact")
            await reader.type("The door")
            await reader.press("escape", "escape")
            await reader.sees("My ways of contact", "The door")


async def test_c_leads_there_from_the_boundaries() -> None:
    with Notebook.in_memory() as notebook:
        acting(notebook)
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("My boundaries", "Shouting on the phone")
            await reader.press("c")
            await reader.sees("My ways of contact")


@pytest.mark.parametrize("steps", [(), ("2",)], ids=["from home", "from the boundaries"])
async def test_escape_leads_back_to_the_boundaries(steps: tuple[str, ...]) -> None:
    with Notebook.in_memory() as notebook:
        acting(notebook)
        async with opened(notebook) as reader:
            await reader.press(*steps) if steps else None
            await goes_to_contact(reader)
            await reader.press("escape")
            await reader.sees("My boundaries", "Shouting on the phone")
            await reader.press("escape")
            await reader.until(lambda: "My boundaries" not in reader.words, "home")


async def test_search_leads_there() -> None:
    with Notebook.in_memory() as notebook:
        say(notebook, "contact-plan", channels=(APP,))
        async with opened(notebook) as reader:
            await reader.press("ctrl+p")
            await reader.type("ways of contact")
            await reader.until(lambda: "Looking" not in reader.words, "the hits alone")
            await reader.press("down", "enter")
            await reader.sees("My ways of contact", "The parents' app An order requires it.")


async def test_masked_words_show_only_where_the_reader_goes() -> None:
    with Notebook.in_memory() as notebook:
        acting(notebook)
        say(notebook, "contact-plan", channels=(CALLS, APP))
        notebook.save_settings(replace(notebook.settings, masked=True))
        async with opened(notebook, size=(90, 50)) as reader:
            await goes_to_contact(reader)
            words = await reader.sees(HIDDEN, "F3 Show my words")
            for hidden in ("Fridays", "app", "Calls", "order requires it.", "Thank you"):
                assert hidden not in words.partition("lawyer.")[2]
            await reader.press("down")
            words = await reader.sees("The parents' app")
            assert "Calls" not in words


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
async def test_words_that_look_like_markup_or_are_long_are_shown_as_they_are(size: tuple[int, int]) -> None:
    words = "[red]x[/y] 漢字 " + "long " * 2000
    with Notebook.in_memory() as notebook:
        say(notebook, "contact-plan", channels=(Record("c1", {"channel": "[b]Way[/b]", "reply": words}),))
        async with opened(notebook, size=size) as reader:
            await goes_to_contact(reader)
            await reader.sees("[b]Way[/b]", "▎ [red]x[/y] 漢字")
