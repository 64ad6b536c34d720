"""A sentence is typed, and the workbook comes to an end: it is kept, sealed, and nowhere on the screen or above it.

The workbook is started from a shell, as a reader would. The terminal has no alternate screen, so that nothing is hidden
by one. WORKBOOK_TIMES=20 does each of it so many times, and shows of every guard that this would fail without it.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal.computer import CANARY, PASSPHRASE, Computer, Sealed, kept, write
from tests.terminal.conftest import COMMAND
from tests.terminal.processes import children_of, lives, wait_for_end_of
from tests.terminal.traces import found_in, lines_outside

TIMES = int(os.environ.get("WORKBOOK_TIMES", "1"))
CLOSED = "Something went wrong and this had to close. What said “Saved” is saved."
PROMPT = "ready>"
PROGRAM = """
import asyncio, importlib, sys

secret = {canary!r}

def breaks(secret):
    raise RuntimeError(secret)

async def breaks_later(secret):
    raise RuntimeError(secret)

def put(owner, name, value):
    module, _dot, owner = owner.rpartition(".")
    setattr(getattr(importlib.import_module("workbook." + module), owner), name, value)

{prelude}
importlib.import_module("workbook.__main__").main()
"""


class Shell:
    """A shell in a terminal, and the workbook in it."""

    def __init__(self, computer: Computer, folder: Path) -> None:
        self.computer = computer
        self._script = folder / "program.py"
        computer.environment |= {"PS1": f"{PROMPT} ", "HISTFILE": str(folder / "history")}
        self.terminal = computer.start("--norc", "-i", program=("/bin/bash",))
        self.terminal.wait_for(PROMPT)

    def start(self, prelude: str = "", *arguments: str) -> None:
        """Start the workbook; with a prelude, after something was changed in it."""
        command = str(COMMAND)
        if prelude:
            self._script.write_text(PROGRAM.format(canary=CANARY, prelude=prelude), encoding="utf-8")
            command = f"{sys.executable} {self._script}"
        self.terminal.type(f"{' '.join((command, *arguments))}\r")

    @property
    def guardian(self) -> int:
        """The process that the shell started."""
        (process,) = children_of(self.terminal.child.pid or 0)
        return process

    @property
    def workbook(self) -> int:
        """The process behind the screens."""
        return (children_of(self.guardian) or [self.guardian])[0]

    def wait_for_end(self, processes: Iterable[int]) -> None:
        """Until these are gone. If the shell had not waited for them, its prompt went with their last screen."""
        self.terminal.wait_until(lambda _text: not any(map(lives, processes)), "the end of all of it")
        self.terminal.press("enter")

    def wait_for_prompt(self) -> None:
        """Until the shell answers again."""
        self.terminal.wait_until(lambda text: text.count(PROMPT) > 0, "the shell's prompt", 20)
        self.terminal.type("echo $((6*7))\r")
        self.terminal.wait_for("42")


@dataclass(frozen=True)
class Ending:
    """A way for the workbook to end."""

    does: Callable[[Shell], object]
    prelude: str = ""
    """What is changed in the program before."""
    saved: bool = False
    """Whether what was typed is saved by then; otherwise it ends in the middle of typing."""
    says: str = ""
    """What stands on the shell's screen after it."""
    ends: bool = True
    """Whether the process is gone after it."""


def key(name: str) -> Callable[[Shell], object]:
    """Press a key."""
    return lambda shell: shell.terminal.press(name)


def to_guardian(number: signal.Signals) -> Callable[[Shell], object]:
    """Send a signal to the process that the shell knows."""
    return lambda shell: os.kill(shell.guardian, number)


def to_workbook(number: signal.Signals) -> Callable[[Shell], object]:
    """Send a signal to the process behind it."""
    return lambda shell: os.kill(shell.workbook, number)


def close_window(shell: Shell) -> None:
    """Close the terminal over the shell."""
    processes = [shell.guardian, shell.workbook]
    shell.terminal.lose_window()
    for process in processes:
        wait_for_end_of(process)


