"""What Home tells of in one line: what is asked of a boundary, what is in force, who to be sure of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.screen import Screen

from workbook.guide.statements import boundaries
from workbook.insight.account import in_force_words
from workbook.insight.ledger import Kept
from workbook.insight.still import next_to_ask
from workbook.insight.waiting import Asking
from workbook.screens.boundary_card import said
from workbook.screens.counted import account_of
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
    """The first that there is: what is asked before what is in force, boundaries before people."""
    asking = Asking(desk.shelf, desk.notes, desk.clock)
    listed = boundaries(desk.shelf, desk.notes, desk.today).kept
    every = [account for each in listed if (account := account_of(each, desk))]
    for account in every:
        if asked := asking.of(account):
            title = said(account.statement, "behaviour")
            return _of(asking.line(asked, title), partial(_boundary, desk, account))
    for account in every:
        if words := in_force_words(account, said(account.statement, "consequence")):
            return _of(words, partial(_boundary, desk, account))
    person = next_to_ask(desk.shelf, desk.notes, desk.today)
    return _of(person.line, partial(_asked, desk)) if person else None


def _boundary(desk: Desk, account: Kept) -> Screen[None]:
    from workbook.screens.boundary import BoundaryScreen

    return BoundaryScreen(desk, account.statement.record.id)


def _asked(desk: Desk) -> Screen[None]:
    from workbook.screens.asked import AskedScreen

    return AskedScreen(desk)


def _of(words: str, screen: Callable[[], Screen[None]]) -> Waits:
    return Waits(" ".join(words[:LONGEST].split()), screen)
