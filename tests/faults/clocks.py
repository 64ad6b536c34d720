"""A clock that jumps ten years back or forward, and the nights when it is set to summer time and back."""

import os
import random
import shutil
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from tests.faults.child import Voice, run
from tests.faults.deeds import NOTES
from tests.faults.judge import Judge, opened_with_any
from tests.faults.keyring import unlock_of
from tests.faults.place import workplace
from tests.faults.story import SECONDS, Limits, Save, Story, Words, entry, opened, text, token_of, words_of
from tests.faults.tally import Tally
from workbook.store.copies import restore
from workbook.store.kept import DAYS, NEWEST, kept_beside
from workbook.store.notebook import Notebook

_YEAR = 365.25 * 24 * 3600
_START = datetime.fromisoformat("2025-03-05T12:00:00+00:00").timestamp()
_SUMMER = datetime.fromisoformat("2025-03-30T00:59:58+00:00").timestamp()
_WINTER = datetime.fromisoformat("2025-10-26T00:59:58+00:00").timestamp()
_ZONES = ("UTC", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+14>-14", "<-11>11")

JUMPS: dict[str, Callable[[random.Random, float], float]] = {
    "ten years back or forward": lambda chance, now: now + chance.choice([-10, 10]) * _YEAR,
    "an hour back at night": lambda chance, _now: chance.choice([_SUMMER, _WINTER]) + chance.choice([-3600, 0, 3600]),
    "a day later": lambda _chance, now: now + 24 * 3600,
}


def clock_jumps(runs: int, seed: int) -> Tally:
    """From one session to the next. The order of entries and of older files stays that of the saving."""
    tally = Tally()
    for name, jump in JUMPS.items():
        for number in range(runs):
            chance = random.Random(f"{seed} {name} {number}")
            with workplace() as place:
                tally.add(_sessions(Path(place), jump, chance).at(f"{name}, {number}"))
    return tally


def _sessions(base: Path, jump: Callable[[random.Random, float], float], chance: random.Random) -> Tally:
    folder = base / NOTES
    path = Notebook.path_in(folder)
    tally = Tally()
    states: list[Words] = []
    now = _START
    for session in range(12):
        now = jump(chance, now)
        step = Save(f"of {session}", text(f"of {session}"))
        story = Story([step], states[-1] if states else {})
        told = run(partial(_session, folder, step, now, chance.choice(_ZONES)))
        # What the system would have written down, had its clock been wrong, too.
        os.utime(path, (now, now))
        judge = Judge(folder, story, told)
        tally.add(judge.verdict(mend=False))
        states.append(judge.words)
        _check_order(folder, states, tally)
    _check_way_back(base, states, tally)
    return tally


def _session(folder: Path, step: Save, now: float, zone: str, voice: Voice) -> None:
    os.environ["TZ"] = zone
    time.tzset()
    Limits(loose=0).set()
    notebook = opened(folder, voice, 1)
    assert notebook is not None
    recorded = datetime.fromtimestamp(now).astimezone().isoformat()
    notebook.save(entry(step.name, step.text, recorded)).wait(SECONDS)
    voice.say("saved", 1)
    notebook.close(SECONDS)
    voice.say("everything")


def _check_order(folder: Path, states: list[Words], tally: Tally) -> None:
    if list(states[-1]) != [f"of {session}" for session in range(len(states))]:
        tally.wrong.append(f"the order is {list(states[-1])}")
    older = [each for each in kept_beside(Notebook.path_in(folder)) if each.day is not None]
    held = [_sessions_in(each.path) for each in older]
    if held != sorted(held):
        tally.wrong.append(f"older files in another order: {[each.path.name for each in older]} hold {held}")
    if held and held[-1] < len(states) - 1:
        tally.wrong.append(f"the newest older file holds {held[-1]} of {len(states)} sessions")
    if not min(NEWEST, len(states) - 1) <= len(older) <= NEWEST + DAYS:
        tally.wrong.append(f"{len(older)} older files are kept")


def _sessions_in(path: Path) -> int:
    payloads = opened_with_any(path.read_bytes())[1]
    return sum(token_of(text(f"of {session}")).encode() in payloads for session in range(50))


def _check_way_back(base: Path, states: list[Words], tally: Tally) -> None:
    """The file is deleted, and brought back from the newest older one."""
    folder, path = base / NOTES, Notebook.path_in(base / NOTES)
    newest = max((each for each in kept_beside(path) if each.day is not None), key=lambda each: each.number)
    path.unlink()
    shutil.copy2(newest.path, base / "older")
    restore(folder, base / "older", unlock_of(base / "older"))
    with Notebook.open(folder, read_only=True) as notebook:
        if words_of(notebook) not in states[-2:]:
            tally.wrong.append("what was brought back is not the newest")
    tally.recovered += 1
