"""The receipt of one save."""

import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.model.errors import NotSavedError
    from workbook.model.ports import Receipt


class SaveReceipt:
    """Stands for one save until it is on the disk, or failed."""

    __slots__ = ("_calls", "_done", "_error", "_gate", "_lock")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done = False
        self._error: NotSavedError | None = None
        self._calls: list[Callable[[Receipt], None]] = []
        # Shut until the end. A bare lock, since an Event costs a save a good part of what the disk does.
        self._gate = threading.Lock()
        self._gate.acquire()

    @classmethod
    def already(cls, error: "NotSavedError | None" = None) -> "SaveReceipt":
        """A receipt of something that has ended."""
        receipt = cls()
        receipt.end(error)
        return receipt

    @property
    def done(self) -> bool:
        """Whether the save ended, well or badly."""
        return self._done

    @property
    def error(self) -> "NotSavedError | None":
        """Why it was not saved; None while it is under way and once it is saved."""
        return self._error

    @property
    def saved(self) -> bool:
        """Whether it is safely on the disk."""
        return self.done and self._error is None

    def wait(self, timeout: float | None = None) -> None:
        """Return once it is synced to the disk. Raises NotSavedError, or TimeoutError after `timeout` seconds."""
        if not self._done:
            if not self._gate.acquire(timeout=-1 if timeout is None else timeout):
                raise TimeoutError("the save has not ended yet")
            self._gate.release()
        if self._error is not None:
            # Another one each time: raised, an error remembers every call on its way, with all that they held.
            raise type(self._error)(self._error.message, self._error.remedy)

    def when_done(self, call: "Callable[[Receipt], None]") -> None:
        """Call once it ended, from the writer's thread (or at once, if it has ended already)."""
        with self._lock:
            if not self._done:
                self._calls.append(call)
                return
        call(self)

    def silence(self) -> None:
        """Whoever wanted to be called is forgotten."""
        with self._lock:
            self._calls.clear()

    def end(self, error: "NotSavedError | None" = None) -> None:
        """The save ended; everyone who waits is told. Only the writer says so."""
        with self._lock:
            self._error = error
            self._done = True
            calls, self._calls = self._calls, []
        self._gate.release()
        for call in calls:
            try:
                call(self)
            except Exception:
                # A listener that fails, such as a screen that is gone, must not end the writing of what follows.
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
