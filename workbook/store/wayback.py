"""What to do when a file cannot be used: the words that name an earlier one."""

import shlex
from gettext import gettext as _
from pathlib import Path


def way_back(older: str | None) -> str:
    """What to do next, where `older` is the path of an earlier file, if one was kept."""
    if older is None:
        return _("If you have a copy, “workbook restore FILE” brings it back, and keeps this one too.")
    command = shlex.join(["workbook", "--data-dir", str(Path(older).parent), "restore", older])
    return _("An earlier one is kept, and may hold less: “{command}” brings it back, and keeps this one too.").format(
        command=command
    )
