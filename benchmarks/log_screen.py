"""Opening the log and typing into its search box, with 100 and with 10,000 notes, in a real pseudo-terminal.

Prints medians and the ratio of the pairs. The aims: the log opens in at most 1.3 times the time, and a key in the box
is on the screen within a frame (16 ms) in the median, while notes are still read and after that.

Run: python benchmarks/log_screen.py [RUNS]
"""

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pexpect

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.values import Dated, Record, Ticked
from workbook.store.notebook import Notebook

FEW, MANY = 100, 10_000
DAYS = 3000
QUERY = b"kitchen keys"
PROGRAM = "from workbook.__main__ import main; import sys; sys.argv = ['workbook']; main()"
WORDS = "I said that I would see my sister on Sunday. They said, 'You are going nowhere,' and took my keys. "


class Window:
    """A terminal that takes everything at once, and knows when it came."""

    def __init__(self, home: Path) -> None:
        environment = {"HOME": str(home), "WORKBOOK_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self.child = pexpect.spawn(
            sys.executable, ["-c", PROGRAM], env=os.environ | environment, dimensions=(24, 80), timeout=60
        )
        self._came = b""
        self._at: list[tuple[int, float]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self.child.child_fd, 1 << 16)
            except OSError:
                return
            self._came += data
            self._at.append((len(self._came), time.perf_counter()))

    def press(self, keys: bytes, words: bytes) -> float:
        """Press keys; milliseconds until the words were drawn."""
        since, begun = len(self._came), time.perf_counter()
        os.write(self.child.child_fd, keys)
        while (found := self._came.find(words, since)) < 0:
            if time.perf_counter() > begun + 60:
                raise TimeoutError(f"{words!r} did not come: {self._came[-500:]!r}")
            time.sleep(0.0005)
        drawn = next(at for length, at in self._at if length >= found + len(words))
        return (drawn - begun) * 1000

    def rest(self) -> None:
        """Wait until nothing more is drawn."""
        drawn = -1
        while drawn != len(self._came):
            drawn = len(self._came)
            time.sleep(0.4)

    def close(self) -> None:
        """Leave."""
        os.write(self.child.child_fd, b"\x11")
        self.child.wait()


def written(folder: Path, count: int) -> None:
    """A notebook with so many notes, over eight years."""
    with Notebook.open(folder) as notebook:
        library = Library()
        now = datetime(2026, 5, 20, 12, tzinfo=UTC)
        boundaries = Sitting.open("boundaries", library, notebook, lambda: now)
        boundaries.answer("order", "no")
        boundaries.answer(
            "boundaries", (Record("b1", {"behaviour": "Insults"}), Record("b2", {"behaviour": "My post"}))
        )
        incident = library.exercise("incident")
        assert incident is not None
        first = Sitting(incident, library, notebook, lambda: now)
        first.answer("line", "The oldest")
        first.answer("when", Dated("2018-01-01", "2018-01-01"))
        first.answer("what", WORDS * 4)
        first.answer("crossed", Ticked(("b1",)))
        entry = first.entry
        for number in range(1, count):
            day = (date(2018, 1, 1) + timedelta(days=number * DAYS // count)).isoformat()
            line = "Newest line" if number == count - 1 else f"Shouted in the kitchen, {number}"
            answers = {
                **entry.answers,
                "when": replace(entry.answers["when"], value=Dated(day, day)),
                "line": replace(entry.answers["line"], value=line),
            }
            notebook.save(replace(entry, id=f"n{number}", number=0, answers=answers))


def once(folder: Path) -> tuple[float, list[float], list[float]]:
    """Milliseconds to open the log, and for each key in the box: right after that, and when all is read."""
    window = Window(folder)
    window.press(b"", b"You could go on with")
    window.rest()
    opened = window.press(b"4", b"Newest line")
    early = typed(window)
    window.press(b"\x1b", b"notes")
    window.rest()
    late = typed(window)
    window.close()
    return opened, early, late


def typed(window: Window) -> list[float]:
    """Milliseconds for each letter, with a hand's pause between them."""
    os.write(window.child.child_fd, b"/")
    taken = []
    for length in range(1, len(QUERY) + 1):
        time.sleep(0.12)
        if QUERY[length - 1 : length] != b" ":
            taken.append(window.press(QUERY[length - 1 : length], QUERY[max(0, length - 3) : length].split(b" ")[-1]))
        else:
            os.write(window.child.child_fd, b" ")
    return taken


def main() -> None:
    """Measure few and many side by side."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home:
        folders = {count: Path(home) / str(count) for count in (FEW, MANY)}
        for count, folder in folders.items():
            written(folder, count)
        took: dict[int, list[tuple[float, list[float], list[float]]]] = {FEW: [], MANY: []}
        for _run in range(runs):
            for count, folder in folders.items():
                took[count].append(once(folder))
    print(f"{runs} runs, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; ms")
    for count, every in took.items():
        print(f"{count:>6} notes: opening {statistics.median(each[0] for each in every):6.1f}")
        print(f"        a key while notes are read: {told([key for _opened, early, _late in every for key in early])}")
        print(f"        a key when all is read: {told([key for _opened, _early, late in every for key in late])}")
    ratios = [many[0] / few[0] for few, many in zip(took[FEW], took[MANY], strict=True)]
    print(f"opening, {MANY} against {FEW}: {statistics.median(ratios):.2f}")


def told(keys: Sequence[float]) -> str:
    """The median and the worst."""
    return f"median {statistics.median(keys):5.1f}, worst {max(keys):6.1f}"


if __name__ == "__main__":
    main()
