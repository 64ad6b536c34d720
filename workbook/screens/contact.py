"""The ways of contact: what an order requires first, then what is up to the reader, and what limits it now."""

from gettext import gettext as _
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workbook.guide.statements import CHANNELS, CONTACT, EXERCISE, QUESTION, channels
from workbook.insight.contact import Channel, Limit, contact, order_noted
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


class Place(NamedTuple):
    """Where something that is read here was written."""

    exercise: str
    question: str
    record: str | None = None


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
        self._places: list[Place] = []
        """What Enter opens, row by row."""

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
        order = order_words(order_noted(desk.shelf, desk.notes, desk.today))
        listed = self.query_one(Ways)
        at = listed.highlighted
        listed.clear_options()
        self._places = []
        if order:
            self._add(card(Content.styled(order, "bold"), []), Place(EXERCISE, "order"))
        for limit in found.besides:
            self._add(_besides_card(limit), Place(EXERCISE, QUESTION, limit.boundary.record.id))
        for channel in found.channels:
            self._add(_channel_card(channel), Place(CONTACT, CHANNELS, channel.statement.record.id))
        listed.display = bool(self._places)
        said = [first_words() if found.channels else _("{nothing} Press n.").format(nothing=nothing_yet_words())]
        if not whole:
            said.append(counting_words())
        self.query_one("#note", Static).update(Content("\n").join(map(Content, said)))
        if self._places:
            listed.highlighted = min(at or 0, len(self._places) - 1)
            listed.focus()
        else:
            self.set_focus(None)

    def _add(self, shown: Rewrapped, place: Place) -> None:
        self.query_one(Ways).add_option(WordsRow(shown, card(dots(), []), f"row-{len(self._places)}"))
        self._places.append(place)

    def on_notes_taken_in(self, _event: NotesTakenIn) -> None:
        """Show what limits them now, once it is known."""
        if self.is_current:
            self.on_screen_resume()

    def on_option_list_option_selected(self, event: Ways.OptionSelected) -> None:
        """Change what was chosen, where it is written."""
        event.stop()
        place = self._places[event.option_index]
        self.post_message(OpenExercise(place.exercise, question_id=place.question, record_id=place.record))

    def action_add(self) -> None:
        """Open the pages about contact to add a way; the first time from the beginning."""
        begun = bool(self._desk.notes.entries(CONTACT))
        self.post_message(
            OpenExercise(CONTACT, question_id=CHANNELS if begun else None, record_id="" if begun else None)
        )


def _besides_card(limit: Limit) -> Rewrapped:
    doing, leaving = besides_words(limit)
    return card(Content.styled(doing, "bold"), [Content(leaving)])


def _channel_card(channel: Channel) -> Rewrapped:
    lines = [
        Content.assemble((f"{label}: ", QUIET), words) if label else Content(words)
        for label, words in channel_lines(channel)
    ]
    shown = card(Content.styled(channel.way, "bold"), lines)
    return _with_reply(shown, channel.reply) if channel.reply else shown


def _with_reply(above: Rewrapped, reply: str) -> Rewrapped:
    """A card with the reply set apart below it."""

    def lay_out(width: int) -> list[Content]:
        laid = [*above.lines(width), Content.assemble(MARK, (reply_words(), QUIET))]
        for line in reply.split("\n"):
            laid += hang(Content(line), width - 1, _BAR, _BAR)
        return [*laid, Content("")]

    return Rewrapped(lay_out)
