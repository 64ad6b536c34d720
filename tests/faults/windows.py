"""Two windows on one notebook, and one whose disk does not answer."""

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.faults.child import Child, Voice, run
from tests.faults.deeds import NOTES, PRESENT, filled
from tests.faults.judge import Judge
from tests.faults.keyring import unlock_of
from tests.faults.place import workplace
from tests.faults.story import Limits, Save, Seal, Step, Story, Words, begun, entry, opened, play, text, words_of
from tests.faults.tally import Tally
from workbook.model.errors import NotSavedError
from workbook.model.ports import Receipt
from workbook.store.notebook import Notebook

_REFUSAL = "open in another window"


def two_at_once(runs: int) -> Tally:
    """Two begin at the same time; then one is killed while it holds the notebook, and another opens it."""
    tally = Tally()
    for run_number in range(runs):
        with workplace() as place:
            folder = Path(place) / NOTES
            if run_number % 2:
                filled(folder, PRESENT, 1)
            tally.add(_race(folder, PRESENT if run_number % 2 else {}))
            tally.add(_succession(folder))
    return tally


def _race(folder: Path, before: Words) -> Tally:
    ways = {
        name: [Save(f"{name}-{number}", text(f"{name} {number}")) for number in range(4)] for name in ("one", "two")
    }
    children = {name: Child(partial(_open_and_play, folder, steps)) for name, steps in ways.items()}
    tally = Tally(runs=1)
    saved: dict[str, str] = dict(before)
    for name, child in children.items():
        told = child.end()
        tally.wrong += told.broken
        tally.acknowledged += len(told.saved)
        saved |= {ways[name][number - 1].name: ways[name][number - 1].text for number in told.saved}
        if told.not_opened:
            tally.refused += 1
            if _REFUSAL not in told.not_opened:
                tally.wrong.append(f"refused for another reason: {told.not_opened}")
        elif not told.everything:
            tally.wrong.append(f"neither refused nor saved: {told.unsaved}")
    if not saved.keys() - before.keys():
        tally.wrong.append("neither of the two could save")
    with Notebook.open(folder, unlock=unlock_of(Notebook.path_in(folder)), read_only=True) as notebook:
        found = words_of(notebook)
    tally.lost += sum(found.get(name) != said for name, said in saved.items())
    return tally


def _open_and_play(folder: Path, steps: list[Save], voice: Voice) -> None:
    notebook = opened(folder, voice, 1)
    if notebook is not None:
        play(notebook, steps, voice)


def _succession(folder: Path) -> Tally:
    tally = Tally(runs=1)
    holder = Child(partial(_hold, folder))
    holder.wait_for_note()
    told = run(partial(_open_and_play, folder, []))
    tally.refused += told.refusals
    if _REFUSAL not in told.not_opened:
        tally.wrong.append(f"the second was not refused: {told}")
    holder.kill()
    tally.wrong += holder.end().broken
    told = run(partial(_open_and_play, folder, []))
    if not told.everything:
        tally.wrong.append(f"it is still locked after the first was killed: {told.not_opened}")
    return tally


def _hold(folder: Path, voice: Voice) -> None:
    notebook = opened(folder, voice, 1)
    assert notebook is not None
    notebook.save(entry("held", "words")).wait()
    voice.say("note", "held")
    threading.Event().wait()


def no_answer() -> Tally:
    """The disk stops answering at each sync in turn. The process says so, leaves, and nothing acknowledged is lost."""
    steps = (Save("there-1", text("there 1 anew")), Save("new", text("new 1")), Seal(2), Save("new", text("new 2")))
    story = Story(steps, PRESENT, 1)
    tally = Tally()
    with workplace() as place:
        template, base = Path(place) / "template", Path(place) / "base"
        filled(template / NOTES, PRESENT, 1)
        answered = False
        for number in range(1, 100):
            shutil.copytree(template, base)
            told = run(partial(_stuck, base / NOTES, steps, number))
            result = Judge(base / NOTES, story, told).verdict()
            answered = told.everything
            if not answered and "does not answer" not in told.unsaved:
                result.wrong.append(f"it was not said: {told.unsaved}")
            tally.add(result.at(f"no answer to sync {number}"))
            shutil.rmtree(base)
            if answered:
                break
        if not answered:
            tally.wrong.append("it never came to its end")
    return tally


def _stuck(folder: Path, steps: Sequence[Step], number: int, voice: Voice) -> None:
    Limits(loose=2).set()
    notebook = opened(folder, voice, 1)
    assert notebook is not None
    synced = 0

    def sync(real: Callable[[int], None], descriptor: int) -> None:
        nonlocal synced
        synced += 1
        if synced == number:
            threading.Event().wait()
        real(descriptor)

    os.fsync, os.fdatasync = partial(sync, os.fsync), partial(sync, os.fdatasync)
    for step_number, step in enumerate(steps, 1):
        begun(notebook, step).when_done(partial(_tell, voice, step_number))
    try:
        notebook.close(0.3)
    except NotSavedError as error:
        voice.say("unsaved", error)
    else:
        voice.say("everything")


def _tell(voice: Voice, number: int, receipt: Receipt) -> None:
    if receipt.error is None:
        voice.say("saved", number)
    else:
        voice.say("refused", number, receipt.error)
