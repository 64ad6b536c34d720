"""The lock: the screens are gone with all that was on them, and the passphrase brings back to the same place."""

import base64
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.terminal.computer import CANARY, PASSPHRASE, Computer, Sealed, code_of, kept, write
from tests.terminal.conftest import Start, Terminal
from tests.terminal.processes import children_of
from tests.terminal.test_endings import go_where_one_writes, notes  # noqa: F401  # a fixture
from tests.terminal.traces import found_in
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store.notebook import Notebook

LOCKED, PAUSED = "Passphrase:", "Enter goes on. Ctrl+Q leaves."
KEYS = {"F4": "\x1bOS", "Ctrl+L": "\x0c"}
PRELUDE = """
import base64, importlib, sys
{change}
sys.argv = ["workbook"]
importlib.import_module("workbook.__main__").main()
"""
SHORT_MINUTES = "import workbook.screens.idle as idle; idle.MINUTE = 1.0"
LOOK = """
import gc
from workbook.prompt import asking
usual = asking.ScreenPrompt.__init__
TURNS = []
FORBIDDEN = {{
    "textual.widget.Widget", "textual.app.App", "workbook.store.keys.Keys", "workbook.model.entry.Entry",
    "workbook.insight.index.NotesIndex", "workbook.insight.incidents.Incident",
    "workbook.model.entry.Answer", "workbook.store.notebook.Notebook", "workbook.store.vault.Vault",
}}

from workbook.insight.index import NotesIndex
took = NotesIndex.take
TAKEN = []

def take(*arguments):
    took(*arguments)
    TAKEN.append(1)

NotesIndex.take = take

def look():
    words = base64.b64decode({words!r}).decode()
    found = set() if TAKEN else {{"no note was read"}}
    for each in gc.get_objects():
        kinds = {{cls.__module__ + "." + cls.__name__ for cls in type(each).__mro__}}
        if kinds & FORBIDDEN:
            found.add(type(each).__qualname__)
        for inside in gc.get_referents(each):
            if type(inside) in (str, bytes) and (words if type(inside) is str else words.encode()) in inside:
                found.add("words in " + type(each).__qualname__)
    with open({told!r}, "w") as file:
        file.write("looked " + " ".join(sorted(found)))

def look_before(*arguments, **more):
    TURNS.append(1)
    if len(TURNS) == {turn}:
        look()
    usual(*arguments, **more)

asking.ScreenPrompt.__init__ = look_before
"""


@pytest.fixture
def computer(tmp_path: Path, sealed: Sealed) -> Iterator[Computer]:
    """A computer with that notebook."""
    made = Computer(tmp_path / "it")
    made.take_in(sealed)
    yield made
    for terminal in made.terminals:
        terminal.close()


def changed(change: str) -> tuple[str, ...]:
    """The workbook, with something changed in it."""
    return sys.executable, "-c", PRELUDE.format(change=change)


def unlock(terminal: Terminal, secret: str = PASSPHRASE) -> None:
    """Answer the prompt of the lock."""
    terminal.wait_for(LOCKED)
    terminal.type(f"{secret}\r")


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_lock_keeps_what_was_typed_and_the_passphrase_brings_back_to_it(
    computer: Computer, sealed: Sealed, key: str
) -> None:
    terminal = computer.start()
    computer.unlock(terminal)
    terminal.type(CANARY)
    terminal.press(key)
    terminal.wait_for(LOCKED)
    assert found_in(terminal.everything.encode(), computer.secrets) == []
    computer.assert_nothing_is_told()
    unlock(terminal, "not this one")
    terminal.wait_for("That is not it")
    unlock(terminal)
    terminal.wait_for(CANARY)
    terminal.type("!")
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0
    assert found_in(terminal.everything.encode(), computer.secrets) == []
    assert kept(computer.notes, sealed.keys) == f"{CANARY}!"
    assert terminal.raw.count(b"\x1b[?1049l") == 1, "the shell was seen in between"


def test_it_locks_by_itself_after_the_minutes_that_were_set(computer: Computer, sealed: Sealed) -> None:
    terminal = computer.start(program=changed(SHORT_MINUTES))
    computer.unlock(terminal)
    terminal.type(CANARY)
    terminal.wait_for(LOCKED)
    assert kept_while_locked(computer, sealed) == CANARY
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0


def kept_while_locked(computer: Computer, sealed: Sealed) -> object:
    """What stands in a copy of the notebook: this one is not open to others even now."""
    copy = computer.base.parent / "copy"
    copy.mkdir()
    (copy / "notes.wb").write_bytes((computer.notes / "notes.wb").read_bytes())
    return kept(copy, sealed.keys)


