"""What to do when a file cannot be used: the words that name an earlier one."""

import shlex
from gettext import gettext as _


def way_back(older: str | None) -> str:
    """What to do next, where `older` is the path of an earlier file, if one was kept."""
    if older is None:
        return _("If you have a copy, “workbook restore FILE” brings it back, and keeps this one too.")
    return _("An earlier one is kept: “workbook restore {older}” brings it back, and keeps this one too.").format(
        older=shlex.quote(older)
    )
