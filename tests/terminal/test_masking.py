"""What is masked is not even written to the terminal."""

from pathlib import Path

from tests.terminal.conftest import Start
from tests.ui.opened import live
from workbook.store.notebook import Notebook

WORD = "Zaunkönigin"


def test_words_typed_before_are_not_written_once_they_are_masked(start: Start, home: Path) -> None:
    with Notebook.open(home / "notes") as notebook:
        live(notebook, "welcome")
    terminal = start(columns=100, rows=50)
    terminal.wait_for("You could go on with")
    terminal.press("2", "n")
    terminal.wait_for("One boundary is enough for today")
    terminal.press_until("f8", "What I will not accept")
    terminal.type(WORD)
    terminal.wait_for(WORD)
    terminal.wait_for("Saved")
    terminal.press("escape", "escape")
    terminal.wait_for("My boundaries")
    terminal.wait_for(WORD)
    terminal.press("f1")
    terminal.wait_for("Am I in danger now?")
    terminal.settle()
    terminal.press("v")
    terminal.wait_for("> (x) Show my words")
    terminal.raw = b""
    terminal.press("down")
    terminal.wait_for("> ( ) Hide my words")
    terminal.press("space")
    terminal.wait_for("(x) Hide my words until I go to them")
    terminal.press("escape")
    terminal.wait_for("Am I in danger now?")
    terminal.settle()
    terminal.press("1")
    terminal.wait_for("You could go on with")
    terminal.press("2")
    terminal.wait_for("••••••")
    terminal.settle()
    terminal.press("3")
    terminal.wait_for("My plan")
    terminal.settle()
    assert WORD.encode() not in terminal.raw
    terminal.press("2")
    terminal.wait_for("My boundaries")
    terminal.press("\x1bOR")
    terminal.wait_for(WORD)
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
