"""Start to first painted frame, against a bare Textual app in the same run, each in a real pseudo-terminal.

Prints the median of each and the median ratio of the pairs. The aim is at most 1.25.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

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


def main() -> None:
    """Measure in pairs, so that a drift of the machine touches both alike."""
    with tempfile.TemporaryDirectory() as home:
        pairs = []
        for run in range(RUNS + 1):
            bare = painted(sys.executable, ["-c", BARE], b"PAINTED", home)
            ours = painted(str(WORKBOOK), [], b"Ctrl+Q", home)
            if run:  # the first pair fills the caches
                pairs.append((bare, ours))
    bare_median = statistics.median(bare for bare, _ in pairs) * 1000
    our_median = statistics.median(ours for _, ours in pairs) * 1000
    ratios = sorted(ours / bare for bare, ours in pairs)
    print(f"bare Textual: median {bare_median:.0f} ms; workbook: median {our_median:.0f} ms; {RUNS} pairs")
    print(f"ratio: median {statistics.median(ratios):.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f}")


if __name__ == "__main__":
    main()
