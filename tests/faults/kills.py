"""Processes that save, rewrite, change the passphrase, lock and unlock, each killed at a random time."""

import random
import shutil
import time
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path

from tests.faults.child import Child, Voice
from tests.faults.judge import Judge
from tests.faults.keyring import ALL, unlock_of, unlock_of_put_away
from tests.faults.place import workplace
from tests.faults.story import SECONDS, Erase, Limits, Save, Seal, Step, Story, Words, begun, text
from tests.faults.tally import Tally
from workbook.model.ports import Receipt
from workbook.store.notebook import Notebook

STEPS = 24
"""In one life, if it lasts."""
NAMES = 30
"""So many entries at most."""
LIVES = 40
"""In one folder, before a new one is begun."""


def killed_at_random(runs: int, seed: int) -> Tally:
    """Each life goes on where the last one was ended. Half of them on the disk, half in memory."""
    chance = random.Random(seed)
    tally = Tally()
    while tally.runs < runs:
        with workplace(on_disk=chance.random() < 0.5) as place:
            tally.add(_lives(Path(place), min(LIVES, runs - tally.runs), chance))
    return tally


def _lives(base: Path, lives: int, chance: random.Random) -> Tally:
    tally = Tally()
    folder, limits = base / "notes", Limits(stale=chance.choice([3, 10, 200]), loose=chance.choice([4, 20, 2000]))
    words: Words = {}
    keys, version, span = 0, 0, 0.05
    for life in range(lives):
        steps = list(_steps(chance, version))
        version += len(steps)
        story = Story(steps, words, keys)
        begun_at = time.monotonic()
        locked = chance.sample(range(len(steps)), chance.choice([0, 1, 5])) if chance.random() < 0.5 else None
        child = Child(partial(_live, folder, steps, limits, locked))
        if child.listen(chance.uniform(0, span)):
            child.kill()
        else:
            # It came to its end, so a shorter time meets more of it.
            span = (time.monotonic() - begun_at) * 1.1
        told = child.end()
        judge = Judge(folder, story, told)
        result = judge.verdict(mend=life == lives - 1)
        tally.add(result)
        if result.bad:
            _keep(folder, tally, steps)
            break
        words, keys = judge.words, judge.keys
    return tally


def _steps(chance: random.Random, version: int) -> Iterable[Step]:
    for number in range(version, version + STEPS):
        if chance.random() < 0.06:
            yield Seal(chance.choice(ALL))
        name = f"entry-{chance.randrange(NAMES)}"
        said = text(f"{name} {number}", chance.choice([50, 500, 3000, 3000, 70_000]))
        if chance.random() < 0.1:
            yield Erase(name, chance.choice([said, None]))
        else:
            yield Save(name, said)


def _live(folder: Path, steps: list[Step], limits: Limits, locked: Collection[int] | None, voice: Voice) -> None:
    """Save and save. After some steps, if any are named, it is locked and unlocked.

    Then it never waits for the disk either, so that many saves are on their way at once.
    """
    limits.set()
    notebook = Notebook.open(folder, unlock=unlock_of(Notebook.path_in(folder)))
    for number, step in enumerate(steps, 1):
        receipt = begun(notebook, step)
        receipt.when_done(partial(_tell, voice, number))
        if locked is None:
            receipt.wait(SECONDS)
        elif number in locked:
            away = notebook.put_away(0, again=0.001)
            notebook = away.open(unlock_of_put_away(away))
    notebook.close(SECONDS)


def _tell(voice: Voice, number: int, receipt: Receipt) -> None:
    if receipt.error is None:
        voice.say("saved", number)
    else:
        voice.say("broken", receipt.error)


def _keep(folder: Path, tally: Tally, steps: list[Step]) -> None:
    """Leave what went wrong where it can be looked at."""
    kept = Path(f"{folder.parent}-wrong")
    shutil.copytree(folder, kept, dirs_exist_ok=True)
    tally.wrong.append(f"killed at random: the folder is kept in {kept}; the steps were {steps!r:.2000}")
