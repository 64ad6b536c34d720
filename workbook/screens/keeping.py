"""Following every save to the disk, and telling every screen while something is not there."""

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from textual.screen import Screen, SystemModalScreen

from workbook.model.errors import NotSavedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from textual.app import App
    from textual.timer import Timer

    from workbook.model.clock import Clock
    from workbook.model.ports import Receipt
    from workbook.store.notebook import Notebook

RETRY = 5.0
"""Seconds after which a save that failed is tried again."""
PATIENCE = 5.0
"""Seconds after which a disk that has not answered is told of."""


@dataclass(frozen=True)
class _Copy:
    """A copy in another place, made while the usual one did not work."""

    path: "Path"
    made: "datetime"
    """Everything that was written before this is in it."""


class Keeping:
    """Knows whether everything is on the disk, and shows the banner on every screen until it is.

    It follows the latest save alone: each one takes along whatever failed before it.
    """

    def __init__(
        self,
        app: "App[None]",
        notebook: "Notebook",
        clock: "Clock",
        tried_again: "Callable[[Receipt], None]",
    ) -> None:
        self._app = app
        self._notebook = notebook
        self._clock = clock
        self._tried_again = tried_again
        self._latest: Receipt | None = None
        self._error: NotSavedError | None = None
        """Why the latest save that ended is not on the disk."""
        self._copy: _Copy | None = None
        self._told = False
        """Whether the banner was ever shown."""
        self._timer: Timer | None = None
        """Until the latest save is tried again, or told to take long."""

    def begin(self) -> None:
        """Watch over the screens, those that come later too. To be called once the app runs."""
        self._app.screen_change_signal.subscribe(self._app, self._show_on)
        # Something may be under way since the opening, such as an erasing that was cut short.
        self.follow(self._notebook.retry())
        self._tell()

    @property
    def in_trouble(self) -> bool:
        """Whether something cannot be saved in its place."""
        return self._notebook.damaged or self._error is not None

    @property
    def sealed(self) -> bool:
        """Whether a copy has a passphrase."""
        return self._notebook.sealed

    def follow(self, receipt: "Receipt") -> None:
        """Follow a save, the latest one. In a damaged notebook there is nothing to wait for."""
        if self._notebook.damaged:
            return
        self._latest = receipt
        if self._timer is None:
            self._wait_for(receipt)
        receipt.when_done(self._ended_elsewhere)

    def copy_to(self, path: "Path", told: "Callable[[NotSavedError | None], None]") -> None:
        """Write the whole notebook to a new file. `told` is called when that has ended, with the error if it failed."""
        copy = _Copy(path, self._clock())

        def ended(receipt: "Receipt") -> None:
            if receipt.error is None:
                self._copy = copy
                self._tell()
            told(receipt.error)

        def ended_elsewhere(receipt: "Receipt") -> None:
            self._app.call_later(ended, receipt)

        self._notebook.save_copy(path).when_done(ended_elsewhere)

    def _ended_elsewhere(self, receipt: "Receipt") -> None:
        """Called from the thread that writes; the app is told in its own time."""
        self._app.call_later(self._ended, receipt)

    def _ended(self, receipt: "Receipt") -> None:
        """Say so, once nothing newer is under way."""
        if receipt is not self._latest:
            # The disk answers, so the patience with it begins anew. A retry that is set for the latest stays set.
            if self._latest is not None and not self._latest.done:
                self._stop_timer()
                self._wait_for(self._latest)
            return
        self._stop_timer()
        recovered = self._error is not None and receipt.error is None
        self._error = receipt.error
        if receipt.error is not None:
            self._timer = self._app.set_timer(RETRY, self._try_again)
        elif recovered:
            self._tell_of_what_is_left()
            # Whoever waits for an older save learns that it is there as well.
            self._tried_again(self._notebook.retry())
        self._tell()

    def _wait_for(self, receipt: "Receipt") -> None:
        if not receipt.done:
            self._timer = self._app.set_timer(PATIENCE, self._take_long)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _take_long(self) -> None:
        """The disk neither saves nor fails. The words go on being kept here, and may be put elsewhere."""
        self._timer = None
        if self._latest is not None and not self._latest.done:
            self._error = NotSavedError(
                _("Not saved yet in {path}: the disk does not answer.").format(path=self._notebook.path),
                _("Your words are still here, and go there as soon as it does."),
            )
            self._tell()

    def _tell_of_what_is_left(self) -> None:
        if self._copy is not None:
            told = _("All is saved again. The copy in {file} is still there; delete it if it is not safe.")
            self._app.notify(told.format(file=self._copy.path), timeout=30, markup=False)
        self._copy = None

    def _try_again(self) -> None:
        self._timer = None
        receipt = self._notebook.retry()
        self.follow(receipt)
        self._tried_again(receipt)

    def _tell(self) -> None:
        for screen in self._app.screen_stack:
            self._show_on(screen)

    def _show_on(self, screen: Screen[object]) -> None:
        """Put the banner on a screen, or take it away. Textual's own screens are left as they are."""
        if isinstance(screen, SystemModalScreen) or not (self.in_trouble or self._told):
            return
        if not screen.is_attached:
            return  # a save that failed while the app was closing
        # When it is needed: what it brings along would keep the first screen waiting.
        from workbook.widgets.trouble import TroubleBanner

        self._told = True
        banners = screen.query(TroubleBanner)
        if not self.in_trouble:
            banners.remove()
        elif banners:
            banners.first().tell(self._why(), self.where_else)
        else:
            screen.mount(TroubleBanner(self._why(), self.where_else))

    def _why(self) -> str:
        if self._notebook.damaged:
            return " ".join(self._notebook.notices)
        leaving = _("If you leave before that, your newest words are lost; F5 keeps them.")
        return str(self._error) if self._copy is not None else f"{self._error} {leaving}"

    @property
    def where_else(self) -> str:
        """Where a copy was put, in a sentence; empty if there is none."""
        if self._copy is None:
            return ""
        told = (
            _("What could be read, and what you wrote up to {time}, is in {file}; “workbook restore” brings it back.")
            if self._notebook.damaged
            else _("Everything up to {time} is in {file}; “workbook restore” with that name brings it back.")
        )
        return told.format(time=self._copy.made.strftime("%H:%M"), file=self._copy.path)
