"""What Home tells of in one line: what is asked of a boundary, what is in force, who to be sure of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.screen import Screen

from workbook.guide.statements import Statement
from workbook.insight.account import asked_line
from workbook.insight.asking import About, Asking
from workbook.insight.contact import order_noted
from workbook.insight.telling import acting_words, required_words
from workbook.screens.desk import Desk

LONGEST = 240
"""Characters that can be on one line of any terminal; the rest need not be handed to it."""


@dataclass(frozen=True)
class Waits:
    """Something to look at."""

    words: str
    """It in one line."""
    screen: Callable[[], Screen[None]]
    """Where to look."""


def waits(desk: Desk) -> Waits | None:
    """The first that there is: what is asked of a boundary, what is in force, who to be sure of.

    To be asked for once all notes are taken in.
    """
    ledger = desk.index.ledger(desk.today)
    asking = Asking(desk.shelf, desk.notes, desk.clock)
    asks = asking.asks(ledger)
    of_boundary = next((each for each in asks if each.about is not About.STILL), None)
    if of_boundary is not None:
        return _of(asked_line(of_boundary, desk.today), partial(_boundary, desk, of_boundary.statement))
    # Nobody in danger is to be held to what they had decided; on Boundaries it stands all the same.
    acting = None if asking.is_danger_named else next((each for each in ledger if each.acting is not None), None)
    if acting is not None:
        required = required_words(order_noted(desk.shelf, desk.notes, desk.today), which=False)
        return _of(f"{required} {acting_words(acting)}", partial(_boundary, desk, acting.statement))
    return _of(asked_line(asks[0], desk.today), partial(_asked, desk)) if asks else None


def _boundary(desk: Desk, statement: Statement) -> Screen[None]:
    from workbook.screens.boundary import BoundaryScreen

    return BoundaryScreen(desk, statement.record.id)


def _asked(desk: Desk) -> Screen[None]:
    from workbook.screens.asked import AskedScreen

    return AskedScreen(desk)


def _of(words: str, screen: Callable[[], Screen[None]]) -> Waits:
    return Waits(" ".join(words[:LONGEST].split()), screen)
