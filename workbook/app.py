"""The terminal UI: the composition root, how it begins and how it ends."""

import asyncio
import gc
from contextlib import suppress
from dataclasses import replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import InputEvent, Paste

from workbook.authoring.library import Library
from workbook.checking import check_beside
from workbook.curtain import Curtain
from workbook.ending import Ending
from workbook.screens.bookmark import GoOn, bookmark_among
from workbook.screens.desk import Desk
from workbook.screens.idle import Idle
from workbook.screens.keeping import Keeping
from workbook.screens.requests import Handed, NotesTakenIn, OwnChecked
from workbook.screens.themes import DUSK, NAMES, PAPER
from workbook.screens.ways import Ways
from workbook.store.notebook import Notebook
from workbook.warming import Warming
from workbook.widgets.line_guard import LineGuard
from workbook.widgets.masking import Masking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.filter import LineFilter
    from textual.screen import Screen

    from workbook.model.clock import Clock
    from workbook.model.ports import Receipt
    from workbook.model.problem import Problem
    from workbook.screens.bookmark import Bookmark


HANDING_OVER = 1.0
"""Seconds after the curtain in which whoever typed fast ahead of it is waited for."""


class WorkbookApp(Ways):
    """Holds the desk, keeps what is typed, and comes to its end in time."""

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", _("Help"), key_display="F1"),
        Binding("ctrl+q,f9", "leave", _("Leave"), key_display="Ctrl+Q", priority=True),
        Binding("ctrl+l,f4", "lock", show=False, priority=True),
        # At once: on the usual way through the widget that has the cursor, the next letters would overtake it.
        Binding("tab", "focus_next", show=False, priority=True),
        Binding("shift+tab", "focus_previous", show=False, priority=True),
        Binding("f2", "colours", show=False),
        Binding("f3", "show_words(True)", _("Show my words"), key_display="F3", priority=True),
        Binding("f3", "show_words(False)", _("Hide my words"), key_display="F3", priority=True),
        Binding("ctrl+n", "note", show=False, priority=True),
        Binding("f5", "save_elsewhere", show=False, priority=True),
    ]

    def __init__(
        self,
        library: Library,
        notebook: Notebook,
        clock: "Clock",
        bookmark: "Bookmark | None" = None,
        leaving: "Callable[[], None] | None" = None,
        usual_settings: list[Any] | None = None,
    ) -> None:
        """Make it. It goes on at `bookmark`, where it was locked; `leaving` is told when the reader leaves.

        `usual_settings` are the terminal's as the shell had them, if they are known.
        """
        # The look for garbage after the first paint is to pass by all that the notebook holds: with thousands of notes
        # the first key would wait for it.
        gc.freeze()
        super().__init__(driver_class=Curtain)
        self.animation_level = "none"
        self.desk = Desk(library, notebook, clock, lambda: library.own_checked)
        self.ending: Ending | None = None
        """Why it comes to an end; None while it goes on."""
        self.fault: BaseException | None = None
        """What went wrong with this program, so that it had to close."""
        self.bookmark = bookmark
        """Where the reader was, to go on there after a lock."""
        self.on_alternate = False
        """Whether the alternate screen was left to whatever draws next."""
        self.usual_settings = usual_settings
        self._leaving = leaving
        self._painted = False
        self._line_guard = LineGuard()
        self._hidden = False
        """Whether the curtain fell, for good."""
        self._idle = Idle(self, lambda: notebook.settings.lock_after, lambda: self.end_soon(Ending.LOCK))
        self.masking = Masking(self, on=notebook.settings.masked)
        self._library = library
        self._mark_among_own: Bookmark | None = None
        """A bookmark that can be gone on from once the reader's own exercises are there."""
        self._notebook = notebook
        self._warming = Warming(self.desk, self._tell_of_notes)
        self._keeping = Keeping(self, notebook, clock, self._tried_again)
        # Before anything is drawn: a theme that changes later has every style worked out twice.
        for theme in (DUSK, PAPER):
            self.register_theme(theme)
        chosen = notebook.settings.theme
        self.theme = chosen if chosen in NAMES else DUSK.name

    def get_default_screen(self) -> "Screen[None]":
        """Home; while nothing has been written, the first screen in its place."""
        screen = self._first_screen()
        # Textual reads the style sheet of a screen that is pushed, not of the default one.
        for path in screen.css_path:
            self.stylesheet.read(path)
        return screen

    def on_mount(self) -> None:
        """Listen for the end, and tell what was found when the notebook was opened."""
        self._keeping.begin()
        self._idle.begin()
        self.masking.begin()
        # Of a damaged notebook the banner says it, for good.
        for notice in () if self._notebook.damaged else self._notebook.notices:
            self.notify(notice, severity="warning", timeout=30, markup=False)
        if self._notebook.sealed and self.desk.notes.settings.code_unread:
            told = _(
                "The recovery code was shown, and this ended before you said that it is written down. If it is not: "
                "under Help (F1), “Passphrase” gives you another one."
            )
            self.notify(told, severity="warning", timeout=30, markup=False)
        self.call_after_refresh(self._after_first_paint)
        if self.ending is not None:
            self.call_later(self._end)  # asked for before there was anybody to hear it

    def _after_first_paint(self) -> None:
        self._painted = True
        gc.collect()
        gc.freeze()
        gc.enable()
        mark = self.bookmark
        if mark is not None and any(head.id == mark.exercise_id for head in self.desk.shelf.heads()):
            self.post_message(GoOn(mark))
            mark = None
        self._mark_among_own = mark
        check_beside(self._library, self._tell_of_own)
        self.run_worker(self._warming.run())

    def _tell_of_own(self, problems: "Sequence[Problem]") -> None:
        """From the thread of the check: posting is what another thread may do."""
        # It may have been left meanwhile, and then there is no loop to hear it.
        with suppress(RuntimeError):
            self.post_message(OwnChecked(problems, any(head.own for head in self._library.heads())))

    def _tell_of_notes(self) -> None:
        for screen in self.screen_stack:
            screen.post_message(NotesTakenIn())

    def on_own_checked(self, event: OwnChecked) -> None:
        """Offer the reader's own exercises, and go on in one of them, if it was that one where it was locked."""
        self._problems = event.problems
        for screen in self.screen_stack:
            screen.post_message(OwnChecked(event.problems, event.any_offered))
        if self._mark_among_own is not None:
            self.post_message(GoOn(self._mark_among_own))

    def get_line_filters(self) -> "Sequence[LineFilter]":
        """Beside Textual's own, the guard that no control character passes."""
        # Always the same one: what a row became in a filter is kept for that filter alone.
        return [*super().get_line_filters(), self._line_guard]

    # The end

    def action_leave(self) -> None:
        """Blank the screen, save what is typed and go, without a question."""
        self.leave_at_once()

    def action_lock(self) -> None:
        """Blank the screen, save what is typed, and open again by the passphrase, if there is one."""
        self.end_soon(Ending.LOCK)

    def hurry(self) -> None:
        """From now on, nothing may keep the shell waiting."""
        if self._leaving is not None:
            self._leaving()

    def leave_at_once(self) -> None:
        """As `end_soon`, in a hurry."""
        self.hurry()
        self.end_soon(Ending.LEAVE)

    def end_soon(self, ending: Ending) -> None:
        """Blank the screen now, and come to an end once what is typed is handed over. From any thread, at any time."""
        if ending.outweighs(self.ending):
            self.ending = ending
        self._draw_curtain()
        if self._loop is not None and not self._loop.is_closed():
            # The way that keys come, so that none is overtaken.
            asyncio.run_coroutine_threadsafe(self._end_later(), self._loop)

    def _draw_curtain(self) -> None:
        if isinstance(self._driver, Curtain):
            self._driver.fall()

    @property
    def stays(self) -> bool:
        """Whether something else draws on the alternate screen after this."""
        return self.ending is Ending.LOCK and self.fault is None

    async def _end_later(self) -> None:
        if not self._hidden:
            self._hidden = True
            self._begin_batch()  # nothing is drawn any more, so what was typed is taken in sooner
            asyncio.get_running_loop().call_later(HANDING_OVER, self._hand_over)
        self.call_later(self._end)

    async def _end(self) -> None:
        """In the app's own queue, behind the keys that were pressed before."""
        if self._exit:
            return  # the second key of somebody in a hurry
        await self._settle()
        self.bookmark = bookmark_among(self.screen_stack)
        self.exit()

    def _hand_over(self) -> None:
        """Keep what has been taken in by now; the rest may take longer than there is time."""
        for screen in () if self._exit else self._typed_on:
            screen.hand_over()

    async def on_event(self, event: "events.Event") -> None:
        """Whatever comes from the reader puts the idle lock off."""
        self._idle.heed(event)
        if isinstance(event, InputEvent | Paste):
            self._warming.put_off()
        await super().on_event(event)

    # Ways

    def action_help_quit(self) -> None:
        """Ctrl+C copies inside of text; whoever expects it to leave is told what does."""
        self.notify(_("Ctrl+Q or F9 closes this."), markup=False)

    def action_colours(self) -> None:
        """The next of the themes, kept for the next time."""
        self.theme = NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)]
        receipt = self.desk.notes.save_settings(replace(self.desk.notes.settings, theme=self.theme))
        self.post_message(Handed(receipt))

    # Privacy on the screen

    def action_show_words(self, everything: bool) -> None:
        """Show every word on this screen until it is left, or hide them again."""
        if everything:
            self.masking.show()
        else:
            self.masking.hide_again()

    # What is not saved

    def on_handed(self, event: Handed) -> None:
        """Follow a save."""
        self._keeping.follow(event.receipt)

    def _tried_again(self, receipt: "Receipt") -> None:
        for screen in self._typed_on:
            screen.tried_again(receipt)

    @property
    def left_elsewhere(self) -> str:
        """Where a copy of what is not saved was put, in a sentence; empty if there is none."""
        return self._keeping.where_else

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another place is asked for only while the usual one does not work; words are shown where some are hidden."""
        if action == "show_words":
            return self.masking.may_show(everything=parameters[0] is True)
        return action != "save_elsewhere" or self._keeping.in_trouble

    async def action_save_elsewhere(self) -> None:
        """Ask for another place, for everything that is typed."""
        from workbook.screens.elsewhere import ElsewhereScreen

        if not isinstance(self.screen, ElsewhereScreen):
            await self._settle()
            self.push_screen(ElsewhereScreen(self._keeping))

    # Faults

    def end_with(self, error: BaseException) -> None:
        """Come to an end because of a fault outside of the app's own thread."""
        self.fault = error
        self.end_soon(Ending.LEAVE)

    def _handle_exception(self, error: Exception) -> None:
        if self.ending is None or self._painted:
            self.fault = self.fault or error  # else it was ended before it had begun, and is in pieces
        self._draw_curtain()
        super()._handle_exception(error)

    def panic(self, *renderables: object) -> None:
        """Close without a word of what was on the screen: Textual would print every local variable."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()
