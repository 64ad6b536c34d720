"""Every way out, in a real terminal: what was typed is kept, and none of it stays in the window."""

import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.terminal.conftest import COMMAND, Start, Terminal
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store.notebook import FILE_NAME, Notebook

CANARY = "canary [/b] 家族 e\u0301"
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
"""The alternate screen."""
PATIENCE = 30
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")

FAULTY = """
import sys
from workbook.{module} import {owner}
from workbook.__main__ import main

def fail(*_arguments, **_more):
    secret = "canary " * 3
    raise RuntimeError(secret)

{owner}.{method} = fail
sys.argv = ["workbook"]
main()
"""
"""The workbook with one method that fails, with the reader's words at hand."""


@pytest.fixture
def notes(home: Path) -> Path:
    """A notebook in which Welcome was begun, so that the way to a place to write is short."""
    folder = home / "notes"
    with Notebook.open(folder) as notebook:
        sitting = Sitting.open("welcome", Library(), notebook, lambda: datetime(2025, 3, 5, 12, tzinfo=UTC))
        sitting.answer("private", "yes")
    return folder


def kept(notes: Path) -> object:
    """What was written about the backup, if anything."""
    with Notebook.open(notes) as notebook:
        assert notebook.notices == ()
        (entry,) = notebook.entries("welcome")
        return entry.answers["backup"].value if "backup" in entry.answers else None


def go_where_one_writes(terminal: Terminal) -> None:
    """From the list into the one text field of the page."""
    terminal.wait_for("You could go on with")
    terminal.press("enter")
    terminal.wait_for("Can you write freely")
    terminal.wait_for("> (x)")
    terminal.press("tab")
    terminal.wait_for("Enter: go on")


def type_the_canary(terminal: Terminal) -> None:
    """Type it, and see it stand there; it is hardly saved yet."""
    terminal.type(CANARY)
    terminal.wait_for("canary [/b]")


def words_after_leaving(terminal: Terminal) -> list[str]:
    """The lines that stand in the window after the alternate screen was left."""
    assert terminal.raw.count(ENTERED) == terminal.raw.count(LEFT) == 1
    after = terminal.raw.rpartition(LEFT)[2]
    words = SEQUENCE.sub(b"", after).decode("utf-8")
    return [line for line in re.split(r"[\r\n]+", words) if line.strip()]


@pytest.mark.parametrize("key", ["ctrl+q", "f9"])
def test_key_to_leave_keeps_what_was_typed_just_before_and_shows_none_of_it(
    start: Start, notes: Path, key: str
) -> None:
    terminal = start()
    go_where_one_writes(terminal)
    terminal.type(CANARY)
    terminal.press(key)
    assert terminal.wait_for_end() == 0
    assert words_after_leaving(terminal) == []
    assert kept(notes) == CANARY


@pytest.mark.parametrize(
    ("module", "owner", "method"),
    [
        ("app", "WorkbookApp", "action_help"),
        ("screens.help", "HelpScreen", "compose"),
        ("screens.help", "HelpScreen", "on_mount"),
    ],
    ids=["an action", "a screen's composing", "a screen's mounting"],
)
def test_fault_of_ours_closes_with_one_neutral_line(
    start: Start, notes: Path, module: str, owner: str, method: str
) -> None:
    faulty = FAULTY.format(module=module, owner=owner, method=method)
    terminal = start(program=(sys.executable, "-c", faulty))
    go_where_one_writes(terminal)
    type_the_canary(terminal)
    terminal.wait_for("Saved")
    terminal.press("f1")
    assert terminal.wait_for_end() == 1
    (line,) = words_after_leaving(terminal)
    assert line == "Something went wrong and this had to close. What said “Saved” is saved."
    assert kept(notes) == CANARY


def test_fault_before_anything_is_drawn_says_no_more_than_one_in_the_middle(start: Start, notes: Path) -> None:
    faulty = FAULTY.format(module="app", owner="WorkbookApp", method="on_mount")
    terminal = start(program=(sys.executable, "-c", faulty))
    assert terminal.wait_for_end() == 1
    assert b"canary" not in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert "Something went wrong and this had to close." in terminal.raw.decode("utf-8")
    assert terminal.raw.count(ENTERED) == terminal.raw.count(LEFT)


def test_notebook_that_cannot_be_read_is_named_before_anything_is_drawn(start: Start, home: Path) -> None:
    (home / "notes").mkdir()
    path = home / "notes" / FILE_NAME
    path.write_bytes(b"not a notebook")
    terminal = start(columns=200)
    assert terminal.wait_for_end() == 3
    assert ENTERED not in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert str(path) in terminal.text
    assert path.read_bytes() == b"not a notebook"


def test_second_window_is_refused_before_anything_is_drawn(start: Start, notes: Path) -> None:
    with Notebook.open(notes):
        terminal = start(columns=200)
        assert terminal.wait_for_end() == 4
    assert ENTERED not in terminal.raw
    assert "is open in another window." in terminal.text


def test_output_that_goes_elsewhere_is_refused(home: Path) -> None:
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            [COMMAND],
            env={"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"},
            stdin=slave,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    finally:
        os.close(master)
        os.close(slave)
    assert (done.returncode, done.stdout) == (2, "")
    assert "workbook --plain" in done.stderr
    assert list(home.iterdir()) == []


def test_letters_that_cannot_be_seen_are_typed_like_any_other(start: Start, notes: Path) -> None:
    # A joiner in a family, one in a Persian word, a wide space, a space that does not break, and a soft hyphen.
    typed = "\N{WOMAN}\u200d\N{GIRL} \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 家\u3000族 Non\u00a0! co\u00adop"
    terminal = start()
    go_where_one_writes(terminal)
    terminal.type(typed)
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert kept(notes) == typed


def test_letters_that_come_byte_by_byte_arrive_whole(start: Start, notes: Path) -> None:
    typed = "é☂家\N{WOMAN}"
    terminal = start()
    go_where_one_writes(terminal)
    for byte in typed.encode():
        terminal.child.send(bytes([byte]))
        terminal.settle()
    terminal.type("!")
    terminal.wait_for("!")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert kept(notes) == f"{typed}!"


def test_words_typed_right_behind_tab_are_not_lost(start: Start, notes: Path) -> None:
    terminal = start()
    terminal.wait_for("You could go on with")
    terminal.press("enter")
    terminal.wait_for("> (x)")
    terminal.type("\tno word is lost")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert kept(notes) == "no word is lost"
