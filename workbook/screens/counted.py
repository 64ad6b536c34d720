"""What the screens about boundaries count from."""

from collections.abc import Sequence

from workbook.insight.incidents import Incident, incidents
from workbook.screens.desk import Desk


def counted(desk: Desk) -> Sequence[Incident] | None:
    """Every note of what happened; None while they are still being taken in, and no number may be shown."""
    return incidents(desk.shelf, desk.notes)
