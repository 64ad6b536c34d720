"""A process of its own that leaves while the disk does not answer: `python -m tests.faults.leaving FOLDER`."""

import sys
import threading
from pathlib import Path

from tests.faults.story import entry
from workbook.model.errors import NotSavedError
from workbook.store.disk import DiskFile
from workbook.store.notebook import Notebook
from workbook.syncing import sync


def leave(folder: Path) -> int:
    """Save once, then once more, which never ends. Gives the exit code."""
    stuck = threading.Event()

    def sync_or_hang(descriptor: int) -> None:
        if stuck.is_set():
            threading.Event().wait()
        sync(descriptor)

    try:
        with Notebook(DiskFile(Notebook.path_in(folder), sync_or_hang)) as notebook:
            notebook.save(entry("first", "words")).wait()
            stuck.set()
            notebook.save(entry("second", "words"))
            notebook.close(0.1)
    except NotSavedError as error:
        sys.stdout.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(leave(Path(sys.argv[1])))
