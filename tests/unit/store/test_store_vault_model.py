"""The vault on a disk against plain dicts: killed anywhere, on a disk that fails, written afresh, sealed or not."""

import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.unit.store.faulty import Left, failing, remembering
from tests.unit.store.sealing import having, quick_keys
from workbook.model.errors import NotSavedError
from workbook.model.ports import Receipt
from workbook.store.changes import ERASING, Changes, Document, Tables, apply
from workbook.store.disk import DiskFile
from workbook.store.frames import frames, sound_length
from workbook.store.header import read_header
from workbook.store.kept import kept_beside
from workbook.store.keys import Keys
from workbook.store.vault import Vault

KEYS = [None, quick_keys("first"), quick_keys("second")]
FILE = "notes.wb"

DOCUMENTS: st.SearchStrategy[Document] = st.dictionaries(
    st.sampled_from(["text", "n"]), st.text(max_size=30) | st.integers() | st.none(), max_size=2
)
CHANGES: st.SearchStrategy[Changes] = st.dictionaries(
    st.sampled_from(["entries", "settings"]),
    st.dictionaries(st.sampled_from("12345"), DOCUMENTS | st.none(), min_size=1, max_size=3),
    min_size=1,
    max_size=2,
)
FAILURES = st.tuples(st.integers(1, 6) | st.integers(1, 25), st.sampled_from([1, 2, 5, 1000]))
ACTS = st.sampled_from(["save", "save", "purge", "erase", *range(len(KEYS))])


def copy_of(tables: Tables) -> Tables:
    copied: Tables = json.loads(json.dumps(tables))
    return copied


def shown(tables: Tables) -> Tables:
    """Without the mark that something is still to be erased."""
    return {name: documents for name, documents in tables.items() if name != ERASING}


def keys_of(path: Path) -> Keys | None:
    """That of the keys that a file is sealed with."""
    header, _start = read_header(path.read_bytes(), FILE)
    if not header.sealed:
        return None
    return next(keys for keys in KEYS if keys is not None and keys.members["keys"] == header.members["keys"])


def opened(path: Path, *, read_only: bool = False) -> Vault:
    keys = keys_of(path) if path.exists() else None
    return Vault(DiskFile(path), unlock=None if keys is None else having(keys), read_only=read_only)


