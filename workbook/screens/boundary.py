"""One boundary: all that it says, how it is kept, each crossing, what it said before, and what is asked of it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workbook.guide.sitting import Sitting
from workbook.guide.statements import EXERCISE, QUESTION, Statement, boundaries
from workbook.insight.account import asked_words
from workbook.insight.asking import About, Ask, Asking
from workbook.insight.contact import order_noted
from workbook.insight.hints import Hint, hints
from workbook.insight.incidents import EXERCISE as NOTES
from workbook.insight.ledger import Kept
from workbook.insight.put_away import left, with_put_away
from workbook.insight.telling import acting_words, ask_words, required_words
from workbook.model.errors import UsageError
from workbook.model.ports import Receipt
from workbook.screens.boundary_card import said
from workbook.screens.boundary_pieces import (
    CrossingPiece,
    account_piece,
    crossing_pieces,
    earlier_pieces,
    now_piece,
    statement_piece,
)
from workbook.screens.counted import account_of
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.history import HistoryScreen
from workbook.screens.pieces import Piece, Pieces, PiecesScreen
from workbook.screens.requests import Handed, NotesTakenIn, OpenEntry, OpenExercise, to_safety
from workbook.widgets.hint_lines import HintLines
from workbook.widgets.key_bar import KeyBar

LONG = 320
"""Letters of a question up to which it is told with the reader's own words in it."""


