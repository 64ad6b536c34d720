"""Free writing."""

from gettext import gettext as _

from workbook.widgets.text_field import TextField


class JournalField(TextField):
    """As much as the reader likes; it grows, then scrolls."""

    journal = True

    def hint(self) -> str:
        """Enter is for new lines, so Tab leaves."""
        return _("Tab: go on · Ctrl+Z: undo")
