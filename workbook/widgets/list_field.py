"""What the kinds that are chosen from one list have in common."""

from textual.app import ComposeResult

from workbook.model.exercise import Option
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.tick_list import TickList


class ListField(AnswerField):
    """A list and its note. Subclasses make the list and say how its ticks are read."""

    ticks: TickList

    def compose(self) -> ComposeResult:
        """The list and its note."""
        yield self.ticks
        yield self.note

    def show_offered(self, offered: tuple[Option, ...]) -> None:
        """Offer these from now on."""
        super().show_offered(offered)
        self.ticks.show_options(offered)

    def focus_first(self) -> None:
        """Into the list."""
        self.ticks.focus()

    def hint(self) -> str:
        """The list's keys."""
        return self.ticks.hint()

    def on_tick_list_changed(self, event: TickList.Changed) -> None:
        """Tell the screen."""
        event.stop()
        self.answered(at_once=not event.typed)
