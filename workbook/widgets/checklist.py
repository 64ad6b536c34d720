"""Any number of options."""

from workbook.model.exercise import Option, Question
from workbook.model.values import Ticked, Value
from workbook.widgets.answer_field import Means
from workbook.widgets.list_field import ListField
from workbook.widgets.tick_list import TickList


class ChecklistField(ListField):
    """Boxes to tick."""

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__(question, offered, value, means)
        ticked = value if isinstance(value, Ticked) else Ticked()
        self.ticks = TickList(offered, ticked.options, ticked.written, known={each.id for each in question.options})

    @property
    def value(self) -> Value | None:
        """What is ticked; ticks of options that are not offered now are kept."""
        return Ticked(self.ticks.chosen, self.ticks.written)
