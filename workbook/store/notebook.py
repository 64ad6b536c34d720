"""The notebook: the reader's entries and settings, in dataclasses. Behind it stand TinyDB and the vault."""

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workbook.model.entry import Settings
from workbook.model.errors import NotSavedError, WorkbookError, WrongPassphraseError
from workbook.store.disk import DiskFile
from workbook.store.documents import decode_settings, encode_settings
from workbook.store.entries import SETTINGS_ID, Entries
from workbook.store.files import MemoryFile, NotebookFile
from workbook.store.glance import FILE_NAME as FILE_NAME
from workbook.store.kept import kept_beside
from workbook.store.keys import Keys, Unlock
from workbook.store.lock import Lock
from workbook.store.put_away import AGAIN, PutAway, Remains
from workbook.store.reasons import reason
from workbook.store.tables import Database
from workbook.store.unsaved import UnsavedFile
from workbook.store.vault import Vault
from workbook.store.wayback import way_back
from workbook.syncing import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from workbook.model.entry import Entry
    from workbook.model.ports import Changed, Receipt
    from workbook.store.changes import Tables
    from workbook.store.writer import Writer

LOCK_NAME = "notes.lock"
"""What keeps a second window out."""
LEAVING = 10.0
"""Seconds that leaving a `with` block waits for the disk at most."""


