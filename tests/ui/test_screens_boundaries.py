from pathlib import Path

from textual.widgets import TextArea

from tests.ui.opened import PHONE, SHOUTING, live, only_entry, opened
from workbook.model.values import Record
from workbook.store.notebook import Notebook


async def test_every_saved_statement_is_there_to_be_reread() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees(
                "My boundaries",
                "Shouting on the phone",
                "What I will do: I end the call",
                "Reading my messages",
                "What I will do: I take my phone with me",
                "Kept to myself",
                "No crossing is noted.",
            )


async def test_without_one_it_says_how_to_begin_and_n_begins() -> None:
    with Notebook.in_memory() as notebook:
        async with opened(notebook) as reader:
            await reader.press("escape")
            await reader.press("2")
            await reader.sees("You have not written a boundary yet. Press n to begin with one; it can be small.")
            await reader.press("n")
            await reader.sees("One boundary is enough for today")
            await reader.press("escape")
            await reader.sees("You have not written a boundary yet")


async def test_n_adds_one_to_those_that_are_there() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook, size=(90, 60)) as reader:
            await reader.press("2")
            await reader.sees("Shouting on the phone")
            await reader.press("n")
            await reader.sees("What will you do, and when?")
            await reader.type("Lies about me")
            await reader.press("escape")
            await reader.press("escape")
            await reader.sees("My boundaries", "Lies about me", "Reading my messages")
        value = only_entry(notebook, "boundaries").answers["boundaries"].value
        assert isinstance(value, tuple)
        assert [record.fields["behaviour"] for record in value if isinstance(record, Record)] == [
            "Shouting on the phone",
            "Reading my messages",
            "Lies about me",
        ]


async def test_e_opens_the_statement_that_was_chosen() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook, size=(90, 60)) as reader:
            await reader.press("2")
            await reader.sees("Reading my messages")
            await reader.press("down", "e")
            await reader.sees("What will you do, and when?")
            await reader.until(lambda: isinstance(reader.app.focused, TextArea), "the caret")
            await reader.type("!")
            await reader.leaves()
        revised = Record("b2", {**PHONE.fields, "behaviour": "Reading my messages!"})
        assert only_entry(notebook, "boundaries").answers["boundaries"].value == (SHOUTING, revised)


async def test_e_leads_to_revise_it_and_the_statement_keeps_its_id(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        live(notebook, "boundaries")
        async with opened(notebook, size=(90, 60)) as reader:
            await reader.press("2")
            await reader.sees("Shouting on the phone")
            await reader.press("e")
            await reader.sees("What will you do, and when?")
            await reader.tabs_into_text()
            await reader.press("end")
            await reader.type(" at night")
            await reader.press("escape", "escape")
            await reader.sees("My boundaries", "Shouting on the phone at night")
            await reader.leaves()
    with Notebook.open(tmp_path) as notebook:
        revised = Record("b1", {**SHOUTING.fields, "behaviour": "Shouting on the phone at night"})
        assert only_entry(notebook, "boundaries").answers["boundaries"].value == (revised, PHONE)


async def test_removed_statement_is_put_to_rest() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook, size=(90, 60)) as reader:
            await reader.opens("boundaries", "boundaries")
            await reader.sees("What will you do, and when?", "Shouting on the phone")
            await reader.press("delete")
            await reader.sees("Removed: Shouting on the phone")
            await reader.press("escape", "2")
            await reader.sees("My boundaries", "Reading my messages", "Put to rest", "Shouting on the phone")
            text = reader.text
            assert text.index("Reading my messages") < text.index("Put to rest") < text.index("Shouting on the phone")


async def test_escape_leads_home() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("My boundaries")
            await reader.press("escape")
            await reader.sees("You could go on with")


async def test_key_that_is_hammered_opens_one_screen() -> None:
    with Notebook.in_memory() as notebook:
        live(notebook, "boundaries")
        async with opened(notebook) as reader:
            await reader.press("2")
            await reader.sees("My boundaries")
            await reader.press("s", "s", "s", "s")
            await reader.sees("F8 Continue")
            await reader.press("escape")
            await reader.sees("My boundaries")
