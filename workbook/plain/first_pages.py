"""The first pages and the helplines in plain lines."""

from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.guide.first_pages import REGION, back_words, first_pages, page_at, with_weight
from workbook.guide.reaching import helpline_blocks
from workbook.helplines.reading import region_with, regions
from workbook.model.entry import FIRST_PAGES_DONE
from workbook.plain.asking import numbers_in
from workbook.plain.commands import Command, Turn

if TYPE_CHECKING:
    from workbook.guide.first_pages import Place
    from workbook.model.entry import Settings
    from workbook.model.ports import Notes
    from workbook.plain.console import Console
    from workbook.plain.saving import Saver

_WAYS = frozenset({Command.BACK, Command.SKIP})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the dialogue knows beside the exercises and the entries."""

    notes: "Notes"
    place: "Place"
    is_new: bool
    """Whether nothing has been written yet, so that the first pages come before everything else."""


class FirstPages:
    """Shows the first pages, keeps where the reader is among them, and the region that they choose."""

    def __init__(self, console: "Console", saver: "Saver", around: Surroundings) -> None:
        self._console = console
        self._saver = saver
        self._notes = around.notes
        self._place = around.place
        self._is_new = around.is_new

    def begin(self) -> None:
        """Offer them to whoever has not been through them.

        Raises:
            Turn: The reader turned elsewhere.
        """
        settings = self._notes.settings
        if not self._is_new or settings.first_page == FIRST_PAGES_DONE:
            return
        try:
            if not settings.among_first_pages:
                self._console.say(
                    "\n"
                    + _(
                        "A few short pages come first: what this is, who may see it, and how to leave. To go past them "
                        "to the exercises, type /skip. If you need help now, type /go safety."
                    )
                )
                self._console.ask(_("Press Enter to read them:"), ways={Command.SKIP})
            self._walk(is_first=True)
        except Turn as turn:
            if turn.command is not Command.SKIP:
                raise
        self._keep_page(FIRST_PAGES_DONE)

    def again(self) -> None:
        """Show them to whoever asks for them.

        Raises:
            Turn: The reader turned elsewhere.
        """
        try:
            self._walk(is_first=False)
        except Turn as turn:
            if turn.command is not Command.SKIP:
                raise

    def _walk(self, *, is_first: bool) -> None:
        """Page after page. Raises Turn, with SKIP too."""
        settings = self._notes.settings
        pages = first_pages(self._place, in_lines=True)
        at = page_at(pages, settings.first_page) if is_first else 0
        if is_first and settings.among_first_pages:
            self._console.show([with_weight(back_words(pages[at].id, in_lines=True))])
        while at < len(pages):
            page = pages[at]
            if is_first:
                self._keep_page(page.id)
            title = _("{title} (page {n} of {all})").format(title=page.title, n=at + 1, all=len(pages))
            self._console.say("\n" + title)
            self._console.show(page.blocks)
            try:
                if page.id == REGION:
                    self._choose_region()
                else:
                    self._console.ask("\n" + _("Enter to go on, /back, or /skip for the rest:"), ways=_WAYS)
            except Turn as turn:
                if turn.command is not Command.BACK:
                    raise
                at = max(0, at - 1)
                continue
            at += 1

    def helplines(self) -> None:
        """Print those of the chosen region, and let the reader choose another one.

        Raises:
            Turn: The reader turned elsewhere.
        """
        if region := region_with(self._notes.settings.region):
            self._console.say("\n" + _("Helplines: {region}").format(region=region.name))
            self._console.show(helpline_blocks(region))
        else:
            self._console.say("\n" + _("No region is chosen. Your choice is kept with your notes."))
        try:
            self._choose_region()
        except Turn as turn:
            if turn.command not in _WAYS:
                raise

    def _choose_region(self) -> None:
        """Raises Turn."""
        console, offered = self._console, regions()
        console.say()
        for number, region in enumerate(offered, 1):
            console.point(f"{number}.", region.name)
        prompt = _("A number to choose that region, 0 for none, or Enter to leave it as it is:")
        while said := console.ask(prompt, ways=_WAYS):
            numbers = (0,) if said == "0" else numbers_in(said, len(offered))
            if numbers is None or len(numbers) != 1:
                console.say(_("Please type one number from 0 to {n}.").format(n=len(offered)))
                continue
            chosen = offered[numbers[0] - 1] if numbers[0] else None
            self._keep(replace(self._notes.settings, region=chosen.id if chosen else None))
            if chosen:
                console.say(_("Chosen: {region}. Its helplines:").format(region=chosen.name))
                console.show(helpline_blocks(chosen))
            else:
                console.say(_("No region is chosen."))
            return

    def _keep_page(self, page_id: str) -> None:
        self._keep(replace(self._notes.settings, first_page=page_id))

    def _keep(self, settings: "Settings") -> None:
        if settings != self._notes.settings:
            self._saver.draft(self._notes.save_settings(settings), lambda: self._notes.save_settings(settings))
