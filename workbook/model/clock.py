"""Time, handed in: nothing below the composition root asks the computer itself."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives now, with the local offset."""


def stamp(moment: datetime) -> str:
    """A moment as it is stored: ISO 8601 with offset, to the second."""
    return moment.isoformat(timespec="seconds")


def moment_of(stamped: str | None) -> datetime | None:
    """The moment that a stamp names; None for anything that is none, or has no offset."""
    try:
        moment = datetime.fromisoformat(stamped or "")
    except ValueError:
        return None
    return None if moment.utcoffset() is None else moment
