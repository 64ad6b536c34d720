"""Hostile words in every place, in a real terminal: nothing of them is sent that a terminal would obey."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile import ALL_AT_ONCE, HOSTILE, LETTERS, MARKUP, drawn
from tests.hostile_life import in_turns, write_exercises, write_life
from tests.terminal.conftest import COMMAND, KEYS, Terminal
from tests.terminal.grammar import faults_in, faults_in_lines
from tests.terminal.traces import ENTERED
from workbook.authoring.library import Library
from workbook.store.notebook import Notebook

FOLDER = "x\x1b]52;c;eA==\x07\x9b31m\u202e[red]f[@click=app.exit]"
"""The name of the folder that the notebook is in."""
SENDABLE = ALL_AT_ONCE.encode("utf-8", "replace").decode().replace(KEYS["ctrl+q"], "")
"""As a terminal hands it over: half a letter cannot be sent. Without the key to leave, which is heeded in a paste."""
PASTED = f"\x1b[200~{SENDABLE}\x1b[201~"
PALETTE = "\x10"
TRUSTING = """
import sys
from workbook.widgets.line_guard import LineGuard
LineGuard.apply = lambda self, segments, background: segments
from workbook.__main__ import main
sys.argv = ["workbook"]
main()
"""
"""The workbook with its last guard taken out."""
FAILING = """
import sys
from workbook.store.disk import DiskFile
def append(self, frame):
    raise OSError(28, "full \\x1b]52;c;eA==\\x07\\x9b31m [red]x[/y]")
DiskFile.append = append
from workbook.__main__ import main
sys.argv = ["workbook"]
main()
"""
"""The workbook on a disk that takes nothing more, and says so in hostile words."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with hostile exercises and a hostile notebook."""
    folder = tmp_path_factory.mktemp("hostile") / FOLDER
    write_exercises(folder / "exercises")
    with Notebook.open(folder) as notebook:
        write_life(notebook, Library(own_folder=folder / "exercises"), in_turns([*HOSTILE.values(), *drawn()]))
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(original, tmp_path / FOLDER))


Begin = Callable[..., Terminal]


@pytest.fixture
def begin(folder: Path) -> Iterator[Begin]:
    """Starts the workbook, or a program, on the hostile notebook."""
    terminals: list[Terminal] = []

    def started(*arguments: str, program: tuple[str, ...] = (str(COMMAND),)) -> Terminal:
        environment = {
            "HOME": str(folder),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "WORKBOOK_HOME": str(folder),
        }
        terminals.append(Terminal([*program, *arguments], environment, 100, 40))
        return terminals[-1]

    yield started
    for terminal in terminals:
        terminal.close()


def goes(terminal: Terminal, *steps: tuple[str, str]) -> None:
    """Press a key and wait for words, or with `-` until they are gone; without words, until the screen is at rest."""
    for key, words in steps:
        terminal.press(key)
        if words.startswith("-"):
            terminal.wait_until(lambda text, gone=words[1:]: gone not in text, f"“{words}”")  # type: ignore[misc]
        elif words:
            terminal.wait_for(words)
        else:
            terminal.settle()


def catches_up(terminal: Terminal) -> None:
    """Wait until every key so far was heard: Help comes after them, from any page."""
    terminal.press("f1")
    terminal.wait_for("Am I in danger now?")
    terminal.press("escape")
    terminal.wait_until(lambda text: "Am I in danger now?" not in text, "the page under Help")


def leaves_well(terminal: Terminal) -> None:
    """It ends as it should, and has sent nothing that it should not."""
    catches_up(terminal)
    terminal.settle()
    terminal.press("ctrl+q")
    code = terminal.wait_for_end()
    # On a busy computer the shell is given back before all is done, and that is said.
    assert code == 0 or "This had to be cut short" in terminal.text
    assert faults_in(terminal.raw) == []
    assert terminal.raw.count(ENTERED) == 1


def opens(terminal: Terminal, name: str, words: str) -> None:
    """Open an exercise from Home."""
    goes(terminal, (PALETTE, "Search…"))
    terminal.type(name)
    terminal.wait_until(lambda text: text.count(name) > 1 and "Close this at once" not in text, "what was searched")
    goes(terminal, ("enter", words))


def test_no_screen_sends_what_a_terminal_would_obey(begin: Begin) -> None:
    terminal = begin()
    terminal.wait_for("need mending")
    goes(terminal, ("e", "Fewer"), ("2", "Revise"), ("3", "Make a copy"), ("w", "supporter"), ("w", "advocate"))
    goes(terminal, ("x", "Write the file"), ("escape", "-Write the file"), ("1", "Set aside"))
    goes(terminal, ("f1", "Am I in"), ("p", "have no passphrase"), ("enter", "The same once more"))
    goes(terminal, ("escape", "Your notes have no"), ("escape", "Am I in"), ("escape", "Set aside"))
    for exercise in ("Own [red]", "Boundaries"):
        opens(terminal, exercise, "Your answers")
        goes(terminal, ("up", "Look back"), ("h", "Erase this"), ("e", "Keep it"), ("escape", "-Keep it"))
        goes(terminal, ("escape", "Your answers"), ("x", "Keep it"), ("escape", "-Keep it"), ("1", "Set aside"))
    opens(terminal, "A page for", "Write a new one")
    goes(terminal, ("down", "Erase it"), ("x", "Keep it"), ("escape", "-Keep it"), ("enter", "F8 Continue"))
    leaves_well(terminal)


