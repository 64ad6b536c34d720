"""A real pseudo-terminal with a screen that can be read."""

import operator
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

from tests.terminal.processes import children_of
from tests.terminal.scrolled import Scrolled

if TYPE_CHECKING:
    from tests.terminal.computer import Sealed

COMMAND = Path(sys.executable).parent / "workbook"
"""The installed command."""

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+tab": "\x1b[Z",
    "ctrl+q": "\x11",
    "ctrl+n": "\x0e",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
}


class Terminal:
    """A process in a pseudo-terminal, and what its screen shows."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], columns: int, rows: int) -> None:
        self._screen = Scrolled(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], list(command[1:]), env=environment, dimensions=(rows, columns), timeout=30, use_poll=True
        )

    def _read(self, seconds: float) -> bool:
        try:
            data: bytes = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(map(self._screen.row, range(self._screen.lines)))

    @property
    def everything(self) -> str:
        """The screen, and what went up out of it. This terminal has no alternate screen that would hide anything."""
        return "\n".join([*self._screen.above, self.text])

    def wait_for(self, words: str, seconds: float = 30) -> str:
        """Read until the words are on the screen."""
        return self.wait_until(lambda text: words in text, f"“{words}”", seconds)

    def wait_until(self, holds: Callable[[str], bool], what: str, seconds: float = 30) -> str:
        """Read until something holds of the screen."""
        end = time.monotonic() + seconds
        while not holds(self.text):
            alive = self._read(0.05)
            if time.monotonic() > end or (not alive and not holds(self.text)):
                pytest.fail(f"{what} did not come; the screen was:\n{self.text}")
        return self.text

    def press(self, *keys: str) -> None:
        """Press keys by name."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def press_until(self, key: str, words: str) -> None:
        """Press a key, each time once the screen is at rest, until the words are there."""
        while words not in self.text:
            before = self.text
            self.press(key)
            self.wait_until(partial(operator.ne, before), f"a change on the way to “{words}”")
            self.settle()

    def settle(self) -> None:
        """Read until nothing more is drawn for a quarter of a second."""
        drawn = -1
        while drawn != len(self.raw):
            drawn = len(self.raw)
            self._read(0.25)

    def type(self, words: str) -> None:
        """Type words."""
        self.child.send(words)

    def kill(self) -> None:
        """End it as a power cut would, all of it at once."""
        for process in (*children_of(self.child.pid or 0), self.child.pid or 0):
            os.kill(process, signal.SIGKILL)
        self.child.wait()

    def wait_for_end(self, seconds: float = 30) -> int | None:
        """Read until the process ended; gives its exit code."""
        end = time.monotonic() + seconds
        while self._read(0.05):
            if time.monotonic() > end:
                pytest.fail(f"it did not end; the screen was:\n{self.text}")
        self.child.wait()
        status: int | None = self.child.exitstatus
        return status

    def lose_window(self, seconds: float = 30) -> None:
        """Close the window over it, so that it is hung up on and nobody reads any more, and wait for its end."""
        pty = self.child.ptyproc  # type: ignore[attr-defined]  # the stubs leave it out
        pty.fileobj.close()
        end = time.monotonic() + seconds
        while not os.waitpid(pty.pid, os.WNOHANG)[0]:
            if time.monotonic() > end:
                pytest.fail("it lives on without its window")
        self.child.terminated = pty.terminated = True

    def close(self) -> None:
        """End whatever is left of it."""
        self.child.close(force=True)


Start = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of its own."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts the installed command in a terminal of its own."""
    terminals: list[Terminal] = []

    def begin(*arguments: str, columns: int = 80, rows: int = 24, program: Sequence[str] = (str(COMMAND),)) -> Terminal:
        environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "WORKBOOK_HOME": str(home / "notes"),
        }
        terminals.append(Terminal([*program, *arguments], environment, columns, rows))
        return terminals[-1]

    yield begin
    for terminal in terminals:
        terminal.close()


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> "Sealed":
    """A notebook with a passphrase."""
    from tests.terminal.computer import make_sealed

    return make_sealed(tmp_path_factory.mktemp("sealed") / "notes")
