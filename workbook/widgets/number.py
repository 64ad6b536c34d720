"""A whole number."""

from gettext import gettext as _

from workbook.model.values import Value
from workbook.widgets.text_field import TextField

_LONGEST = 15
"""Digits, enough for the bytes of any file. Python refuses thousands."""


class NumberField(TextField):
    """A whole number, 0 or more. Anything else stays in the field, and the last number stays the answer."""

    def hint(self) -> str:
        """Enter goes on."""
        return _("A whole number · Enter: go on")

    def words_of(self, value: Value) -> str:
        """The digits."""
        return str(value) if isinstance(value, int) else ""

    def read(self, words: str) -> Value | None:
        """Nothing, or a number."""
        digits = words.strip()
        if not digits:
            return None
        if not digits.isdecimal() or len(digits) > _LONGEST:
            raise ValueError(_("Please write a whole number, 0 or more."))
        return int(digits)
