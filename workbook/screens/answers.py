"""Check your answers: everything that was answered, each to be changed, and the reader's word on whether it is done."""

from gettext import gettext as _
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static
from textual.widgets.option_list import Option

from workbook.guide.sitting import Sitting
from workbook.model.exercise import Question
from workbook.screens.card import card
from workbook.screens.digits import DIGITS
from workbook.screens.requests import GoThrough, Handed
from workbook.widgets.hanging import Rewrapped
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.menu import Menu


class AnswersScreen(Screen[None]):
    """The answers of one entry."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "answers.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("up", "to_answers", show=False),
        Binding("r", "read_again", _("Go through it again")),
        Binding("escape", "close", _("Close"), key_display="Esc"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        """The answers as a list, then the two ways to leave it."""
        head = self.sitting.exercise.head
        with Vertical(id="column"):
            yield Static(Content(_("Your answers: {title}").format(title=head.title)), id="title")
            yield Static(id="note")
            yield Menu(id="answers")
            with Horizontal(id="ways"):
                yield Button(Content(_("Done for now")), id="done", variant="primary")
                yield Button(Content(_("Leave it open")), id="open")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the way out."""
        self.query_one("#done", Button).focus()

    def on_screen_resume(self) -> None:
        """List what is there now."""
        self.sitting.refresh()
        answers = self.query_one(Menu)
        answers.clear_options()
        for page in self.sitting.pages():
            asked = [item for item in self.sitting.items(page) if isinstance(item, Question)]
            if asked:
                answers.add_option(Option(Content.styled(page.title, "bold $primary"), disabled=True))
            for item in asked:
                answers.add_option(Option(self._row(item), id=item.id))
        for old in self.sitting.reading.attic:
            title = Content.assemble((_("No longer asked: "), "$text-muted"), (old.wording.question, "bold"))
            row = card(title, [Content(word) for word in self.sitting.old_words(old)])
            answers.add_option(Option(row, disabled=True))
        waiting = len(self.sitting.open_questions())
        self.query_one("#note", Static).update(
            Content(
                _(
                    "Nothing has to be filled in. Some questions are still empty; they can stay so. "
                    "To change an answer, go up to it and press Enter."
                )
                if waiting
                else _("To change an answer, go up to it and press Enter.")
            )
        )
        answers.display = answers.option_count > 0
        if answers.option_count:
            answers.action_first()

    def _row(self, question: Question) -> Rewrapped:
        words = self.sitting.words(question.id)
        if words:
            said = [Content(word) for word in words]
        elif self.sitting.is_skipped(question.id):
            said = [Content.styled(_("Skipped"), "$text-muted")]
        else:
            said = [Content.styled(_("Not answered yet"), "$text-muted")]
        for gone in self.sitting.no_longer_offered(question.id):
            said.append(Content.styled(_("No longer offered: {words}").format(words=gone), "$text-muted"))
        title = Content.styled(question.words, "bold")
        if self.sitting.is_new(question.id):
            title = Content.assemble((_("New: "), "$text-muted"), title)
        return card(title, said)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Change the answer that was chosen."""
        event.stop()
        self._go_through(event.option_id)

    def action_to_answers(self) -> None:
        """From the buttons up to the answers."""
        self.query_one(Menu).focus()

    def action_read_again(self) -> None:
        """From the first page again, with all answers in place."""
        self._go_through(None)

    def _go_through(self, question_id: str | None) -> None:
        self.post_message(GoThrough(self.sitting, question_id))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The reader says whether it is done."""
        event.stop()
        receipt = self.sitting.finish() if event.button.id == "done" else self.sitting.reopen()
        if receipt is not None:
            self.app.post_message(Handed(receipt))
        self.app.pop_screen()

    def action_close(self) -> None:
        """Back to where the reader came from."""
        self.app.pop_screen()
