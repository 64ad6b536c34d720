"""The workbook opens no connection and starts no program: heard from Python itself, on any system."""

import sys
from pathlib import Path

from tests.terminal.conftest import Start

LISTENING = """
import sys
AF_UNIX = 1
LOUD = ("socket.", "subprocess.", "webbrowser.", "urllib.", "pty.", "os.system", "os.exec", "os.posix_", "os.spawn")
def hears(event, arguments):
    own = event == "socket.__new__" and arguments[1] == AF_UNIX  # how the event loop wakes itself
    if event.startswith(LOUD) and not own:
        with open(LOG, "a") as log:
            log.write(f"{event}\\n")
LOG = sys.argv.pop(1)
sys.addaudithook(hears)
"""
RUN = (
    LISTENING
    + """
from workbook.__main__ import main
sys.argv = ["workbook"]
main()
"""
)
"""The workbook, with somebody who listens."""
OUTSIDE = (
    LISTENING
    + """
import os, socket, subprocess, webbrowser
try:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
except OSError:
    pass
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
subprocess.run(["true"])
os.system("true")
"""
)
"""What would be heard."""


def test_the_screens_open_no_connection_and_start_no_program(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    terminal = start(str(log), program=(sys.executable, "-c", RUN))
    terminal.wait_for("Look around")
    for key, words in (
        ("f1", "Am I in danger now?"),
        ("escape", "Look around"),
        ("1", "You could go on with"),
        ("2", "My boundaries"),
        ("3", "Make a copy"),
        ("x", "Write the file"),
        ("escape", "For whom"),
        ("1", "You could go on with"),
        ("\x10", "Search…"),
        ("escape", "Set aside"),
        ("enter", "F8 Continue"),
    ):
        terminal.press(key)
        terminal.wait_for(words)
        terminal.settle()
    terminal.press("f2", "ctrl+q")
    assert terminal.wait_for_end() == 0
    assert not log.exists(), log.read_text()


def test_a_connection_and_a_program_would_be_heard(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert start(str(log), program=(sys.executable, "-c", OUTSIDE)).wait_for_end() == 0
    heard = set(log.read_text().splitlines())
    assert {"socket.__new__", "socket.connect", "subprocess.Popen", "os.system"} <= heard
