"""A short text."""

from gettext import gettext as _

from workbook.widgets.text_field import TextField


class ShortField(TextField):
    """A line or two. Where the file leaves room for one, pasted lines are saved as one."""

    def hint(self) -> str:
        """Enter goes on."""
        return _("Enter: go on")
