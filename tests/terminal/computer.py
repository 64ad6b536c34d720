"""A computer of its own for the workbook, on which nothing of a secret may be found."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.terminal.conftest import COMMAND, Terminal
from tests.terminal.test_endings import go_where_one_writes
from tests.terminal.traces import Secrets, found_below, found_in, found_outside
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.store import recovery
from workbook.store.disk import DiskFile
from workbook.store.keys import Keys, new_keys
from workbook.store.notebook import Notebook
from workbook.store.stretching import LEAST_MEMORY, Cost, argon2id

CANARY = "Zaunkönigin☂Quittengelb"
PASSPHRASE, ANOTHER = "four calm wörds here", "five other wörds to keep"
WORDS: Secrets = {
    "the canary": CANARY,
    "its beginning": CANARY.split("☂")[0],
    "its end": CANARY.split("☂")[1],
    "the passphrase": PASSPHRASE,
    "the other passphrase": ANOTHER,
}
HERE = (sys.executable, "-c")
PATIENCE = 60
IN_PLACE = """
ulimit -c "$(ulimit -H -c)"
cd "$0" && exec "$@"
"""
"""A shell that lets every crash leave its memory in a file, and starts the rest in a folder."""

FAULTY = """
import asyncio, functools, importlib, pathlib, sys, threading

secret = {canary!r}

def breaks(secret):
    raise RuntimeError(secret)

async def breaks_later(secret):
    raise RuntimeError(secret)

def breaks_beside(secret):
    thread = threading.Thread(target=breaks, args=(secret,))
    thread.start()
    thread.join()

def spoil(module, owner, method, act):
    owner = getattr(importlib.import_module(f"workbook.{{module}}"), owner)
    usual = getattr(owner, method)

    @functools.wraps(usual)
    def fail(*arguments, **more):
        return act(*arguments) if pathlib.Path({trigger!r}).exists() else usual(*arguments, **more)

    setattr(owner, method, fail)