HELP = "put('app.WorkbookApp', 'action_help', {does})"
ENDINGS = {
    "Ctrl+Q": Ending(key("ctrl+q")),
    "F9": Ending(key("f9")),
    "SIGTERM": Ending(to_guardian(signal.SIGTERM)),
    "SIGTERM to the inner process": Ending(to_workbook(signal.SIGTERM)),
    "SIGHUP": Ending(to_guardian(signal.SIGHUP)),
    "SIGINT": Ending(to_guardian(signal.SIGINT)),
    "SIGQUIT": Ending(to_guardian(signal.SIGQUIT)),
    "SIGKILL": Ending(to_workbook(signal.SIGKILL), saved=True),
    "SIGKILL to the guardian": Ending(to_guardian(signal.SIGKILL)),
    "a fault in a handler": Ending(key("f1"), HELP.format(does="lambda self: breaks(secret)"), saved=True, says=CLOSED),
    "a fault in a worker": Ending(
        key("f1"), HELP.format(does="lambda self: self.run_worker(breaks_later(secret))"), saved=True, says=CLOSED
    ),
    "a fault in a worker's thread": Ending(
        key("f1"),
        HELP.format(does="lambda self: self.run_worker(lambda: breaks(secret), thread=True)"),
        saved=True,
        says=CLOSED,
    ),
    "a fault in the thread of the keys": Ending(
        key("f1"),
        "from textual.events import Key\n"
        "put('curtain.Curtain', 'process_message', lambda self, message, usual=importlib.import_module("
        "'workbook.curtain').Curtain.process_message: breaks(secret) if isinstance(message, Key) and "
        "message.key == 'f1' else usual(self, message))",
        saved=True,
        says=CLOSED,
    ),
    "SIGTSTP": Ending(to_guardian(signal.SIGTSTP), says="Stopped", ends=False),
    "SIGTSTP to the inner process": Ending(to_workbook(signal.SIGTSTP), says="Stopped", ends=False),
    "a closed window": Ending(close_window),
}


@pytest.fixture
def shell(tmp_path: Path, sealed: Sealed) -> Iterator[Shell]:
    """A shell on a computer with a sealed notebook."""
    if not Path("/bin/bash").exists():
        pytest.skip("there is no bash to start it from")
    computer = Computer(tmp_path / "it")
    computer.take_in(sealed)
    outside = tmp_path / "outside"
    outside.mkdir()
    yield Shell(computer, outside)
    for terminal in computer.terminals:
        terminal.close()


def assert_kept_and_nowhere_else(shell: Shell, sealed: Sealed, ending: Ending, prelude: str = "") -> None:
    """Type, let it end, and look for the words."""
    terminal = shell.terminal
    shell.start("\n".join(part for part in (ending.prelude, prelude) if part))
    shell.computer.unlock(terminal)
    if ending.saved:
        write(terminal, CANARY)
    else:
        terminal.type(CANARY)
        terminal.wait_for(CANARY)
    processes = {shell.guardian, shell.workbook}
    ending.does(shell)
    if ending.does is not close_window:
        if ending.ends:
            shell.wait_for_end(processes)
        shell.wait_for_prompt()
        assert found_in(terminal.everything.encode(), shell.computer.secrets) == []
        assert ending.says in " ".join(terminal.everything.split("\n"))
        assert "Traceback" not in terminal.everything
        assert [line for line in lines_outside(terminal.raw) if "canary" in line.lower()] == []
    assert kept_in_copy(shell, sealed) == CANARY
    shell.computer.assert_nothing_is_told()
    if not ending.ends:
        terminal.type("fg\r")
        terminal.wait_for("Passphrase:")
        assert CANARY not in terminal.everything
        terminal.type(f"{PASSPHRASE}\r")
        terminal.wait_for(CANARY)
        terminal.press("ctrl+q")
        shell.wait_for_prompt()
        assert CANARY not in terminal.everything
    if ending.does is not close_window:
        terminal.type("stty -a\r")
        terminal.wait_for(" icanon")
        assert " echo " in terminal.text


def kept_in_copy(shell: Shell, sealed: Sealed) -> object:
    """What stands in the notebook, whether somebody has it open or not."""
    copy = shell.computer.base.parent / "copy"
    shutil.copytree(shell.computer.notes, copy)
    try:
        return kept(copy, sealed.keys)
    finally:
        shutil.rmtree(copy)


@pytest.mark.parametrize("_turn", range(TIMES))
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_what_was_typed_is_kept_and_nowhere_else(shell: Shell, sealed: Sealed, ending: Ending, _turn: int) -> None:
    assert_kept_and_nowhere_else(shell, sealed, ending)


# The guards, taken out one by one

