"""Ids that a tool makes up: short, from the words, and different from each other."""

from collections.abc import Iterable

from workbook.authoring.ids import slug

_LONGEST = 50
"""Leaves room for a number, and is below what an id may have."""


class Names:
    """The ids that are taken in one namespace."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def make(self, words: str, fallback: str) -> str:
        """A new id from the words; `fallback` where their script gives none. It is taken from now on."""
        stem = slug(words, fallback)[:_LONGEST].rstrip("-")
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        return name
