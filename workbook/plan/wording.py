"""The few sentences that every print of the plan shares."""

from gettext import gettext as _

from workbook.model.exercise import Audience
from workbook.model.head import Head
from workbook.model.origin import written_by
from workbook.model.prose import Emphasis, Paragraph, Text


def not_answered(words: str) -> str:
    """A link's own words where nothing is answered yet."""
    return _("{words} (not answered yet)").format(words=words)


def audience_names() -> dict[Audience, str]:
    """What a copy of the plan is called, by whom it is for, in the order in which they are offered."""
    return {
        Audience.PRIVATE: _("A copy for yourself, with the whole plan"),
        Audience.SUPPORTER: _("A copy for a supporter"),
        Audience.ADVOCATE: _("A copy for an advocate, a lawyer or a counsellor"),
        Audience.CHRONOLOGY: _("A copy of what happened, in order: the facts of your notes"),
    }


def from_own(head: Head, audience: Audience) -> Paragraph:
    """Who did not write the words around the answers. Who did is named to the reader alone: it may give them away."""
    words = _("This part is from an exercise file of my own.")
    if audience is Audience.PRIVATE:
        words = f"{words} {written_by(head)}"
    return Paragraph((Emphasis((Text(words),)),))
