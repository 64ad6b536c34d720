"""The quick note: from anywhere to one empty line."""

from gettext import gettext as _
from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.screen import ModalScreen

from workbook.guide.sitting import Sitting
from workbook.insight.incidents import EXERCISE
from workbook.screens.first import FirstScreen
from workbook.screens.home import HomeScreen
from workbook.screens.pages_first import FirstPagesScreen
from workbook.screens.recovery import RecoveryScreen
from workbook.screens.secret_form import SecretForm
from workbook.screens.working import WorkingScreen

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from workbook.screens.desk import Desk

PAGE, LINE = "one-line", "line"


async def note_over(app: "App[None]", desk: "Desk") -> None:
    """Open a new note, with the cursor in its one line.

    A new one that is still empty is not opened twice. What waits for an answer is answered first: an erasing, a file's
    name, a passphrase, a recovery code that is shown only once. The search for a place closes.
    """
    if isinstance(app.screen, CommandPalette):
        await app.pop_screen()
    top = app.screen
    if isinstance(top, WorkingScreen) and top.sitting.exercise.id == EXERCISE and not top.sitting.entry.number:
        return
    if _is_first_run(app.screen_stack):
        app.notify(_("A note can be written once these first pages are over. Esc skips them."), markup=False)
        return
    if isinstance(top, ModalScreen | SecretForm | RecoveryScreen):
        app.notify(_("Please answer or close this first. Then Ctrl+N begins a note."), markup=False)
        return
    exercise = desk.shelf.exercise(EXERCISE)
    if exercise is None:
        app.notify(_("The page for notes cannot be opened."), severity="warning", markup=False)
        return
    # Not `Sitting.open`, which would read every earlier note to find the one to go on with.
    app.push_screen(WorkingScreen(Sitting(exercise, desk.shelf, desk.notes, desk.clock), LINE, PAGE))


def _is_first_run(screens: "list[Screen[object]]") -> bool:
    for screen in reversed(screens):
        if isinstance(screen, HomeScreen):
            return False
        if isinstance(screen, FirstScreen) or (isinstance(screen, FirstPagesScreen) and not screen.is_again):
            return True
    return False
