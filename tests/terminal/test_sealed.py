"""A notebook with a passphrase, in a real terminal: from setting it to the screens behind the prompt."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.terminal.conftest import COMMAND, Start, Terminal
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store.keys import new_keys
from workbook.store.notebook import FILE_NAME, Notebook

PASSPHRASE = "four calm wörds here"
CANARY = "canary in a drawer"
CODE = re.compile(rb"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}")
TO_ALTERNATE, FROM_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def notes(home: Path) -> Path:
    """A notebook without a passphrase, with something in it."""
    folder = home / "notes"
    with Notebook.open(folder) as notebook:
        sitting = Sitting.open("welcome", Library(), notebook, lambda: datetime(2025, 3, 5, 12, tzinfo=UTC))
        sitting.answer("backup", CANARY)
    return folder


@pytest.fixture
def sealed(notes: Path) -> Path:
    """The same, with a passphrase."""
    keys, _code = new_keys(PASSPHRASE)
    with Notebook.open(notes) as notebook:
        notebook.change_keys(keys).wait(30)
    return notes


def exported(home: Path, secret: str) -> subprocess.CompletedProcess[str]:
    """The notebook as it opens with a secret."""
    return subprocess.run(
        [COMMAND, "export", "--everything"],
        env={"HOME": str(home), "WORKBOOK_HOME": str(home / "notes"), "LANG": "C.UTF-8"},
        input=f"{secret}\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def choose(terminal: Terminal, passphrase: str) -> None:
    """Type a new passphrase twice."""
    terminal.wait_for("New passphrase")
    terminal.type(f"{passphrase}\r")
    terminal.wait_for("The same again")
    terminal.type(f"{passphrase}\r")


# Setting, changing and removing it


def test_passphrase_that_is_set_locks_what_was_written(start: Start, home: Path, notes: Path) -> None:
    assert CANARY.encode() in (notes / FILE_NAME).read_bytes()
    terminal = start("passphrase")
    choose(terminal, PASSPHRASE)
    terminal.wait_for("recovery code. Press Enter")
    (code,) = set(CODE.findall(terminal.raw))
    terminal.type("\r")
    assert terminal.wait_for_end() == 0
    assert "This cannot reach them." in " ".join(terminal.text.split())
    before, _first, rest = terminal.raw.partition(TO_ALTERNATE)
    assert not CODE.search(before)
    assert not CODE.search(rest.rpartition(FROM_ALTERNATE)[2])
    assert PASSPHRASE.encode() not in terminal.raw
    assert all(CANARY.encode() not in each.read_bytes() for each in notes.iterdir())
    assert CANARY in exported(home, PASSPHRASE).stdout
    assert CANARY in exported(home, code.decode()).stdout
    assert exported(home, "wrong").returncode == 1


@pytest.mark.parametrize("key", ["ctrl+q", "\x03"], ids=["ctrl+q", "ctrl+c"])
def test_who_leaves_at_the_recovery_code_changes_nothing(start: Start, notes: Path, key: str) -> None:
    before = (notes / FILE_NAME).read_bytes()
    terminal = start("passphrase")
    choose(terminal, PASSPHRASE)
    terminal.wait_for("recovery code. Press Enter")
    terminal.press(key)
    assert terminal.wait_for_end() == 130
    assert (notes / FILE_NAME).read_bytes() == before


def test_passphrase_is_changed_with_the_present_one(start: Start, home: Path, sealed: Path) -> None:
    terminal = start("passphrase")
    terminal.wait_for("Passphrase:")
    terminal.type("wrong\r")
    terminal.wait_for("try again")
    terminal.settle()
    terminal.type(f"{PASSPHRASE}\r")
    choose(terminal, "other words to keep")
    terminal.wait_for("recovery code. Press Enter")
    terminal.type("\r")
    assert terminal.wait_for_end() == 0
    assert CANARY in exported(home, "other words to keep").stdout
    assert exported(home, PASSPHRASE).returncode == 1


def test_enter_leaves_a_passphrase_as_it_is(start: Start, sealed: Path) -> None:
    before = (sealed / FILE_NAME).read_bytes()
    terminal = start("passphrase")
    terminal.wait_for("Passphrase:")
    terminal.type(f"{PASSPHRASE}\r")
    terminal.wait_for("New passphrase")
    terminal.type("\r\r")
    assert terminal.wait_for_end() == 0
    assert "Nothing was changed." in terminal.text
    assert (sealed / FILE_NAME).read_bytes() == before


def test_passphrase_is_removed_by_a_word_typed_twice(start: Start, home: Path, sealed: Path) -> None:
    terminal = start("passphrase")
    terminal.wait_for("Passphrase:")
    terminal.type(f"{PASSPHRASE}\r")
    terminal.wait_for("New passphrase")
    terminal.type("remove\r")
    terminal.wait_for("again to take it away")
    terminal.type("remove\r")
    assert terminal.wait_for_end() == 0
    assert "The passphrase is gone." in " ".join(terminal.text.split())
    assert CANARY in exported(home, "").stdout


def test_none_where_there_was_none_changes_nothing(start: Start, notes: Path) -> None:
    before = (notes / FILE_NAME).read_bytes()
    terminal = start("passphrase")
    terminal.wait_for("New passphrase")
    terminal.type("\r\r")
    assert terminal.wait_for_end() == 0
    assert "Nothing was changed." in terminal.text
    assert (notes / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("arguments", [("passphrase",), ()], ids=["command", "workbook"])
def test_second_window_is_refused(start: Start, sealed: Path, arguments: tuple[str, ...]) -> None:
    with Notebook.open(sealed, unlock=lambda attempt: attempt(PASSPHRASE)):
        terminal = start(*arguments, columns=200)
        assert terminal.wait_for_end() == 4
    after = terminal.raw.rpartition(FROM_ALTERNATE)[2].decode()
    assert "is open in another window." in after
    assert terminal.raw.count(TO_ALTERNATE) == terminal.raw.count(FROM_ALTERNATE)


# The screens behind it


def test_workbook_opens_behind_the_prompt_and_never_shows_the_shell_between(start: Start, sealed: Path) -> None:
    terminal = start()
    terminal.wait_for("Passphrase:")
    assert "orkbook" not in terminal.text
    terminal.type("wrong\r")
    terminal.wait_for("try again")
    terminal.settle()
    terminal.type(f"{PASSPHRASE}\r")
    terminal.wait_for("You could go on with")
    assert FROM_ALTERNATE not in terminal.raw
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert terminal.raw.count(FROM_ALTERNATE) == 1
    assert PASSPHRASE.encode() not in terminal.raw


def test_who_leaves_at_the_prompt_leaves_no_trace(start: Start, sealed: Path) -> None:
    before = (sealed / FILE_NAME).read_bytes()
    terminal = start()
    terminal.wait_for("Passphrase:")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 130
    assert terminal.raw.rpartition(FROM_ALTERNATE)[2] == b""
    assert (sealed / FILE_NAME).read_bytes() == before


def test_fault_of_ours_behind_the_prompt_gives_the_shell_back(start: Start, sealed: Path) -> None:
    faulty = (
        "import sys; from workbook.app import WorkbookApp; from workbook.__main__ import main\n"
        "def fail(*_arguments): raise OSError(5, 'it broke')\n"
        "WorkbookApp.__init__ = fail; sys.argv = ['workbook']; main()"
    )
    terminal = start(program=(str(COMMAND.parent / "python"), "-c", faulty))
    terminal.wait_for("Passphrase:")
    terminal.type(f"{PASSPHRASE}\r")
    assert terminal.wait_for_end() == 1
    assert b"it broke" in terminal.raw.rpartition(FROM_ALTERNATE)[2]


def test_plain_dialogue_asks_in_a_line(start: Start, sealed: Path) -> None:
    terminal = start("--plain")
    terminal.wait_for("Passphrase:")
    terminal.type(f"{PASSPHRASE}\r")
    terminal.wait_for("or /quit:")
    terminal.type("/quit\r")
    assert terminal.wait_for_end() == 0
    assert b"\x1b" not in terminal.raw
    assert PASSPHRASE.encode() not in terminal.raw
