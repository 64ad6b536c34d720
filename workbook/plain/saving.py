"""Waiting for the disk, and saying so when it says no."""

from collections.abc import Callable
from gettext import gettext as _

from workbook.model.errors import NotSavedError
from workbook.model.ports import Receipt
from workbook.plain.console import Console


class Saver:
    """Knows whether everything that was said is on the disk."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._again: Callable[[], Receipt] | None = None

    @property
    def is_behind(self) -> bool:
        """Whether something that was typed is not on the disk."""
        return self._again is not None

    def settle(self, receipt: Receipt | None, again: Callable[[], Receipt]) -> None:
        """Return once everything is on the disk; while it is not, ask the reader to try again.

        `receipt` is None where nothing changed; `again` hands over the same once more.
        """
        self.draft(receipt, again)
        while self._again is not None:
            self._console.ask(_("What you typed is still here. Press Enter to try again, or type /quit to leave:"))
            self._try(self._again(), again)

    def draft(self, receipt: Receipt | None, again: Callable[[], Receipt]) -> None:
        """As `settle`, without a question; what is behind is taken along by the next save."""
        if receipt is not None:
            self._try(receipt, again)

    def last_try(self) -> bool:
        """Try once more before leaving. Whether everything is on the disk then."""
        if self._again is not None:
            self._try(self._again(), self._again)
        return not self.is_behind

    def _try(self, receipt: Receipt, again: Callable[[], Receipt]) -> None:
        # Behind until it is known not to be: Ctrl+C may come while the disk is waited for.
        self._again = again
        try:
            receipt.wait()
            self._again = None
        except NotSavedError as error:
            self._console.say(_("NOT SAVED. {reason}").format(reason=error))
