"""Writing a text to a file that only its owner can read, with words for when that fails."""

from gettext import gettext as _
from pathlib import Path

from workbook.model.errors import NotSavedError, UsageError
from workbook.syncing import write_new, write_over


def write_private(path: Path, text: str) -> None:
    """Write a new file of mode 0600, whole and synced, or none at all. Never overwrites.

    Raises:
        UsageError: There is a file of that name already.
        NotSavedError: The disk said no.
    """
    try:
        write_new(path, [text.encode()])
    except FileExistsError:
        raise UsageError(
            _("There is a file called {file} already.").format(file=path), _("Choose another name; it was left alone.")
        ) from None
    except OSError as error:
        raise NotSavedError(
            _("{file} could not be written: {reason}.").format(file=path, reason=error.strerror),
            _("Choose another place; your notebook is untouched."),
        ) from error


def rewrite(path: Path, text: str) -> None:
    """Put another text in a file's place, whole and synced, or leave it as it was. Raises NotSavedError."""
    try:
        write_over(path, [text.encode()])
    except OSError as error:
        raise NotSavedError(
            _("{file} could not be written: {reason}.").format(file=path, reason=error.strerror),
            _("It is as it was; name another file with “-o”."),
        ) from error
