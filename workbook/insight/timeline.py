"""Notes in the order of their days: all of them, or the crossings of one boundary."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from workbook.insight.incidents import Incident
from workbook.model.clock import moment_of

LEFT_UNDONE = ("not-this-time", "not-safe")
"""Answers after which nothing is in force."""

_NO_DAY = date.max.toordinal() + 1
"""In place of a day that is not known: behind every other."""


class _Place(NamedTuple):
    """Where a note stands among the others."""

    day: int
    """As a number, so that no sum of days is too great."""
    number: int
    entry_id: str


class Timeline:
    """Kept in order while notes come and go, so that a window of days is found without looking at every note."""

    def __init__(self, notes: Iterable[Incident] = ()) -> None:
        self._places: list[_Place] = []
        self._notes: dict[_Place, Incident] = {}
        self._answers: dict[str, int] = {}
        self._begun: list[_Place] = []
        self._harm: list[tuple[int, _Place]] = []
        for note in notes:
            self.add(note)

    def add(self, note: Incident) -> None:
        """Take up a note."""
        place = _place(note)
        insort(self._places, place)
        self._notes[place] = note
        if note.done is not None:
            self._answers[note.done] = self._answers.get(note.done, 0) + 1
        if _counts_as_begun(note):
            insort(self._begun, place)
        if note.hurt:
            insort(self._harm, (_harm_day(note), place))

    def remove(self, note: Incident) -> None:
        """Drop a note, as it was when it was taken up."""
        place = _place(note)
        del self._places[bisect_left(self._places, place)]
        del self._notes[place]
        if note.done is not None:
            self._answers[note.done] -= 1
            if not self._answers[note.done]:
                del self._answers[note.done]
        if _counts_as_begun(note):
            del self._begun[bisect_left(self._begun, place)]
        if note.hurt:
            del self._harm[bisect_left(self._harm, (_harm_day(note), place))]

    def __len__(self) -> int:
        return len(self._places)

    @property
    def every(self) -> tuple[Incident, ...]:
        """Oldest first by day, then by number; those without a day last."""
        return tuple(map(self._notes.__getitem__, self._places))

    @property
    def undated(self) -> int:
        """How many have no exact day."""
        return len(self) - self.before(_NO_DAY)

    @property
    def answers(self) -> Mapping[str, int]:
        """How often each answer was given of whether what was decided was done."""
        return dict(self._answers)

    @property
    def begun(self) -> Sequence[Incident]:
        """Those from which on the reader did what they had decided, in the same order."""
        return [self._notes[place] for place in self._begun]

    def before(self, day: int) -> int:
        """How many there were before this day."""
        return bisect_left(self._places, (day,))

    def until(self, day: int) -> int:
        """How many there were up to the end of this day."""
        return bisect_left(self._places, (day + 1,))

    def day(self, at: int) -> int:
        """The day of one of them, as a number, by how many stand before it."""
        return self._places[at].day

    def note(self, at: int) -> Incident:
        """One of them, by how many stand before it."""
        return self._notes[self._places[at]]

    def is_harm_after(self, day: int) -> bool:
        """Whether an injury is noted in one that was later than this day.

        Where its day is not known, the one on which it was written counts: danger is not left out for that.
        """
        return bisect_right(self._harm, (day, _LAST)) < len(self._harm)


_LAST = _Place(_NO_DAY + 1, 0, "")


def _place(note: Incident) -> _Place:
    return _Place(_NO_DAY if note.day is None else note.day.toordinal(), note.number, note.entry_id)


def _counts_as_begun(note: Incident) -> bool:
    return note.starts is not None and note.done not in LEFT_UNDONE


def _harm_day(note: Incident) -> int:
    if note.day is not None:
        return note.day.toordinal()
    written = moment_of(note.recorded)
    return _NO_DAY if written is None else written.date().toordinal()
