"""The log in plain lines: what happened and the journal, newest first, or what of it holds some words."""

from gettext import gettext as _
from gettext import ngettext

from workbook.guide.dating import about_words
from workbook.insight.log import Log, Noted, Words
from workbook.insight.searching import Sought, words_in
from workbook.model.clock import Clock
from workbook.model.ports import Keeper, Shelf
from workbook.plain.asking import numbers_in
from workbook.plain.console import Console

AT_ONCE = 20
"""How many are listed before it is asked whether to go on."""


def choose_note(console: Console, shelf: Shelf, keeper: Keeper, clock: Clock, query: str) -> Noted | None:
    """List what is noted and holds these words, all of it without any; the one to open, or None."""
    log = Log(shelf, keeper, clock)
    log.refresh()
    log.take(lambda: False)
    sought = Sought(words=words_in(query))
    found = [each for each in log.notes() if sought.finds(each)]
    console.say("\n" + _("My log"))
    if not found:
        console.say(_("Nothing was found.") if query else _("Nothing is noted here yet. Type /go incident to begin."))
        return None
    console.say(ngettext("{n} note", "{n} notes", len(found)).format(n=len(found)))
    for start in range(0, len(found), AT_ONCE):
        for number, each in enumerate(found[start : start + AT_ONCE], start + 1):
            console.point(f"{number}.", _line(each, log.names()))
        shown = min(start + AT_ONCE, len(found))
        said = console.ask(
            _("A number to open that one, or Enter for the next ones:")
            if shown < len(found)
            else _("A number to open that one, or Enter to leave the log:")
        )
        while said:
            numbers = numbers_in(said, shown)
            if numbers is not None and len(numbers) == 1:
                return found[numbers[0] - 1]
            said = console.ask(_("Please type one number from 1 to {n}.").format(n=shown))
    return None


def _line(noted: Noted, names: Words) -> str:
    day = about_words(noted.about)
    day = _("{day} (open)").format(day=day) if noted.is_open else day
    crossed = ", ".join(names[each] for each in noted.crossed if each in names)
    return "\n".join(
        filter(None, (f"{day}  {noted.line}".rstrip(), crossed and _("crossed: {boundary}").format(boundary=crossed)))
    )
