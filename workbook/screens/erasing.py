"""Erasing for good: asked once, with what goes and what it cannot reach, and said to be done only when it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbook.guide.sitting import Sitting
from workbook.model.head import Repeat
from workbook.model.ports import Receipt
from workbook.screens.requests import Handed


@dataclass(frozen=True)
class Erasing:
    """What is to go."""

    question: str
    """Asked of the reader."""
    words: Sequence[str]
    """What goes, so that nobody erases the wrong thing."""
    erase: Callable[[], Receipt | None]
    """Does it; None if there is nothing to erase any more."""
    again: Callable[[], Receipt]
    """Does it once more after it failed."""
    also: str = ""
    """What goes with it, or stays, in a sentence."""


def all_of(sitting: Sitting) -> Erasing:
    """A whole entry."""
    head, entry = sitting.exercise.head, sitting.entry
    if head.repeat is Repeat.ONCE:
        question = _("Erase everything that you wrote in “{title}”, for good?").format(title=head.title)
    else:
        question = _("Erase this entry of “{title}” ({day}) for good?").format(title=head.title, day=entry.about.words)
    also = _("Every answer in it goes, with all earlier words.")
    return Erasing(question, (), sitting.past.erase_entry, sitting.past.erase_again, also)


class EraseScreen(ModalScreen[bool]):
    """Asks, erases, and says how it went. Its result is whether anything was taken away."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "erasing.tcss"]
    AUTO_FOCUS = "#keep"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", _("Close"), key_display="Esc"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, erasing: Erasing) -> None:
        super().__init__()
        self._erasing = erasing
        self._receipt: Receipt | None = None
        self._asked = False

    def compose(self) -> ComposeResult:
        """What goes, what that means, and two buttons."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(Content.styled(self._erasing.question, "bold"), id="question")
            with VerticalScroll(id="words", can_focus=False):
                yield Static(Content("\n".join(self._erasing.words)))
            yield Static(
                Content("\n".join(each for each in (self._erasing.also, cannot_be_undone()) if each)), id="also"
            )
            yield Static(Content(out_of_reach()), id="reach")
            yield Static(id="answer")
            with Horizontal(id="ways"):
                yield Button(Content(_("Keep it")), id="keep", variant="primary")
                yield Button(Content(_("Erase it for good")), id="erase")

    def on_mount(self) -> None:
        """Leave no room for what is empty."""
        self.query_one("#words").display = bool(self._erasing.words)
        self.query_one("#answer").display = False

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Erase, or leave it."""
        event.stop()
        if event.button.id == "erase":
            self._erase()
        else:
            self.action_close()

    def _erase(self) -> None:
        if self._receipt is not None and not self._receipt.done:
            return
        receipt = self._erasing.again() if self._asked else self._erasing.erase()
        self._asked = True
        if receipt is None:
            self._say(_("There is nothing left to erase."))
            self._offer(_("Close"), None)
            return
        self._receipt = receipt
        self._say(_("Erasing…"))
        self._offer(_("Close"), None)
        receipt.when_done(self._ended_elsewhere)

    def _ended_elsewhere(self, receipt: Receipt) -> None:
        """Called from the thread that writes; the screen is told in its own time."""
        self.call_later(self._ended, receipt)

    def _ended(self, receipt: Receipt) -> None:
        if receipt is not self._receipt or not self.is_attached:
            return
        if receipt.error is None:
            self._say(erased())
            for name in ("#question", "#words"):
                self.query_one(name).display = False
        else:
            self._say(not_erased(str(receipt.error)), style="$text-error")
            self._offer(_("Close"), _("Try again"))

    def _say(self, words: str, style: str = "bold") -> None:
        answer = self.query_one("#answer", Static)
        answer.display = True
        answer.update(Content.styled(words, style))
        for name in ("#also", "#reach"):
            self.query_one(name).display = False

    def _offer(self, leave: str, erase: str | None) -> None:
        keep, go = self.query_one("#keep", Button), self.query_one("#erase", Button)
        keep.label = Content(leave)
        go.display = erase is not None
        if erase is not None:
            go.label = Content(erase)
        keep.focus()

    def action_close(self) -> None:
        """Back; how an erasing that is under way ends is told by the app."""
        if self._receipt is not None and not self._receipt.done:
            self.app.post_message(Handed(self._receipt))
        self.dismiss(self._asked)


def cannot_be_undone() -> str:
    """Said before anything is erased."""
    return _("This cannot be undone.")


def out_of_reach() -> str:
    """What erasing does and does not reach."""
    return _(
        "It goes from the notebook's own files. Backups, synced copies and copies that you made of your plan may still "
        "have it, and a disk can keep traces that no program reaches."
    )


def erased() -> str:
    """Said once the receipt says so."""
    return _("Erased. It is no longer in the notebook's own files.")


def not_erased(reason: str) -> str:
    """Said when it could not be done; `reason` is one or two sentences."""
    return _(
        "This did not work. {reason} What you wanted to erase may still be in the file. You can try again here; if you "
        "leave, the next thing that you erase takes this with it."
    ).format(reason=reason)
