"""A notebook that was put away while the workbook is locked: no key, no words; and what was not saved, sealed."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.model.errors import NotSavedError
from workbook.store.reasons import no_answer, not_erased, not_saved
from workbook.store.unsaved import UnsavedFile

if TYPE_CHECKING:
    from workbook.model.ports import Receipt
    from workbook.store.files import NotebookFile
    from workbook.store.keys import Unlock
    from workbook.store.lock import Lock
    from workbook.store.notebook import Notebook
    from workbook.store.writer import Writer

AGAIN = 5.0
"""Seconds after which what could not be saved is tried again."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What a vault leaves when it is put away. There is no key in it, and no word but in a notebook without one."""

    file: "NotebookFile"
    """An `UnsavedFile` where something is not on the disk."""
    sealed: bool
    read_only: bool
    writer: "Writer | None" = None
    """The thread that may still be at work, behind which all other writing has to wait. None if nothing is to be done.
    """
    error: NotSavedError | None = None
    """Why something is not on the disk."""
    erasing: bool = False
    """Whether something was still to be erased."""
    damage: tuple[str, ...] = ()
    """What there is to tell of a file that was found damaged, in which nothing can be saved."""

    @property
    def saved(self) -> bool:
        """Whether everything is on the disk."""
        return not (isinstance(self.file, UnsavedFile) and self.file.waiting)


class PutAway:
    """A notebook that is put away. It keeps other windows out, and goes on trying to save what is not saved yet."""

    def __init__(self, remains: Remains, lock: "Lock | None", kind: "type[Notebook]", again: float = AGAIN) -> None:
        """Only `Notebook.put_away` makes one. `again` is the time in seconds between two attempts to save."""
        self._remains = remains
        self._lock = lock
        self._kind = kind
        self._again = again
        self._attempt: Receipt | None = None
        self._over = threading.Event()
        """It was taken up again, or closed."""
        if remains.writer is not None:
            threading.Thread(target=self._keep_trying, args=(remains.writer,), name="put away", daemon=True).start()

    @property
    def saved(self) -> bool:
        """Whether everything is on the disk. It may become true while it is put away."""
        return self._remains.saved

    @property
    def sealed(self) -> bool:
        """Whether it takes a passphrase to take it up again."""
        return self._remains.sealed

    @property
    def damaged(self) -> bool:
        """Whether the file was found damaged, so that nothing can be saved in it."""
        return bool(self._remains.damage)

    @property
    def notices(self) -> tuple[str, ...]:
        """What there is to tell of a damaged file; nothing otherwise."""
        return self._remains.damage

    @property
    def error(self) -> NotSavedError | None:
        """Why something is not on the disk, as of the last attempt; None if everything is."""
        if self.saved:
            return None
        latest = None if self._attempt is None else self._attempt.error
        return latest or self._remains.error

    def open(self, unlock: "Unlock | None" = None) -> "Notebook":
        """Take it up again. If it has a passphrase, `unlock` asks for it; saving goes on meanwhile.

        What is not on the disk is in the notebook, and as good as a save that failed: `retry` tells of it. Raises what
        `Notebook.open` raises, but for InUseError; then it is still put away, and this may be tried again.
        """
        notebook = self._kind.take_up(self._remains, self._lock, unlock)
        self._over.set()
        self._lock = None
        return notebook

    def close(self, timeout: float | None = None) -> None:
        """Leave it for good: try once more to save what is not saved, and let the next window in.

        Raises NotSavedError if something could not be saved, or took longer than `timeout` seconds; in a damaged
        notebook nothing is tried. Closing it again, or after it was taken up, does nothing.
        """
        if self._over.is_set():
            return
        self._over.set()
        writer = self._remains.writer
        try:
            if writer is not None and not self.saved:
                self._save(writer, timeout)
            else:
                self._remains.file.close()
        finally:
            # While the thread still writes, nobody else may; the lock then goes with the process.
            if self._lock is not None and not (writer is not None and writer.running):
                self._lock.release()

    def _keep_trying(self, writer: "Writer") -> None:
        while not self._over.wait(self._again):
            if self.saved:
                return
            if self._attempt is None or self._attempt.done:
                self._attempt = self._try(writer)

    def _save(self, writer: "Writer", timeout: float | None) -> None:
        attempt = self._try(writer)
        writer.close(timeout)
        if not writer.running:
            self._remains.file.close()
        if not attempt.done:
            raise no_answer(self._remains.file.path)
        attempt.wait()

    def _try(self, writer: "Writer") -> "Receipt":
        file = self._remains.file
        assert isinstance(file, UnsavedFile)
        return writer.alone(file.settle, not_erased if self._remains.erasing else not_saved)