NO_CURTAIN = "put('curtain.Curtain', 'fall', lambda self: None)"
NO_SETTLING = "async def nothing(self): pass\nput('app.WorkbookApp', '_settle', nothing)"
NO_EAR = "import contextlib, workbook.running as r; r.listening = lambda heed: contextlib.nullcontext()"
NO_GIVING_BACK = "put('guardian._Watch', '_give_back', lambda self: None)"
NO_GUARDIAN = "import workbook.opening as o; o.guarded = lambda work: work(None)"
TEXTUALS_PANIC = "import workbook.app as a; del a.WorkbookApp.panic, a.WorkbookApp._fatal_error"
NO_FAREWELL = NO_CURTAIN + "\nimport workbook.curtain as c; del c.Curtain.stop_application_mode"
LOST, SEEN = "assert None == ", "the canary"
UNGUARDED = {
    "Ctrl+Q, no curtain": ("Ctrl+Q", NO_CURTAIN, SEEN),
    "Ctrl+Q, keys on their way are not waited for": ("Ctrl+Q", NO_SETTLING, LOST),
    "SIGTERM, no ear for signals": ("SIGTERM", NO_EAR, LOST),
    "SIGHUP, no ear for signals": ("SIGHUP", NO_EAR, LOST),
    "SIGINT, no ear for signals": ("SIGINT", NO_EAR, LOST),
    "SIGKILL, nothing given back": ("SIGKILL", NO_GIVING_BACK, SEEN),
    "SIGKILL, no guardian": ("SIGKILL", NO_GUARDIAN, SEEN),
    "a fault in a handler, Textual's own words": ("a fault in a handler", TEXTUALS_PANIC, SEEN),
    "a fault in a worker, Textual's own words": ("a fault in a worker", TEXTUALS_PANIC, SEEN),
    "SIGTSTP, no ear for signals": ("SIGTSTP", NO_EAR, SEEN),
    "a closed window, no ear for signals": ("a closed window", NO_EAR, LOST),
}
"""The ending, what is taken out of the program, and what then happens to the words."""


@pytest.mark.skipif(TIMES == 1, reason="of the guards, only where WORKBOOK_TIMES asks for more than one turn")
@pytest.mark.parametrize(("name", "prelude", "fate"), UNGUARDED.values(), ids=UNGUARDED)
def test_without_its_guard_it_would_fail(shell: Shell, sealed: Sealed, name: str, prelude: str, fate: str) -> None:
    with pytest.raises(AssertionError, match=fate):
        assert_kept_and_nowhere_else(shell, sealed, ENDINGS[name], prelude)


# What never answers

HANGS = "__import__('time').sleep(600)"


def test_guardian_goes_by_another_name(shell: Shell) -> None:
    shell.start()
    shell.terminal.wait_for("Passphrase:")
    names = [Path(f"/proc/{process}/comm") for process in (shell.guardian, shell.workbook)]
    if not names[0].exists():
        pytest.skip("only Linux has names beside the command line")
    guardian, workbook = (name.read_text(encoding="ascii").strip() for name in names)
    assert (guardian, workbook) == ("python3", "workbook")


def test_handler_that_hangs_keeps_nobody_from_leaving(shell: Shell, sealed: Sealed) -> None:
    hung = Ending(
        lambda shell: shell.terminal.press("f1", "ctrl+q"),
        HELP.format(does=f"lambda self: {HANGS}"),
        saved=True,
        says="This had to be cut short. What said “Saved” is saved.",
    )
    assert_kept_and_nowhere_else(shell, sealed, hung)


def test_pressing_the_key_again_does_not_put_it_off(shell: Shell, sealed: Sealed) -> None:
    def press_again_and_again(shell: Shell) -> None:
        def is_back(text: str) -> bool:
            shell.terminal.press("ctrl+q")
            return PROMPT in text

        shell.terminal.press("f1")
        shell.terminal.wait_until(is_back, "the shell's prompt", 20)

    hung = Ending(press_again_and_again, HELP.format(does=f"lambda self: {HANGS}"), saved=True, says="cut short")
    assert_kept_and_nowhere_else(shell, sealed, hung)


def test_disk_that_hangs_keeps_nobody_from_leaving(shell: Shell) -> None:
    terminal = shell.terminal
    shell.start(f"put('store.disk.DiskFile', 'append', lambda *_: {HANGS})")
    shell.computer.unlock(terminal)
    terminal.type(CANARY)
    terminal.wait_for(CANARY)
    terminal.press("ctrl+q")
    shell.wait_for_prompt()
    assert "the disk does not answer" in " ".join(terminal.everything.split())
    assert found_in(terminal.everything.encode(), shell.computer.secrets) == []
    shell.computer.assert_nothing_is_told()


# What a fault leaves behind for whoever mends it


def test_details_of_a_fault_name_places_and_none_of_the_words(shell: Shell, sealed: Sealed) -> None:
    terminal = shell.terminal
    details = shell.computer.home / "details"
    fault = ENDINGS["a fault in a worker"]
    shell.start(fault.prelude, "--details", str(details))
    shell.computer.unlock(terminal)
    write(terminal, CANARY)
    terminal.press("f1")
    shell.wait_for_prompt()
    assert CLOSED in terminal.everything
    told = details.read_text(encoding="utf-8")
    assert "RuntimeError" in told
    assert "breaks_later" in told
    assert found_in(told.encode(), shell.computer.secrets) == []
    assert details.stat().st_mode & 0o777 == 0o600
    shell.computer.assert_nothing_is_told(details)
    assert kept_in_copy(shell, sealed) == CANARY
