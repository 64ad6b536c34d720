"""What is written behind a passphrase is nowhere but in memory, whichever way the workbook ends."""

import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.computer import (
    ANOTHER,
    CANARY,
    PASSPHRASE,
    Computer,
    Fault,
    Sealed,
    answer,
    code_of,
    kept,
    kept_in_file,
    said_in,
    write,
)
from tests.terminal.conftest import COMMAND, KEYS, Terminal
from tests.terminal.processes import children_of
from tests.terminal.test_endings import go_where_one_writes
from tests.terminal.test_sealed import CODE, choose
from tests.terminal.traces import found_below, lines_outside
from workbook.store import recovery
from workbook.store.keys import Attempt, Keys
from workbook.store.notebook import FILE_NAME, Notebook

CLOSED = ["Something went wrong and this had to close. What said “Saved” is saved."]
CODE_LINE = re.compile(r"[0-9A-Z](?: +[0-9A-Z]){7,}")
"""Groups of the recovery code, as the screens show it."""


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    """A computer without a notebook."""
    made = Computer(tmp_path)
    yield made
    for terminal in made.terminals:
        terminal.close()


@pytest.fixture
def sealed_computer(computer: Computer, sealed: Sealed) -> Computer:
    """A computer with the sealed notebook."""
    computer.take_in(sealed)
    return computer


def test_without_a_passphrase_it_is_in_the_notebook_alone_until_one_is_set(computer: Computer) -> None:
    with Notebook.open(computer.notes) as notebook:
        answer(notebook, "private", "yes")
    terminal = computer.start()
    go_where_one_writes(terminal)
    write(terminal, CANARY)
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    found = found_below(computer.base, computer.secrets)
    assert any(each.endswith(FILE_NAME) for each in found)
    assert {each.rpartition(" ")[2].rpartition("/")[0] for each in found} == {"home/notes"}
    terminal = computer.start("passphrase")
    keys = set_passphrase(computer, terminal, PASSPHRASE)
    computer.assert_nothing_is_told()
    assert kept(computer.notes, keys) == CANARY


# Faults of ours, and of the disk. tests/terminal/test_leaving.py has the ways to leave.

BREAKS = "breaks(secret)"


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (("screens.working.WorkingScreen", "on_answer_field_answered", BREAKS), "!"),
        (("screens.autosave.Autosave", "now", BREAKS), "!"),
    ],
    ids=["a handler", "a timer"],
)
def test_fault_that_closes_it_leaves_nothing_and_keeps_it(
    sealed: Sealed, sealed_computer: Computer, fault: Fault, key: str
) -> None:
    terminal = sealed_computer.writing(*sealed_computer.faulty(fault))
    sealed_computer.break_it()
    terminal.press(key)
    assert code_of(terminal) == 1
    assert lines_outside(terminal.raw) == CLOSED
    sealed_computer.assert_nothing_is_told()
    assert kept(sealed_computer.notes, sealed.keys) == CANARY


def test_faults_that_it_survives_leave_nothing_and_keep_it(sealed: Sealed, sealed_computer: Computer) -> None:
    in_a_forgotten_task = "[asyncio.create_task(breaks_later(secret))].clear()"
    faults = (
        ("screens.saving.Saving", "_ended_elsewhere", BREAKS),  # in the thread that writes
        ("app.WorkbookApp", "action_help", in_a_forgotten_task),
        ("app.WorkbookApp", "action_colours", "arguments[0].run_worker(breaks_later(secret), exit_on_error=False)"),
    )
    terminal = sealed_computer.writing(*sealed_computer.faulty(*faults))
    sealed_computer.break_it()
    for key in ("f1", "f2", "!"):
        terminal.press(key)
        terminal.settle()
    terminal.press("?", "ctrl+q")
    assert code_of(terminal) == 0
    assert lines_outside(terminal.raw) == []
    sealed_computer.assert_nothing_is_told()
    assert kept(sealed_computer.notes, sealed.keys) == f"{CANARY}!?"


