"""The way from screen to screen: which one comes for a key, for a word in the search, and for what a screen asks."""

from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.model.entry import FIRST_PAGES_DONE
from workbook.model.errors import UsageError
from workbook.screens.autosave import Typing
from workbook.screens.enclosed import Enclosed
from workbook.screens.requests import ROUND, OpenExercise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from workbook.insight.log import Log
    from workbook.model.problem import Problem
    from workbook.screens.bookmark import GoOn
    from workbook.screens.desk import Desk
    from workbook.screens.requests import Begin, GoHome, GoThrough, LookOver, OpenEntry
    from workbook.store.notebook import Notebook
    from workbook.widgets.masking import Masking


class Ways(Enclosed):
    """An app that knows the ways. Each screen is imported when it is first gone to."""

    desk: "Desk"
    masking: "Masking"
    _notebook: "Notebook"
    _problems: "Sequence[Problem]" = ()
    """What keeps exercises of the reader's own from being offered."""
    _logged: "Log | None" = None
    """What was read for the log; it is read anew after a lock."""

    def _first_screen(self) -> "Screen[None]":
        if not self._notebook.is_empty:
            from workbook.screens.home import HomeScreen

            return HomeScreen(self.desk)
        if self._notebook.settings.among_first_pages:
            from workbook.screens.pages_first import FirstPagesScreen

            return FirstPagesScreen(self._notebook)
        from workbook.screens.first import FirstScreen

        return FirstScreen(sealed=self._notebook.sealed)

    async def _settle(self) -> None:
        """Have every screen hand over what is typed on it, before another one reads the notebook."""
        for screen in self._typed_on:
            await screen.settle()

    @property
    def _typed_on(self) -> "Sequence[Typing]":
        return [screen for screen in self.screen_stack if isinstance(screen, Typing)]

    async def action_home(self) -> None:
        """The list of exercises, and nothing over it."""
        from workbook.screens.home import HomeScreen

        await self._settle()
        while len(self.screen_stack) > 1 and not isinstance(self.screen, HomeScreen):
            self.pop_screen()
        if not isinstance(self.screen, HomeScreen):
            self.push_screen(HomeScreen(self.desk, self._problems))

    async def _over_home(self, screen: "Screen[None]") -> None:
        await self.action_home()
        self.push_screen(screen)

    async def action_boundaries(self) -> None:
        """Every saved boundary."""
        from workbook.screens.boundaries import BoundariesScreen

        await self._over_home(BoundariesScreen(self.desk))

    async def action_contact(self) -> None:
        """Every way of contact, over the boundaries."""
        from workbook.screens.boundaries import BoundariesScreen
        from workbook.screens.contact import ContactScreen

        if isinstance(self.screen, ContactScreen):
            return
        if not isinstance(self.screen, BoundariesScreen):
            await self.action_boundaries()
        self.push_screen(ContactScreen(self.desk))

    async def action_practice(self) -> None:
        """The reader's own sentences, to be gone over in silence."""
        from workbook.screens.practice import PracticeScreen

        await self._settle()
        if any(isinstance(screen, PracticeScreen) for screen in self.screen_stack):
            while not isinstance(self.screen, PracticeScreen):
                self.pop_screen()
        else:
            self.push_screen(PracticeScreen(self.desk))

    async def action_plan(self) -> None:
        """The plan."""
        from workbook.screens.plan import PlanScreen

        await self._over_home(PlanScreen(self.desk))

    async def action_log(self, boundary: str | None = None) -> None:
        """What is noted; of one boundary alone, if its record's id is given."""
        await self._over_home(self._log_screen(boundary))

    def _log_screen(self, boundary: str | None = None) -> "Screen[None]":
        from workbook.insight.log import Log
        from workbook.screens.log import LogScreen

        if self._logged is None:
            self._logged = Log(self.desk.shelf, self.desk.notes, self.desk.clock)
        return LogScreen(self.desk, self._logged, boundary)

    async def action_note(self) -> None:
        """A new note of what happened, over whatever is there; Esc leads back to it."""
        from workbook.screens.noting import note_over

        await self._settle()
        await note_over(self, self.desk)

    def action_help(self) -> None:
        """Help, over whatever is there."""
        from workbook.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.desk, self._notebook))

    def action_command_palette(self) -> None:
        """Search for a screen or an exercise. Textual's own commands, with its screenshots, stay out."""
        from textual.command import CommandPalette

        from workbook.guide.tasks import shown, tasks
        from workbook.screens.palette import places_among

        if not isinstance(self.screen, CommandPalette):
            every = tasks(self.desk.shelf, self.desk.notes, self.desk.notes.settings, self.desk.today)
            heads, near = ([task.head for task in shown(every, everything)] for everything in (True, False))
            self.push_screen(CommandPalette([places_among(heads, near)], placeholder=_("Search…")))

    def action_privacy(self) -> None:
        """What of the reader's words shows, and when it locks."""
        from workbook.screens.privacy import PrivacyScreen

        if not any(isinstance(screen, PrivacyScreen) for screen in self.screen_stack):
            self.push_screen(PrivacyScreen(self.desk.notes, self.masking, sealed=self._notebook.sealed))

    def action_passphrase(self) -> None:
        """What a passphrase means, and the ways to have one or not."""
        from workbook.screens.passphrase import PassphraseScreen

        if not any(isinstance(screen, PassphraseScreen) for screen in self.screen_stack):
            self.push_screen(PassphraseScreen(self._notebook))

    def on_begin(self, _event: "Begin") -> None:
        """The first pages, then the first exercise; it alone for who has been through them."""
        from workbook.screens.pages_first import FirstPagesScreen

        if self._notebook.settings.first_page == FIRST_PAGES_DONE:
            self.post_message(OpenExercise("welcome"))
        else:
            self.push_screen(FirstPagesScreen(self._notebook))

    async def on_go_home(self, _event: "GoHome") -> None:
        """Somebody asked for the list."""
        await self.action_home()

    async def on_open_exercise(self, event: OpenExercise) -> None:
        """Open an exercise where the reader left it, or at the place that was asked for."""
        from workbook.model.head import Repeat
        from workbook.screens.working import WorkingScreen

        if isinstance(self.screen, WorkingScreen) and event._sender in self.screen_stack[:-1]:
            return  # asked for twice by a quick hand: it is open already
        head = next((head for head in self.desk.shelf.heads() if head.id == event.exercise_id), None)
        if head is not None and head.repeat is not Repeat.ONCE and self.desk.notes.count(head.id):
            from workbook.insight.incidents import EXERCISE

            if head.id == EXERCISE:
                self.push_screen(self._log_screen())
                return
            from workbook.screens.entries import EntriesScreen

            self.push_screen(EntriesScreen(self.desk, head))
            return
        await self._open(event.exercise_id, None, event.question_id, event.page_id, event.record_id)

    def on_look_over(self, event: "LookOver") -> None:
        """All answers, in place of the last page."""
        from workbook.screens.answers import AnswersScreen

        self.switch_screen(AnswersScreen(event.sitting))

    def on_go_through(self, event: "GoThrough") -> None:
        """The pages, in place of the answers."""
        from workbook.screens.working import WorkingScreen

        self.switch_screen(WorkingScreen(event.sitting, at_question=event.question_id))

    async def on_open_entry(self, event: "OpenEntry") -> None:
        """Open one entry of an exercise that repeats."""
        await self._open(
            event.exercise_id,
            event.entry_id,
            event.question_id,
            None,
            anew=event.entry_id is None,
            answers=event.answers,
        )

    async def _open(
        self,
        exercise_id: str,
        entry_id: str | None,
        question_id: str | None,
        page_id: str | None,
        record_id: str | None = None,
        *,
        anew: bool = False,
        answers: bool = False,
    ) -> None:
        from workbook.guide.sitting import Sitting
        from workbook.screens.first import FirstScreen
        from workbook.screens.working import WorkingScreen

        await self._settle()
        try:
            sitting = Sitting.open(exercise_id, self.desk.shelf, self.desk.notes, self.desk.clock, entry_id)
        except UsageError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if anew:
            sitting.start_anew()
        if isinstance(self.screen, FirstScreen):
            await self.action_home()
        if question_id is None and page_id is None and sitting.entry.answers:
            waiting = sitting.open_questions()
            if answers or sitting.entry.finished or not waiting:
                from workbook.screens.answers import AnswersScreen

                self.push_screen(AnswersScreen(sitting))
                return
            page_id = waiting[0][0].id
        self.push_screen(WorkingScreen(sitting, question_id, page_id, record_id))

    async def on_go_on(self, event: "GoOn") -> None:
        """Go on where it was locked."""
        mark = event.bookmark
        if mark.page_id == ROUND:
            await self.action_practice()
            return
        await self._open(mark.exercise_id, mark.entry_id, mark.question_id, mark.page_id, anew=mark.anew)
