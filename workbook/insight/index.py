"""Every note of what happened, read once, bit by bit, and kept up to date."""

from collections.abc import Callable
from datetime import date

from workbook.guide.statements import boundaries
from workbook.insight.incidents import EXERCISE, Incident, Reader
from workbook.insight.ledger import Kept, kept_of
from workbook.insight.timeline import Timeline
from workbook.model.ports import Keeper, Shelf


class NotesIndex:
    """Takes notes in, the newest first, as long as there is time; what changed since is always brought up to date.

    It belongs to the thread of the keeper.
    """

    def __init__(self, shelf: Shelf, keeper: Keeper) -> None:
        """Reads nothing yet."""
        self._shelf = shelf
        self._keeper = keeper
        self._reader: Reader | None = None
        self._waiting: list[str] | None = None
        """Ids of what is not taken in, the next one last; None before it began."""
        self._mark = 0
        self._notes: dict[str, Incident] = {}
        self._every = Timeline()
        self._crossings: dict[str, Timeline] = {}
        """By the record ids of boundaries."""
        self._listed: tuple[Incident, ...] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every note is in. Before that, no number is right."""
        self._begin()
        return not self._waiting

    def take(self, until: Callable[[], bool] = lambda: False) -> None:
        """Take in one more note, and so on until it is said that this will do, or all are in."""
        self._begin()
        while self._waiting:
            entry_id = self._waiting.pop()
            if entry_id not in self._notes:
                self._read(entry_id)
            if until():
                return

    def all(self) -> tuple[Incident, ...]:
        """The notes that are in: the latest day first, then those without a day, the last written first."""
        self._catch_up()
        if self._listed is None:
            every, undated = self._every.every, self._every.undated
            dated = len(every) - undated
            self._listed = (*reversed(every[:dated]), *reversed(every[dated:]))
        return self._listed

    def crossings(self, record_id: str) -> Timeline:
        """The notes in which this boundary was crossed, as far as they are in."""
        self._catch_up()
        return self._crossings.get(record_id) or Timeline()

    def ledger(self, today: date) -> tuple[Kept, ...]:
        """The reader's boundaries in their order, and what the notes that are in say of each."""
        kept = boundaries(self._shelf, self._keeper, today).kept
        return tuple(kept_of(each, self.crossings(each.record.id), today) for each in kept)

    def _begin(self) -> None:
        if self._waiting is None:
            # What changes from here on is told by the keeper; what is here by now waits to be read.
            self._mark = self._keeper.changed(0).mark
            self._waiting = list(self._keeper.ids(EXERCISE))

    def _catch_up(self) -> None:
        self._begin()
        changed = self._keeper.changed(self._mark)
        self._mark = changed.mark
        for entry_id in changed.ids:
            self._drop(entry_id)
            self._read(entry_id)

    def _read(self, entry_id: str) -> None:
        entry = self._keeper.passing(entry_id)
        if entry is None or entry.exercise != EXERCISE:
            return
        if self._reader is None:
            exercise = self._shelf.exercise(EXERCISE)
            if exercise is None:
                return
            self._reader = Reader(exercise, self._shelf)
        note = self._reader.read(entry)
        self._listed = None
        self._notes[entry_id] = note
        self._every.add(note)
        for record_id in dict.fromkeys(note.crossed):
            self._crossings.setdefault(record_id, Timeline()).add(note)

    def _drop(self, entry_id: str) -> None:
        note = self._notes.pop(entry_id, None)
        if note is None:
            return
        self._listed = None
        self._every.remove(note)
        for record_id in dict.fromkeys(note.crossed):
            self._crossings[record_id].remove(note)
