"""The fingerprint of a file: its SHA-256, its size and its date. The file is read piece by piece, and never written."""

import hashlib
import os
import shlex
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path

from workbook.model.errors import UsageError
from workbook.model.guard import clean_line, file_name
from workbook.syncing import spans_of

GoesOn = Callable[[int, int], bool]
"""Asked after every piece, with the bytes that were read and those that there are: whether to read on."""

_READING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC
"""A pipe that somebody put in the file's place meanwhile keeps nobody waiting."""
_SYSTEM = ("/proc", "/sys", "/dev")
"""What stands there looks like files and is none: some of it never ends, some waits for ever."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is known of a file once it was read. Where it lies is not in it."""

    name: str
    """Its bare name, past the guard."""
    sha256: str
    """64 hexadecimal digits, as `sha256sum` prints them."""
    size: int
    """In bytes."""
    changed: datetime | None
    """When it was last changed, by this computer's clock and in its zone; None for a date that no calendar has."""
    was_link: bool
    """Whether the name led to a file of another name, or in another folder."""


def fingerprint(typed: str, goes_on: GoesOn) -> Fingerprint | None:
    """Read the file that was typed, or dragged into the terminal. None where `goes_on` said no.

    Raises:
        UsageError: There is no such file, it is none of those that are read, or it was changed meanwhile.
    """
    path = _meant(typed)
    name = file_name(str(path))
    try:
        return _read(path, name, goes_on)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(
            _("There is no file called {file} there.").format(file=name), _("Please look at its name and its folder.")
        ) from None
    except PermissionError:
        raise UsageError(
            _("This user is not allowed to read {file}.").format(file=name), _("Nothing was read or kept.")
        ) from None
    except OSError as error:
        raise UsageError(
            _("{file} could not be read: {reason}.").format(file=name, reason=error.strerror or type(error).__name__),
            _("Nothing was kept."),
        ) from error


def _meant(typed: str) -> Path:
    """The file that is meant. Terminals put quotes or backslashes around what is dragged into them."""
    words = clean_line(typed).strip()
    if not words:
        raise UsageError(_("Please type a file, or drag it here."))
    path = Path()
    for each in _readings(words):
        try:
            path = Path(each).expanduser()
        except RuntimeError:
            raise UsageError(_("There is no such home folder: {place}").format(place=file_name(each))) from None
        if os.path.lexists(path):
            break
    return path


def _readings(words: str) -> Iterator[str]:
    yield words
    try:
        unquoted = shlex.split(words)
    except ValueError:
        return  # an apostrophe in its name
    if len(unquoted) == 1 and unquoted[0]:
        yield unquoted[0]


def _read(path: Path, name: str, goes_on: GoesOn) -> Fingerprint | None:
    real = Path(os.path.realpath(path, strict=True))
    before = real.lstat()
    if stat.S_ISDIR(before.st_mode):
        raise UsageError(_("{file} is a folder.").format(file=name), _("Please name one file in it."))
    # Before it is opened: to open a device may set it going.
    if not stat.S_ISREG(before.st_mode) or any(map(_is_of_the_system, (path.absolute(), real))):
        raise UsageError(_("{file} is no ordinary file, so it was not read.").format(file=name))
    descriptor = _open(real)
    try:
        opened = os.fstat(descriptor)
        if _state(opened) != _state(before):
            raise _changed(name)
        digest = hashlib.sha256()
        read = 0
        for piece in spans_of(descriptor, 0):
            digest.update(piece)
            read += len(piece)
            if read > before.st_size:
                break  # it grows while it is read
            if not goes_on(read, before.st_size):
                return None
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if read != before.st_size or _state(after) != _state(before):
        raise _changed(name)
    return Fingerprint(clean_line(path.name), digest.hexdigest(), read, _moment(before), path.is_symlink())


def _open(path: Path) -> int:
    if sys.platform == "linux":
        try:
            # Else the system may note in the file's dates that it was read. Only its owner may ask for that.
            return os.open(path, _READING | os.O_NOATIME)
        except PermissionError:
            pass
    return os.open(path, _READING)


def _is_of_the_system(path: Path) -> bool:
    return any(path.is_relative_to(each) for each in _SYSTEM)


def _state(about: os.stat_result) -> tuple[int, ...]:
    """What stays as it is while nobody changes the file."""
    return (about.st_mode, about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def _changed(name: str) -> UsageError:
    return UsageError(
        _("{file} was changed while it was read, so nothing was kept.").format(file=name),
        _("Please try again once nothing writes to it."),
    )


def _moment(about: os.stat_result) -> datetime | None:
    try:
        return datetime.fromtimestamp(about.st_mtime_ns // 10**9, UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
