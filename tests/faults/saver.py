"""A process that saves, for the tests that kill it, starve it or stand in its way. Run as `saver.py FOLDER WAY`."""

import resource
import sys
import threading
from functools import partial
from itertools import count
from pathlib import Path

from workbook.model.entry import Answer, Entry, Wording
from workbook.model.errors import NotSavedError, WorkbookError
from workbook.model.ports import Receipt
from workbook.model.values import Dated
from workbook.store.disk import DiskFile
from workbook.store.notebook import Notebook
from workbook.store.syncing import sync


def entry(name: str, text: str) -> Entry:
    """An entry that says the text."""
    answer = Answer("journal", 1, "what", "journal", Wording("What happened?"), text)
    return Entry(name, "journal", 1, "en", Dated("today"), "2024-02-03T10:00:00+01:00", answers={"what": answer})


def say(words: str) -> None:
    """One whole line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def acknowledge(name: str, receipt: Receipt) -> None:
    """Say the name of a save that is on the disk."""
    say(name if receipt.error is None else "failed")


def stream(folder: Path) -> None:
    """Save without end; say each name once its save is on the disk."""
    say("ready")
    notebook = Notebook.open(folder)
    for number in count(notebook.next_number()):
        name = f"entry-{number}"
        receipt = notebook.save(entry(name, f"words of {name} " * (number % 50 * 20)))
        receipt.when_done(partial(acknowledge, name))
        if number % 4 == 0:
            receipt.wait()


def hold(folder: Path) -> None:
    """Keep the notebook open until a line comes in."""
    with Notebook.open(folder) as notebook:
        notebook.save(entry("held", "words")).wait()
        say("open")
        sys.stdin.readline()


def limited(folder: Path) -> None:
    """Save, then save more than the system lets the file grow, then again with room."""
    with Notebook.open(folder) as notebook:
        notebook.save(entry("first", "words")).wait()
        assert notebook.path is not None
        room = notebook.path.stat().st_size + 2000
        _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        for name in ("second", "third"):
            try:
                notebook.save(entry(name, name * 2000)).wait()
            except NotSavedError as error:
                say(str(error))
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        notebook.save(entry("fourth", "words")).wait()
        say("saved")


def hang(folder: Path) -> None:
    """Leave while the disk does not answer."""
    stuck = threading.Event()

    def sync_or_hang(descriptor: int) -> None:
        if stuck.is_set():
            threading.Event().wait()
        sync(descriptor)

    with Notebook(DiskFile(Notebook.path_in(folder), sync_or_hang)) as notebook:
        notebook.save(entry("first", "words")).wait()
        stuck.set()
        notebook.save(entry("second", "words"))
        notebook.close(0.1)


if __name__ == "__main__":
    try:
        {"stream": stream, "hold": hold, "limited": limited, "hang": hang}[sys.argv[2]](Path(sys.argv[1]))
    except WorkbookError as error:
        say(str(error))
        sys.exit(error.exit_code)
