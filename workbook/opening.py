"""Opening the workbook: in the terminal, or as plain lines where that is asked for or is all there is."""

import gc
import os
import sys
from gettext import gettext as _
from pathlib import Path

from workbook.model.clock import Clock
from workbook.model.errors import UnreadableError, UsageError
from workbook.places import own_exercises
from workbook.store.glance import looks_sealed


def open_workbook(folder: Path, clock: Clock, *, plain: bool = False) -> int:
    """Open the workbook on the notebook in a folder; returns the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not plain:
        raise UsageError(
            _("There is no terminal here to draw in."),
            _("Try “workbook --plain”; “export”, “show”, “list” and “check” work without one too."),
        )
    if plain or os.environ.get("ACCESSIBLE") == "1" or os.environ.get("TERM", "dumb") == "dumb":
        from workbook.authoring.library import Library
        from workbook.guide.first_pages import Place
        from workbook.places import program_folders
        from workbook.plain import Surroundings, run_plain
        from workbook.prompt.asking import ask_in_lines
        from workbook.store.notebook import Notebook

        with Notebook.open(folder, unlock=ask_in_lines) as notebook:
            library = Library(own_folder=own_exercises(folder))
            code = run_plain(
                library,
                notebook,
                clock,
                sys.stdin,
                sys.stdout,
                notices=notebook.notices,
                problems=library.problems(),
                unlocked=not notebook.sealed and notebook.is_empty,
                around=Surroundings(
                    notebook, Place(folder, program_folders()), is_new=notebook.is_empty and not notebook.damaged
                ),
            )
            return UnreadableError.exit_code if code == 0 and notebook.damaged else code
    # Textual reads these when it is imported: some of them record the screen or write logs.
    for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
        del os.environ[name]
    # Collecting while modules load finds nothing to free; the app turns it on after the first paint.
    gc.disable()
    if looks_sealed(folder):
        return _ask_and_run(folder, clock)
    from workbook.running import run_app
    from workbook.store.notebook import Notebook

    return run_app(Notebook.open(folder), folder, clock)


def _ask_and_run(folder: Path, clock: Clock) -> int:
    """The prompt is there before the store is loaded, and the screens are loaded while the reader types."""
    from workbook.prompt.asking import ScreenPrompt

    with ScreenPrompt(meanwhile=_load_screens) as prompt:
        prompt.show()
        from workbook.store.notebook import Notebook

        notebook = Notebook.open(folder, unlock=prompt.ask)
        with notebook:
            from workbook.running import run_app

            prompt.give_way()
            return run_app(notebook, folder, clock)


def _load_screens() -> None:
    import workbook.running
    import workbook.screens.home  # noqa: F401  # the screen that comes first
