"""How often each boundary was crossed and what came of it, once that is counted."""

from workbook.guide.statements import Statement
from workbook.insight.incidents import incidents
from workbook.insight.ledger import Kept, kept
from workbook.screens.desk import Desk

LOOK_AGAIN = 0.2
"""Seconds after which a screen looks again whether all is counted."""


class Count:
    """What the notes say of boundaries, as they stand at this moment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._notes = incidents(desk.shelf, desk.notes)

    @property
    def is_whole(self) -> bool:
        """Whether every note is taken in. Until then no number may be shown."""
        return True

    def of(self, statement: Statement) -> Kept | None:
        """What the notes say of one boundary; None until all are taken in."""
        return kept(statement, self._notes, self._desk.today) if self.is_whole else None
