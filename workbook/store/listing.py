"""Which entries there are, by number, by id and by exercise."""

from bisect import insort
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from workbook.store.documents import entry_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.store.changes import Document


class Listing:
    """The entries of a notebook, listed without reading them."""

    def __init__(self, documents: "Mapping[str, Document]", *, closely: bool) -> None:
        """List the documents of entries by their ids; those that cannot be read are only counted.

        Unless it is to look closely, or one of them shows at a glance that it is no entry, they are trusted to be what
        the file's format says, since looking at each of many takes longer than reading them all from the disk.
        """
        readable = documents if not closely and _seem_readable(documents) else _readable(documents)
        self.unreadable = len(documents) - len(readable)
        """How many entries this version cannot read."""
        numbers = [int(doc_id) for doc_id in readable]
        self._numbers = dict(zip(_texts(readable, "id"), numbers, strict=True))
        self._exercises = dict(zip(numbers, _texts(readable, "exercise"), strict=True))
        self._by_exercise: dict[str, list[int]] = {}
        for number in sorted(numbers):
            self._by_exercise.setdefault(self._exercises[number], []).append(number)

    def __contains__(self, number: int) -> bool:
        return number in self._exercises

    def number_of(self, entry_id: str) -> int | None:
        """The number of the entry with this id, if there is one."""
        return self._numbers.get(entry_id)

    def ids_of(self, exercise_id: str) -> "Sequence[str]":
        """The ids of the entries of an exercise, in order."""
        ids = {number: entry_id for entry_id, number in self._numbers.items()}
        return [ids[number] for number in self.of(exercise_id) if number in ids]

    def of(self, exercise_id: str) -> "Sequence[int]":
        """The numbers of the entries of an exercise, in order."""
        return self._by_exercise.get(exercise_id, ())

    def all(self) -> "Sequence[int]":
        """Every number, in order."""
        return sorted(self._exercises)

    def add(self, number: int, entry_id: str, exercise_id: str) -> None:
        """List an entry, or list it anew."""
        self._numbers[entry_id] = number
        if self._exercises.get(number) == exercise_id:
            return
        if number in self._exercises:
            self._by_exercise[self._exercises[number]].remove(number)
        self._exercises[number] = exercise_id
        insort(self._by_exercise.setdefault(exercise_id, []), number)

    def remove(self, number: int) -> None:
        """Take an entry off."""
        self._by_exercise[self._exercises.pop(number)].remove(number)
        self._numbers = {entry_id: other for entry_id, other in self._numbers.items() if other != number}

    def give_up(self, number: int) -> None:
        """Take off an entry that turned out to be one that cannot be read."""
        self.remove(number)
        self.unreadable += 1


def _seem_readable(documents: "Mapping[str, Document]") -> bool:
    try:
        return all({str}.issuperset(map(type, _texts(documents, name))) for name in ("id", "exercise"))
    except KeyError:
        return False


def _readable(documents: "Mapping[str, Document]") -> "Mapping[str, Document]":
    readable = {}
    for doc_id, document in documents.items():
        with suppress(ValueError):
            entry_key(document)
            readable[doc_id] = document
    return readable


def _texts(documents: "Mapping[str, Document]", name: str) -> "Sequence[str]":
    return cast("Sequence[str]", [document[name] for document in documents.values()])
