"""The whole workbook over a notebook of its own, as a reader meets it: keys in, words on the screen out."""

import asyncio
import errno
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from workbook.app import WorkbookApp
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.entry import Entry
from workbook.model.values import Dated, Ranked, Record, Ticked, Value
from workbook.screens.bookmark import Bookmark
from workbook.screens.requests import OpenExercise
from workbook.store.files import Keep, MemoryFile
from workbook.store.notebook import Notebook

PATIENCE = 8.0
"""Seconds that are waited for something to come; it comes far sooner."""
NOW = datetime(2025, 3, 5, 12, 0, tzinfo=UTC)
SHIPPED = Library()
"""The exercises that came with the workbook: each is parsed once, not for every test."""

SHOUTING = Record("b1", {"behaviour": "Shouting on the phone", "safe": "unsure", "consequence": "I end the call"})
PHONE = Record("b2", {"behaviour": "Reading my messages", "safe": "no", "consequence": "I take my phone with me"})
LIFE: Mapping[str, Mapping[str, Value]] = {
    "welcome": {"private": "yes", "backup": "Paper at the library", "shared": Ticked(("children",)), "order": "no"},
    "supporters": {"supporters": (Record("s1", {"name": "Mira", "ask": "a call on Fridays", "since": Dated("May")}),)},
    "values": {"top-values": (Ranked("calm"), Ranked("own-1", "time to paint"))},
    "boundaries": {"order": "no", "boundaries": (SHOUTING, PHONE)},
}
"""A little of an invented life."""


def clock() -> datetime:
    return NOW


def live(notebook: Notebook, *exercises: str, finish: bool = True) -> None:
    """Work through some exercises of the invented life, or through all of them."""
    for exercise in exercises or LIFE:
        sitting = Sitting.open(exercise, SHIPPED, notebook, clock)
        for question, value in LIFE[exercise].items():
            sitting.answer(question, value)
        if finish:
            sitting.finish()


def only_entry(notebook: Notebook, exercise: str) -> Entry:
    """The one entry of an exercise."""
    (entry,) = notebook.entries(exercise)
    return entry


class FullDisk(MemoryFile):
    """A disk on which nothing more can be written, until somebody makes room."""

    full = True

    def append(self, frame: bytes) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().append(frame)

    def replace(self, spans: Iterable[bytes], keep: Keep) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().replace(spans, keep)


class Reader:
    """Someone at the keyboard, in front of the screen."""

    def __init__(self, app: WorkbookApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        """What stands on the screen, without any style."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def words(self) -> str:
        """The screen as one line of words, however it was wrapped."""
        return " ".join(self.text.split())

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                pytest.fail(f"{what} did not come; the screen was:\n{self.text}")
            await self.pilot.pause()
            await asyncio.sleep(0)

    async def sees(self, *words: str) -> str:
        """Wait until these words are on the screen."""
        for each in words:
            await self.until(lambda each=each: each in self.words, f"“{each}”")  # type: ignore[misc]
        return self.words

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Press the keys of some words."""
        await self.pilot.press(*(" " if key == " " else key for key in words))

    async def paste(self, words: str) -> None:
        """Paste into whatever has the cursor."""
        self.app.post_message(events.Paste(words))
        await self.pilot.pause()

    async def opens(self, exercise: str, question: str | None = None, page: str | None = None) -> None:
        """Open an exercise, as a list or a link would."""
        self.app.post_message(OpenExercise(exercise, question, page))
        await self.pilot.pause()

    async def goes_on_to(self, *words: str) -> None:
        """Press Continue, as often as it takes, until the words are there."""
        for each in words:
            for _page in range(40):
                if each in self.words:
                    break
                before = self.text
                await self.press("f8")
                await self.until(lambda before=before: self.text != before, "another page")  # type: ignore[misc]
            await self.sees(each)

    async def tabs_to(self, words: str) -> None:
        """Press Tab until a button with these words has the cursor."""
        for _place in range(40):
            focused = self.app.focused
            if focused is not None and words in str(getattr(focused, "label", "")):
                # A button that was just pressed takes no second press.
                await self.until(lambda: not self.app.screen.query("Button.-active"), "the end of the press before")
                return
            await self.press("tab")
        pytest.fail(f"no way to “{words}”; the screen was:\n{self.text}")

    async def tabs_into_text(self) -> None:
        """Press Tab until what is typed would be text."""
        for _place in range(40):
            if isinstance(self.app.focused, TextArea):
                return
            await self.press("tab")
        pytest.fail(f"no place to write; the screen was:\n{self.text}")

    async def leaves(self) -> None:
        """Leave the way that is always there, and wait until it is closed."""
        await self.pilot.press("ctrl+q")
        await self.pilot.pause()


@asynccontextmanager
async def opened(
    notebook: Notebook,
    *,
    own: Path | None = None,
    library: Library | None = None,
    bookmark: Bookmark | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Reader]:
    """The workbook, open on a notebook; with a folder of the reader's own exercises, once they are checked."""
    library = library or (Library(own_folder=own) if own else SHIPPED)
    app = WorkbookApp(library, notebook, clock, bookmark)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        reader = Reader(app, pilot)
        if own:
            await reader.until(lambda: library.own_checked, "the end of the checking")
            await pilot.pause()
        yield reader
