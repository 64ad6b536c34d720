"""The parts of the workbook, in the order Home lists them."""

from gettext import gettext as _
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.model.head import Head

OWN = "own"
"""Where the reader's own exercises stand, whatever part their files name: none passes for a shipped one."""


def part_titles() -> dict[str, str]:
    """The title of each shipped part by its slug, in order."""
    return {
        "start": _("Before you start"),
        "see-clearly": _("See clearly"),
        "people": _("People and safety"),
        "what-matters": _("What matters"),
        "boundaries": _("Boundaries"),
        "record": _("Keep a record"),
        "care": _("Look after myself"),
        "trying": _("If they say they are trying"),
        "patterns": _("My own patterns"),
        "my-plan": _("My plan"),
        OWN: _("From your own folder, not from Workbook"),
    }


def part_title(slug: str) -> str:
    """The title of any part; a slug of a reader's own reads as its words."""
    return part_titles().get(slug) or slug.replace("-", " ").strip().capitalize() or _("Other exercises")


def listed_title(head: "Head") -> str:
    """The title of an exercise in a list; it says so where the exercise is in English and the list is not."""
    # Translated as the code of the catalogue's language.
    ours = _("en")
    return _("{title} (in English)").format(title=head.title) if head.language == "en" != ours else head.title


def part_note(slug: str) -> str:
    """For whom a part is, where it is not for everyone; else nothing."""
    return {"trying": _("only if you choose to"), "patterns": _("only if you see yourself here")}.get(slug, "")


def is_opt_in(slug: str) -> bool:
    """Whether a part is there for whoever looks for it, and is never suggested."""
    return bool(part_note(slug))


def part_heading(slug: str) -> str:
    """The title of a part, and for whom it is."""
    note = part_note(slug)
    return f"{part_title(slug)} ({note})" if note else part_title(slug)
