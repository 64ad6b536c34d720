"""Bytes on a disk: written whole, private, and synced."""

import errno
import fcntl
import hashlib
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

PRIVATE = 0o600
UPDATING = os.O_RDWR | os.O_CLOEXEC
NO_SECOND_NAMES = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS)
"""How a disk says that a file cannot have two names there, as on most USB sticks."""
_CHUNK = 1 << 20


def sync(descriptor: int) -> None:
    """Return once the disk itself has the content of a file, or the names in a folder."""
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            # Some network and USB file systems know only the plain form.
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return
    elif not fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_DIRECTORY:
        # Its length counts as content here; only its times are left for later.
        os.fdatasync(descriptor)
        return
    os.fsync(descriptor)


def write_new(path: "Path", spans: "Iterable[bytes]", sync_file: "Callable[[int], None]" = sync) -> None:
    """Write a file that was not there: private, synced and read back. It appears whole or not at all."""
    _check_free(path)
    unfinished = _unfinished_path(path)
    descriptor = create(unfinished)
    try:
        fill(descriptor, spans, sync_file)
        _move_to_free(unfinished, path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
    finally:
        os.close(descriptor)
    try:
        sync_folder(path.parent, sync_file)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def write_over(path: "Path", spans: "Iterable[bytes]", sync_file: "Callable[[int], None]" = sync) -> None:
    """Put other bytes in a file's place: synced and read back, whole or not at all. Who may read it stays."""
    target = path.resolve(strict=True)
    mode = target.stat().st_mode
    unfinished = _unfinished_path(target)
    descriptor = create(unfinished)
    try:
        fill(descriptor, spans, sync_file)
        with suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(mode))
        unfinished.replace(target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
    finally:
        os.close(descriptor)
    sync_folder(target.parent, sync_file)


def _unfinished_path(path: "Path") -> "Path":
    """What a new file is called while it is written: no name that anybody else gave to something."""
    return path.with_name(f"{path.name}.{os.urandom(4).hex()}.unfinished")


def _check_free(path: "Path") -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "there is a file of that name already")


def _move_to_free(old: "Path", new: "Path") -> None:
    """Rename, never over another file."""
    try:
        # Renaming itself would not mind one that was made a moment ago.
        os.link(old, new)
    except OSError as error:
        if error.errno not in NO_SECOND_NAMES:
            raise
        _check_free(new)
        old.replace(new)
    else:
        try:
            old.unlink()
        except OSError:
            new.unlink()
            raise


def fill(descriptor: int, spans: "Iterable[bytes]", sync_file: "Callable[[int], None]") -> int:
    """Write, sync and read back; gives the length in bytes."""
    written = hashlib.sha256()
    length = 0
    for span in spans:
        write(descriptor, span, length)
        written.update(span)
        length += len(span)
    sync_file(descriptor)
    if sys.platform == "linux":
        # Else what is read back may come from memory, and not from the disk.
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    found = hashlib.sha256()
    for span in spans_of(descriptor, 0, length):
        found.update(span)
    if found.digest() != written.digest():
        raise OSError(errno.EIO, "what was written does not read back")
    return length


def sync_folder(folder: "Path", sync_file: "Callable[[int], None]") -> None:
    """Return once the disk has the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync_file(descriptor)
    except OSError as error:
        # Some file systems cannot sync a folder and have no need of it.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


def create(path: "Path") -> int:
    """A new private file, open for reading and writing. Raises FileExistsError if there is one."""
    descriptor = os.open(path, UPDATING | os.O_CREAT | os.O_EXCL, PRIVATE)
    with suppress(OSError):
        os.fchmod(descriptor, PRIVATE)
    return descriptor


def write(descriptor: int, content: bytes, offset: int) -> None:
    """Write all of it at an offset."""
    rest = memoryview(content)
    while rest:
        written = os.pwrite(descriptor, rest, offset)
        if written == 0:
            raise OSError(errno.EIO, "nothing could be written")
        rest = rest[written:]
        offset += written


def spans_of(descriptor: int, start: int, end: int | None = None) -> "Iterator[bytes]":
    """What stands between two offsets, piece by piece."""
    while end is None or start < end:
        span = os.pread(descriptor, _CHUNK if end is None else min(_CHUNK, end - start), start)
        if not span:
            if end is not None:
                raise OSError(errno.EIO, "the file is shorter than it was")
            return
        yield span
        start += len(span)


def make_private_folder(folder: "Path") -> None:
    """Make the folder for this user alone, whatever the umask; one that is there already is left as it is."""
    if folder.is_dir():
        return
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        # Another window was quicker; or it is a file.
        if folder.is_dir():
            return
        raise
    folder.chmod(0o700)
    # Else a power cut might take the folder away, with all that was synced in it.
    for each in new:
        with suppress(PermissionError):
            sync_folder(each.parent, sync)
