"""A helpline, and the region that it serves."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

NOT_GIVEN = "not given"
"""What the file says where the page that was looked at gives no hours or languages. Nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """One service that listens to people who are hurt or controlled, and where that was read."""

    name: str
    for_whom: str
    """Whom it serves, as it reads after “for”, so that nobody is turned away by surprise."""
    hours: str
    """When it answers, or `NOT_GIVEN`."""
    languages: str
    """What is spoken there, or `NOT_GIVEN`."""
    phone: str | None
    text: str | None
    """Where to send a text message, and what to write if that matters."""
    textphone: str | None
    web: str | None
    """A site, without its scheme."""
    sources: tuple[str, ...]
    """Addresses of official pages, on which every number and claim above was seen."""
    checked: "date"
    """The day on which the sources were looked at."""


@dataclass(frozen=True, slots=True)
class Region:
    """A country, or a part of one that has helplines of its own."""

    id: str
    """The name of its file; settings refer to it, so it stays."""
    name: str
    helplines: tuple[Helpline, ...]
    """By name."""