@pytest.mark.parametrize(
    ("end", "code"), [("ctrl+q", 0), (signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)], ids=str
)
def test_leaving_at_the_lock_leaves_nothing(
    computer: Computer, sealed: Sealed, end: str | signal.Signals, code: int
) -> None:
    terminal = computer.writing()
    terminal.press(KEYS["F4"])
    terminal.wait_for(LOCKED)
    if isinstance(end, str):
        terminal.press(end)
    else:
        (process,) = children_of(terminal.child.pid or 0)
        os.kill(process, end)
    assert code_of(terminal) == code
    assert LOCKED not in terminal.text
    computer.assert_nothing_is_told()
    assert kept(computer.notes, sealed.keys) == CANARY


def test_other_window_is_kept_out_while_it_is_locked(computer: Computer) -> None:
    terminal = computer.writing()
    terminal.press(KEYS["F4"])
    terminal.wait_for(LOCKED)
    other = computer.start()
    unlock(other)
    other.wait_for("is open in another window")
    assert code_of(other) == 4
    unlock(terminal)
    terminal.wait_for(CANARY)


@pytest.mark.parametrize("turn", [1, 2], ids=["first lock", "second lock"])
def test_nothing_of_the_notebook_is_held_while_it_is_locked(computer: Computer, tmp_path: Path, turn: int) -> None:
    told = tmp_path / "told"
    words = base64.b64encode(CANARY.encode()).decode()
    with Notebook.open(computer.notes, unlock=lambda attempt: attempt(PASSPHRASE)) as notebook:
        clock = datetime(2025, 3, 5, 12, tzinfo=UTC)
        Sitting.open("incident", Library(), notebook, lambda: clock).answer("line", CANARY)
    # The prompt at the start asks once before.
    look = LOOK.format(words=words, told=str(told), turn=turn + 1)
    terminal = computer.start(program=changed(look))
    computer.unlock(terminal)
    write(terminal, CANARY)
    terminal.press("f1")
    terminal.wait_for("Am I in danger now?")
    for _turn in range(turn):
        terminal.press("escape")
        terminal.settle()
        terminal.press(KEYS["F4"])
        terminal.wait_for(LOCKED)
        unlock(terminal)
        terminal.wait_for(CANARY)
        terminal.press("f1")
        terminal.wait_for("Am I in danger now?")
    assert told.read_text() == "looked "
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0


def test_without_a_passphrase_it_hides_the_screen_until_enter(start: Start, notes: Path) -> None:  # noqa: F811
    terminal = start()
    go_where_one_writes(terminal)
    terminal.type("A canary.")
    terminal.press(KEYS["F4"])
    terminal.wait_for(PAUSED)
    assert "canary" not in terminal.everything
    terminal.press("enter")
    terminal.wait_for("A canary.")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0


def test_stopped_from_outside_and_continued_it_is_hidden(start: Start, notes: Path) -> None:  # noqa: F811
    terminal = start()
    go_where_one_writes(terminal)
    terminal.type("A canary.")
    terminal.wait_for("A canary.")
    terminal.child.kill(signal.SIGSTOP)
    terminal.child.kill(signal.SIGCONT)
    terminal.wait_for(PAUSED)
    assert "canary" not in terminal.everything
    terminal.press("enter")
    terminal.wait_for("A canary.")
    terminal.type("!")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    with Notebook.open(notes) as notebook:
        (entry,) = notebook.entries("welcome")
        assert entry.answers["backup"].value == "A canary.!"


# A disk that does not take it


def locked_with_words_that_are_not_saved(computer: Computer) -> Terminal:
    """The canary is saved, what was typed behind it is not, and the disk is full."""
    full = "(_ for _ in ()).throw(OSError(28, 'full'))"
    program = computer.faulty(("store.disk.DiskFile", "append", full), ("store.disk.DiskFile", "replace", full))
    terminal = computer.writing(*program)
    computer.break_it()
    terminal.type(" and more")
    terminal.wait_for("Not saved")
    terminal.press(KEYS["F4"])
    terminal.wait_for(LOCKED)
    return terminal


