"""Leaving in tmux, which keeps what goes up out of its screen, with an alternate screen and without one."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.computer import CANARY, PASSPHRASE, Computer, Sealed, kept
from tests.terminal.conftest import COMMAND
from tests.terminal.processes import children_of, lives

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
PROMPT = "ready>"


class Pane:
    """A shell in a pane of a tmux server of its own."""

    def __init__(self, computer: Computer, *, alternate: bool) -> None:
        self._socket = computer.base / "tmux"
        environment = {**computer.environment, "PS1": f"{PROMPT} ", "HISTFILE": "/dev/null", "SHELL": "/bin/sh"}
        self._environment = environment
        configuration = computer.base / "tmux.conf"
        configuration.write_text(f"set -g alternate-screen {'on' if alternate else 'off'}\nset -g history-limit 5000\n")
        self.tmux("-f", str(configuration), "new-session", "-d", "-x", "100", "-y", "30", "/bin/sh", "-i")
        configuration.unlink()
        self.wait_for(PROMPT)

    def tmux(self, *arguments: str) -> str:
        """What tmux says to a command."""
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        return done.stdout

    @property
    def everything(self) -> str:
        """The screen, and all that went up out of it; of the other screen as well, if there is one."""
        return self.tmux("capture-pane", "-p", "-S", "-")

    @property
    def shell(self) -> int:
        """The shell's process."""
        return int(self.tmux("display-message", "-p", "#{pane_pid}"))

    def type(self, words: str) -> None:
        """Type words."""
        self.tmux("send-keys", "-l", words)

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.tmux("send-keys", *keys)

    def wait_for(self, words: str) -> None:
        """Until the words are on the screen."""
        self.wait_until(lambda: words in self.everything, words)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Until something holds."""
        end = time.monotonic() + 30
        while not holds():
            assert time.monotonic() < end, f"{what} did not come:\n{self.everything}"
            time.sleep(0.05)

    def close(self) -> None:
        """End it, with whatever is in it."""
        subprocess.run(["tmux", "-S", str(self._socket), "kill-server"], capture_output=True, check=False)


@pytest.fixture(params=[True, False], ids=["alternate screen", "no alternate screen"])
def pane(request: pytest.FixtureRequest, tmp_path: Path, sealed: Sealed) -> Iterator[tuple[Pane, Computer]]:
    """A pane on a computer with a sealed notebook."""
    computer = Computer(tmp_path / "it")
    computer.take_in(sealed)
    made = Pane(computer, alternate=request.param)
    yield made, computer
    made.close()


def typed(pane: Pane) -> list[int]:
    """The canary, typed where one writes; gives the processes, the one that the shell started first."""
    pane.type(str(COMMAND))
    pane.press("Enter")
    pane.wait_for("Passphrase:")
    pane.type(PASSPHRASE)
    pane.press("Enter")
    pane.wait_for("You could go on with")
    pane.press("Enter")
    pane.wait_for("> (x)")
    pane.press("Tab")
    pane.wait_for("Enter: go on")
    pane.type(CANARY)
    pane.wait_for(CANARY)
    pane.wait_until(lambda: "Saved" in pane.everything, "Saved")
    (guardian,) = children_of(pane.shell)
    return [guardian, *children_of(guardian)]


@pytest.mark.parametrize("way", ["C-q", "F9", signal.SIGTERM, signal.SIGKILL], ids=str)
def test_nothing_is_left_in_the_pane_nor_above_it(
    pane: tuple[Pane, Computer], sealed: Sealed, way: str | signal.Signals
) -> None:
    shown, computer = pane
    processes = typed(shown)
    if isinstance(way, str):
        shown.press(way)
    else:
        os.kill(processes[-1], way)
    shown.wait_until(lambda: not any(map(lives, processes)), "the end")
    shown.type("echo $((6*7))")
    shown.press("Enter")
    shown.wait_for("42")
    for part in (CANARY, *CANARY.split("☂"), "Welcome", "Saved"):
        assert part not in shown.everything
    assert kept(computer.notes, sealed.keys) == CANARY


def test_lock_leaves_nothing_in_the_pane_nor_above_it(pane: tuple[Pane, Computer]) -> None:
    shown, _computer = pane
    typed(shown)
    shown.press("F4")
    shown.wait_until(lambda: "Not shown as you type" in shown.everything and "Saved" not in shown.everything, "a lock")
    for part in (CANARY, *CANARY.split("☂"), "Welcome"):
        assert part not in shown.everything


def test_closed_pane_is_kept(pane: tuple[Pane, Computer], sealed: Sealed) -> None:
    shown, computer = pane
    processes = typed(shown)
    shown.type("!")
    shown.wait_for(f"{CANARY}!")
    shown.tmux("kill-pane")
    end = time.monotonic() + 30
    while any(map(lives, processes)):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert kept(computer.notes, sealed.keys) == f"{CANARY}!"
