"""One window that writes at a time: a lock on a file of its own, held until it is let go or the process ends."""

import errno
import fcntl
import os
from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.model.errors import InUseError, WorkbookError
from workbook.store.reasons import reason

if TYPE_CHECKING:
    from pathlib import Path


class Lock:
    """A lock that is held."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: "Path", *, shared: bool = False) -> "Lock":
        """Hold the lock. Raises InUseError if another window has it.

        Those who only read share it, and make no file for it: where there is none, nobody has it open.
        """
        try:
            descriptor = os.open(path, (os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT) | os.O_CLOEXEC, 0o600)
        except OSError as error:
            if shared and error.errno == errno.ENOENT:
                return cls(None)
            raise _no_lock(path, error) from error
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise InUseError(
                _("The notebook in {folder} is open in another window.").format(folder=path.parent),
                _("Please close that one first."),
            ) from error
        except OSError as error:
            os.close(descriptor)
            raise _no_lock(path, error) from error
        return cls(descriptor)

    def release(self) -> None:
        """Let go; the file stays, since deleting it would let two windows lock two files."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _no_lock(path: "Path", error: OSError) -> WorkbookError:
    return WorkbookError(
        _("The folder {folder} cannot be kept to one window: {reason}.").format(
            folder=path.parent, reason=reason(error)
        ),
        _("Please choose another folder with --data-dir."),
    )
