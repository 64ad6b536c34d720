"""Why the system refused, in words for a person."""

import errno
from gettext import gettext as _

from workbook.model.errors import NotErasedError, NotSavedError, WorkbookError


def reason(error: Exception) -> str:
    """A clause that says what went wrong, such as "the disk is full"."""
    match getattr(error, "errno", None):
        case errno.ENOSPC:
            return _("the disk is full")
        case errno.EDQUOT:
            return _("your share of the disk is used up")
        case errno.EFBIG:
            return _("the file may not grow any larger here")
        case errno.EROFS:
            return _("the disk can only be read")
        case errno.EACCES | errno.EPERM:
            return _("this user is not allowed to")
        case errno.EIO:
            return _("the disk reported a fault")
        case errno.EEXIST:
            return _("there is a file of that name already")
        case errno.ESTALE:
            return _("another program changed or replaced the file")
        case errno.ENOENT | errno.ENODEV | errno.ENXIO | errno.ENOTDIR:
            return _("the folder or its disk is no longer there")
        case errno.EISDIR:
            return _("there is a folder where the file should be")
    if isinstance(error, OSError | WorkbookError):
        return str(getattr(error, "strerror", None) or error) or type(error).__name__
    # What a fault of ours says of itself may hold what was written, and this is shown and printed.
    return _("a fault in this program ({name})").format(name=type(error).__name__)


def not_saved(error: Exception, path: str) -> NotSavedError:
    """The error for a save that failed."""
    match getattr(error, "errno", None):
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            remedy = _("Your words are still here. Please make room on the disk; saving is tried again.")
        case errno.ESTALE:
            remedy = _("Your words are still here. Please copy them to a safe place before you leave.")
        case _other:
            remedy = _("Your words are still here. Please look to the disk; saving is tried again.")
    return NotSavedError(_("Not saved in {path}: {reason}.").format(path=path, reason=reason(error)), remedy)


def no_answer(path: str) -> NotSavedError:
    """The error for a save that neither ended nor failed."""
    return NotSavedError(_("Not saved in {path}: the disk does not answer.").format(path=path))


def not_copied(error: Exception, path: str) -> NotSavedError:
    """The error for a copy that could not be written."""
    return NotSavedError(
        _("No copy was written to {path}: {reason}.").format(path=path, reason=reason(error)),
        _("Please choose another place."),
    )


def not_erased(error: Exception, path: str) -> NotErasedError:
    """The error for a file that could not be written afresh."""
    return NotErasedError(
        _("{path} could not be written afresh: {reason}.").format(path=path, reason=reason(error)),
        _("What was to be erased may still be in it; it is tried again."),
    )


def not_rewritten(error: Exception, path: str) -> NotSavedError:
    """The error for a passphrase that could not be changed."""
    return NotSavedError(_("{path} could not be written afresh: {reason}.").format(path=path, reason=reason(error)))
