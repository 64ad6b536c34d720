"""Walks the screens in a language without Latin letters; whatever is still in them goes past gettext.

Started as a process of its own, because some texts are made when a module is loaded. It prints what it saw as JSON.
"""

import asyncio
import io
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import workbook.language
from workbook.authoring import library
from workbook.language import CATALOGUES, speak

if TYPE_CHECKING:
    from tests.ui.opened import Reader

CODE = "xx"
LETTER = "ж"
_FILLED = re.compile(r"(\{\w*\}|%\(\w+\)\w|%\w)")
_WIRING = re.compile(r"(<!--.*?-->|\]\([^)]*\))", re.DOTALL)


def hidden(text: str, kept: re.Pattern[str] = _FILLED) -> str:
    """The text without a Latin letter, but for what is filled in or holds it together."""
    parts = kept.split(text)
    return "".join(part if number % 2 else re.sub("[A-Za-z]", LETTER, part) for number, part in enumerate(parts))


def translate(folder: Path) -> None:
    """Put a catalogue of every text into a folder, and every exercise, and turn to that language."""
    with (CATALOGUES / "workbook.pot").open("rb") as file:
        template = read_po(file)
    made = Catalog(locale="es")
    for message in template:
        if isinstance(message.id, str):
            made.add(message.id, hidden(message.id))
        else:
            made.add(message.id, tuple(hidden(each) for each in message.id))
    place = folder / "locale" / CODE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "workbook.mo").open("wb") as file:
        write_mo(file, made)
    house = folder / "exercises" / "en"
    house.mkdir(parents=True)
    for path in (library._HOUSE / "en").glob("*.md"):
        (house / path.name).write_text(hidden(path.read_text("utf-8"), _WIRING), encoding="utf-8")
    library._HOUSE = house.parent
    workbook.language.CATALOGUES = folder / "locale"
    assert speak(["--language", CODE]) == CODE


async def walk(folder: Path) -> Mapping[str, tuple[str, str]]:
    """Each screen: of which class it is, and what stands on it."""
    # Only now: its bindings are made in the language that was turned to.
    import textual.app
    import textual.pilot

    from tests.ui.conftest import at_rest
    from tests.ui.opened import FullDisk, opened
    from workbook.store.notebook import Notebook

    for module in (textual.app, textual.pilot):
        vars(module)["wait_for_idle"] = at_rest
    seen: dict[str, tuple[str, str]] = {}

    async def look(reader: "Reader", name: str, *keys: str) -> None:
        await reader.press(*keys)
        seen[name] = (type(reader.app.screen).__name__, reader.text)

    async def all_of(reader: "Reader", name: str, *keys: str) -> None:
        await look(reader, name, *keys)
        for number in range(2, 5):
            await look(reader, f"{name} ({number})", "pagedown")
        await reader.press("home")

    async def go_home(reader: "Reader") -> None:
        for _screen in range(9):
            if type(reader.app.screen).__name__ == "HomeScreen":
                return
            await reader.press("escape")

    with Notebook.open(folder / LETTER) as notebook:
        async with opened(notebook) as reader:
            await look(reader, "first")
            await reader.press("enter")
            for number in range(1, 9):
                await look(reader, f"first page {number}")
                await reader.press("f8")
            await reader.opens("red-flags", page="saying")
            await look(reader, "a checklist")
            await reader.press("space")
            await reader.opens("boundaries", "boundaries")
            await look(reader, "records")
            await reader.press("enter")
            await reader.type(LETTER)
            await look(reader, "a record", "tab")
            await reader.opens("incident", page="files-page")
            await look(reader, "a file", "ctrl+r")
            await look(reader, "no file", LETTER, "enter")
            await reader.press("escape")
            await reader.opens("values", "top-values")
            await look(reader, "a ranking", "enter", "enter")
            await reader.opens("welcome", "backup")
            await look(reader, "a short text", LETTER)
            await look(reader, "skipped", "f6")
            await reader.opens("my-plan", "next")
            await look(reader, "a date")
            await reader.opens("red-flags", page="before-you-go")
            await reader.press("f8")
            await all_of(reader, "answers")
            await look(reader, "history", "h")
            await look(reader, "erasing", "e")
            await go_home(reader)
            await reader.opens("values-journal", "writing")
            await look(reader, "a journal", LETTER)
            await go_home(reader)
            await reader.opens("values-journal")
            await look(reader, "entries")
            await go_home(reader)
            await look(reader, "home")
            await all_of(reader, "home with more", "e")
            await look(reader, "boundaries", "2")
            await look(reader, "a boundary", "enter")
            await reader.press("escape")
            await look(reader, "plan", "3")
            await look(reader, "a copy of the plan", "x")
            await reader.press("escape")
            await all_of(reader, "help", "f1")
            await look(reader, "privacy", "v")
            await reader.press("escape")
            await look(reader, "region", "r")
            await reader.press("escape")
            await look(reader, "passphrase", "p")
            await look(reader, "a new passphrase", "enter")
            await go_home(reader)
            await look(reader, "search", "ctrl+p")
            await reader.press("escape")
    full = FullDisk()
    full.full = False
    with Notebook(full) as notebook:
        async with opened(notebook) as reader:
            await reader.opens("values-journal", "writing")
            full.full = True
            await reader.type(LETTER)
            await reader.until(lambda: "F5" in reader.text, "the banner")
            await look(reader, "not saved")
            await look(reader, "another place", "f5")
            full.full = False
    return seen


TYPED = (
    *[""] * 7,
    "/help",
    "/list",
    "/all",
    "/boundaries",
    "/contact",
    "/plan",
    "",
    "",
    "/helplines",
    "",
    "/nothing",
    "/go welcome",
)
ANSWERED = ("1", LETTER, "1 3", "99", "/back", "/clear", "/skip", "", "", "", "", "", "", "/quit")


def talk(folder: Path) -> str:
    """What plain lines say."""
    from datetime import UTC, datetime

    from workbook.authoring.library import Library
    from workbook.guide.first_pages import Place
    from workbook.plain import Surroundings, run_plain
    from workbook.store.notebook import Notebook

    said = io.StringIO()
    typed = io.StringIO("".join(f"{line}\n" for line in (*TYPED, *ANSWERED)))
    with Notebook.in_memory() as notebook:
        around = Surroundings(notebook, Place(folder, (folder,)), is_new=True)
        run_plain(
            Library(), notebook, lambda: datetime(2025, 3, 5, tzinfo=UTC), typed, said, unlocked=True, around=around
        )
    return said.getvalue()


def main() -> None:
    """Do it in the folder that is named."""
    folder = Path(sys.argv[1])
    translate(folder)
    sys.stdout.write(json.dumps({"plain lines": ("", talk(folder)), **asyncio.run(walk(folder))}))


if __name__ == "__main__":
    main()
