"""Privacy on the screen: whether the reader's words are hidden, and after how long it locks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workbook.model.entry import Settings
from workbook.model.exercise import Option
from workbook.screens.desk import Notes
from workbook.screens.requests import Handed
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import Masking
from workbook.widgets.tick_list import TickList

NEVER = 0
USUAL = Settings().lock_after
MINUTES = (1, 2, 5, 10, 30, NEVER)
HIDE, SHOW = "hide", "show"


class PrivacyScreen(Screen[None]):
    """Two choices. Each counts at once and is kept."""

    CSS_PATH = "privacy.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        # Nobody should believe that the words are hidden because a row was left with Enter.
        Binding("enter", "choose", show=False, priority=True),
        Binding("escape", "app.pop_screen", _("Close"), key_display="Esc"),
    ]

    def __init__(self, notes: Notes, masking: Masking, *, sealed: bool) -> None:
        super().__init__()
        self._notes = notes
        self._masking = masking
        self._sealed = sealed
        """Whether there is a passphrase."""
        settings = notes.settings
        self._words = TickList(_words_options(), (HIDE if settings.masked else SHOW,), single=True)
        self._lock = TickList(tuple(_lock_options(settings.lock_after)), (str(settings.lock_after),), single=True)

    def compose(self) -> ComposeResult:
        """Each choice with what it does and does not do."""
        with Vertical(id="column"), VerticalScroll(can_focus=False):
            yield Static(Content(_("Privacy on the screen")), classes="title")
            yield Static(
                Content(_("Up, down: move · Space or Enter: choose · Tab: to the other list")), classes="quiet"
            )
            yield Static(Content(_("When somebody may look at my screen")), classes="choice")
            yield self._words
            yield Static(
                Content(
                    _(
                        "Hidden, what you wrote and chose reads as dots until you go to it; F3 shows all of one "
                        "screen. It does not change your file or the copies you make, and anyone at the keys can "
                        "look as you can."
                    )
                ),
                classes="quiet",
            )
            yield Static(Content(_("When I press no key for a while")), classes="choice")
            yield self._lock
            yield Static(Content(_lock_words(sealed=self._sealed)), classes="quiet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first choice, with the title above it in view."""
        self.call_after_refresh(self.set_focus, self._words, scroll_visible=False)

    def action_choose(self) -> None:
        """Choose the row with the cursor."""
        if isinstance(self.focused, TickList):
            self.focused.action_choose()

    def on_tick_list_changed(self, event: TickList.Changed) -> None:
        """Let the choice count, and keep it. A ring that was pressed again stays chosen: one of them always is."""
        event.stop()
        settings = self._notes.settings
        chosen = next(iter(event.ticks.chosen), None)
        if event.ticks is self._words:
            settings = replace(settings, masked=settings.masked if chosen is None else chosen == HIDE)
        elif chosen is not None:
            settings = replace(settings, lock_after=int(chosen))
        self._words.set_chosen((HIDE if settings.masked else SHOW,))
        self._lock.set_chosen((str(settings.lock_after),))
        if settings != self._notes.settings:
            self.app.post_message(Handed(self._notes.save_settings(settings)))
        if settings.masked != self._masking.on:
            self._masking.turn(on=settings.masked)


def _words_options() -> tuple[Option, ...]:
    return (Option(SHOW, _("Show my words")), Option(HIDE, _("Hide my words until I go to them")))


def _lock_options(chosen: int) -> Iterator[Option]:
    every: Iterable[int] = MINUTES if chosen in MINUTES else (chosen, *MINUTES)
    for minutes in every:
        if minutes == NEVER:
            words = _("Do not lock")
        else:
            words = ngettext("Lock after {n} minute", "Lock after {n} minutes", minutes).format(n=minutes)
        yield Option(str(minutes), _("{words} (usual)").format(words=words) if minutes == USUAL else words)


def _lock_words(*, sealed: bool) -> str:
    if sealed:
        return _(
            "Locked, the screen tells nothing, and your notes open again with your passphrase or the recovery code. It "
            "does not help against somebody who knows one of them, or who comes before the time is over."
        )
    return _(
        "Locked, the screen tells nothing. You have no passphrase, so anyone at the keys can open your notes again; "
        "Help has the way to one."
    )
