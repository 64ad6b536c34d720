"""Opening the boundaries and the log with 100 and with 10,000 notes of what happened, in the same run.

Each is opened by its key right after the start, while notes are still being taken in, and again once all are in; the
time is from the key to the first frame with one of the reader's words. Also told is how long it takes until every note
is in, so that what is counted stands. Prints medians, and the ratio of many to few. The aim is at most 1.3 for opening.

Run: python benchmarks/log.py [ROUNDS]
"""

import asyncio
import gc
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from textual.screen import Screen

import workbook.app
from workbook.app import WorkbookApp
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, FieldValue, Record, Ticked, Value
from workbook.store.notebook import Notebook

FEW, MANY = 100, 10_000
ROUNDS = 9
AGAIN = 7
"""Times that each screen is opened once all notes are in."""
PATIENCE = 120.0
IN_MEMORY = "/dev/shm"
"""Where the notebooks are made, if it is there: that is not what is measured."""
NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
LINES = tuple(f"line-{number}" for number in range(5))
SCREENS = {"boundaries": ("2", "Canary line"), "log": ("4", "Canary note")}
"""By the name of the action: the key, and words that are on the screen once it is there."""


def filled(folder: Path, notes: int, library: Library) -> None:
    """A notebook with five boundaries and so many notes, of a length as people write them."""
    with Notebook.open(folder) as notebook:
        boundaries = Sitting.open("boundaries", library, notebook, lambda: NOW)
        fields: dict[str, FieldValue] = {"consequence": "I leave", "grave": "no", "often": 3, "for-days": 30}
        boundaries.answer(
            "boundaries", tuple(Record(each, {"behaviour": f"Canary line {each}", **fields}) for each in LINES)
        )
        sitting = Sitting.open("incident", library, notebook, lambda: NOW)
        answers: dict[str, Value] = {
            "line": "Canary note: shouted at me in the kitchen, and threw my keys over the fence.",
            "when": Dated("20 May 2026", TODAY.isoformat()),
            "where": "The kitchen, about nine",
            "what": "I said that I would see my sister. They said no, and took my keys. " * 4,
            "saw": "A. from next door",
            "feeling": "Cold hands. " * 8,
            "crossed": Ticked((LINES[0],)),
            "done": "part",
            "did": "Sat with my child until it was quiet.",
            "cost": "A night's sleep",
        }
        for question, value in answers.items():
            sitting.answer(question, value)
        sitting.finish()
        first = sitting.entry
        for number in range(1, notes):
            day = (TODAY - timedelta(days=number % 3000)).isoformat()
            when = replace(first.answers["when"], value=Dated(day, day))
            crossed = replace(first.answers["crossed"], value=Ticked((LINES[number % len(LINES)],)))
            changed = {**first.answers, "when": when, "crossed": crossed}
            notebook.save(replace(first, id=uuid4().hex, number=0, answers=changed))
        notebook.retry().wait()


class Watched(WorkbookApp):
    """The workbook, which tells when a frame is drawn."""

    CSS_PATH = str(Path(workbook.app.__file__).with_name("app.tcss"))

    def __init__(self, library: Library, notebook: Notebook) -> None:
        super().__init__(library, notebook, lambda: NOW)
        self._awaited = ""
        self._seen_at = 0.0
        self._seen = asyncio.Event()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        drawn = time.perf_counter()
        if self._awaited and not self._seen.is_set() and screen is self.screen:
            text = " ".join(strip.text for strip in screen._compositor.render_strips())
            if self._awaited in text:
                self._seen_at = drawn
                self._seen.set()

    async def opening(self, name: str) -> float:
        """Milliseconds from the key of a screen to its first frame. Home is there again after that."""
        key, words = SCREENS[name]
        self._awaited = words
        self._seen.clear()
        begun = time.perf_counter()
        self.simulate_key(key)
        await asyncio.wait_for(self._seen.wait(), PATIENCE)
        took = (self._seen_at - begun) * 1000
        self._awaited = ""
        await self.action_home()
        await asyncio.sleep(0.05)
        return took


async def lived(folder: Path, library: Library) -> dict[str, list[float]]:
    """Milliseconds of each, in one life of the program."""
    times: dict[str, list[float]] = defaultdict(list)
    with Notebook.open(folder) as notebook:
        app = Watched(library, notebook)
        there = [name for name in SCREENS if hasattr(app, f"action_{name}")]
        async with app.run_test(size=(80, 24)):
            started = time.perf_counter()
            for name in there:
                times[f"{name}, right after the start"].append(await app.opening(name))
            while not app.desk.index.is_whole:
                await asyncio.sleep(0.01)
            times["until every note is in"].append((time.perf_counter() - started) * 1000)
            for name in there * AGAIN:
                times[f"{name}, all notes in"].append(await app.opening(name))
    return times


def main() -> None:
    """Measure both in turns, so that a drift of the machine touches both."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    library = Library()
    took: dict[int, dict[str, list[float]]] = {notes: defaultdict(list) for notes in (FEW, MANY)}
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if Path(IN_MEMORY).is_dir() else None) as base:
        for notes in took:
            filled(Path(base) / str(notes), notes, library)
        for turn in range(rounds + 1):
            for notes, times in took.items():
                for name, each in asyncio.run(lived(Path(base) / str(notes), library)).items():
                    times[name] += each if turn else []  # the first fills the caches
                # As at a lock: else the next one would have to clear away what this one leaves behind.
                gc.unfreeze()
                gc.collect()
    print(f"{FEW} and {MANY} notes; {rounds} rounds; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for name, few in took[FEW].items():
        one, other = statistics.median(few), statistics.median(took[MANY][name])
        print(f"{name}: {one:.0f} ms and {other:.0f} ms, ratio {other / one:.2f}")


if __name__ == "__main__":
    main()
