"""A tiny app around one widget, and the screen as plain text."""

from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from workbook.model.values import Value
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.prose import ProseView

HOSTILE = "[no] [/b] <b> *x* | # ~~~ ::: [/x] [@click=app.quit]x[/] \\[b] [[ ]] [red]"


class Stage(App[None]):
    """Shows widgets under each other in a scroller, and keeps what they post."""

    CSS = "#scroller { padding: 1 2; }"

    def __init__(self, *make: Callable[[], Widget]) -> None:
        super().__init__()
        self._make = make
        self.heard: list[AnswerField.Answered | ProseView.GoToFollowed] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="scroller", can_focus=False):
            for make in self._make:
                yield make()

    def on_answer_field_answered(self, event: AnswerField.Answered) -> None:
        self.heard.append(event)

    def on_prose_view_go_to_followed(self, event: ProseView.GoToFollowed) -> None:
        self.heard.append(event)

    @property
    def answers(self) -> list[AnswerField.Answered]:
        return [event for event in self.heard if isinstance(event, AnswerField.Answered)]

    def last_value(self) -> Value | None:
        return self.answers[-1].value

    @property
    def screen_text(self) -> str:
        """What stands on the screen, without any style."""
        strips = self.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)