@pytest.mark.parametrize(
    ("owner", "method"),
    [("running.WorkbookApp", "__init__"), ("store.notebook.Notebook", "close"), ("store.opening.Opening", "_resume")],
    ids=["before the screens", "after the screens", "while it opens"],
)
def test_fault_around_the_screens_is_told_without_its_words(sealed_computer: Computer, owner: str, method: str) -> None:
    terminal = sealed_computer.start(program=sealed_computer.faulty((owner, method, BREAKS)))
    sealed_computer.break_it()
    terminal.wait_for("Passphrase:")
    terminal.type(f"{PASSPHRASE}\r")
    if method == "close":
        terminal.wait_for("You could go on with")
        terminal.press("ctrl+q")
    assert code_of(terminal) == 1
    assert re.fullmatch(
        r"Something went wrong in this .* \(RuntimeError, .*:\d+\)", "".join(lines_outside(terminal.raw))
    )
    sealed_computer.assert_nothing_is_told()


def test_fault_in_a_thread_after_the_screens_is_told_without_its_words(
    sealed: Sealed, sealed_computer: Computer
) -> None:
    fault = ("store.notebook.Notebook", "close", "breaks_beside(secret)")
    terminal = sealed_computer.writing(*sealed_computer.faulty(fault))
    sealed_computer.break_it()
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0
    (line,) = set(lines_outside(terminal.raw))
    assert line.startswith("Something went wrong in the background.")
    sealed_computer.assert_nothing_is_told()
    assert kept(sealed_computer.notes, sealed.keys) == CANARY


# Saves that fail


def test_full_disk_leaves_nothing_and_keeps_what_was_saved(sealed: Sealed, sealed_computer: Computer) -> None:
    terminal = sealed_computer.writing()
    if sys.platform != "linux":
        pytest.skip("only Linux can set a limit for another process")
    (process,) = children_of(terminal.child.pid or 0)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    terminal.type(" and more")
    terminal.wait_for("Not saved")
    terminal.press("ctrl+q")
    assert code_of(terminal) == 1
    said = " ".join(lines_outside(terminal.raw))
    assert said.startswith("Not saved in ")
    assert said.endswith(" Your last words are lost. What said “Saved” is there.")
    sealed_computer.assert_nothing_is_told()
    assert kept(sealed_computer.notes, sealed.keys) == CANARY


def test_another_place_gets_a_sealed_copy(sealed: Sealed, sealed_computer: Computer) -> None:
    full = "(_ for _ in ()).throw(OSError(28, 'full'))"
    terminal = sealed_computer.writing(*sealed_computer.faulty(("store.disk.DiskFile", "append", full)))
    sealed_computer.break_it()
    terminal.type(" and more")
    terminal.wait_for("disk is full")
    terminal.press("\x1b[15~")
    terminal.wait_for("A copy of all you wrote")
    copy = sealed_computer.home / "copy.wb"
    terminal.type(f"{copy}\r")
    terminal.wait_for("Everything up to")
    terminal.press("ctrl+q")
    assert code_of(terminal) == 1
    sealed_computer.assert_nothing_is_told(copy)
    assert kept(sealed_computer.notes, sealed.keys) == CANARY
    assert kept_in_file(copy, sealed.keys) == f"{CANARY} and more"


def test_fault_of_ours_in_a_save_tells_nothing_of_what_it_says(sealed: Sealed, sealed_computer: Computer) -> None:
    terminal = sealed_computer.writing(*sealed_computer.faulty(("store.chain.Chain", "append", BREAKS)))
    sealed_computer.break_it()
    terminal.type("!")
    terminal.wait_for("Not saved")
    terminal.press("ctrl+q")
    assert code_of(terminal) == 1
    sealed_computer.assert_nothing_is_told()
    assert kept(sealed_computer.notes, sealed.keys) == CANARY


# What is kept beside, other keys, and copies


def test_older_file_after_rewording_holds_it_sealed(sealed: Sealed, sealed_computer: Computer) -> None:
    notes = sealed_computer.notes
    terminal = sealed_computer.writing()
    terminal.type(KEYS["backspace"] * len(CANARY))
    terminal.wait_until(lambda text: "Zaun" not in text, "an empty field")
    write(terminal, "other words")
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0
    sealed_computer.assert_nothing_is_told()
    assert kept(notes, sealed.keys) == "other words"
    assert [kept_in_file(each, sealed.keys) for each in notes.glob(f"{FILE_NAME}.older-*")] == [CANARY]


def code_on(screen: str) -> str:
    """The letters of the recovery code on a screen."""
    return "".join(CODE_LINE.findall(screen)).replace(" ", "")


