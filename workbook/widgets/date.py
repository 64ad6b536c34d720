"""A date, as exact as the reader remembers."""

from datetime import date
from gettext import gettext as _

from workbook.model.values import Dated, Value
from workbook.widgets.text_field import TextField


class DateField(TextField):
    """Any words; the day that they name is shown under them."""

    def hint(self) -> str:
        """What may be written."""
        return _("A day, or your own words · Enter: go on")

    def remark(self) -> str:
        """The day that was understood."""
        if not isinstance(self._kept, Dated) or self._kept.day is None:
            return ""
        try:
            day = date.fromisoformat(self._kept.day)
        except ValueError:
            # A file may hold any text here; it must not keep the page from opening.
            return ""
        return f"= {day:%A} {day.day} {day:%B} {day.year}"

    def words_of(self, value: Value) -> str:
        """The words as they were written."""
        return value.words if isinstance(value, Dated) else ""

    def read(self, words: str) -> Value | None:
        """The words, with their day where they name one."""
        return Dated(words, self.means.day_of(words)) if words.strip() else None
