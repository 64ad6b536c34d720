"""Running the workbook in the terminal, from lock to lock, and what is said on the shell's screen after it."""

import functools
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING

from workbook.app import WorkbookApp
from workbook.authoring.library import Library
from workbook.ending import Ending, listening
from workbook.fault import keep_details, tell_of_thread
from workbook.model.errors import NotErasedError, NotSavedError, UnreadableError
from workbook.places import own_exercises
from workbook.prompt.terminal import leave_alternate

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.guardian import Guardian
    from workbook.model.clock import Clock
    from workbook.screens.bookmark import Bookmark
    from workbook.store.notebook import Notebook
    from workbook.store.put_away import PutAway

CRASHED = 1
HURRIED = 1.2
"""Seconds from the key to leave in which the disk may still save. The shell is to be back within two."""
AT_LEAST = 0.3
"""Seconds that the disk has for it in any case."""
PATIENT = 5.0
"""Seconds that it has where nobody waits for the shell."""
SWITCHING = 0.001
"""Seconds after which the thread that reads keys gets its turn, whatever else is done. Python's own is five times that.
"""
DRAINING = 2.0
"""Seconds that a lock waits for the disk."""


class Session:
    """From the opening to the end: what is on the screen, and the locks between."""

    def __init__(
        self,
        folder: "Path",
        clock: "Clock",
        language: str,
        guardian: "Guardian | None" = None,
        details: "Path | None" = None,
    ) -> None:
        """Prepare. The exercises come in `language`, and `guardian` is told when the reader leaves.

        If this ends by a fault, its details go to a new file.
        """
        self._folder = folder
        self._clock = clock
        self._language = language
        self._guardian = guardian
        self._usual = None if guardian is None else guardian.usual
        """The terminal's settings as the shell had them."""
        self._details = details
        self._app: WorkbookApp | None = None
        """None while it is locked."""
        self._to_leave = False
        """Whether a signal asked to leave while there was no app to hear it. Once asked, it stays so."""
        self._stops = False
        """Whether it was locked in order to stop."""
        self._on_alternate = False
        """Whether the alternate screen was left to whatever draws next."""
        self._bookmark: Bookmark | None = None
        self._left_elsewhere = ""
        self._since: float | None = None
        """When the reader asked to leave."""

    def run(self, notebook: "Notebook", *, on_alternate: bool = False) -> int:
        """Open the workbook on a notebook, which is closed in the end; returns the exit code.

        `on_alternate` tells that the alternate screen was left to this.
        """
        self._on_alternate = on_alternate
        sys.setswitchinterval(SWITCHING)
        if not sys.flags.dev_mode:
            threading.excepthook = tell_of_thread
        with listening(self._heed):
            while True:
                ended = self._sit(notebook)
                if isinstance(ended, int):
                    return ended
                # Nothing of it is to be here while it is locked.
                del notebook
                _forget()
                taken_up = self._taken_up(ended)
                if isinstance(taken_up, int):
                    return taken_up
                notebook = taken_up
                del taken_up, ended

    def _heed(self, ending: Ending) -> None:
        """A signal came. While it is locked, the prompt heeds those to stop by itself."""
        if self._app is not None:
            self._app.end_soon(ending)
        elif ending is Ending.LEAVE:
            self._to_leave = True

    def _leaving(self) -> None:
        """The reader pressed a key to leave: from now on, nothing is to keep the shell waiting."""
        if self._since is None:
            self._since = monotonic()
        if self._guardian is not None:
            self._guardian.leaving()

    def _sit(self, notebook: "Notebook") -> "int | PutAway":
        """From the first paint to a lock or to the end: the notebook as it was put away, or the exit code."""
        with notebook:
            app = self._shown(notebook)
            self._bookmark, self._left_elsewhere = app.bookmark, app.left_elsewhere
            if app.fault is not None or app.ending not in (Ending.LOCK, Ending.STOP):
                code = self._closed(notebook)
            else:
                self._stops = app.ending is Ending.STOP
                away = notebook.put_away(DRAINING)
                if not self._to_leave:
                    return away
                code = self._closed(away)
        if code == 0 and app.fault is not None:
            _say(_("Something went wrong and this had to close. What said “Saved” is saved."))
            if self._details is not None:
                keep_details(self._details, app.fault)
            return CRASHED
        return code

    def _shown(self, notebook: "Notebook") -> WorkbookApp:
        """The app, once it came to an end."""
        try:
            library = Library(self._language, own_exercises(self._folder))
            app = WorkbookApp(library, notebook, self._clock, self._bookmark, self._leaving, self._usual)
            self._app = app
            if self._to_leave:
                app.end_soon(Ending.LEAVE)
            app.run()
        except BaseException:
            if self._on_alternate:
                leave_alternate(self._usual)
            raise
        finally:
            self._app = None
        self._on_alternate = app.on_alternate
        return app

    def _taken_up(self, away: "PutAway") -> "Notebook | int":
        """The notebook again, once the reader has unlocked it; the exit code, if the reader leaves instead."""
        from workbook.prompt.asking import ScreenPrompt

        if self._stops and not self._to_leave:
            self._stops = False
            os.kill(os.getpid(), signal.SIGSTOP)
        opened: Notebook | PutAway = away
        try:
            with ScreenPrompt(asks=away.sealed, usual=self._usual) as prompt:
                # From here on the prompt hears the signals to leave.
                prompt.show()
                if self._to_leave:
                    raise KeyboardInterrupt
                if not away.sealed:
                    prompt.pause()
                opened = notebook = away.open(prompt.ask)
                prompt.give_way()
        except KeyboardInterrupt:
            self._leaving()
            return self._closed(opened)
        except BaseException:
            with suppress(NotSavedError):
                opened.close(PATIENT)
            raise
        self._on_alternate = True
        return notebook

    def _closed(self, opened: "Notebook | PutAway") -> int:
        """Close what there is; the exit code, once the reader was told what could not be done."""
        if self._on_alternate:
            leave_alternate(self._usual)
            self._on_alternate = False
        damaged, notices = opened.damaged, opened.notices
        patience = PATIENT if self._since is None else max(AT_LEAST, HURRIED - (monotonic() - self._since))
        try:
            opened.close(patience)
        except NotErasedError as error:
            _say(_("{why} The next time you open it, it is erased first.").format(why=error.message))
            return error.exit_code
        except NotSavedError as error:
            fate = self._left_elsewhere or _("Your last words are lost. What said “Saved” is there.")
            _say(f"{error.message} {fate}")
            return error.exit_code
        if damaged:
            fate = self._left_elsewhere or _("Nothing that you wrote just now is saved.")
            _say(" ".join((*notices, fate)))
            return UnreadableError.exit_code
        return 0


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _forget() -> None:
    """Have nothing of the notebook live on in what nobody uses any more, nor in what was kept to be quick."""
    gc.unfreeze()
    gc.collect()
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            each.cache_clear()
