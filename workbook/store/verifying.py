"""Reading every frame of the notebook's file, and of those kept beside it, to say what is sound."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from workbook.model.errors import LockedError, UnreadableError
from workbook.store.header import Header, read_header
from workbook.store.kept import kept_beside
from workbook.store.keys import Keys, Unlock, attempt_on
from workbook.store.lock import Lock
from workbook.store.notebook import LOCK_NAME, Notebook
from workbook.store.reading import Reading, read
from workbook.store.reasons import reason
from workbook.store.wayback import way_back


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the files found."""

    sound: bool
    """Whether the notebook itself is whole. Older files do not count."""
    lines: tuple[str, ...]
    """For the reader, a sentence or two each."""


def verify(folder: Path, unlock: Unlock | None = None) -> Report:
    """Read every frame of the notebook in a folder, and of the older files beside it. Changes nothing.

    Raises InUseError, and what `unlock` raises; a file that cannot be read at all is a part of the report.
    """
    path = Notebook.path_in(folder)
    lock = Lock.take(folder / LOCK_NAME, shared=True)
    try:
        older = [each.path for each in kept_beside(path) if each.day is not None]
        remembered = _Remembering(unlock)
        way = way_back(str(older[-1]) if older else None)
        try:
            found = _read(path, remembered)
        except UnreadableError as error:
            lines, sound = [error.message, error.remedy or way], False
        else:
            remembered.ask_no_more()
            lines, sound = [_told(path, found)], found.is_sound
            if not sound:
                lines.append(_remedy(found, way))
        return Report(sound, (*lines, *(_older_told(each, remembered) for each in reversed(older))))
    finally:
        lock.release()


class _Remembering:
    """Asks once, and takes the same keys for older files: they have them too, unless something was brought back."""

    def __init__(self, unlock: Unlock | None) -> None:
        self._unlock = unlock
        self._keys: Keys | None = None
        self._asks = True

    def ask_no_more(self) -> None:
        """Whoever was asked for the notebook's passphrase would not know which other one is meant."""
        self._asks = False

    def keys_of(self, header: Header, path: Path) -> Keys | None:
        """The keys of a file; None if it has no passphrase."""
        if not header.sealed:
            return None
        if self._keys is not None and self._keys.members["keys"] == header.members.get("keys"):
            return self._keys
        if not self._asks:
            raise UnreadableError(_("{path} has another passphrase, so it was not read.").format(path=path))
        if self._unlock is None:
            raise LockedError(_("{path} has a passphrase.").format(path=path))
        self._keys = self._unlock(attempt_on(header.members, str(path)))
        self.ask_no_more()
        return self._keys


def _read(path: Path, remembered: _Remembering) -> Reading:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(_("{path} cannot be read: {reason}.").format(path=path, reason=reason(error))) from error
    header, start = read_header(content, str(path))
    return read(content, header, start, remembered.keys_of(header, path), str(path))


def _told(path: Path, found: Reading) -> str:
    entries = len(found.tables.get("entries", {}))
    words = ngettext("{count} entry", "{count} entries", entries).format(count=entries)
    saves = ngettext("{count} save", "{count} saves", found.position.sequence).format(count=found.position.sequence)
    locked = _("with a passphrase") if found.header.sealed else _("without a passphrase")
    if not found.is_sound:
        return _("{path} is damaged after byte {byte}. Before that: {saves}, {entries}, {locked}, all sound.").format(
            path=path, byte=found.sound, saves=saves, entries=words, locked=locked
        )
    return _("{path} is sound: {saves}, {entries}, {locked}.").format(
        path=path, saves=saves, entries=words, locked=locked
    )


def _remedy(found: Reading, way: str) -> str:
    if found.broken:
        return _("What comes after the damage cannot be trusted. Opening it shows what is before. {way}").format(
            way=way
        )
    return _("Only the last save is damaged. Open the workbook: it sets that part aside and goes on without it.")


def _older_told(path: Path, remembered: _Remembering) -> str:
    try:
        found = _read(path, remembered)
    except UnreadableError as error:
        return _("Earlier: {message}").format(message=error.message)
    return _("Earlier: {message}").format(message=_told(path, found))
