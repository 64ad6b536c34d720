"""The command line, in this process where that is quick, and as the installed command where the process matters."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from workbook.authoring.library import Library
from workbook.cli import run
from workbook.guide.sitting import Sitting
from workbook.model.values import Record
from workbook.store.notebook import Notebook

COMMAND = Path(sys.executable).parent / "workbook"
"""The installed command."""
STATEMENT = "Shouting on the phone"
"""What the written notebook holds."""
BARE = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "80"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that came out of it."""
        return self.out + self.err


class Workbook(Protocol):
    """Runs a command."""

    def __call__(self, *arguments: str | Path) -> Outcome: ...


class Process(Protocol):
    """Runs the installed command, in the folder of the test."""

    def __call__(
        self, *arguments: str | Path, typed: str = "", environ: Mapping[str, str] | None = None, umask: int = 0o022
    ) -> Outcome: ...


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with all that a system may point elsewhere inside it."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("WORKBOOK_HOME", raising=False)
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the notebook is; nothing is there yet."""
    chosen = home / "notes"
    monkeypatch.setenv("WORKBOOK_HOME", str(chosen))
    return chosen


@pytest.fixture
def written(folder: Path) -> Path:
    """A folder whose notebook holds a boundary, in two saves."""
    write(folder)
    return folder


def write(folder: Path) -> None:
    """Write a boundary into the notebook of a folder."""
    fields = {"behaviour": STATEMENT, "safe": "unsure", "consequence": "I end the call"}
    with Notebook.open(folder) as notebook:
        sitting = Sitting.open("boundaries", Library(), notebook, lambda: datetime(2025, 3, 5, 12, tzinfo=UTC))
        sitting.answer("boundaries", (Record("b1", fields),))
        sitting.answer("order", "no")


@pytest.fixture
def workbook(home: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Workbook]:
    """Runs a command in this process."""
    mask = os.umask(0o022)

    def call(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        try:
            code = run([str(each) for each in arguments])
        except SystemExit as stop:
            # Only `--help` and `--version` end so.
            assert isinstance(stop.code, int)
            code = stop.code
        return Outcome(code, *capsys.readouterr())

    yield call
    os.umask(mask)


@pytest.fixture
def process(home: Path) -> Process:
    """Runs the installed command."""

    def call(
        *arguments: str | Path, typed: str = "", environ: Mapping[str, str] | None = None, umask: int = 0o022
    ) -> Outcome:
        inherited = {name: os.environ[name] for name in ("HOME", "WORKBOOK_HOME") if name in os.environ}
        done = subprocess.run(
            [COMMAND, *arguments],
            env={**BARE, **inherited, **(environ or {})},
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            umask=umask,
            check=False,
            timeout=60,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return call


def everything_in(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder: its mode, when it was changed, and its bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        found[str(path.relative_to(folder))] = (
            about.st_mode,
            about.st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
    return found