def set_passphrase(computer: Computer, terminal: Terminal, passphrase: str) -> Keys:
    """Choose a passphrase in a terminal, and write down the recovery code; gives the keys of the notebook."""
    choose(terminal, passphrase)
    terminal.wait_for("recovery code. Press Enter")
    (code,) = set(CODE.findall(terminal.raw))
    terminal.press("enter")
    assert code_of(terminal) == 0
    keys: list[Keys] = []

    def unlock(attempt: Attempt) -> Keys:
        keys.append(attempt(passphrase))
        return keys[0]

    with Notebook.open(computer.notes, unlock=unlock):
        computer.keep_out(keys[0], code.decode())
    return keys[0]


def test_changed_passphrase_leaves_nothing_and_keeps_it(sealed: Sealed, sealed_computer: Computer) -> None:
    with Notebook.open(sealed_computer.notes, unlock=lambda _attempt: sealed.keys) as notebook:
        answer(notebook, "backup", CANARY)
    terminal = sealed_computer.start("passphrase")
    terminal.wait_for("Passphrase:")
    terminal.type(f"{PASSPHRASE}\r")
    keys = set_passphrase(sealed_computer, terminal, ANOTHER)
    sealed_computer.assert_nothing_is_told()
    assert kept(sealed_computer.notes, keys) == CANARY


def test_passphrase_changed_inside_leaves_nothing_and_keeps_it(sealed: Sealed, sealed_computer: Computer) -> None:
    terminal = sealed_computer.writing()
    terminal.press("f1")
    terminal.wait_for("Am I in danger now?")
    terminal.press("p")
    terminal.wait_for("Your notes are locked with a passphrase")
    terminal.press("enter")
    terminal.wait_for("The same once more")
    for each in (PASSPHRASE, ANOTHER, ANOTHER):
        terminal.type(each)
        terminal.settle()
        terminal.press("enter")
    terminal.wait_until(lambda text: len(code_on(text)) == 28, "the whole recovery code")
    code = code_on(terminal.text)
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0
    assert lines_outside(terminal.raw) == []
    assert recovery.secret_in(code) is not None
    sealed_computer.secrets["the code that was shown"] = code
    sealed_computer.assert_nothing_is_told()
    with Notebook.open(sealed_computer.notes, unlock=lambda attempt: attempt(code)) as notebook:
        assert said_in(notebook) == CANARY


def test_copies_and_commands_tell_nothing_and_hold_it(sealed: Sealed, sealed_computer: Computer) -> None:
    with Notebook.open(sealed_computer.notes, unlock=lambda _attempt: sealed.keys) as notebook:
        answer(notebook, "backup", CANARY)
    copy = sealed_computer.home / "copy.wb"
    sealed_computer.run("backup", str(copy))
    sealed_computer.run("verify", secret=PASSPHRASE)
    sealed_computer.run("restore", str(copy), secret=PASSPHRASE)
    sealed_computer.assert_nothing_is_told(copy)
    (aside,) = sealed_computer.notes.glob(f"{FILE_NAME}.set-aside-*")
    for path in (copy, aside):
        assert kept_in_file(path, sealed.keys) == CANARY
    assert kept(sealed_computer.notes, sealed.keys) == CANARY


# What the process does that no file shows

TRACED = (
    "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "execve,execveat,socket,connect"
)
CHANGING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^(?:creat|mkdir|rename|link|symlink)")
NO_FILE = re.compile(r'"/dev/(?:tty|null|ptmx|pts/\d+)"|"/proc/self/comm"')


def test_it_sends_nothing_starts_nothing_and_writes_in_its_own_folder_alone(
    sealed: Sealed, sealed_computer: Computer, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    tracer = ("strace", "--seccomp-bpf", "-f", "-qq", "-s", "300", "-o", str(log), "-e", f"trace={TRACED}")
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    if subprocess.run([*tracer, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here")
    terminal = sealed_computer.writing(*tracer, str(COMMAND))
    terminal.press("ctrl+q")
    assert code_of(terminal) == 0
    calls = [line.split(maxsplit=1)[1] for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    assert any(call.startswith("openat(") and FILE_NAME in call for call in calls)
    assert [call for call in calls if "AF_INET" in call or call.startswith("connect(")] == []
    assert len([call for call in calls if call.startswith("execve")]) == 1
    changing = [call for call in calls if CHANGING.search(call) and not NO_FILE.search(call)]
    changing = [call for call in changing if "__pycache__" not in call]  # of the program itself, and of no words
    assert [call for call in changing if f'"{sealed_computer.notes}/' not in call] == []
    assert changing
