"""How long it takes from the key to leave to a blank screen, and to the shell, whatever the workbook is doing.

Each in a real pseudo-terminal, beside the same program with the key handled where apps usually do, in the app's own
queue. Prints medians and the 99th of 100. The aim is a median below 20 ms, a 99th of 100 below 100 ms, and the shell
within two seconds.

Run: python benchmarks/leaving.py [RUNS]
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pexpect

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store.notebook import Notebook

KEY = b"\x11"
BLANK = b"\x1b[2;1H\x1b[2K\x1b[1;1H\x1b[2K"
WORDS = "On Sunday I said that I was tired, and nobody was angry. "
PROGRAM = "from workbook.__main__ import main; import sys; sys.argv = ['workbook']; main()"
IN_THE_APP = (
    "import re, workbook.curtain as c; c._TO_LEAVE = re.compile(b'(?!)'); c.LEAVE = c.LOCK = frozenset(); " + PROGRAM
)
"""The key goes the way of any other key."""


class Window:
    """A terminal that takes everything at once, and knows when it came."""

    def __init__(self, program: str, home: str) -> None:
        environment = {"HOME": home, "WORKBOOK_HOME": f"{home}/notes", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self.child = pexpect.spawn(
            sys.executable, ["-c", program], env=os.environ | environment, dimensions=(40, 120), timeout=30
        )
        self.came = b""
        self.at: list[tuple[int, float]] = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self.child.child_fd, 1 << 16)
            except OSError:
                return
            self.came += data
            self.at.append((len(self.came), time.perf_counter()))

    def wait_for(self, words: bytes, since: int = 0) -> int:
        """Until the words were drawn; gives where they stand."""
        end = time.perf_counter() + 30
        while (found := self.came.find(words, since)) < 0:
            if time.perf_counter() > end:
                raise TimeoutError(f"{words!r} did not come: {self.came[-500:]!r}")
            time.sleep(0.001)
        return found

    def settle(self) -> None:
        """Until nothing more is drawn."""
        drawn = -1
        while drawn != len(self.came):
            drawn = len(self.came)
            time.sleep(0.15)

    def send(self, keys: bytes) -> None:
        """Press keys."""
        while keys:
            keys = keys[os.write(self.child.child_fd, keys) :]

    def leave(self) -> tuple[float, float]:
        """Press the key. Seconds until the screen is blank, and until the shell would be back."""
        since = len(self.came)
        begun = time.perf_counter()
        self.send(KEY)
        blank = self.wait_for(BLANK, since) + len(BLANK)
        drawn = next(at for length, at in self.at if length >= blank)
        self.child.wait()
        return drawn - begun, time.perf_counter() - begun


def write_page(window: Window) -> None:
    """Go to a place to write."""
    window.wait_for(b"You could go on with")
    window.settle()
    window.send(b"\r")
    window.wait_for(b"write freely")
    window.settle()
    window.send(b"\t")
    window.settle()


def idle(window: Window) -> None:
    """Nothing at all."""
    write_page(window)


def pasted(window: Window) -> None:
    """A long text, pasted."""
    write_page(window)
    window.send(b"\x1b[200~" + (WORDS * 1800).encode() + b"\x1b[201~")


def typed(window: Window) -> None:
    """The same without the marks of a paste: some terminals have none."""
    write_page(window)
    window.send((WORDS * 35).encode())


def mounting(window: Window) -> None:
    """A page that is being built."""
    write_page(window)
    window.send(b"\x1b[19~")
    time.sleep(random.uniform(0, 0.3))


def filling(window: Window) -> None:
    """A list of a thousand entries that is being filled."""
    window.wait_for(b"You could go on with")
    window.settle()
    window.send(b"e")
    window.settle()
    window.send(b"\x10")
    window.settle()
    window.send(b"journ")
    window.settle()
    window.send(b"\r")
    time.sleep(random.uniform(0, 0.5))


def starting(window: Window) -> None:
    """The first screen, on its way."""
    window.wait_for(b"\x1b[?1049h")
    time.sleep(random.uniform(0, 0.3))


SITUATIONS: tuple[Callable[[Window], None], ...] = (idle, pasted, typed, mounting, filling, starting)


def lived_in(folder: Path) -> None:
    """A notebook with a thousand pages of a journal, and Welcome begun."""
    with Notebook.open(folder) as notebook:
        library = Library()
        for day in range(1000):
            then = datetime(2023, 3, 5, tzinfo=UTC) + timedelta(days=day)
            sitting = Sitting.open("values-journal", library, notebook, partial(then.replace))
            sitting.answer("writing", WORDS * 20)
            sitting.finish()
        sitting = Sitting.open("welcome", library, notebook, lambda: datetime(2026, 3, 5, tzinfo=UTC))
        sitting.answer("private", "yes")


def main() -> None:
    """Measure side by side."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as home:
        lived_in(Path(home) / "notes")
        print(f"ms from the key to a blank screen: median, 99th of 100; s to the shell: median, longest; {runs} runs")
        for situation in SITUATIONS:
            ours: list[tuple[float, float]] = []
            usual: list[tuple[float, float]] = []
            for _run in range(runs):
                for program, figures in ((PROGRAM, ours), (IN_THE_APP, usual)):
                    with tempfile.TemporaryDirectory() as fresh:
                        shutil.copytree(Path(home) / "notes", Path(fresh) / "notes")
                        window = Window(program, fresh)
                        situation(window)
                        figures.append(window.leave())
            (blank, last, shell, longest), (blank_usual, last_usual, *_rest) = map(summed, (ours, usual))
            print(
                f"{situation.__name__:>9}: {blank:5.1f} {last:6.1f}   in the app {blank_usual:6.1f} {last_usual:7.1f}"
                f"   ratio {blank / blank_usual:4.2f}   shell {shell:.2f} {longest:.2f}",
                flush=True,
            )


def summed(figures: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Median and 99th of 100 of the blank screen, in ms; median and longest until the shell, in s."""
    blanks, shells = sorted(blank * 1000 for blank, _shell in figures), [shell for _blank, shell in figures]
    last = blanks[min(len(blanks) - 1, int(len(blanks) * 0.99))]
    return statistics.median(blanks), last, statistics.median(shells), max(shells)


if __name__ == "__main__":
    main()
