"""Searching the log: any words, one boundary, a span of days. Slices of work, so that a key never waits for it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

Until = Callable[[], bool]
"""Says when a slice of work is to end."""

# The first one is an i without its dot.
_LETTERS = str.maketrans({"\u0131": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that fall into no base letter and mark, as they are typed on a keyboard without them."""


class Searchable(Protocol):
    """What can be searched."""

    @property
    def text(self) -> str:
        """Every word of it, folded."""

    @property
    def crossed(self) -> Sequence[str]:
        """Record ids of the boundaries that were crossed."""

    @property
    def day(self) -> date | None:
        """The day that it is about; None for "around Easter"."""


Note = TypeVar("Note", bound=Searchable)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for; all of it has to hold."""

    words: tuple[str, ...] = ()
    """Folded; each has to be there, in any order, in the middle of a word too."""
    boundary: str | None = None
    """A boundary's record id; None for any note."""
    first: date | None = None
    """The first day that is in; None for no beginning."""
    last: date | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked for."""
        return self == Sought()

    @property
    def has_span(self) -> bool:
        """Whether days count; then a note without an exact day is out."""
        return self.first is not None or self.last is not None

    def finds(self, note: Searchable) -> bool:
        """Whether a note is what is asked for."""
        if self.boundary is not None and self.boundary not in note.crossed:
            return False
        if self.has_span:
            day = note.day
            if day is None or (self.first and day < self.first) or (self.last and day > self.last):
                return False
        text = note.text
        return all(word in text for word in self.words)

    def narrows(self, before: "Sought") -> bool:
        """Whether all that this finds was found by the one before."""
        return (
            before.boundary in (None, self.boundary)
            and (before.first is None or (self.first is not None and self.first >= before.first))
            and (before.last is None or (self.last is not None and self.last <= before.last))
            and (self.has_span or not before.has_span)
            and all(any(earlier in word for word in self.words) for earlier in before.words)
        )


class Finding(Generic[Note]):
    """One search through notes, in their order, a slice at a time."""

    def __init__(self, notes: Iterable[Note], sought: Sought) -> None:
        self.sought = sought
        self.found: list[Note] = []
        """What was found so far."""
        self.is_done = False
        self._rest: Iterator[Note] = iter(notes)

    def take(self, until: Until) -> None:
        """Search on, until all is searched or it is time for something else."""
        if self.sought.is_everything:
            self.found += self._rest
            self.is_done = True
            return
        for note in self._rest:
            if self.sought.finds(note):
                self.found.append(note)
            if until():
                return
        self.is_done = True


def folded(text: str) -> str:
    """The text without what keeps a searcher from finding it: capitals, accents, letters of one other keyboard."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).translate(_LETTERS)


def words_in(query: str) -> tuple[str, ...]:
    """The words of what was typed, folded, each once."""
    return tuple(dict.fromkeys(folded(query).split()))