class BoundaryScreen(PiecesScreen):
    """All there is to one boundary."""

    CSS_PATH = "boundary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("y", "begin", _("Yes, from today")),
        Binding("y", "answer('yes')", _("Yes")),
        Binding("i", "answer('part')", _("In part")),
        Binding("o", "answer('not-this-time')", _("Not this time")),
        Binding("x", "answer('not-safe')", _("Not safe")),
        Binding("n", "not_now", _("Leave it")),
        Binding("w", "cost", _("What it cost")),
        Binding("enter", "open", _("Open the note"), key_display="Enter"),
        Binding("e", "revise", _("Revise")),
        Binding("h", "look_back", _("Look back or erase")),
        Binding("l", "log", _("Its notes")),
        Binding("s", "safety", show=False),
        Binding("escape", "app.pop_screen", _("Close"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._record_id = record_id
        self._statement: Statement | None = None
        self._asking = Asking(desk.shelf, desk.notes, desk.clock)
        self._asked: Ask | None = None
        """What is asked now."""
        self._has_said = False
        """Whether a question was answered since the screen was opened.

        The next one waits until it is opened again: a key that is pressed twice must not answer what nobody has read.
        """
        self._answered: str | None = None
        self._unsafe = False
        """Whether the reader has just said that it is not safe."""
        """The id of the note in which it was just said whether it was done; its cost may be written next."""

    def compose(self) -> ComposeResult:
        """The title and the pieces."""
        with Vertical(id="column"):
            yield Static(id="title")
            yield Pieces()
        yield KeyBar()

    async def on_screen_resume(self) -> None:
        """Show it as it is now."""
        self._has_said = False
        await self._show()

    async def on_notes_taken_in(self, _event: NotesTakenIn) -> None:
        """All is counted now."""
        if self.is_current:
            await self._show()

    async def _show(self) -> None:
        every = boundaries(self._desk.shelf, self._desk.notes, self._desk.today)
        of_kept, of_retired = (
            next((each for each in some if each.record.id == self._record_id), None) for some in every
        )
        self._statement = of_kept or of_retired
        if of_kept is not None:
            title = _("One of my boundaries")
        elif of_retired is not None:
            title = _("A boundary that I put to rest")
        else:
            title = _("This one is not on your list any more.")
        self.query_one("#title", Static).update(Content(title))
        await self.lay(self._pieces(self._statement) if self._statement else [])

    def _pieces(self, statement: Statement) -> list[Widget]:
        account = account_of(statement, self._desk)
        self._asked = self._asking.of(account) if account and not self._has_said else None
        pieces: list[Widget] = [statement_piece(statement), HintLines(self._hints), account_piece(account)]
        if account is not None:
            if now := self._now(account):
                pieces.insert(0, now)
            pieces += crossing_pieces(account)
        pieces += earlier_pieces(self._sitting.past.earlier_of(QUESTION, self._record_id))
        return pieces

    def _now(self, account: Kept) -> Piece | None:
        """What is in force, and what is asked."""
        lines = []
        if not account.statement.record.retired and (words := acting_words(account)):
            lines.append(words)
        if self._unsafe:
            lines.append(_("Being safe comes before any plan. The safety pages say what can help now: press s."))
        if self._answered is not None:
            lines.append(_("That is noted. What did it cost you? You can write it down (w), or leave it."))
        if self._asked is not None:
            asked = ask_words(self._asked, self._desk.today)
            # With very long words the question would be far from what it is about; both stand below anyway.
            lines.append(asked if len(asked) <= LONG else asked_words(self._asked, self._desk.today))
        if lines:
            order = order_noted(self._desk.shelf, self._desk.notes, self._desk.today)
            lines += filter(None, [required_words(order)])
        return now_piece(lines) if lines else None

    @property
    def _sitting(self) -> Sitting:
        return Sitting.open(EXERCISE, self._desk.shelf, self._desk.notes, self._desk.clock)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done here now."""
        match action:
            case "open":
                return isinstance(self.focused, CrossingPiece)
            case "revise":
                return self._statement is not None and not self._statement.record.retired
            case "begin":
                return self._asked is not None and self._asked.about is About.REACHED
            case "answer":
                return self._asked is not None and (
                    self._asked.about is About.OVER or parameters[0] in ("not-this-time", "not-safe")
                )
            case "not_now":
                return self._asked is not None
            case "cost":
                return self._answered is not None
            case "log":
                return hasattr(self.app, "action_log")
            case _:
                return True

    def action_open(self) -> None:
        """Open the note at the cursor."""
        if isinstance(self.focused, CrossingPiece):
            self.post_message(OpenEntry(NOTES, self.focused.entry_id))

    async def action_begin(self) -> None:
        """Do it from today on."""
        if self._asked is not None:
            await self._take(lambda ask: self._asking.begin(ask))

    async def action_answer(self, answer: str) -> None:
        """Say whether it was done, or that it is not done this time."""
        if self._asked is None:
            return
        self._unsafe = answer == "not-safe"
        if self._asked.about is About.REACHED:
            await self._take(lambda ask: self._asking.leave(ask, answer))
        else:
            self._answered = self._asked.incident.entry_id if self._asked.incident else None
            await self._take(lambda ask: self._asking.done(ask, answer))

    async def action_not_now(self) -> None:
        """Leave the question for good."""
        if self._asked is not None:
            await self._take(lambda ask: self._asking.not_now(ask, self._desk.index.ledger(self._desk.today)))

    async def _take(self, answer: Callable[[Ask], Receipt | None]) -> None:
        assert self._asked is not None
        with suppress(UsageError):  # the note was erased meanwhile, and the question is gone with it
            self._hand(answer(self._asked))
        self._has_said = True
        await self._show()

    def action_cost(self) -> None:
        """Write down what it cost, in the note itself."""
        if self._answered is not None:
            self.post_message(OpenEntry(NOTES, self._answered, "cost"))
            self._answered = None

    @property
    def _hints(self) -> tuple[Hint, ...]:
        """What could be left out of its words."""
        words = said(self._statement, "words") if self._statement else ""
        if self._statement is None or not words or self._statement.record.retired:
            return ()
        found = hints(words, self._statement.entry.language)
        return left(found, self._record_id, words, self._desk.notes.settings.dismissed)

    async def on_hint_lines_put_away(self, event: HintLines.PutAway) -> None:
        """Show that hint no more."""
        event.stop()
        if self._statement is not None:
            settings, words = self._desk.notes.settings, said(self._statement, "words")
            dismissed = with_put_away(event.hint, self._record_id, words, settings.dismissed)
            self._hand(self._desk.notes.save_settings(replace(settings, dismissed=dismissed)))
            await self._show()

    def _hand(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            self.post_message(Handed(receipt))

    def action_revise(self) -> None:
        """Change what it says."""
        self.post_message(OpenExercise(EXERCISE, question_id=QUESTION, record_id=self._record_id))

    def action_look_back(self) -> None:
        """Everything that the boundaries said before, each to be erased."""
        self.app.push_screen(HistoryScreen(self._sitting, QUESTION))

    async def action_log(self) -> None:
        """Every note in which it was crossed."""
        go = getattr(self.app, "action_log", None)
        if go is not None:
            await go(self._record_id)

    def action_safety(self) -> None:
        """What can be done in danger."""
        self.post_message(to_safety())
