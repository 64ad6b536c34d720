"""The vault: commits go in, one sealed frame each; at the start all of them come out."""

from collections import deque
from contextlib import suppress
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from workbook.model.errors import NotSavedError, UnreadableError, WorkbookError
from workbook.store import changes, frames
from workbook.store.header import FORMAT, fresh_header, newer
from workbook.store.reading import Reading, read, seal_for
from workbook.store.reasons import reason
from workbook.store.receipt import SaveReceipt
from workbook.store.seal import Position
from workbook.store.writer import Writer

if TYPE_CHECKING:
    from workbook.model.ports import Receipt
    from workbook.store.changes import Changes, Tables
    from workbook.store.files import NotebookFile


class _Sent(NamedTuple):
    """A commit on its way to the disk, kept until it is there."""

    at: Position
    """Where the chain stood before it."""
    changes: "Changes"
    receipt: SaveReceipt


class Vault:
    """One notebook's file. All but the writing itself happens on the caller's thread."""

    def __init__(self, file: "NotebookFile", *, read_only: bool = False) -> None:
        """Read the file, or begin it if there is none.

        Raises UnreadableError if it cannot be read, and then nothing was written.
        """
        self._file = file
        self.read_only = read_only
        """Nothing is created, mended or saved."""
        self._closed = False
        self._notices: list[str] = []
        self._sent: deque[_Sent] = deque()
        self._last: Receipt = SaveReceipt.already()
        try:
            content = file.read()
        except OSError as error:
            raise UnreadableError(
                _("{path} cannot be read: {reason}.").format(path=file.path, reason=reason(error)),
                _("Nothing was changed."),
            ) from error
        found = read(content, file.path) if content else None
        if found is not None and found.header.version > FORMAT and not read_only:
            raise newer(file.path, found.header.version)
        if not read_only:
            self._get_ready(content, found)
        elif found is not None:
            self._tell_of(found)
        self.tables: Tables = {} if found is None else found.tables
        """What the commits add up to. The storage keeps it up to date."""
        if found is not None:
            self._seal, self._position = found.seal, found.position
        self._writer = Writer(file)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should be told about the opening, one sentence or two each."""
        return tuple(self._notices)

    @property
    def writing(self) -> bool:
        """Whether the writing thread still runs."""
        return self._writer.running

    def commit(self, changed: "Changes") -> "Receipt":
        """Append what changed; the receipt tells when it is on the disk.

        What failed before goes into the same frame, so nothing is lost while the process lives.
        """
        if self.read_only or self._closed:
            return SaveReceipt.already(
                NotSavedError(_("Not saved: {path} is not open for writing.").format(path=self._file.path))
            )
        failed = any(sent.receipt.error for sent in self._sent)
        while self._sent and self._sent[0].receipt.saved:
            self._sent.popleft()
        if failed:
            # The writer refuses all that was sealed after a failure, so the whole rest goes again.
            changed = changes.merged([*(sent.changes for sent in self._sent), changed])
            self._position = self._sent[0].at
            self._sent.clear()
            self._writer.start_over()
        sealed = self._seal.close(self._position, changes.encode(changed))
        receipt = self._writer.append(frames.frame(self._position.sequence + 1, sealed))
        self._sent.append(_Sent(self._position, changed, receipt))
        self._position = self._position.after(sealed)
        self._last = receipt
        return receipt

    def flush(self) -> "Receipt":
        """The receipt for everything committed so far; what failed is tried again."""
        return self.commit({}) if self._last.error else self._last

    def purge(self) -> "Receipt":
        """Leave nothing in the notebook's files but what it holds now; the receipt tells when that is so."""
        return self.flush()

    def close(self, timeout: float | None = None) -> None:
        """Write what is queued and let go of the file; what failed, before or now, is tried once more.

        Raises NotSavedError if something could not be saved, or took longer than `timeout` seconds. After that it is
        closed all the same: closing it again waits for nothing and raises nothing.
        """
        last = None if self._closed else self._end(timeout)
        if not self.writing:
            # Otherwise it stays open: the thread may still be writing to it.
            self._file.close()
        if last is not None and not last.done:
            raise NotSavedError(_("Not saved in {path}: the disk does not answer.").format(path=self._file.path))
        if last is not None and last.error is not None:
            raise last.error

    def _end(self, timeout: float | None) -> "Receipt":
        """Write what is queued, for so long at most. The receipt of all of it."""
        end = None if timeout is None else monotonic() + timeout
        with suppress(NotSavedError, TimeoutError):
            self._last.wait(timeout)
        last = self.flush()
        self._closed = True
        self._writer.close(None if end is None else max(0.0, end - monotonic()))
        return last

    def _tell_of(self, found: Reading) -> None:
        """What someone who only reads should know about the file."""
        if found.header.version > FORMAT:
            self._notices.append(
                _(
                    "{path} was written by a newer version of this program. Some of what is in it may be missing here."
                ).format(path=self._file.path)
            )
        if found.damaged:
            self._notices.append(
                _("The last save in {path} is damaged. Everything before it was read.").format(path=self._file.path)
            )

    def _get_ready(self, content: bytes | None, found: Reading | None) -> None:
        try:
            if found is None:
                header = fresh_header()
                self._file.begin(header.line)
                self._seal, self._position = seal_for(header, self._file.path), Position()
                if content is not None:
                    self._notices.append(
                        _("{path} was empty, so a new notebook was begun in it.").format(path=self._file.path)
                    )
            elif (name := self._file.resume(found.sound)) is not None:
                self._notices.append(
                    _("The last save was damaged. It was set aside in {name}. Everything before it is here.").format(
                        name=name
                    )
                )
        except OSError as error:
            self._file.close()
            raise WorkbookError(
                _("{path} cannot be written: {reason}.").format(path=self._file.path, reason=reason(error)),
                _("Nothing in it was changed. Please look to the disk, or choose another folder with --data-dir."),
            ) from error
