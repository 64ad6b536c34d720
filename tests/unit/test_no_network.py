"""What the first page says: this program opens no network connection."""

import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = """
import sys
from pathlib import Path

def refuse(event, args):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        sys.stderr.write(f"REACHED OUT: {event} {args}\\n")
        sys.stderr.flush()
        import os
        os._exit(99)
    if event in ("webbrowser.open", "os.system", "subprocess.Popen", "os.posix_spawn"):
        os._exit(98)

import os
sys.addaudithook(refuse)
"""
SCREENS = """
import asyncio
from datetime import UTC, datetime
from workbook.app import WorkbookApp
from workbook.authoring.library import Library
from workbook.store.notebook import Notebook

async def read():
    with Notebook.open(Path(sys.argv[1])) as notebook:
        app = WorkbookApp(Library(), notebook, lambda: datetime(2026, 11, 21, tzinfo=UTC))
        async with app.run_test() as pilot:
            await pilot.press("enter", *["f8"] * 8, "f1", "r", "down", "enter", "escape", "f8", "ctrl+q")

asyncio.run(read())
"""
LINES = """
from workbook.cli import run
sys.exit(run(["--plain", "--data-dir", sys.argv[1]]))
"""
OUTSIDE = """
import socket
socket.socket().connect(("127.0.0.1", 9))
"""


def watched(code: str, folder: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WATCHED + code, str(folder)], input=typed, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("code", "typed"), [(SCREENS, ""), (LINES, "\n" * 8 + "/helplines\n2\n/go welcome\n/quit\n")])
def test_nothing_is_reached_outside_of_this_computer(tmp_path: Path, code: str, typed: str) -> None:
    done = watched(code, tmp_path / "notes", typed)
    assert (done.returncode, done.stderr) == (0, "")


def test_watch_would_see_a_connection(tmp_path: Path) -> None:
    assert watched(OUTSIDE, tmp_path).returncode == 99
