"""The ways of contact: what an order requires first, then what is up to the reader, and what limits it now."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workbook.guide.statements import CHANNELS, CONTACT, EXERCISE, QUESTION, channels
from workbook.insight.contact import Channel, Limit, Order, contact, order_noted
from workbook.insight.contact_words import (
    besides_words,
    channel_lines,
    counting_words,
    first_words,
    nothing_yet_words,
    order_words,
    reply_words,
)
from workbook.screens.card import MARK, card
from workbook.screens.desk import Desk
from workbook.screens.digits import DIGITS
from workbook.screens.requests import NotesTakenIn, OpenExercise
from workbook.widgets.hanging import Rewrapped, hang
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import QUIET, dots
from workbook.widgets.menu import Menu, WordsRow

_BAR = Content.assemble(MARK, ("▎ ", "$primary"))
"""Stands before each line of a reply, so that it is told apart from what is said about it."""


class Ways(Menu):
    """What the reader noted of an order, what they do now, and each way of contact."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", _("Change"), key_display="Enter")]


class ContactScreen(Screen[None]):
    """How the reader and the other person are in contact, way by way. It is read here, and written in the exercise."""

    CSS_PATH = "contact.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("n", "add", _("Add one")),
        Binding("escape", "app.pop_screen", _("Back"), key_display="Esc"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._requests: dict[str, OpenExercise] = {}
        """What Enter opens, by row."""

    def compose(self) -> ComposeResult:
        """The title, a sentence, and the list."""
        with Vertical(id="column"):
            yield Static(Content(_("My ways of contact")), id="title")
            yield Static(id="note")
            yield Ways(id="ways")
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Show them as they are now."""
        desk = self._desk
        whole = desk.index.is_whole
        kept = desk.index.ledger(desk.today) if whole else ()
        found = contact(channels(desk.shelf, desk.notes, desk.today).kept, kept)
        order = order_noted(desk.shelf, desk.notes, desk.today)
        rows = [_order_row(order)] if order is not None else []
        rows += [*map(_besides_row, found.besides), *map(_channel_row, found.channels)]
        self._requests = {}
        listed = self.query_one(Ways)
        at = listed.highlighted
        listed.clear_options()
        for number, (shown, opens) in enumerate(rows):
            row_id = f"row-{number}"
            self._requests[row_id] = opens
            listed.add_option(WordsRow(shown, card(dots(), []), row_id))
        listed.display = bool(rows)
        said = [first_words() if found.channels else _("{nothing} Press n.").format(nothing=nothing_yet_words())]
        if not whole:
            said.append(counting_words())
        self.query_one("#note", Static).update(Content("\n").join(map(Content, said)))
        if rows:
            listed.highlighted = min(at or 0, len(rows) - 1)
            listed.focus()
        else:
            self.set_focus(None)

    def on_notes_taken_in(self, _event: NotesTakenIn) -> None:
        """Show what limits them now, once it is known."""
        if self.is_current:
            self.on_screen_resume()

    def on_option_list_option_selected(self, event: Ways.OptionSelected) -> None:
        """Change what was chosen, where it is written."""
        event.stop()
        self.post_message(self._requests[event.option_id or ""])

    def action_add(self) -> None:
        """Open the pages about contact to add a way; the first time from the beginning."""
        begun = bool(self._desk.notes.entries(CONTACT))
        self.post_message(OpenExercise(CONTACT, question_id=CHANNELS if begun else None))


def _order_row(order: Order) -> tuple[Rewrapped, OpenExercise]:
    return card(Content.styled(order_words(order), "bold"), []), OpenExercise(EXERCISE, question_id="order")


def _besides_row(limit: Limit) -> tuple[Rewrapped, OpenExercise]:
    doing, leaving = besides_words(limit)
    opens = OpenExercise(EXERCISE, question_id=QUESTION, record_id=limit.boundary.record.id)
    return card(Content.styled(doing, "bold"), [Content(leaving)]), opens


def _channel_row(channel: Channel) -> tuple[Rewrapped, OpenExercise]:
    lines = [
        Content.assemble((f"{label}: ", QUIET), words) if label else Content(words)
        for label, words in channel_lines(channel)
    ]
    shown = card(Content.styled(channel.way, "bold"), lines)
    opens = OpenExercise(CONTACT, question_id=CHANNELS, record_id=channel.statement.record.id)
    return _with_reply(shown, channel.reply) if channel.reply else shown, opens


def _with_reply(above: Rewrapped, reply: str) -> Rewrapped:
    """A card with the reply set apart below it."""

    def lay_out(width: int) -> list[Content]:
        laid = [*above.lines(width), Content.assemble(MARK, (reply_words(), QUIET))]
        for line in reply.split("\n"):
            laid += hang(Content(line), width - 1, _BAR, _BAR)
        return [*laid, Content("")]

    return Rewrapped(lay_out)
