"""A word that nobody else writes goes through a sealed notebook; afterwards every file and all output is searched.

Run as `python -m tests.faults.canary FOLDER STAGE`, it is the process that writes the word.
"""

import base64
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.keyring import KEYS, unlock_of
from tests.faults.place import workplace
from tests.faults.story import Limits, entry
from tests.faults.tally import Tally
from workbook.model.errors import NotSavedError
from workbook.model.ports import Receipt
from workbook.store.copies import backup, restore
from workbook.store.notebook import Notebook
from workbook.store.verifying import verify

CANARY = "Zaunkönigin☂Quittengelb"
_ROOT = Path(__file__).parents[2]
_STAGES = ("write", "refuse", "copy", "crash", "crash-in-a-handler", "kill")


def sealed_leaves_nothing() -> Tally:
    """With a passphrase the word is nowhere."""
    tally = Tally()
    with workplace(on_disk=True) as place:
        output = _lived(Path(place), 1)
        tally.runs += len(_STAGES)
        tally.wrong += [f"found {form} in {where}" for where, form in _found(Path(place), output)]
        with Notebook.open(
            Path(place) / "notes", unlock=unlock_of(Notebook.path_in(Path(place) / "notes"))
        ) as notebook:
            said = {each.id for each in notebook.all_entries() if CANARY in str(each.answers["what"].value)}
        tally.acknowledged, tally.lost = 2, len({"canary", "refused"} - said)
    return tally


def search_finds_it() -> Tally:
    """Without a passphrase it is found, so the search would have found it; and so are its disguises."""
    tally = Tally(runs=1)
    with workplace(on_disk=True) as place:
        output = _lived(Path(place), 0)
        if not any(where.endswith("notes.wb") for where, _form in _found(Path(place), output)):
            tally.wrong.append("the search does not find what is there")
        for disguise in (f"x{CANARY}y".encode("utf-16"), base64.b64encode(f"xy{CANARY}z".encode())):
            tally.runs += 1
            if not list(_found(Path(place) / "nowhere", disguise)):
                tally.wrong.append("the search does not see through a disguise")
    return tally


def _lived(base: Path, keys: int) -> bytes:
    """Everything that the stages put out."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(base / "home"), "TMPDIR": str(base / "temporary")}
    for name in ("home", "temporary"):
        (base / name).mkdir()
    output = b""
    for stage in _STAGES:
        arguments = [sys.executable, "-m", "tests.faults.canary", str(base / "notes"), stage, str(keys)]
        done = subprocess.run(arguments, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        expected = {"crash": 1, "kill": -signal.SIGKILL}.get(stage, 0)
        assert done.returncode == expected, (stage, done.returncode, done.stdout.decode())
        output += done.stdout
    return output


def _found(base: Path, output: bytes) -> Iterator[tuple[str, str]]:
    """Where the word is, and how it is written there."""
    for form, needle in _forms():
        if needle in output:
            yield "what was put out", form
        for each in base.rglob("*"):
            if each.is_file() and (needle in each.read_bytes() or needle in os.fsencode(each.name)):
                yield str(each.relative_to(base)), form


def _forms() -> Iterator[tuple[str, bytes]]:
    for part in (CANARY, *CANARY.split("☂")):
        yield "UTF-8", part.encode()
        yield "UTF-16", part.encode("utf-16-le")
        yield "UTF-16, the other way round", part.encode("utf-16-be")
        yield "JSON", json.dumps(part).strip('"').encode()
        yield "repr", ascii(part).strip("'").encode()
        yield "hexadecimal", part.encode().hex().encode()
        for shift in range(3):
            # The letters that do not depend on what stands before and behind.
            whole = base64.b64encode(bytes(shift) + part.encode())
            yield "base 64", whole[4 * (shift > 0) : len(whole) // 4 * 4 - 4]


def _live(folder: Path, stage: str, keys: int) -> None:
    if stage == "copy":
        _copy(folder)
        return
    Limits(loose=2).set()
    with Notebook.open(folder, unlock=unlock_of(Notebook.path_in(folder))) as notebook:
        if stage == "write":
            notebook.change_keys(KEYS[keys]).wait()
        for turn in range(6):
            notebook.save(entry("canary", f"{turn} {CANARY} " * 300)).wait()
        if stage == "write":
            notebook.change_keys(KEYS[keys and 2]).wait()
        elif stage == "refuse":
            _be_refused(notebook)
        elif stage == "crash-in-a-handler":
            notebook.save(entry("canary", f"last {CANARY}")).when_done(_fail)
        elif stage == "crash":
            receipt = notebook.save(entry("canary", f"last {CANARY}"))
            receipt.wait()
            raise RuntimeError(f"the screen fails with {receipt!r}")
        elif stage == "kill":
            notebook.save(entry("canary", f"last {CANARY}" * 1000))
            os.kill(os.getpid(), signal.SIGKILL)


def _be_refused(notebook: Notebook) -> None:
    assert notebook.path is not None
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (notebook.path.stat().st_size, hard))
    try:
        notebook.save(entry("refused", CANARY * 10_000)).wait()
    except NotSavedError as error:
        sys.stdout.write(f"{error}\n")
    else:
        raise AssertionError("it was not refused")
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    notebook.retry().wait()


def _copy(folder: Path) -> None:
    copy = folder.with_name("copy.wb")
    unlock = unlock_of(Notebook.path_in(folder))
    told = [*backup(folder, copy).lines, *restore(folder, copy, unlock), *verify(folder, unlock).lines]
    sys.stdout.write("\n".join(told))


def _fail(receipt: Receipt) -> None:
    raise RuntimeError(f"the handler fails with {receipt!r}")


if __name__ == "__main__":
    _live(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
