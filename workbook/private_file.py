"""Writing a file that only its owner can read."""

import os
from gettext import gettext as _
from pathlib import Path

from workbook.model.errors import NotSavedError, UsageError


def write_private(path: Path, text: str) -> None:
    """Write a new file of mode 0600 and sync it. Never overwrites; a half-written file is taken away again.

    Raises:
        UsageError: There is a file of that name already.
        NotSavedError: The disk said no.
    """
    made = False
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        made = True
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise UsageError(
            _("There is a file called {file} already.").format(file=path), _("Choose another name; it was left alone.")
        ) from None
    except OSError as error:
        if made:
            path.unlink(missing_ok=True)
        raise NotSavedError(
            _("{file} could not be written: {reason}.").format(file=path, reason=error.strerror),
            _("Choose another place; your notebook is untouched."),
        ) from error
