"""The notebook against a plain dict, with restarts, a full disk and crashes in between."""

import errno
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from workbook.model.entry import Answer, Entry, Settings, Wording
from workbook.model.errors import NotSavedError
from workbook.model.guard import clean
from workbook.model.values import Dated, Record, Ticked, Value
from workbook.store.files import Keep, MemoryFile
from workbook.store.notebook import Notebook

NAMES = st.sampled_from("abcdef")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40).map(clean)  # as it comes from whoever types it
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "journal": TEXTS,
    "number": st.integers(0, 10**6),
    "checklist": st.builds(Ticked, st.lists(NAMES, max_size=3).map(tuple), st.dictionaries(NAMES, TEXTS, max_size=2)),
    "date": st.builds(Dated, TEXTS, st.none() | st.just("2024-02-03")),
    "records": st.lists(st.builds(Record, NAMES, st.dictionaries(NAMES, TEXTS, max_size=2)), max_size=3).map(tuple),
}
TIMES = st.none() | st.just("2024-02-03T10:30:00+01:00")
ANSWERS = st.sampled_from(sorted(VALUES)).flatmap(
    lambda kind: st.builds(
        Answer,
        exercise=NAMES,
        version=st.just(1),
        question=NAMES,
        kind=st.just(kind),
        wording=st.builds(Wording, TEXTS),
        value=st.none() | VALUES[kind],
        given=TIMES,
    )
)
ENTRIES = st.builds(
    Entry,
    id=NAMES,
    exercise=NAMES,
    version=st.just(1),
    language=st.just("en"),
    about=st.builds(Dated, TEXTS),
    recorded=st.just("2024-02-03T10:00:00+01:00"),
    finished=st.none() | st.just("2024-02-03T11:00:00+01:00"),
    answers=st.dictionaries(NAMES, ANSWERS, max_size=3),
    earlier=st.lists(ANSWERS, max_size=3).map(tuple),
)


class Disk(MemoryFile):
    """A disk that can be full; then half of a frame may stay behind until the file is read again."""

    full = False

    def append(self, frame: bytes) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        super().append(frame)

    def replace(self, spans: Iterable[bytes], keep: Keep) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "full")
        super().replace(spans, keep)


class Notes(RuleBasedStateMachine):
    """What was acknowledged is there after a crash; what was not, may be."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = Disk()
        self.entries: dict[str, Entry] = {}
        self.preferences = Settings()
        self.acknowledged: tuple[dict[str, Entry], Settings] = ({}, Settings())
        self.used = 0
        """The highest number that was ever on the disk."""

    @initialize()
    def start(self) -> None:
        self.notebook = Notebook(self.disk)

    def _settle(self) -> None:
        try:
            self.notebook.retry().wait()
        except NotSavedError:
            assert self.disk.full
        else:
            assert not self.disk.full or self.acknowledged == (self.entries, self.preferences)
            self.acknowledged = (dict(self.entries), self.preferences)
            self.used = max([self.used, *(entry.number for entry in self.entries.values())])

    @rule(entry=ENTRIES)
    def save(self, entry: Entry) -> None:
        known = self.entries.get(entry.id)
        number = known.number if known else self.notebook.next_number()
        self.notebook.save(entry)
        self.entries[entry.id] = replace(entry, number=number)
        self._settle()

    @rule(entry=ENTRIES)
    def erase(self, entry: Entry) -> None:
        known = self.entries.get(entry.id)
        number = known.number if known else self.notebook.next_number()
        self.notebook.erase(entry)
        self.entries[entry.id] = replace(entry, number=number)
        self._settle()

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        gone = self.entries.pop(name, None)
        self.notebook.remove(name)
        assert gone is None or self.notebook.next_number() > gone.number
        self._settle()

    @rule(theme=st.sampled_from(["light", "dark"]), tasks=st.dictionaries(NAMES, TEXTS, max_size=2))
    def save_settings(self, theme: str, tasks: dict[str, str]) -> None:
        self.preferences = Settings(tasks, theme)
        self.notebook.save_settings(self.preferences)
        self._settle()

    @rule(full=st.booleans())
    def fill_the_disk(self, full: bool) -> None:
        self.disk.full = full
        self._settle()

    @rule()
    def restart(self) -> None:
        self.disk.full = False
        self.notebook.close()
        self.notebook = Notebook(self.disk)
        self.acknowledged = (dict(self.entries), self.preferences)
        assert self.notebook.notices == ()

    @rule(left=st.binary(max_size=60))
    def crash(self, left: bytes) -> None:
        # Zeros are room that was made; anything else is half a frame.
        entries, self.preferences = self.acknowledged
        self.entries = dict(entries)
        crashed, self.disk = self.disk, Disk((self.disk.content or b"") + left)
        crashed.full = False
        self.notebook.close()
        self.notebook = Notebook(self.disk)
        assert bool(self.notebook.notices) == bool(left.strip(b"\0"))

    @invariant()
    def notebook_equals_the_dict(self) -> None:
        if not hasattr(self, "notebook"):
            return
        held = sorted(self.entries.values(), key=lambda entry: entry.number)
        assert list(self.notebook.all_entries()) == held
        assert self.notebook.next_number() > self.used
        for name in "abcdef":
            assert list(self.notebook.entries(name)) == [entry for entry in held if entry.exercise == name]
            assert self.notebook.entry(name) == self.entries.get(name)
        assert self.notebook.settings == self.preferences

    def teardown(self) -> None:
        self.disk.full = False
        if hasattr(self, "notebook"):
            self.notebook.close()


TestNotes = Notes.TestCase
TestNotes.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
