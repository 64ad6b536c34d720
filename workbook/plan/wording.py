"""The few sentences that every print of the plan shares."""

from gettext import gettext as _

from workbook.model.exercise import Audience


def not_answered(words: str) -> str:
    """A link's own words where nothing is answered yet."""
    return _("{words} (not answered yet)").format(words=words)


def audience_names() -> dict[Audience, str]:
    """What a copy of the plan is called, by whom it is for, in the order in which they are offered."""
    return {
        Audience.PRIVATE: _("A copy for yourself, with the whole plan"),
        Audience.SUPPORTER: _("A copy for a supporter"),
        Audience.ADVOCATE: _("A copy for an advocate, a lawyer or a counsellor"),
    }
