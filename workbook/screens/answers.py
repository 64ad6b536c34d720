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

from workbook.guide.dating import day_in
from workbook.guide.days import exact_moment_words
from workbook.guide.erasures import of_entry, of_old
from workbook.guide.sitting import Sitting
from workbook.model.entry import Answer
from workbook.model.exercise import Question
from workbook.screens.bookmark import Bookmark, bookmark_in
from workbook.screens.card import card
from workbook.screens.digits import DIGITS
from workbook.screens.erasing import EraseScreen
from workbook.screens.history import HistoryScreen
from workbook.screens.requests import GoThrough, Handed
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import HIDDEN, QUIET, MaskedWords, dots
from workbook.widgets.menu import Menu, WordsRow
from workbook.widgets.origin import OriginNote

OLD = "old:"
"""Begins the option of an answer that is no longer asked for; no question's id has a colon."""


class AnswersScreen(Screen[None]):
    """The answers of one entry."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "answers.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("up", "to_answers", show=False),
        Binding("h", "look_back", _("Look back or erase")),
        Binding("r", "read_again", _("Go through it again")),
        Binding("x", "erase", _("Erase all…")),
        Binding("escape", "close", _("Close"), key_display="Esc"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._old: tuple[Answer, ...] = ()
        """The answers that are no longer asked for, as listed."""

    @property
    def bookmark(self) -> Bookmark:
        """Where the reader is."""
        return bookmark_in(self.sitting)

    def compose(self) -> ComposeResult:
        """The answers as a list, then the two ways to leave it."""
        head = self.sitting.exercise.head
        with Vertical(id="column"):
            yield OriginNote(head)
            yield Static(Content(_("Your answers: {title}").format(title=head.title)), id="title")
            yield MaskedWords(Content(""), Content(""), id="occasion")
            yield Static(id="note")
            yield Menu(id="answers")
            with Horizontal(id="ways"):
                yield Button(Content(_("Done for now")), id="done", variant="primary")
                yield Button(Content(_("Leave it open")), id="open")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin among the answers."""
        self.query_one(Menu).focus()

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
                answers.add_option(self._row(item))
        self._old = self.sitting.past.old_answers()
        for number, old in enumerate(self._old):
            title = Content.assemble((_("No longer asked: "), QUIET), (old.wording.question, "bold"))
            words = [Content(word) for word in self.sitting.old_words(old)]
            answers.add_option(WordsRow(card(title, words), card(title, [dots()]), f"{OLD}{number}"))
        waiting = len(self.sitting.open_questions())
        self.query_one("#note", Static).update(
            Content(
                _(
                    "Nothing has to be filled in. Some questions are still empty; they can stay so. "
                    "To change an answer, go to it and press Enter. Tab goes on to “Done for now”."
                )
                if waiting
                else _("To change an answer, go to it and press Enter. Tab goes on to “Done for now”.")
            )
        )
        answers.display = answers.option_count > 0
        if answers.option_count:
            answers.action_first()
        else:
            self.query_one("#done", Button).focus()
        self._tell_occasion()
        self.refresh_bindings()

    def _tell_occasion(self) -> None:
        """When it happened, and when that was written down, where an exercise tells the two apart."""
        entry, line = self.sitting.entry, self.query_one("#occasion", MaskedWords)
        line.display = bool(entry.number) and any(each.about for each in self.sitting.exercise.questions)
        happened = self.sitting.happened
        written = _("Written down: {moment}").format(moment=exact_moment_words(entry.recorded))

        def words(day: str) -> Content:
            return Content(" · ".join([_("It happened: {day}").format(day=day), written]) if happened else written)

        line.say(words(happened), words(happened if day_in(self.sitting.about) else HIDDEN))

    def _row(self, question: Question) -> WordsRow:
        words = self.sitting.words(question.id)
        gone = self.sitting.no_longer_offered(question.id)
        if words:
            said = [Content(word) for word in words]
        elif self.sitting.is_skipped(question.id):
            said = [Content.styled(_("Skipped"), QUIET)]
        else:
            said = [Content.styled(_("Not answered yet"), QUIET)]
        said += [Content.styled(_("No longer offered: {words}").format(words=each), QUIET) for each in gone]
        hidden = [dots()] if words or gone else said[:1]
        if earlier := self.sitting.past.earlier(question.id):
            count = Content.styled(_("Earlier: {n}").format(n=len(earlier)), QUIET)
            said, hidden = [*said, count], [*hidden, count]
        title = Content.styled(question.words, "bold")
        if self.sitting.is_new(question.id):
            title = Content.assemble((_("New: "), QUIET), title)
        return WordsRow(card(title, said), card(title, hidden), question.id)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Change the answer that was chosen; one that is no longer asked for can only be erased."""
        event.stop()
        old = self._old_at(event.option_id)
        if old is not None:
            self._ask_to_erase_old(old)
        else:
            self._go_through(event.option_id)

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        """There may be something to look back at here."""
        event.stop()
        self.refresh_bindings()

    @property
    def _at(self) -> str | None:
        """What the cursor of the list is at."""
        answers = self.query_one(Menu)
        return None if answers.highlighted is None else answers.get_option_at_index(answers.highlighted).id

    def _old_at(self, option_id: str | None) -> Answer | None:
        place = (option_id or "").removeprefix(OLD)
        return self._old[int(place)] if option_id != place and option_id is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be something to look back at, or to erase."""
        if action == "look_back":
            at = self._at if self.query(Menu) else None
            return at is not None and (self._old_at(at) is not None or self.sitting.past.has_any(at))
        return action != "erase" or bool(self.sitting.entry.number)

    def action_look_back(self) -> None:
        """What the answer at the cursor said before."""
        at = self._at
        old = self._old_at(at)
        if old is not None:
            self._ask_to_erase_old(old)
        elif at is not None:
            self.app.push_screen(HistoryScreen(self.sitting, at))

    def _ask_to_erase_old(self, old: Answer) -> None:
        self.app.push_screen(EraseScreen(of_old(self.sitting, old)))

    def action_erase(self) -> None:
        """Ask whether all of it is to go."""
        self.app.push_screen(EraseScreen(of_entry(self.sitting)), self._left)

    def _left(self, erased: bool | None) -> None:
        """Nothing is left to look over."""
        if erased:
            self.app.pop_screen()

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