def test_what_could_not_be_saved_is_there_after_the_lock_and_is_saved_later(computer: Computer, sealed: Sealed) -> None:
    terminal = locked_with_words_that_are_not_saved(computer)
    computer.assert_nothing_is_told()
    unlock(terminal)
    terminal.wait_for(f"{CANARY} and more")
    terminal.wait_for("Not saved")
    computer.trigger.unlink()
    terminal.wait_until(lambda text: "Not saved" not in text, "the banner to go")
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0
    assert kept(computer.notes, sealed.keys) == f"{CANARY} and more"


def test_what_could_not_be_saved_before_leaving_at_the_lock_is_told(computer: Computer, sealed: Sealed) -> None:
    terminal = locked_with_words_that_are_not_saved(computer)
    terminal.press("ctrl+q")
    assert code_of(terminal) == 1
    assert "Your last words are lost. What said “Saved” is there." in " ".join(terminal.everything.split())
    computer.assert_nothing_is_told()
    assert kept(computer.notes, sealed.keys) == CANARY


# Without a passphrase, the same


FAILING = """
import importlib, pathlib

def spoil(method):
    owner = importlib.import_module("workbook.store.disk").DiskFile
    usual = getattr(owner, method)

    def fail(*arguments, **more):
        if pathlib.Path({trigger!r}).exists():
            raise OSError(28, "full")
        return usual(*arguments, **more)

    setattr(owner, method, fail)

spoil("append")
spoil("replace")
"""


def test_without_a_passphrase_what_could_not_be_saved_is_told_on_leaving_at_the_lock(
    start: Start,
    notes: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    trigger = tmp_path / "trigger"
    terminal = start(program=changed(FAILING.format(trigger=str(trigger))))
    go_where_one_writes(terminal)
    trigger.touch()
    terminal.type("A canary.")
    terminal.wait_for("Not saved")
    terminal.press(KEYS["F4"])
    terminal.wait_for(PAUSED)
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 1
    assert "Your last words are lost." in " ".join(terminal.everything.split())


def test_without_a_passphrase_what_could_not_be_saved_is_saved_while_it_is_locked(
    start: Start,
    notes: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    trigger = tmp_path / "trigger"
    quickly = "import workbook.store.put_away as p; p.PutAway.__init__.__defaults__ = (0.2,)\n"
    terminal = start(program=changed(quickly + FAILING.format(trigger=str(trigger))))
    go_where_one_writes(terminal)
    trigger.touch()
    terminal.type("A canary.")
    terminal.wait_for("Not saved")
    terminal.press(KEYS["F4"])
    terminal.wait_for(PAUSED)
    trigger.unlink()
    terminal.wait_until(lambda _text: b"A canary." in (notes / "notes.wb").read_bytes(), "the words in the file")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0


# Signals at odd moments


@pytest.mark.parametrize("moment", ["put_away", "_forget"])
def test_signal_to_leave_in_the_middle_of_a_lock_is_heeded(computer: Computer, sealed: Sealed, moment: str) -> None:
    ends = "import os, signal; os.kill(os.getpid(), signal.SIGTERM); os.kill(os.getpid(), signal.SIGCONT)"
    owner = {"put_away": "workbook.store.notebook.Notebook", "_forget": "workbook.running"}[moment]
    module, _dot, name = owner.rpartition(".") if moment == "put_away" else (owner, "", "")
    change = f"""
import functools, importlib
owner = importlib.import_module({module!r})
owner = getattr(owner, {name!r}) if {name!r} else owner
usual = getattr(owner, {moment!r})

@functools.wraps(usual)
def signalled(*arguments):
    {ends}
    return usual(*arguments)

setattr(owner, {moment!r}, signalled)
"""
    terminal = computer.start(program=changed(change))
    computer.unlock(terminal)
    write(terminal, CANARY)
    terminal.press(KEYS["F4"])
    assert code_of(terminal) == 0
    assert kept(computer.notes, sealed.keys) == CANARY
    assert found_in(terminal.everything.encode(), computer.secrets) == []


def test_what_is_typed_ahead_of_the_prompt_is_not_shown(computer: Computer) -> None:
    waits = "import time, workbook.running as r; f = r._forget; r._forget = lambda: (time.sleep(3), f())"
    terminal = computer.start(program=changed(waits))
    computer.unlock(terminal)
    write(terminal, CANARY)
    terminal.press(KEYS["F4"])
    terminal.wait_until(lambda text: not text.strip(), "an empty screen")
    for part in PASSPHRASE.partition("wörds"):
        terminal.type(part)
        terminal.settle()
    terminal.wait_for(LOCKED)
    terminal.type("\x15")
    unlock(terminal)
    terminal.wait_for(CANARY)
    assert "wörds".encode() not in terminal.raw
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0
