"""One option."""

from workbook.model.exercise import Option, Question
from workbook.model.values import Value
from workbook.widgets.answer_field import Means
from workbook.widgets.list_field import ListField
from workbook.widgets.tick_list import TickList


class ChoiceField(ListField):
    """Rings, of which one can be chosen, and cleared again."""

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__(question, offered, value, means)
        chosen = (value,) if isinstance(value, str) and value else ()
        self.ticks = TickList(offered, chosen, single=True, known={each.id for each in question.options})

    @property
    def value(self) -> Value | None:
        """The chosen id, even if it is not offered now."""
        return next(iter(self.ticks.chosen), None)