class Disk(RuleBasedStateMachine):
    """What was acknowledged is there after everything; what was not may be, up to any save."""

    def __init__(self) -> None:
        super().__init__()
        self._patch = pytest.MonkeyPatch()
        # So that rewriting happens all the time.
        self._patch.setattr("workbook.store.vault.LOOSE", 4)
        self._patch.setattr("workbook.store.vault.STALE", 2)
        self._root = Path(tempfile.mkdtemp())
        self._folders = 0
        self.folder = self._new_folder()
        self.folder.mkdir()
        self.vault = opened(self.folder / FILE)
        self.tables = Tables()
        self.possible = [Tables()]
        """What a new process may find: what was acknowledged last, and what it was after each save that failed."""
        self.history = [Tables()]
        """What it was at any time."""
        self.keys: list[Keys | None] = [None]
        """What may open it."""

    def teardown(self) -> None:
        try:
            with suppress(NotSavedError):
                self.vault.close()
        finally:
            self._patch.undo()
            shutil.rmtree(self._root)

    def _new_folder(self) -> Path:
        self._folders += 1
        return self._root / str(self._folders)

    def _wait(self, receipt: Receipt) -> None:
        """Wait for the disk."""
        try:
            receipt.wait(60)
        except NotSavedError:
            pass
        else:
            self.possible = [copy_of(self.tables)]
        self._settle()

    def _settle(self) -> None:
        """Wait for all that is queued."""
        self.vault._writer.alone(lambda: None).wait(60)

    def _save(self, changed: Changes) -> Receipt:
        receipt = self.vault.commit(changed)
        self.vault.applied(changed)
        apply(changed, self.tables)
        self.possible.append(copy_of(self.tables))
        self.history.append(copy_of(self.tables))
        return receipt

    def _change_keys(self, keys: Keys | None) -> None:
        self.keys.append(keys)
        receipt = self.vault.change_keys(keys)
        self._wait(receipt)
        if receipt.error is None:
            self.keys = [keys]
            assert {each.name for each in self.folder.iterdir()} == {FILE}

    def _go_on_in(self, left: Left) -> None:
        """A new process, in what another one left."""
        crashed, self.folder = self.vault, left.put_in(self._new_folder())
        with suppress(NotSavedError):
            crashed.close()
        self.vault = opened(self.folder / FILE)
        self._settle()
        assert shown(self.vault.tables) in self.possible
        keys = keys_of(self.folder / FILE)
        assert keys in self.keys
        self.tables, self.keys = copy_of(shown(self.vault.tables)), [keys]
        self.possible = [copy_of(self.tables)]
        assert not (self.folder / f"{FILE}.new").exists()
        for each in kept_beside(self.folder / FILE):
            if each.day is not None:
                older = opened(each.path, read_only=True)
                assert older.notices == ()
                assert shown(older.tables) in self.history

    @rule(changed=CHANGES)
    def save(self, changed: Changes) -> None:
        receipt = self._save(changed)
        self._wait(receipt)
        assert receipt.error is None

    @rule(several=st.lists(CHANGES, min_size=2, max_size=6))
    def save_without_waiting(self, several: list[Changes]) -> None:
        receipts = [self._save(changed) for changed in several]
        self._wait(receipts[-1])
        assert all(receipt.error is None for receipt in receipts)

    @rule()
    def purge(self) -> None:
        receipt = self.vault.purge()
        self._wait(receipt)
        assert receipt.error is None
        assert {each.name for each in self.folder.iterdir()} == {FILE}

    @rule(changed=CHANGES)
    def erase(self, changed: Changes) -> None:
        receipt = self._erase(changed)
        assert receipt.error is None
        assert {each.name for each in self.folder.iterdir()} == {FILE}

    def _erase(self, changed: Changes) -> Receipt:
        self.vault.begin_erasing()
        self._save(changed)
        receipt = self.vault.purge()
        self._wait(receipt)
        if receipt.error is None:
            content = (self.folder / FILE).read_bytes()
            assert len(list(frames(content, read_header(content, FILE)[1]))) <= len(self.tables)
        return receipt

    @rule(keys=st.sampled_from(KEYS))
    def change_keys(self, keys: Keys | None) -> None:
        self._change_keys(keys)
        assert self.keys == [keys]

    @rule()
    def reopen(self) -> None:
        self.vault.close()
        self.possible = [copy_of(self.tables)]
        self.vault = opened(self.folder / FILE)
        self._settle()
        assert self.vault.notices == ()

    @rule()
    def be_killed(self) -> None:
        self._go_on_in(Left.of(self.folder))
        assert self.vault.notices == ()

    @rule(data=st.data(), changed=CHANGES)
    def be_killed_with_a_frame_half_written(self, data: st.DataObject, changed: Changes) -> None:
        self._wait(self.vault.flush())
        folder = Left.of(self.folder).put_in(self._new_folder())
        content = (folder / FILE).read_bytes()
        sound = sound_length(content, read_header(content, FILE)[1])
        other = opened(folder / FILE)
        other.commit(changed).wait(60)
        other.close()
        written = (folder / FILE).read_bytes()
        end = data.draw(st.integers(0, len(written)).map(lambda cut: max(cut, sound)), "cut at")
        room = data.draw(st.sampled_from([0, 10, 5000]), "room")
        left = written[:end] + bytes(room)
        (folder / FILE).write_bytes(left)
        before, after = self.tables, copy_of(self.tables)
        apply(changed, after)
        self.possible.append(after)
        self.history.append(after)
        self._go_on_in(Left.of(folder))
        assert (self.tables == after) == (left.startswith(written) or after == before)

    @rule(data=st.data(), act=ACTS, changed=CHANGES)
    def be_killed_at_any_step(self, data: st.DataObject, act: str | int, changed: Changes) -> None:
        possible, keys = list(self.possible), list(self.keys)
        with remembering(self.folder) as steps:
            self._act(act, changed)
        self.possible = [*possible, *self.possible]
        self.keys = [*keys, *self.keys]
        self._go_on_in(data.draw(st.sampled_from(steps), "step"))

    @rule(failure=FAILURES, act=ACTS, changed=CHANGES, later=st.lists(CHANGES, max_size=3))
    def meet_a_failing_disk(
        self, failure: tuple[int, int], act: str | int, changed: Changes, later: list[Changes]
    ) -> None:
        with failing(*failure):
            self._act(act, changed)
        self.is_right()
        for each in later:
            self.save(each)
            self.is_right()

    def _act(self, act: str | int, changed: Changes) -> None:
        if act == "save":
            self._wait(self._save(changed))
        elif act == "purge":
            self._wait(self.vault.purge())
        elif act == "erase":
            self._erase(changed)
        elif isinstance(act, int):
            self._change_keys(KEYS[act])

    @precondition(lambda self: len(self.possible) > 1)
    @rule()
    def try_again(self) -> None:
        receipt = self.vault.flush()
        self._wait(receipt)
        assert receipt.error is None

    @invariant()
    def is_right(self) -> None:
        """The vault shows what was saved, and so would a new process."""
        assert shown(self.vault.tables) == self.tables
        folder = Left.of(self.folder).put_in(self._new_folder())
        found = opened(folder / FILE, read_only=True)
        assert shown(found.tables) in self.possible
        assert keys_of(folder / FILE) in self.keys
        assert (keys_of(folder / FILE) is not None) == self.vault.sealed


TestDisk = Disk.TestCase
TestDisk.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