class Notebook:
    """Keeps entries; implements `Keeper`. It belongs to the thread that opened it."""

    def __init__(
        self,
        file: NotebookFile,
        *,
        lock: Lock | None = None,
        unlock: Unlock | None = None,
        read_only: bool = False,
        writer: "Writer | None" = None,
        damage: "Sequence[str]" = (),
    ) -> None:
        """Open a notebook over a file of any sort. `open`, `take_up` and `in_memory` are the usual ways."""
        self._lock = lock
        self._vault = Vault(file, unlock=unlock, read_only=read_only, writer=writer, damage=damage)
        self._database = Database(self._vault)
        self._settings = self._database.table("settings")
        self._entries = Entries(self._database, self._vault.tables, closely=self._vault.newer)
        self._file = file.inner if isinstance(file, UnsavedFile) else file
        self._is_lost = False
        """Whether there was another one in its place once."""

    @classmethod
    def open(cls, folder: Path, *, unlock: Unlock | None = None, read_only: bool = False) -> Self:
        """Open the notebook in a folder, or begin one there. If it has a passphrase, `unlock` asks for it.

        Opened read-only it creates and mends nothing, and a folder without a notebook reads as an empty one.
        Raises InUseError, UnreadableError, LockedError, whatever `unlock` raises, or another WorkbookError if the
        folder cannot be used.
        """
        if read_only and not cls.exists(folder):
            return cls(MemoryFile(), read_only=True)
        try:
            if not read_only:
                make_private_folder(folder)
        except OSError as error:
            raise WorkbookError(
                _("The folder {folder} cannot be made: {reason}.").format(folder=folder, reason=reason(error)),
                _("Please choose another folder with --data-dir."),
            ) from error
        path = cls.path_in(folder)
        is_lost = (folder / LOCK_NAME).exists() and not path.exists()
        lock = Lock.take(folder / LOCK_NAME, shared=read_only)
        try:
            notebook = cls(DiskFile(path), lock=lock, unlock=unlock, read_only=read_only)
            notebook._is_lost = is_lost
            return notebook
        except BaseException:
            lock.release()
            raise

    @classmethod
    def take_up(cls, remains: Remains, lock: Lock | None, unlock: Unlock | None) -> Self:
        """Open a notebook that was put away. The lock is that of before."""
        if remains.saved:
            file = remains.file.inner if isinstance(remains.file, UnsavedFile) else remains.file
            if remains.writer is not None:
                remains.writer.close()
            file.close()
            is_lost = isinstance(file, DiskFile) and not Path(file.path).exists()
            notebook = cls(file, lock=lock, unlock=unlock, read_only=remains.read_only)
            notebook._is_lost = is_lost
            return notebook
        read_only = remains.read_only or bool(remains.damage)
        notebook = cls(
            remains.file, lock=lock, unlock=unlock, read_only=read_only, writer=remains.writer, damage=remains.damage
        )
        # It is saved at the next chance, and `retry` tells of it.
        notebook._vault.commit({})
        return notebook

    @classmethod
    def in_memory(cls) -> Self:
        """A notebook that touches no disk and is gone when it is closed."""
        return cls(MemoryFile())

    @staticmethod
    def path_in(folder: Path) -> Path:
        """Where the notebook of this folder is, or would be."""
        path = folder / FILE_NAME
        return path.resolve() if path.is_symlink() else path

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is a notebook in the folder, or an older one in its stead. Looks, and creates nothing."""
        path = Notebook.path_in(folder)
        try:
            if path.exists() and path.stat().st_size > 0:
                return True
            return any(each.day is not None for each in kept_beside(path))
        except NotADirectoryError:
            return False
        except OSError:
            # It cannot be looked at; opening it will say why.
            return True

    @property
    def path(self) -> Path | None:
        """The notebook's file; None if it is in memory."""
        return Path(self._file.path) if isinstance(self._file, DiskFile) else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should be told once, such as of a save that was set aside.

        An entry that only turns out to be unreadable when it is read is told of from then on.
        """
        notices = self._vault.notices
        if self._is_lost:
            told = _("There was a notebook here before, and it is gone: {path}. A new one was begun.").format(
                path=self.path
            )
            notices = (*notices, f"{told} {way_back(None)}")
        count = self._entries.unreadable
        if not count:
            return notices
        told = ngettext(
            "{count} entry cannot be read by this version. It is kept as it is.",
            "{count} entries cannot be read by this version. They are kept as they are.",
            count,
        ).format(count=count)
        return (*notices, told)

    @property
    def damaged(self) -> bool:
        """Whether the file is damaged, so that only a part of it is here and nothing can be saved."""
        return self._vault.damaged

    @property
    def sealed(self) -> bool:
        """Whether the file has a passphrase."""
        return self._vault.sealed

    @property
    def is_empty(self) -> bool:
        """Whether it holds no entry, not even one that this version cannot read."""
        return len(self._entries) == 0

    def count(self, exercise_id: str) -> int:
        """How many entries an exercise has. Reads none of them."""
        return self._entries.count(exercise_id)

    def entries(self, exercise_id: str) -> "Sequence[Entry]":
        """The entries of an exercise, oldest first by sequence number."""
        return self._entries.of(exercise_id)

    def all_entries(self) -> "Sequence[Entry]":
        """Every entry, oldest first by sequence number."""
        return self._entries.all()

    def entry(self, entry_id: str) -> "Entry | None":
        """The entry with this id, if there is one."""
        return self._entries.get(entry_id)

    def ids(self, exercise_id: str) -> "Sequence[str]":
        """The ids of the entries of an exercise, oldest first by sequence number. Reads none of them."""
        return self._entries.ids(exercise_id)

    def passing(self, entry_id: str) -> "Entry | None":
        """As `entry`, for whoever goes through a great many: nothing of it is held on to."""
        return self._entries.passing(entry_id)

    def changed(self, since: int) -> "Changed":
        """The entries that changed since a mark, and the mark of now. With 0, since the notebook was opened."""
        return self._entries.changed(since)

    def next_number(self) -> int:
        """The sequence number for a new entry; none is used twice."""
        return self._entries.next_number

    def save(self, entry: "Entry") -> "Receipt":
        """Put the entry in place of the one with its id. Reading gives it at once; the receipt tells of the disk.

        A new entry gets the next number, unless it brings a higher one. One that says nothing new writes nothing.
        """
        return self._keep(entry, erasing=False)

    def erase(self, entry: "Entry") -> "Receipt":
        """As `save`, and leave nothing of what it held before in the notebook's own files."""
        self._vault.begin_erasing()
        receipt = self._keep(entry, erasing=True)
        return receipt if self._vault.read_only else self._vault.purge()

    def remove(self, entry_id: str) -> "Receipt":
        """Take the entry away for good: nothing of it is left in the notebook's own files.

        Its number is never used again. Where there is no such entry, what was erased before is erased once more.
        """
        if self._vault.read_only:
            return self._vault.commit({})
        self._vault.begin_erasing()
        self._entries.remove(entry_id)
        return self._vault.purge()

    def _keep(self, entry: "Entry", *, erasing: bool) -> "Receipt":
        if self._vault.read_only and not self._vault.damaged:
            return self._vault.commit({})
        # In a damaged one it cannot be saved either, but it is here, and in a copy that is made elsewhere.
        return self._entries.put(entry, erasing=erasing)

    def documents(self) -> "Tables":
        """Every document as it is kept, by table and id, also what this version cannot read. Not to be changed."""
        return self._vault.tables

    @property
    def settings(self) -> Settings:
        """What the reader set."""
        document = self._settings.get(doc_id=SETTINGS_ID)
        try:
            return decode_settings(document or {})
        except ValueError:
            return Settings()

    def save_settings(self, settings: Settings) -> "Receipt":
        """Put the settings in place of the earlier ones."""
        held = self._settings.get(doc_id=SETTINGS_ID)
        return self._database.put(self._settings, SETTINGS_ID, encode_settings(settings, held))

    def retry(self) -> "Receipt":
        """The receipt for all that was saved so far; what could not be written is tried again."""
        return self._vault.flush()

    def opens_with(self, secret: str) -> bool:
        """Whether this passphrase, or recovery code, opens the file. Takes most of a second."""
        attempt = self._vault.attempt
        try:
            return attempt is not None and attempt(secret) is not None
        except WrongPassphraseError:
            return False

    def change_keys(self, keys: Keys | None) -> "Receipt":
        """Seal the file with these keys, or take the passphrase away.

        The receipt ends when a fresh file is in its place and every older one beside it is gone. After an error the
        earlier keys still count, unless `sealed` says otherwise.
        """
        return self._vault.change_keys(keys)

    def save_copy(self, path: Path) -> "Receipt":
        """Write all of it as it stands here, saved or not, to a new file with the same passphrase, if there is one."""
        return self._vault.save_copy(path)

    def put_away(self, timeout: float, *, again: float = AGAIN) -> PutAway:
        """Write what is queued, for so many seconds at most; then drop the words and the keys, and keep the lock.

        What could not be written is kept sealed, if the notebook has a passphrase, and tried again every `again`
        seconds. This one is closed and empty afterwards, and none of its receipts calls anybody any more. A disk that
        fails raises nothing here.
        """
        remains = self._vault.put_away(timeout)
        lock, self._lock = self._lock, None
        self._entries.forget()
        return PutAway(remains, lock, type(self), again)

    def close(self, timeout: float | None = None) -> None:
        """Write what is queued, try once more what failed, and let the next window in.

        Raises NotSavedError if something could not be saved, or took longer than `timeout` seconds. After that it is
        closed all the same: closing it again, or leaving its `with` block, waits for nothing and raises nothing.
        """
        try:
            self._vault.close(timeout)
        finally:
            # While the thread still writes, nobody else may; the lock then goes with the process.
            if self._lock is not None and not self._vault.writing:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _t: "TracebackType | None"
    ) -> None:
        try:
            self.close(LEAVING)
        except NotSavedError:
            # An error that is under way says more than this one.
            if error is None:
                raise
