"""The whole way of an answer, in a real terminal, through a power cut."""

import subprocess
import time
from pathlib import Path

from tests.terminal.conftest import COMMAND, Start, Terminal

STATEMENT = "Reading my messages [no] *x* 家族"
CONSEQUENCE = "I put the phone in my bag"


def write_a_boundary(terminal: Terminal) -> None:
    """From the first screen to a written boundary, with keys alone."""
    terminal.wait_for("Look around")
    terminal.press("down", "down", "enter")
    terminal.wait_for("You could go on with")
    terminal.press("2")
    terminal.wait_for("You have not written a boundary yet")
    terminal.press("n")
    terminal.wait_for("One boundary is enough for today")
    terminal.settle()
    for title in ("order requires contact", "What a boundary is", "safe to say?", "What will you do, and when?"):
        terminal.press_until("f8", title)
    terminal.wait_for("Enter: go on")
    terminal.type(STATEMENT)
    terminal.wait_for(STATEMENT)
    terminal.press("enter")
    terminal.wait_for("> ( )")
    terminal.press("tab")
    terminal.wait_until(lambda text: "> ( )" not in text and "Enter: go on" in text, "the cursor in the next field")
    terminal.type(CONSEQUENCE)
    terminal.wait_for(CONSEQUENCE)


def test_a_saved_boundary_survives_sigkill_and_is_exported(start: Start, home: Path) -> None:
    terminal = start()
    write_a_boundary(terminal)
    terminal.wait_until(lambda text: "Saved" in text and "…" not in text, "the last save")
    time.sleep(1)  # the requirement itself: killed a second after "Saved"
    terminal.kill()

    again = start()
    again.wait_for("You could go on with")
    again.press("2")
    screen = again.wait_for(STATEMENT)
    assert CONSEQUENCE in screen

    again.press("3")
    again.wait_for("A copy for yourself")
    again.press("x")
    again.wait_for("It will be an ordinary file")
    again.press("enter")
    again.wait_for("Written to")
    copy = home / "notes.md"
    assert copy.stat().st_mode & 0o777 == 0o600
    # The marks that Markdown would read are escaped, so that the words come back as they were typed.
    assert "Reading my messages" in copy.read_text(encoding="utf-8")

    again.press("ctrl+q")
    assert again.wait_for_end() == 0
    exported = subprocess.run(
        [COMMAND, "export"],
        env={"HOME": str(home), "WORKBOOK_HOME": str(home / "notes"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert CONSEQUENCE in exported.stdout
