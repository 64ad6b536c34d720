"""How boundaries are kept, in plain lines: every boundary, what the notes say of it, and what is asked."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from gettext import gettext as _

from workbook.guide.statements import Statement, boundaries
from workbook.insight.account import crossed_words, enough_words, followed_words
from workbook.insight.asking import About, Ask, Asking
from workbook.insight.contact import order_noted
from workbook.insight.incidents import incidents
from workbook.insight.ledger import Kept, kept
from workbook.insight.telling import acting_words, ask_words, required_words
from workbook.model.clock import Clock
from workbook.model.exercise import Option
from workbook.model.ports import Keeper, Notes, Receipt, Shelf
from workbook.plain.asking import choose
from workbook.plain.console import Console
from workbook.plain.saving import Saver


def show_boundaries(console: Console, saver: Saver, shelf: Shelf, notes: Notes, clock: Clock) -> None:
    """Every boundary that the reader keeps, line by line; then one question after the other, where there are any."""
    today = clock().date()
    own = boundaries(shelf, notes, today).kept
    console.say("\n" + _("My boundaries"))
    if not own:
        console.say(_("You have not written a boundary yet. To begin, type /go boundaries. One can be small."))
        return
    ledger = _counted(own, shelf, notes, today)
    for number, each in enumerate(ledger, 1):
        console.point(f"{number}.", "\n".join(_lines(each)))
    console.say(_("To change or add one, type /go boundaries."))
    required = required_words(order_noted(shelf, notes, today))
    asking = Asking(shelf, notes, clock)
    asked: list[Ask] = []
    while (ask := _next(asking, ledger, asked)) is not None:
        asked.append(ask)
        console.say("\n" + "\n".join(filter(None, (ask_words(ask, today), required))))
        chosen = choose(console, [Option(name, words) for name, words in _answers(ask).items()])
        if chosen is not None:
            saver.settle(_given(asking, ask, chosen.id), partial(_again, ask, notes))
            # The note may have crossed another boundary as well: it is answered for that one too.
            ledger = _counted(own, shelf, notes, today)
    if required and not asked and any(each.acting for each in ledger):
        console.say(required)


def _counted(own: Iterable[Statement], shelf: Shelf, keeper: Keeper, today: date) -> list[Kept]:
    every = incidents(shelf, keeper)
    return [kept(each, every, today) for each in own]


def _next(asking: Asking, ledger: Iterable[Kept], asked: Iterable[Ask]) -> Ask | None:
    """The next question about a boundary; each comes once, answered or not."""
    left = {each.key for each in asked}
    return next((each for each in asking.asks(ledger) if each.about is not About.STILL and each.key not in left), None)


def _lines(each: Kept) -> list[str]:
    lines = [f"{field.words}: {words}" for field, words in each.statement.fields]
    if each.crossings and each.grave:
        lines.append(enough_words())
    return [*lines, crossed_words(each), *filter(None, (followed_words(each), acting_words(each)))]


def _answers(ask: Ask) -> dict[str, str]:
    leave = {"not-this-time": _("Not this time"), "not-safe": _("Not safe")}
    if ask.about is About.REACHED:
        return {"begin": _("Yes, from today"), **leave}
    return {"yes": _("Yes"), "part": _("In part"), **leave}


def _given(asking: Asking, ask: Ask, answer: str) -> Receipt | None:
    return asking.begin(ask) if answer == "begin" else asking.done(ask, answer)


def _again(ask: Ask, notes: Notes) -> Receipt:
    """Hand the note over once more, after it could not be written."""
    assert ask.incident is not None
    entry = notes.entry(ask.incident.entry_id)
    assert entry is not None
    return notes.save(entry)
