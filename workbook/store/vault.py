"""The vault: commits go in, one sealed frame each; at the start all of them come out."""

from collections import deque
from contextlib import suppress
from functools import partial
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from workbook.model.errors import NotSavedError
from workbook.store import changes
from workbook.store.chain import copy_of
from workbook.store.files import Keep
from workbook.store.keys import Attempt, Keys, Unlock, attempt_on
from workbook.store.opening import Opening
from workbook.store.put_away import Remains
from workbook.store.reasons import no_answer, not_copied, not_erased, not_rewritten
from workbook.store.receipt import SaveReceipt
from workbook.store.unsaved import UnsavedFile
from workbook.store.writer import Writer
from workbook.syncing import write_new

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workbook.model.ports import Receipt
    from workbook.store.changes import Changes, Tables
    from workbook.store.files import NotebookFile

STALE = 200
"""Documents in an older form than their last that are always borne."""
LOOSE = 2000
"""Frames of single saves that are borne."""


class _Sent(NamedTuple):
    """A commit on its way to the disk, kept until it is there."""

    changes: "Changes"
    receipt: SaveReceipt


class Vault:
    """One notebook's file. All but the writing itself happens on the caller's thread."""

    def __init__(
        self,
        file: "NotebookFile",
        *,
        unlock: Unlock | None = None,
        read_only: bool = False,
        writer: Writer | None = None,
        damage: "Sequence[str]" = (),
    ) -> None:
        """Read the file, or begin it if there is none. `unlock` asks for the passphrase, if it has one.

        A vault that was put away is taken up with the writer that it left, and with what there was to tell of damage.

        Raises UnreadableError if it cannot be read, LockedError if nobody can be asked, and whatever `unlock` raises;
        then nothing was written.
        """
        opening = Opening(file, unlock, read_only=read_only)
        self._file = file
        self._chain = opening.chain
        self.read_only = opening.read_only
        """Nothing is created, mended or saved."""
        self.damaged = opening.damaged or bool(damage)
        """The file is damaged before its end, so only what stands before that was read, and nothing is saved."""
        self.newer = opening.newer
        """The file was written by a newer version, so some of what is in it may be unknown here."""
        self.notices = tuple(damage or opening.notices)
        """What the reader should be told about the opening, one sentence or two each."""
        self._closed = False
        self._sent: deque[_Sent] = deque()
        self._last: Receipt = SaveReceipt.already()
        self._erased = SaveReceipt.already()
        """Of the last erasing; from its beginning until it is done nothing older is kept."""
        self._is_erasing = False
        """Whether something had to be erased, and not only sealed anew."""
        self.tables = opening.tables
        """What the commits add up to. The storage keeps it up to date."""
        self._stale, self._loose = opening.stale, opening.loose
        self._first_save = opening.was_saved_in
        """Whether the next save is the first one since the opening of a file with saves in it."""
        self._has_more = bool(damage)
        """Whether the tables hold more than a file in which nothing can be saved."""
        self._writer = writer or Writer(file.path)
        if self.tables.pop(changes.ERASING, None) and not self.read_only:
            self._erased = SaveReceipt()
            self.purge()

    @property
    def writing(self) -> bool:
        """Whether the writing thread still runs."""
        return self._writer.running

    @property
    def sealed(self) -> bool:
        """Whether the file on the disk has a passphrase."""
        return self._chain.sealed

    @property
    def attempt(self) -> Attempt | None:
        """How to try a passphrase on the file on the disk; None if it has none."""
        keys = self._chain.keys
        return None if keys is None else attempt_on(keys.members, self._file.path)

    def commit(self, changed: "Changes") -> "Receipt":
        """Append what changed; the receipt tells when it is on the disk.

        What failed before goes into the same frame, so nothing is lost while the process lives.
        """
        if self.read_only or self._closed:
            return self._refused()
        failed = any(sent.receipt.error for sent in self._sent)
        while self._sent and self._sent[0].receipt.saved:
            self._sent.popleft()
        if failed:
            # The writer refuses all that follows a failure, so the whole rest goes again.
            changed = changes.merged([*(sent.changes for sent in self._sent), changed])
            if self._erased.saved:
                changed = {name: documents for name, documents in changed.items() if name != changes.ERASING}
            self._sent.clear()
            self._writer.start_over()
        receipt = self._writer.follow(partial(self._chain.append, bytearray(changes.encode(changed))))
        self._sent.append(_Sent(changed, receipt))
        self._last = receipt
        return receipt

    def applied(self, changed: "Changes") -> None:
        """Show a commit in the tables; and if too much of the file is stale by now, write it afresh."""
        self._stale += changes.apply(changed, self.tables)
        self._loose += 1
        self._has_more = self.read_only
        if self.read_only or self._closed or not self._erased.saved:
            # What is still to be erased must not be kept in an older file that nobody knows of.
            return
        # If either fails, the file is as good as it was. It is tried again when it is due again.
        if self._is_due():
            self._stale = self._loose = 0
            self._writer.alone(partial(self._chain.rewrite, self._snapshot()))
        elif self._first_save:
            self._writer.alone(partial(self._chain.rewrite_once_a_day, self._snapshot()))
        self._first_save = False

    def begin_erasing(self) -> None:
        """Note in the file that something is to be erased, so that it is even if this process ends before `purge`."""
        self._erased = SaveReceipt()
        self.commit({changes.ERASING: {"1": {}}})

    def purge(self) -> "Receipt":
        """Write the file afresh with what counts now, and keep nothing older: what was taken out is in it no more."""
        self._is_erasing = True
        # The keys are those that count when it is done: other ones may be on their way now.
        return self._purge(self._chain.purge)

    def change_keys(self, keys: Keys | None) -> "Receipt":
        """The same, sealed with other keys; not sealed, if there are none."""
        self._is_erasing = self._is_erasing and not self._erased.saved
        return self._purge(partial(self._chain.purge_with, keys))

    def save_copy(self, path: "Path") -> "Receipt":
        """Write all that counts now to a new file, saved here or not."""
        # At once, and not piece by piece: a disk that does not answer must not keep the words and the key from going.
        spans = [*copy_of(self._snapshot(), self._chain.keys, str(path))]
        # A thread of its own: the usual one may be waiting for a disk that does not answer.
        writer = Writer(str(path), not_copied)
        receipt = writer.alone(partial(write_new, path, spans))
        writer.close(0)
        return receipt

    def flush(self) -> "Receipt":
        """The receipt for everything committed so far; what failed is tried again."""
        if self.read_only:
            return self._refused()
        if self._last.error:
            self.commit({})
        if not self._is_erasing or self._erased.saved:
            return self._last
        return self.purge() if self._erased.error else self._erased

    def close(self, timeout: float | None = None) -> None:
        """Write what is queued and let go of the file; what failed, before or now, is tried once more.

        Raises NotSavedError if something could not be saved, or took longer than `timeout` seconds. After that it is
        closed all the same: closing it again waits for nothing and raises nothing.
        """
        last = None if self._closed or self.read_only else self._end(timeout)
        self._closed = True
        if not self.writing:
            # Otherwise it stays open: the thread may still be writing to it.
            self._file.close()
        if last is not None and not last.done:
            raise no_answer(self._file.path)
        if last is not None:
            last.wait()

    def put_away(self, timeout: float) -> Remains:
        """Write what is queued, for so long at most; then forget every key and every word, and end.

        What could not be written is in the remains: the whole notebook as it counts now, sealed as it was. Who waits
        for a receipt waits in vain, but `done` says so.
        """
        error = self._unsaved(timeout)
        # In this order: without the keys, what is queued fails, of which nobody is told then; and only what does not
        # touch the file any more may be dropped one by one, else the thread could do a later one without an earlier.
        self._writer.silence()
        keys = self._chain.forget()
        self._writer.drop()
        file, path = self._file, self._file.path
        damage = self.notices if self.damaged else ()
        erasing = self._is_erasing and not self._erased.saved
        writer = None
        if error is None:
            self.close()
        else:
            if erasing:
                self.tables[changes.ERASING] = {"1": {}}
            content = b"".join(copy_of(self.tables, keys, path))
            file = file.inner if isinstance(file, UnsavedFile) else file
            file = UnsavedFile(file, content, Keep.NOTHING_AT_ALL if erasing else Keep.NOTHING)
            writer = None if damage else self._writer
        self._forget()
        return Remains(file, self.sealed, self.read_only and not damage, writer, error, erasing, damage)

    def _unsaved(self, timeout: float) -> NotSavedError | None:
        """Write what is queued. Why that was not done in time, if it was not."""
        if self.read_only:
            return self._refused().error if self._has_more else None
        end = monotonic() + timeout
        with suppress(NotSavedError, TimeoutError):
            self._last.wait(timeout)
        last = self.flush()
        if not self._writer.idle(max(0.0, end - monotonic())):
            return no_answer(self._file.path)
        return last.error

    def _forget(self) -> None:
        self._closed = True
        self._sent.clear()
        self.tables.clear()

    def _end(self, timeout: float | None) -> "Receipt":
        """Write what is queued, for so long at most. The receipt of all of it."""
        end = None if timeout is None else monotonic() + timeout
        with suppress(NotSavedError, TimeoutError):
            self._last.wait(timeout)
        last = self.flush()
        self._writer.close(None if end is None else max(0.0, end - monotonic()))
        return last

    def _purge(self, purge: "Callable[[Tables], None]") -> "Receipt":
        if self.read_only or self._closed:
            return self._refused()
        self._stale = self._loose = 0
        self._erased = self._writer.alone(
            partial(purge, self._snapshot()), not_erased if self._is_erasing else not_rewritten
        )
        return self._erased

    def _refused(self) -> "Receipt":
        path = self._file.path
        return SaveReceipt.already(NotSavedError(_("Not saved: {path} is not open for writing.").format(path=path)))

    def _snapshot(self) -> "Tables":
        """The tables as they are now. Documents never change in place, so another thread may read them."""
        return {name: dict(documents) for name, documents in self.tables.items()}

    def _is_due(self) -> bool:
        return self._loose > LOOSE or (self._stale > STALE and self._stale > sum(map(len, self.tables.values())))
