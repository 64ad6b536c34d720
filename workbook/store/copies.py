"""Copies of the notebook's file as it is: taken away, and brought back."""

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.model.errors import DamagedError, NotSavedError, UsageError, WorkbookError
from workbook.store.chain import copy_of
from workbook.store.changes import ERASING
from workbook.store.disk import DiskFile
from workbook.store.files import Keep, Unsettled
from workbook.store.frames import sound_length
from workbook.store.header import FORMAT, newer, read_header
from workbook.store.keys import Keys, Unlock, attempt_on
from workbook.store.lock import Lock
from workbook.store.notebook import LOCK_NAME, Notebook
from workbook.store.reading import Reading, read
from workbook.store.reasons import not_copied, reason
from workbook.store.verifying import Report
from workbook.syncing import make_private_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable


def backup(folder: Path, target: Path) -> Report:
    """Copy the notebook of a folder to a new file, as it is: with its passphrase, if it has one.

    Damage that shows without the passphrase is told of. Raises WorkbookError; a file that is there already is left
    alone.
    """
    path = Notebook.path_in(folder)
    lock = Lock.take(folder / LOCK_NAME, shared=True)
    try:
        content = _content(path)
        header, start = read_header(content, str(path))
        whole = content[: sound_length(content, start)]
        is_sound = not content[len(whole) :].strip(b"\0")
        if not header.sealed:
            is_sound = read(content, header, start, None, str(path)).is_sound
        try:
            write_new(target, [whole if is_sound else content])
        except OSError as error:
            raise not_copied(error, str(target)) from error
    finally:
        lock.release()
    told = [_("Copied to {target}. It was read back and is the same.").format(target=target)]
    if not is_sound:
        told = [_("This notebook is damaged. The copy in {target} is the same, with the damage.").format(target=target)]
        told.append(_("“workbook verify” says what is sound and what to do."))
    told.append(
        _("It opens with the passphrase or the recovery code of today, also after you change them here.")
        if header.sealed
        else _("It has no passphrase: anyone who can open the file can read it.")
    )
    return Report(is_sound, tuple(told))


def restore(folder: Path, source: Path, unlock: Unlock | None = None) -> tuple[str, ...]:
    """Put a copy in the place of the notebook of a folder. What was there is kept beside it.

    The copy is read whole first, so `unlock` asks for its passphrase. Returns sentences for the reader. Raises
    WorkbookError, and whatever `unlock` raises; then nothing was changed.
    """
    path = Notebook.path_in(folder)
    try:
        make_private_folder(folder)
    except OSError as error:
        raise WorkbookError(
            _("The folder {folder} cannot be made: {reason}.").format(folder=folder, reason=reason(error))
        ) from error
    lock = Lock.take(folder / LOCK_NAME)
    try:
        content = _content(source)
        found, keys = _checked(content, source, unlock)
        if path.exists() and path.samefile(source):
            raise UsageError(_("{source} is the notebook itself.").format(source=source))
        file = DiskFile(path)
        kept = file.aside_name() if path.exists() else None
        try:
            file.replace(_spans(content, found, keys, path), Keep.ASIDE)
        except Unsettled as error:
            raise NotSavedError(
                _("{source} is in its place, but the disk did not say that it will stay: {reason}.").format(
                    source=source, reason=reason(error)
                ),
                "" if kept is None else _("What was there before is kept in {kept}.").format(kept=kept),
            ) from error
        except OSError as error:
            raise NotSavedError(
                _("{path} could not be written: {reason}.").format(path=path, reason=reason(error)),
                _("What was there is still there."),
            ) from error
        finally:
            file.close()
    finally:
        lock.release()
    return _restored(path, source, kept, found)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(_("{path} cannot be read: {reason}.").format(path=path, reason=reason(error))) from error


def _checked(content: bytes, source: Path, unlock: Unlock | None) -> tuple[Reading, Keys | None]:
    try:
        header, start = read_header(content, str(source))
    except DamagedError as error:
        raise DamagedError(error.message, _("Nothing was changed.")) from error
    if header.version > FORMAT:
        raise newer(str(source), header.version)
    keys = None
    if header.sealed:
        attempt = attempt_on(header.members, str(source))
        if unlock is None:
            raise UsageError(_("{source} has a passphrase.").format(source=source))
        keys = unlock(attempt)
    found = read(content, header, start, keys, str(source))
    if found.broken:
        raise DamagedError(
            _("{source} is damaged after save number {good}.").format(source=source, good=found.position.sequence),
            _("Nothing was changed. Please try another copy."),
        )
    return found, keys


def _spans(content: bytes, found: Reading, keys: Keys | None, path: Path) -> "Iterable[bytes]":
    """The copy as it is; but not a note that something is still to be erased, which would erase what is kept beside."""
    if ERASING not in found.tables:
        return [content[: found.sound]]
    return copy_of({name: table for name, table in found.tables.items() if name != ERASING}, keys, str(path))


def _restored(path: Path, source: Path, kept: str | None, found: Reading) -> tuple[str, ...]:
    entries = len(found.tables.get("entries", {}))
    told = [
        ngettext(
            "{source} was copied into your notebook: {count} entry.",
            "{source} was copied into your notebook: {count} entries.",
            entries,
        ).format(source=source, count=entries)
    ]
    if found.damaged:
        told.append(_("The end of it was damaged and was left out."))
    if kept is not None:
        told.append(
            _(
                "What was there before is kept in {kept}, until you erase something for good or change the passphrase. "
                "If you may need it, copy it to another place."
            ).format(kept=kept)
        )
    told.append(
        _("It opens with the passphrase of the copy.")
        if found.header.sealed
        else _("It has no passphrase: anyone who can open the file can read it.")
    )
    return tuple(told)
