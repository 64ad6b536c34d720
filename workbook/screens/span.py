"""Choosing a span of days."""

from datetime import date, timedelta
from gettext import gettext as _
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static
from textual.widgets.option_list import Option

from workbook.guide.dating import day_in
from workbook.guide.days import day_of, day_words
from workbook.model.exercise import Question
from workbook.model.values import Dated
from workbook.widgets.answer_field import AnswerField, Means
from workbook.widgets.date import DateField
from workbook.widgets.menu import Menu

Span = tuple[date | None, date | None]
"""The first day and the last; None for no end on that side."""


class SpanScreen(ModalScreen[Span]):
    """A few spans that end today, or any two days. There is no result where it is closed."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "log.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", _("Close"), key_display="Esc")]

    def __init__(self, today: date, first: date | None, last: date | None) -> None:
        super().__init__()
        self._today = today
        means = Means(lambda words: day_of(words, today), str, lambda _record: (), lambda _field, _record: ())
        self._from, self._to = (
            DateField(Question(name, "date", name), (), _dated(day), means)
            for name, day in (("from", first), ("to", last))
        )

    def compose(self) -> ComposeResult:
        """The usual spans, then two days."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(Content.styled(_("Which time?"), "bold"))
            yield Menu(
                Option(Content(_("Any time")), id="0"),
                Option(Content(_("The last 7 days")), id="7"),
                Option(Content(_("The last 30 days")), id="30"),
                Option(Content(_("The last 12 months")), id="365"),
            )
            yield Static(Content(_("Or from this day (it may stay empty):")), classes="label")
            yield self._from
            yield Static(Content(_("To this day (it may stay empty):")), classes="label")
            yield self._to
            yield Static(id="answer")
            yield Button(Content(_("Show these days")), id="show", variant="primary")

    def on_mount(self) -> None:
        """Begin with the usual ones."""
        self.query_one("#answer").display = False
        menu = self.query_one(Menu)
        menu.highlighted = 0
        menu.focus()

    def on_answer_field_answered(self, event: AnswerField.Answered) -> None:
        """What is typed is no answer to keep."""
        event.stop()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """One of the usual spans."""
        event.stop()
        self.dismiss(usual_span(int(event.option_id or 0), self._today))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The days that are typed, if they name any."""
        event.stop()
        typed = [field.value for field in (self._from, self._to)]
        days = [day_in(each) if isinstance(each, Dated) else None for each in typed]
        if any(isinstance(each, Dated) and day is None for each, day in zip(typed, days, strict=True)):
            self._complain(_("No exact day is named there. Please write one such as 12 May 2026, or leave it empty."))
        elif days[0] and days[1] and days[0] > days[1]:
            self._complain(_("The first day comes after the last one. Please change one of them."))
        else:
            self.dismiss((days[0], days[1]))

    def _complain(self, why: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.display = True
        answer.update(Content.styled(why, "$text-error"))


def _dated(day: date | None) -> Dated | None:
    return None if day is None else Dated(day_words(day), day.isoformat())


def usual_span(days: int, today: date) -> Span:
    """The last so many days, today included; 365 stand for a year, whatever its length, and 0 for any time."""
    if not days:
        return None, None
    if days == 365:
        try:
            before = today.replace(year=today.year - 1)
        except ValueError:
            before = today.replace(year=today.year - 1, day=28)
        return before + timedelta(days=1), today
    return today - timedelta(days=days - 1), today
