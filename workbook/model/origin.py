"""Where an exercise comes from, in the program's own words. Its file cannot change them, nor take them away."""

from gettext import gettext as _
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.model.head import Head


def written_by(head: "Head") -> str:
    """Who wrote an exercise of the reader's own; empty for a shipped one."""
    if not head.own:
        return ""
    return _("Written by: “{name}”").format(name=head.author) if head.author else _("Its file names no author.")


def origin(head: "Head") -> str:
    """What stands on every page of an exercise of the reader's own; empty for a shipped one."""
    if not head.own:
        return ""
    return " ".join(
        (
            _("From your own folder, not from Workbook."),
            _("Workbook never asks for your passphrase or recovery code in an exercise."),
            written_by(head),
        )
    )
