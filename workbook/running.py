"""Running the workbook in the terminal, and what is said on the shell's screen after it."""

import sys
import threading
from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.app import WorkbookApp
from workbook.authoring.library import Library
from workbook.fault import tell_of_thread
from workbook.model.errors import NotErasedError, NotSavedError, UnreadableError
from workbook.places import own_exercises

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.model.clock import Clock
    from workbook.store.notebook import Notebook

CRASHED = 1
CLOSING = 2.0
"""Seconds that leaving waits for the disk at most."""


def run_app(notebook: "Notebook", folder: "Path", clock: "Clock") -> int:
    """Open the workbook on the notebook of a folder, and close both; returns the exit code."""
    if not sys.flags.dev_mode:
        threading.excepthook = tell_of_thread
    with notebook:
        app = WorkbookApp(Library(own_folder=own_exercises(folder)), notebook, clock)
        app.run()
        try:
            # A disk that does not answer must not keep the reader from leaving.
            notebook.close(CLOSING)
        except NotErasedError as error:
            sys.stderr.write(_("{why} The next time you open it, it is erased first.").format(why=error.message) + "\n")
            return error.exit_code
        except NotSavedError as error:
            fate = app.left_elsewhere or _("Your last words are lost. What said “Saved” is there.")
            sys.stderr.write(f"{error.message} {fate}\n")
            return error.exit_code
    if notebook.damaged:
        fate = app.left_elsewhere or _("Nothing that you wrote just now is saved.")
        sys.stderr.write(" ".join((*notebook.notices, fate)) + "\n")
        return UnreadableError.exit_code
    if app.crashed:
        sys.stderr.write(_("Something went wrong and this had to close. What said “Saved” is saved.") + "\n")
        return CRASHED
    return app.return_code or 0
