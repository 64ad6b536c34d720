"""Opening the workbook: in the terminal, or as plain lines where that is asked for or is all there is."""

import gc
import os
import sys
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.fault import keep_details
from workbook.guardian import Guardian, guarded
from workbook.model.clock import Clock
from workbook.model.errors import UnreadableError, UsageError, WorkbookError
from workbook.places import own_exercises
from workbook.store.glance import looks_sealed

if TYPE_CHECKING:
    from workbook.store.notebook import Notebook


def open_workbook(
    folder: Path, clock: Clock, language: str, *, plain: bool = False, details: Path | None = None
) -> int:
    """Open the workbook on the notebook in a folder, its exercises in a language; returns the exit code.

    If it ends by a fault of its own, the details of that go to a new file, where one is named.
    """
    # What is drawn goes to the last: in a file it would be every word.
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()) and not plain:
        raise UsageError(
            _("There is no terminal here to draw in."),
            _("Try “workbook --plain”; “export”, “show”, “list” and “check” work without one too."),
        )
    if plain or os.environ.get("ACCESSIBLE") == "1" or os.environ.get("TERM", "dumb") == "dumb":
        return _in_lines(folder, clock, language)
    if details is not None and details.exists():
        raise UsageError(_("There is a file called {file} already.").format(file=details), _("Choose another name."))
    return guarded(partial(_in_terminal, folder, clock, language, details))


def _in_lines(folder: Path, clock: Clock, language: str) -> int:
    from workbook.authoring.library import Library
    from workbook.guide.first_pages import Place
    from workbook.places import program_folders
    from workbook.plain import Surroundings, run_plain
    from workbook.prompt.asking import ask_in_lines
    from workbook.store.notebook import Notebook

    with Notebook.open(folder, unlock=ask_in_lines) as notebook:
        library = Library(language, own_exercises(folder))
        code = run_plain(
            library,
            notebook,
            clock,
            sys.stdin,
            sys.stdout,
            notices=notebook.notices,
            problems=library.check_own(),
            unlocked=not notebook.sealed and notebook.is_empty,
            around=Surroundings(
                notebook, Place(folder, program_folders()), is_new=notebook.is_empty and not notebook.damaged
            ),
        )
        return UnreadableError.exit_code if code == 0 and notebook.damaged else code


def _in_terminal(folder: Path, clock: Clock, language: str, details: Path | None, guardian: Guardian | None) -> int:
    # Textual reads these when it is imported: some of them record the screen or write logs.
    for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
        del os.environ[name]
    # Terminals that tell more of each key tell it by the letters of the layout: Ctrl+Q would be another key in Greek.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    # Collecting while modules load finds nothing to free; the app turns it on after the first paint.
    gc.disable()
    try:
        sealed = looks_sealed(folder)
        # In a list that gives it away: while the notebook is locked, nothing here may hold it.
        opened = [_asked(folder, guardian) if sealed else _begun(folder)]
        from workbook.running import Session

        return Session(folder, clock, language, guardian, details).run(opened.pop(), on_alternate=sealed)
    except Exception as error:
        if details is not None and not isinstance(error, WorkbookError):
            keep_details(details, error)
        raise


def _asked(folder: Path, guardian: Guardian | None) -> "Notebook":
    """The prompt is there before the store is loaded, and the screens are loaded while the reader types."""
    from workbook.prompt.asking import ScreenPrompt

    usual = None if guardian is None else guardian.usual
    with ScreenPrompt(meanwhile=_load_screens, usual=usual) as prompt:
        prompt.show()
        from workbook.store.notebook import Notebook

        notebook = Notebook.open(folder, unlock=prompt.ask)
        prompt.give_way()
        return notebook


def _begun(folder: Path) -> "Notebook":
    from workbook.store.notebook import Notebook

    return Notebook.open(folder)


def _load_screens() -> None:
    import workbook.running
    import workbook.screens.home  # noqa: F401  # the screen that comes first
