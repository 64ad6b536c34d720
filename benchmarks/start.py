"""Start to first painted frame, against a bare Textual app in the same run, each in a real pseudo-terminal.

Of the first screen, of Home with some weeks in the notebook, and of the prompt for the passphrase of a notebook of the
same size. Prints medians, and the median ratio of the pairs. The aim is at most 1.25, and 0.3 for the prompt.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pexpect

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store.keys import new_keys
from workbook.store.notebook import Notebook

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("PAINTED")
Bare().run()
"""
RUNS = 15
WORKBOOK = Path(sys.executable).parent / "workbook"


def painted(command: str, arguments: list[str], marker: bytes, home: str) -> float:
    """Seconds from spawning the process until the marker reaches the terminal."""
    environment = {"HOME": home, "WORKBOOK_HOME": f"{home}/notes", "TERM": "xterm-256color", "PATH": os.environ["PATH"]}
    begun = time.perf_counter()
    child = pexpect.spawn(command, arguments, env=environment, dimensions=(24, 80), timeout=30)
    child.expect_exact(marker)
    took = time.perf_counter() - begun
    child.close(force=True)
    return took


def lived_in(folder: Path) -> None:
    """Fill a notebook as a few weeks would."""
    with Notebook.open(folder) as notebook:
        library = Library()
        for _day in range(60):
            sitting = Sitting.open("values-journal", library, notebook, lambda: datetime(2025, 3, 5, tzinfo=UTC))
            sitting.answer("writing", "A page of a diary. " * 60)
            sitting.finish()


def locked(folder: Path) -> None:
    """Fill a notebook in the same way, and give it a passphrase."""
    lived_in(folder)
    keys, _code = new_keys("four calm words here")
    with Notebook.open(folder) as notebook:
        notebook.change_keys(keys).wait()


def main() -> None:
    """Measure side by side, so that a drift of the machine touches all alike."""
    with (
        tempfile.TemporaryDirectory() as first,
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as sealed,
    ):
        lived_in(Path(home) / "notes")
        locked(Path(sealed) / "notes")
        rows = []
        for run in range(RUNS + 1):
            bare = painted(sys.executable, ["-c", BARE], b"PAINTED", first)
            ours = [painted(str(WORKBOOK), [], b"Ctrl+Q", place) for place in (first, home)]
            ours.append(painted(str(WORKBOOK), [], b"Passphrase:", sealed))
            if run:  # the first run fills the caches
                rows.append((bare, *ours))
    print(f"bare Textual: median {statistics.median(row[0] for row in rows) * 1000:.0f} ms; {RUNS} runs")
    for column, name in ((1, "first screen"), (2, "home, 60 entries"), (3, "prompt for the passphrase")):
        ratios = sorted(row[column] / row[0] for row in rows)
        median = statistics.median(row[column] for row in rows) * 1000
        spread = f"from {ratios[0]:.2f} to {ratios[-1]:.2f}"
        print(f"{name}: median {median:.0f} ms; ratio: median {statistics.median(ratios):.2f}, {spread}")


if __name__ == "__main__":
    main()
