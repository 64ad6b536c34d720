"""The entries of a notebook: listed by number, and each decoded when it is asked for."""

from itertools import takewhile
from typing import TYPE_CHECKING

from workbook.model.entry import Entry, Settings
from workbook.model.ports import Changed
from workbook.store.documents import Held, Wordings, decode_entry, encode_entry, encode_settings, hold
from workbook.store.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.model.ports import Receipt
    from workbook.store.changes import Document, Tables
    from workbook.store.tables import Database

SETTINGS_ID = 1
"""Of the one document in the table of settings."""

_ENTRIES = "entries"
_USED = "used"
"""The member of the settings that holds the highest number of an entry that is gone."""
# The file's numbers have at most 18 digits; a caller's own must leave room for all that follow.
_HIGHEST_WANTED = 10**15


class Entries:
    """Entries by id, by exercise and in order. What cannot be read is counted, and left as it is."""

    def __init__(self, database: "Database", tables: "Tables", *, closely: bool) -> None:
        """`closely` looks at every document now, else at most of them when they are asked for."""
        self._database = database
        self._documents = database.table(_ENTRIES)
        self._settings = database.table("settings")
        self._listing = Listing(tables.get(_ENTRIES, {}), closely=closely)
        self._read: dict[int, Entry] = {}
        self._held: dict[int, Held] = {}
        self._wordings = Wordings()
        self._mark = 0
        self._changed: dict[str, int] = {}
        """The mark of the last change of each entry that changed, in that order."""
        self._highest = max((self._noted(), *map(int, tables.get(_ENTRIES, ()))))
        """The highest number that any entry has, or had before it was removed."""

    def __len__(self) -> int:
        """How many there are, with those that cannot be read."""
        return len(self._documents)

    @property
    def unreadable(self) -> int:
        """How many cannot be read by this version, as far as that is known yet."""
        return self._listing.unreadable

    @property
    def next_number(self) -> int:
        """The sequence number for a new one; none is used twice."""
        return self._highest + 1

    def count(self, exercise_id: str) -> int:
        """How many an exercise has. Reads none of them."""
        return len(self._listing.of(exercise_id))

    def of(self, exercise_id: str) -> "Sequence[Entry]":
        """Those of an exercise, oldest first."""
        return self._with_numbers(self._listing.of(exercise_id))

    def all(self) -> "Sequence[Entry]":
        """Every one, oldest first."""
        return self._with_numbers(self._listing.all())

    def get(self, entry_id: str) -> Entry | None:
        """The one with this id, if there is one."""
        number = self._listing.number_of(entry_id)
        return None if number is None else self._entry(number)

    def ids(self, exercise_id: str) -> "Sequence[str]":
        """The ids of those of an exercise, oldest first. Reads none of them."""
        return self._listing.ids_of(exercise_id)

    def passing(self, entry_id: str) -> Entry | None:
        """As `get`, and nothing that is read for it is held on to."""
        number = self._listing.number_of(entry_id)
        if number is None:
            return None
        if number in self._read:
            return self._read[number]
        try:
            return decode_entry(hold(self._document(number), self._wordings), number)
        except ValueError:
            self._listing.give_up(number)
            return None

    def changed(self, since: int) -> Changed:
        """Those that changed since a mark, the latest first."""
        ids = takewhile(lambda entry_id: self._changed[entry_id] > since, reversed(self._changed))
        return Changed(self._mark, tuple(ids))

    def put(self, entry: Entry, *, erasing: bool) -> "Receipt":
        """Put it in place of the one with its id; a new one gets the next number, unless it brings a higher one."""
        number = self._listing.number_of(entry.id)
        held = None if number is None else self._hold(number)
        if number is None or held is None:
            number = self._free_number(entry.number)
        receipt = self._database.put(self._documents, number, encode_entry(entry, held, erasing=erasing))
        self._read.pop(number, None)
        self._held.pop(number, None)
        self._listing.add(number, entry.id, entry.exercise)
        self._highest = max(self._highest, number)
        self._note_changed(entry.id)
        return receipt

    def remove(self, entry_id: str) -> None:
        """Take it off, if it is there. Its number is never used again."""
        number = self._listing.number_of(entry_id)
        if number is None:
            return
        if number == self._highest:
            self._note_highest()
        self._documents.remove(doc_ids=[number])
        self._listing.remove(number)
        self._read.pop(number, None)
        self._held.pop(number, None)
        self._note_changed(entry_id)

    def forget(self) -> None:
        """Drop every word of them from memory."""
        self._read.clear()
        self._held.clear()
        self._changed.clear()
        self._wordings = Wordings()
        self._documents.clear_cache()
        self._settings.clear_cache()
        self._listing = Listing({}, closely=False)

    def _with_numbers(self, numbers: "Sequence[int]") -> "Sequence[Entry]":
        return tuple(entry for number in tuple(numbers) if (entry := self._entry(number)) is not None)

    def _entry(self, number: int) -> Entry | None:
        """The entry; None if it turns out to be one that cannot be read."""
        if number not in self._read:
            held = self._hold(number)
            try:
                if held is not None:
                    self._read[number] = decode_entry(held, number)
            except ValueError:
                self._listing.give_up(number)
        return self._read.get(number)

    def _hold(self, number: int) -> Held | None:
        """The document, sorted; None if it turns out to be one that cannot be read."""
        if number not in self._held:
            try:
                self._held[number] = hold(self._document(number), self._wordings)
            except ValueError:
                self._listing.give_up(number)
        return self._held.get(number)

    def _document(self, number: int) -> "Document":
        document = self._documents.get(doc_id=number)
        assert document is not None
        return document

    def _note_changed(self, entry_id: str) -> None:
        self._mark += 1
        self._changed.pop(entry_id, None)
        self._changed[entry_id] = self._mark

    def _free_number(self, wanted: int) -> int:
        # A lower one may have been that of an entry which was removed.
        return wanted if self._highest < wanted <= _HIGHEST_WANTED else self.next_number

    def _note_highest(self) -> None:
        """Have the highest number remembered without the entry that has it."""
        settings = dict(self._settings.get(doc_id=SETTINGS_ID) or encode_settings(Settings()))
        self._database.put(self._settings, SETTINGS_ID, {**settings, _USED: self._highest})

    def _noted(self) -> int:
        settings = self._settings.get(doc_id=SETTINGS_ID)
        used = settings.get(_USED) if settings else None
        return used if isinstance(used, int) and 0 < used <= _HIGHEST_WANTED else 0
