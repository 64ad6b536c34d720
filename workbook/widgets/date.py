"""A date, as exact as the reader remembers."""

from gettext import gettext as _

from workbook.guide.dating import day_in
from workbook.guide.days import weekday_words
from workbook.model.values import Dated, Value
from workbook.widgets.text_field import TextField


class DateField(TextField):
    """Any words; the day that they name is shown under them."""

    def hint(self) -> str:
        """What may be written."""
        return _("A day, or your own words · Enter: go on")

    def remark(self) -> str:
        """The day that was understood; that none was, where there are words."""
        day = day_in(self._kept) if isinstance(self._kept, Dated) else None
        if day is not None:
            return f"= {weekday_words(day)}"
        return _("No exact day, and that is fine. One would be 12 May 2026.") if self._kept else ""

    def words_of(self, value: Value) -> str:
        """The words as they were written."""
        return value.words if isinstance(value, Dated) else ""

    def read(self, words: str) -> Value | None:
        """The words, with their day where they name one."""
        return Dated(words, self.means.day_of(words)) if words.strip() else None