{spoiled}
sys.argv = ["workbook"]
importlib.import_module("workbook.__main__").main()
"""
"""The workbook with methods that do something else once a file is there."""
Fault = tuple[str, str, str]
"""A class below `workbook`, its method, and what the method does in place of its work."""


@dataclass(frozen=True)
class Sealed:
    """A notebook with a passphrase, to be copied."""

    folder: Path
    keys: Keys
    code: str


def thrifty(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """Argon2id as on a computer with little memory, so that the many prompts take less time."""
    if cost.memory > LEAST_MEMORY:
        raise MemoryError
    return argon2id(passphrase, salt, cost)


def make_sealed(folder: Path) -> Sealed:
    """A notebook in which Welcome was begun, so that the way to a place to write is short."""
    keys, code = new_keys(PASSPHRASE, thrifty)
    with Notebook.open(folder) as notebook:
        answer(notebook, "private", "yes")
        notebook.change_keys(keys).wait(PATIENCE)
    with Notebook.open(folder, unlock=lambda attempt: attempt(PASSPHRASE)) as notebook:
        assert notebook.sealed
    return Sealed(folder, keys, code)


def answer(notebook: Notebook, question: str, value: str) -> None:
    """Answer in Welcome."""
    sitting = Sitting.open("welcome", Library(), notebook, lambda: datetime(2025, 3, 5, 12, tzinfo=UTC))
    receipt = sitting.answer(question, value)
    assert receipt is not None
    receipt.wait(PATIENCE)


class Computer:
    """Folders of its own for everything that a program may think of, and what was shown on its terminals."""

    def __init__(self, base: Path) -> None:
        self.base = base / "computer"
        self.home, self.work = self.base / "home", self.base / "work"
        self.notes = self.home / "notes"
        self.trigger = base / "trigger"
        self.secrets: dict[str, str | bytes] = {**WORDS}
        self.terminals: list[Terminal] = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "WORKBOOK_HOME": str(self.notes),
        }
        for name in ("TMPDIR", "TMP", "TEMP"):
            self.environment[name] = str(self.base / "temporary")
        for name in ("DATA_HOME", "CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
            self.environment[f"XDG_{name}"] = str(self.base / name.lower())
        for folder in {*self.environment.values()}:
            if folder.startswith(str(self.base)) and folder != str(self.notes):
                Path(folder).mkdir(parents=True)
        self.work.mkdir()

    def take_in(self, sealed: Sealed) -> None:
        """Have a copy of the notebook as this computer's."""
        shutil.copytree(sealed.folder, self.notes)
        self.keep_out(sealed.keys, sealed.code)

    def keep_out(self, keys: Keys, code: str) -> None:
        """These must not be found either."""
        secret = recovery.secret_in(code)
        assert secret is not None
        self.secrets |= {
            f"the data key {len(self.secrets)}": keys.data,
            f"the secret of the recovery code {len(self.secrets)}": secret,
            f"the recovery code {len(self.secrets)}": code,
            f"the recovery code without hyphens {len(self.secrets)}": code.replace("-", ""),
            f"half of the recovery code {len(self.secrets)}": code[: len(code) // 2],
        }

    def start(self, *arguments: str, program: tuple[str, ...] = (str(COMMAND),)) -> Terminal:
        """Start the installed command, or another program, in the folder to work in."""
        command = ("/bin/sh", "-c", IN_PLACE, str(self.work), *program, *arguments)
        self.terminals.append(Terminal(command, self.environment, 100, 30))
        return self.terminals[-1]

    def unlock(self, terminal: Terminal) -> None:
        """Answer the prompt, and go to the place to write."""
        terminal.wait_for("Passphrase:")
        terminal.type(f"{PASSPHRASE}\r")
        go_where_one_writes(terminal)

    def writing(self, *program: str) -> Terminal:
        """The canary typed, and saved."""
        terminal = self.start(program=program or (str(COMMAND),))
        self.unlock(terminal)
        write(terminal, CANARY)
        return terminal

    def faulty(self, *faults: Fault) -> tuple[str, ...]:
        """The workbook, in which methods do something else from `break_it` on."""
        spoiled = "\n".join(
            f"spoil({module!r}, {name!r}, {method!r}, lambda *arguments: {act})"
            for owner, method, act in faults
            for module, _dot, name in [owner.rpartition(".")]
        )
        return *HERE, FAULTY.format(canary=CANARY, trigger=str(self.trigger), spoiled=spoiled)

    def break_it(self) -> None:
        """From now on it is faulty."""
        self.trigger.touch()

    def run(self, *arguments: str, secret: str | None = None) -> None:
        """A command without a terminal, which succeeds. What it says is searched as well."""
        done = subprocess.run(
            [COMMAND, *arguments],
            cwd=self.work,
            env=self.environment,
            input=b"" if secret is None else f"{secret}\n".encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr.decode()
        assert found_in(done.stdout + b"\0" + done.stderr, self.secrets) == []

    def assert_nothing_is_told(self, *beside: Path) -> None:
        """No secret in any file or on any terminal; and no file but the notebook's own and those that are named."""
        assert found_below(self.base, self.secrets) == []
        for terminal in self.terminals:
            assert found_outside(terminal.raw, self.secrets) == []
        strange = {
            path
            for path in self.base.rglob("*")
            if path.is_file() and not (path.parent == self.notes and re.fullmatch(r"notes\.(lock|wb.*)", path.name))
        }
        assert strange == set(beside)


def write(terminal: Terminal, words: str) -> None:
    """Type, and wait until it is saved."""
    terminal.type(words)
    terminal.wait_for(words)
    terminal.wait_until(lambda text: "Saved" in text and "…" not in text, "“Saved”")


def kept(folder: Path, keys: Keys | None) -> object:
    """What stands in the notebook about the backup."""
    with Notebook.open(folder, unlock=None if keys is None else lambda _attempt: keys) as notebook:
        assert notebook.notices == ()
        return said_in(notebook)


def kept_in_file(path: Path, keys: Keys) -> object:
    """The same of a file that is no notebook's own."""
    with Notebook(DiskFile(path), unlock=lambda _attempt: keys, read_only=True) as notebook:
        return said_in(notebook)


def said_in(notebook: Notebook) -> object:
    """The answer about the backup, if there is one."""
    (entry,) = notebook.entries("welcome")
    return entry.answers["backup"].value if "backup" in entry.answers else None


def code_of(terminal: Terminal) -> int:
    """How it ended."""
    code = terminal.wait_for_end()
    killed: int | None = terminal.child.signalstatus
    return -(killed or 0) if code is None else code