def test_what_is_typed_and_pasted_is_never_sent_back_as_an_order(begin: Begin) -> None:
    terminal = begin()
    terminal.wait_for("need mending")
    letters = "".join([*MARKUP.values(), *LETTERS.values()][::2]).encode("utf-8", "ignore").decode()
    letters = letters.replace(LETTERS["tower on nothing"], "")[:250] + "\x9b31m\x9d0;t\x9c\u202e\u2067"
    opens(terminal, "Own [red]", "Your answers")
    goes(terminal, ("r", "F8 Continue"))
    for _page in range(4):
        terminal.press("f8")
        for _place in range(3):
            terminal.press(PASTED, "tab")
        catches_up(terminal)
    terminal.child.send(b"\xff\x9b31m caf\xe9\xf0\x9f")
    terminal.press(letters)
    catches_up(terminal)
    goes(terminal, ("escape", "Set aside"), ("3", "Make a copy"), ("x", "Write the file"), (PASTED, ""))
    goes(terminal, ("enter", ""), ("escape", "-Write the file"), ("1", "Set aside"), (PALETTE, "Search…"))
    goes(
        terminal,
        (letters[:60], ""),
        (PASTED, ""),
        ("escape", "-Search…"),
        ("f1", "Am I in"),
        ("p", "have no passphrase"),
    )
    goes(terminal, ("enter", "The same once more"), (letters[-60:], ""), (PASTED, ""), ("enter", ""), (PASTED, ""))
    goes(terminal, ("escape", "Your notes have no"))
    leaves_well(terminal)


def test_what_is_told_of_a_disk_and_a_folder_is_never_sent_as_an_order(begin: Begin) -> None:
    terminal = begin(program=(sys.executable, "-c", FAILING))
    terminal.wait_for("need mending")
    goes(terminal, ("f2", "F5 keeps them"), ("\x1b[15~", "Write the copy"))
    goes(terminal, (f"\x1b[200~/{SENDABLE}\x1b[201~", ""), ("enter", ""), ("escape", "-Write the copy"))
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 1
    assert faults_in(terminal.raw) == []


def test_check_sees_when_the_guard_is_taken_out(begin: Begin) -> None:
    terminal = begin(program=(sys.executable, "-c", TRUSTING))
    terminal.wait_for("need mending")
    goes(terminal, ("f1", "Where your words are"))
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert any(repr("\x1b]52;c")[1:-1] in fault for fault in faults_in(terminal.raw))


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if name.startswith(("order", "bidi"))])
def test_check_sees_each_order(text: str) -> None:
    assert faults_in(b"\x1b[?1049h\x1b[1;1H\x1b[1;38;2;1;2;3mwords" + text.encode()) or "1049" in text
    assert faults_in_lines(text.encode())


def test_commands_print_nothing_that_a_terminal_would_obey(begin: Begin, folder: Path) -> None:
    strange = str(folder / "none\x1b]0;t\x07\u202e")
    commands = {
        ("list",): 0,
        ("show", "own"): 0,
        ("show", "\x1b]0;t\x07\u202e\x9b31m"): 2,
        ("check", str(folder / "exercises")): 1,
        ("export",): 0,
        ("export", "--format", "text", "--for", "supporter"): 0,
        ("export", "--everything"): 0,
        ("export", "-o", strange): 0,
        ("where",): 0,
        ("where", "--json"): 0,
        ("verify",): 0,
        ("backup", strange + ".wb"): 0,
        ("--data-dir", strange, "export"): 2,
        ("\x1b]0;t\x07\u202e",): 2,
    }
    running = [(begin(*arguments), arguments, code) for arguments, code in commands.items()]
    for terminal, arguments, code in running:
        assert terminal.wait_for_end() == code, arguments
        assert terminal.raw
        assert faults_in_lines(terminal.raw) == [], arguments
    terminal = begin("restore", strange + ".none")
    assert terminal.wait_for_end() == 2
    assert faults_in_lines(terminal.raw) == []


def test_plain_mode_prints_nothing_that_a_terminal_would_obey(begin: Begin) -> None:
    terminal = begin("--plain")
    terminal.wait_for("A number from the list")
    for line in ("/boundaries", "/plan", "1", "", "/go own", *[""] * 5, "/list", "/go values-journal", "1", ""):
        terminal.type(f"{line}\r")
        terminal.settle()
    terminal.type("/quit\r")
    assert terminal.wait_for_end() == 0
    assert faults_in_lines(terminal.raw) == []
