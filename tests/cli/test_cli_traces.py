"""What a command leaves behind, and what it loads."""

import subprocess
import sys
from pathlib import Path

import pytest

import workbook as package
from tests.cli.conftest import BARE, STATEMENT, Process, everything_in

SHIPPED = Path(package.__file__).parent / "exercises"
WATCHED = """
import os, sys

CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
ACTS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate")

def watch(event, about):
    if event == "open" and about[2] & CHANGING and about[0] != os.devnull:
        sys.stderr.write(f"opened {about[0]} to write\\n")
    elif event in ACTS or event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork")):
        sys.stderr.write(f"did {event} {about}\\n")

from workbook.cli import run
sys.addaudithook(watch)
raise SystemExit(run(sys.argv[1:]))
"""
"""Runs a command and tells of everything that it would change on the disk, start or send."""

QUIET = [("demo",), ("list",), ("list", "--json"), ("show", "welcome"), ("where",), ("where", "--json")]


@pytest.mark.parametrize("arguments", QUIET, ids=" ".join)
def test_command_that_only_tells_touches_no_file(process: Process, written: Path, arguments: tuple[str, ...]) -> None:
    home = written.parent
    (written / "exercises").mkdir()
    before = everything_in(home)
    temporary = {name: str(home) for name in ("TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    said = process(*arguments, environ=temporary)
    assert said.code == 0
    assert everything_in(home) == before


@pytest.mark.parametrize("arguments", [*QUIET, ("check", str(SHIPPED))], ids=lambda arguments: arguments[0])
def test_command_that_only_tells_opens_nothing_for_writing_anywhere(written: Path, arguments: tuple[str, ...]) -> None:
    environ = {**BARE, "HOME": str(written.parent), "WORKBOOK_HOME": str(written)}
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *arguments], env=environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_demo_makes_no_home_for_a_notebook(process: Process, home: Path) -> None:
    assert process("demo").code == 0
    assert list(home.iterdir()) == []


def test_demo_never_reads_what_the_reader_wrote(process: Process, written: Path) -> None:
    own = written / "exercises"
    own.mkdir()
    (own / "mine.md").write_text("# Mine\n\n<!-- exercise: #mine; version: 1 -->\n", encoding="utf-8")
    said = process("demo", environ={"WORKBOOK_HOME": str(written)})
    assert STATEMENT not in said.out
    assert "Mine" not in said.out
    assert said.out == process("demo", "--data-dir", written.parent / "none").out


def test_demo_works_over_a_notebook_that_cannot_be_read(process: Process, written: Path) -> None:
    (written / "notes.wb").write_bytes(b"not a notebook")
    assert process("demo").code == 0


def test_demo_says_first_that_the_life_is_invented(process: Process) -> None:
    said = process("demo")
    assert (said.code, said.err) == (0, "")
    first = said.out.splitlines()[0]
    assert "invented" in first
    assert "Nothing of yours was read or written" in first


def test_demo_is_a_whole_plan(process: Process) -> None:
    said = process("demo").out
    for words in ("# My plan", "Insults in messages", "I put the phone away", "at work, before noon", "time to paint"):
        assert words in said


@pytest.mark.parametrize(
    "arguments",
    [("demo",), ("export",), ("check", str(SHIPPED)), ("list",), ("show", "welcome"), ("where",), ("--help",)],
)
def test_command_that_draws_nothing_loads_nothing_to_draw_with(written: Path, arguments: tuple[str, ...]) -> None:
    environ = {**BARE, "HOME": str(written.parent), "WORKBOOK_HOME": str(written)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "workbook", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "workbook.cli" in loaded
    assert not {name for name in loaded if name.split(".")[0] in {"textual", "rich", "asyncio"}}
