"""A number between two words, once or for each of several items."""

from collections.abc import Mapping
from gettext import gettext as _

from textual.app import ComposeResult

from workbook.model.exercise import Option, Question
from workbook.model.values import Value
from workbook.widgets.answer_field import AnswerField, Means
from workbook.widgets.number_rows import NumberRows

_ONLY = Option("", "")
"""The one row of a scale that is asked once."""


class ScaleField(AnswerField):
    """A row of numbers for each item."""

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__(question, offered, value, means)
        assert question.scale is not None
        self._each = question.for_each is not None
        numbers = value if isinstance(value, Mapping) else {_ONLY.id: value} if isinstance(value, int) else {}
        self.rows = NumberRows(question.scale, offered if self._each else (_ONLY,), numbers)

    @property
    def value(self) -> Value | None:
        """The number, or the numbers by item."""
        if self._each:
            return dict(self.rows.numbers) or None
        return self.rows.numbers.get(_ONLY.id)

    def compose(self) -> ComposeResult:
        """The rows and their note."""
        yield self.rows
        yield self.note

    def show_offered(self, offered: tuple[Option, ...]) -> None:
        """Ask about these from now on."""
        super().show_offered(offered)
        if self._each and offered != self.rows.items:
            self.rows.show_items(offered)

    def focus_first(self) -> None:
        """Into the rows."""
        self.rows.focus()

    def hint(self) -> str:
        """The keys that work here."""
        return _("Left, right or a number: choose · Backspace: clear")

    def on_number_rows_changed(self, event: NumberRows.Changed) -> None:
        """Tell the screen."""
        event.stop()
        self.answered(at_once=True)
