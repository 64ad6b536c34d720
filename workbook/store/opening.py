"""Opening a notebook's file: reading it, mending its end, or beginning it; and what there is to tell of that."""

from contextlib import suppress
from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.model.errors import DamagedError, LockedError, UnreadableError, WorkbookError
from workbook.store.chain import Chain
from workbook.store.changes import ERASING
from workbook.store.header import FORMAT, Header, fresh_header, newer, read_header
from workbook.store.keys import Keys, Unlock, attempt_on
from workbook.store.reading import Reading, read
from workbook.store.reasons import reason
from workbook.store.seal import Position
from workbook.store.wayback import way_back

if TYPE_CHECKING:
    from workbook.store.changes import Tables
    from workbook.store.files import NotebookFile


class Opening:
    """What an opened file holds, and how it was found."""

    def __init__(self, file: "NotebookFile", unlock: Unlock | None, *, read_only: bool) -> None:
        """Read the file, or begin it if there is none. `unlock` asks for the passphrase, if it has one.

        Raises UnreadableError if it cannot be read, LockedError if nobody can be asked, and whatever `unlock` raises;
        then nothing was written.
        """
        self._file = file
        self.read_only = read_only
        """Nothing may be created, mended or saved."""
        self.damaged = False
        """More than the last save is damaged, so only what stands before that was read."""
        self.newer = False
        """The file was written by a newer version."""
        self.notices: list[str] = []
        """What the reader should be told, one sentence or two each."""
        self.tables: Tables = {}
        self.stale = self.loose = 0
        """How many documents stand there in an older form, and how many frames hold single saves."""
        self.was_saved_in = False
        """Whether any frame holds a single save."""
        content = self._content()
        if content:
            self._open(content, unlock)
        else:
            self._begin(content)

    def _content(self) -> bytes | None:
        try:
            return self._file.read()
        except OSError as error:
            raise self._cannot_be_read(error) from error

    def _begin(self, content: bytes | None) -> None:
        """There is nothing in the file, or no file."""
        path = self._file.path
        header = fresh_header()
        try:
            older = self._file.newest_older()
        except OSError as error:
            raise self._cannot_be_read(error) from error
        if older is not None:
            what = _("{path} is empty.") if content is not None else _("{path} is not there any more.")
            raise DamagedError(what.format(path=path), way_back(older))
        if not self.read_only:
            try:
                self._file.begin(header.line)
            except OSError as error:
                raise self._cannot_be_written(error) from error
            if content is not None:
                self.notices.append(_("{path} was empty, so a new notebook was begun in it.").format(path=path))
        self.chain = Chain(self._file, header, None, Position())

    def _open(self, content: bytes, unlock: Unlock | None) -> None:
        try:
            header, start = read_header(content, self._file.path)
            if header.version > FORMAT and not self.read_only:
                raise newer(self._file.path, header.version)
            keys = self._unlocked(header, unlock) if header.sealed else None
            found = read(content, header, start, keys, self._file.path)
        except DamagedError as error:
            raise DamagedError(error.message, f"{_('Nothing was changed.')} {self._way_back()}") from error
        self.newer = header.version > FORMAT
        self.tables = found.tables
        self.stale, self.loose = found.stale, found.loose
        self.chain = Chain(self._file, header, keys, found.position)
        if found.broken:
            self.damaged = self.read_only = True
            self.notices.append(self._broken(found))
        elif self.read_only:
            self._tell_of(found)
        else:
            self._resume(found)

    def _unlocked(self, header: Header, unlock: Unlock | None) -> Keys:
        attempt = attempt_on(header.members, self._file.path)
        if unlock is None:
            raise LockedError(_("{path} has a passphrase.").format(path=self._file.path))
        return unlock(attempt)

    def _broken(self, found: Reading) -> str:
        told = _(
            "{path} is damaged after save number {good}. What was saved before that is here, to be read. "
            "Nothing can be saved in it, and nothing in it was changed."
        ).format(path=self._file.path, good=found.position.sequence)
        return f"{told} {self._way_back()}"

    def _way_back(self) -> str:
        older = None
        # A folder that cannot be looked into must not hide what was read.
        with suppress(OSError):
            older = self._file.newest_older()
        return way_back(older)

    def _tell_of(self, found: Reading) -> None:
        """What someone who only reads should know about the file."""
        path = self._file.path
        if self.newer:
            self.notices.append(
                _(
                    "{path} was written by a newer version of this program. Some of what is in it may be missing here."
                ).format(path=path)
            )
        if found.damaged:
            self.notices.append(
                _("The last save in {path} is damaged. Everything before it was read.").format(path=path)
            )

    def _resume(self, found: Reading) -> None:
        """Get ready to save."""
        try:
            name = self._file.resume(found.sound, found.damaged)
        except OSError as error:
            self._file.close()
            raise self._cannot_be_written(error) from error
        self.was_saved_in = found.loose > 0
        if name is not None:
            self.notices.append(self._set_aside(found, name))
        elif found.emptied:
            told = _("The end of {path} is empty, as after a power cut. Everything before it is here.")
            missing = _("If more is missing than the last save:")
            self.notices.append(f"{told.format(path=self._file.path)} {missing} {way_back(self._file.newest_older())}")

    def _set_aside(self, found: Reading, name: str) -> str:
        if ERASING in found.tables:
            # It goes with everything else that is kept.
            return _("The last save was damaged and was left out. Everything before it is here.")
        told = _("The last save was damaged. It was set aside in {name}. Everything before it is here.").format(
            name=name
        )
        older = self._file.newest_older()
        return told if older is None else f"{told} {_('If more is missing than that:')} {way_back(older)}"

    def _cannot_be_read(self, error: OSError) -> UnreadableError:
        return UnreadableError(
            _("{path} cannot be read: {reason}.").format(path=self._file.path, reason=reason(error)),
            _("Nothing was changed."),
        )

    def _cannot_be_written(self, error: OSError) -> WorkbookError:
        return WorkbookError(
            _("{path} cannot be written: {reason}.").format(path=self._file.path, reason=reason(error)),
            _("Nothing in it was changed. Please look to the disk, or choose another folder with --data-dir."),
        )
