"""Saving on the way: what is answered goes to the notebook, and the reader is told whether it is there."""

from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.guide.sitting import Sitting
from workbook.model.errors import UsageError
from workbook.model.ports import Receipt
from workbook.screens.autosave import Autosave
from workbook.screens.requests import Handed
from workbook.widgets.saved import SaveStatus, SaveTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from workbook.model.values import Value


class Saving:
    """What is typed on one screen, until it is on the disk. `changed` is called after each handing over.

    A save that failed is tried again by the app, which says why on every screen.
    """

    def __init__(self, screen: "Screen[None]", sitting: Sitting, changed: "Callable[[], None]") -> None:
        self._screen = screen
        self._sitting = sitting
        self._changed = changed
        self._autosave = Autosave(screen, self._hand_over)
        self._unsaved: dict[str, Value | None] = {}
        self._refused: dict[str, str] = {}
        """Why an answer could not be taken, by question."""
        self._latest: Receipt | None = None

    def answered(self, question_id: str, value: "Value | None", *, at_once: bool) -> None:
        """Take an answer: a choice goes at once, and text a moment after typing pauses."""
        self._unsaved[question_id] = value
        if at_once:
            self._autosave.now()
        else:
            self._screen.query_one(SaveStatus).typing()
            self._autosave.typed()

    def now(self) -> None:
        """Hand over everything that was answered so far."""
        self._autosave.now()

    def follow(self, receipt: Receipt | None) -> None:
        """Say how a save goes; where there was nothing to save, the one before it still counts."""
        status = self._screen.query_one(SaveStatus)
        if receipt is not None:
            status.saving()
            self._screen.app.post_message(Handed(receipt))
            self._wait_for(receipt)
        elif self._latest is not None:
            status.saving()
            self._wait_for(self._latest)
        else:
            status.nothing()

    def tried_again(self, receipt: Receipt) -> None:
        """Wait for this receipt, which stands for everything that was handed over so far."""
        if self._latest is not None:
            self._wait_for(receipt)

    def _hand_over(self) -> None:
        while self._unsaved:
            question_id, value = self._unsaved.popitem()
            try:
                receipt = self._sitting.answer(question_id, value)
            except UsageError as error:
                self._refused[question_id] = _("Not saved: {reason}").format(reason=error.message)
            else:
                self._refused.pop(question_id, None)
                self.follow(receipt)
        self._tell_refusals()
        self._changed()

    def _wait_for(self, receipt: Receipt) -> None:
        self._latest = receipt
        receipt.when_done(self._ended_elsewhere)

    def _ended_elsewhere(self, receipt: Receipt) -> None:
        """Called from the thread that writes; the screen is told in its own time."""
        self._screen.call_later(self._ended, receipt)

    def _ended(self, receipt: Receipt) -> None:
        """Say so, once nothing newer is under way."""
        if receipt is not self._latest:
            return
        if receipt.error is not None or self._refused:
            self._screen.query_one(SaveStatus).not_saved()
        elif not self._unsaved:
            self._screen.query_one(SaveStatus).saved()

    def _tell_refusals(self) -> None:
        self._screen.query_one(SaveTrouble).tell(self._refused.values())
        if self._refused:
            self._screen.query_one(SaveStatus).not_saved()
