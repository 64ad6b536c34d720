"""Asks for a file that shows what happened, and reads its fingerprint."""

from contextlib import suppress
from gettext import gettext as _
from threading import Thread
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakMethod

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input

from workbook.fingerprint import fingerprint
from workbook.guide.evidence import Standing, has_fingerprint, link_words, standing, standing_words, way_words
from workbook.model.errors import UsageError
from workbook.screens.file_form import FileForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.timer import Timer

    from workbook.fingerprint import Fingerprint
    from workbook.model.values import Record

    Ended = Fingerprint | UsageError | None

BEAT = 0.2
"""Seconds after which it is said again how far the reading is."""


class _Reading:
    """Reads a file in a thread that nothing waits for: neither a lock nor the end may take longer because of a disk."""

    def __init__(self, typed: str, tell: "Callable[[_Reading, Ended], object]") -> None:
        """Begin. `tell` is a method, called from that thread, unless its object has gone meanwhile."""
        self.way = (0, 0)
        """Bytes that were read, and those that there are; no bytes until it has begun."""
        self._stopped = False
        Thread(target=self._run, args=(typed, WeakMethod(tell)), name="reading", daemon=True).start()

    def stop(self) -> None:
        """Read no more."""
        self._stopped = True

    def _run(self, typed: str, teller: "WeakMethod[Callable[[_Reading, Ended], object]]") -> None:
        ended: Ended
        try:
            ended = fingerprint(typed, self._goes_on)
        except UsageError as error:
            ended = error
        # It may have been left meanwhile, and then there is no loop to hear it.
        if (tell := teller()) is not None:
            with suppress(RuntimeError):
                tell(self, ended)

    def _goes_on(self, read: int, size: int) -> bool:
        self.way = (read, size)
        return not self._stopped


class EvidenceScreen(FileForm):
    """Asks for a file and reads it. One that is new is handed on, and the form closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop_or_close", _("Close"), key_display="Esc")]

    def __init__(
        self, rows: "Sequence[Record]", chosen: "Record | None", keep: "Callable[[Fingerprint], object]"
    ) -> None:
        """Make it. `rows` are the files that are kept; one of them may have been chosen to be looked at again."""
        super().__init__()
        self._rows = rows
        self._chosen = chosen if chosen is not None and has_fingerprint(chosen) else None
        self._keep = keep
        self._reading: _Reading | None = None
        self._beat: Timer | None = None
        self._other: Fingerprint | None = None
        """What was read in place of the chosen one; the reader may want it beside that."""
        self._waiting: Fingerprint | None = None
        """What is to be handed on once nothing else is over this form."""

    def compose(self) -> ComposeResult:
        """What is done with the file, and the place to name it."""
        about = [
            _("It is read and never copied. What is kept is its fingerprint, size and date, and its name if you want."),
            _("Type where it is, or drag it here; ~ is your home folder."),
        ]
        if self._chosen is not None:
            about.append(_("To see whether the one you chose is still the same, read it again."))
        yield from self.form(_("Read a file"), about, _("Read it"))

    def on_mount(self) -> None:
        """Be ready to say how far it is."""
        self._beat = self.set_interval(BEAT, self._tell_way, pause=True)

    def take(self, typed: str) -> None:
        """Begin to read, or add what was read already."""
        if self._other is not None:
            self._hand_on(self._other)
        elif self._reading is None:
            self.say(_("Reading. Esc stops it."))
            self._reading = _Reading(typed, self._heard)
            if self._beat is not None:
                self._beat.resume()

    def _tell_way(self) -> None:
        if self._reading is not None and self._reading.way != (0, 0):
            self.say(_("{way} Esc stops it.").format(way=way_words(*self._reading.way)))

    def _heard(self, reading: _Reading, ended: "Ended") -> None:
        """From the thread that reads: the form is told in its own time."""
        self.call_later(self._end, reading, ended)

    def _end(self, reading: _Reading, ended: "Ended") -> None:
        if reading is not self._reading:
            return  # it was stopped
        self._rest()
        if isinstance(ended, UsageError):
            self.complain(str(ended))
        elif ended is not None:
            self._compare(ended)

    def _compare(self, found: "Fingerprint") -> None:
        of = standing(found, self._rows, self._chosen)
        if of is Standing.NEW:
            self._hand_on(found)
            return
        said = [standing_words(of), *([link_words()] if found.was_link else [])]
        self.say(" ".join(said), "bold")
        if of is Standing.CHANGED:
            self._other = found
            self._name_button(_("Add it as another one"))
            self.query_one("#do", Button).focus()

    def _hand_on(self, found: "Fingerprint") -> None:
        if not self.is_active:
            self._waiting = found  # a search is over it, or the form for another place
            return
        self.app.pop_screen()
        if found.was_link:
            self.app.notify(link_words(), markup=False)
        self._keep(found)

    def on_screen_resume(self) -> None:
        """Nothing is over it any more."""
        if self._waiting is not None:
            self.call_later(self._hand_on, self._waiting)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another file is meant."""
        event.stop()
        if self._other is not None:
            self._other = None
            self._name_button(_("Read it"))

    def _name_button(self, words: str) -> None:
        self.query_one("#do", Button).label = Content(words)

    def action_stop_or_close(self) -> None:
        """Stop reading; where nothing is read, close."""
        if self._reading is None:
            self.app.pop_screen()
        else:
            self._rest()
            self.say(_("Stopped. Nothing was kept."))

    def on_unmount(self) -> None:
        """Read no more."""
        self._rest()

    def _rest(self) -> None:
        if self._reading is not None:
            self._reading.stop()
            self._reading = None
        if self._beat is not None:
            self._beat.pause()
