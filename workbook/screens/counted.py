"""How often each boundary was crossed and what came of it, once that is counted."""

from workbook.guide.statements import Statement
from workbook.insight.ledger import Kept, kept_of
from workbook.screens.desk import Desk


def account_of(statement: Statement, desk: Desk) -> Kept | None:
    """What the notes say of one boundary; None until all are taken in, for no number would be right before."""
    index = desk.index
    return kept_of(statement, index.crossings(statement.record.id), desk.today) if index.is_whole else None
