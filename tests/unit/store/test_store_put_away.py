import errno
import gc
import sys
import threading
import types
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.store.faulty import failing, watched
from tests.unit.store.sealing import having, quick_attempt, quick_keys
from workbook.model.entry import Entry, Settings
from workbook.model.errors import InUseError, NotErasedError, NotSavedError, WrongPassphraseError
from workbook.store.chain import Chain
from workbook.store.disk import DiskFile
from workbook.store.files import Keep, MemoryFile
from workbook.store.keys import Attempt, Keys
from workbook.store.notebook import LOCK_NAME, Notebook
from workbook.store.put_away import PutAway
from workbook.store.tables import Database
from workbook.store.vault import Vault

if TYPE_CHECKING:
    from workbook.model.ports import Receipt

CANARY = "the canary sings at noon"
SOON = 0.001
"""Seconds between two attempts, where a test waits for one."""
NEVER = 3600.0

MakeEntry = Callable[..., Entry]


class Disk:
    """A folder's disk: its syncs pass, fail, or do not answer."""

    def __init__(self) -> None:
        self.number = 0
        self.answers = threading.Event()
        self.answers.set()
        self.hangs_on = ""
        """The ending of the name whose sync gets no answer."""
        self.asked = threading.Semaphore(0)

    def sync(self, descriptor: int) -> None:
        if self.hangs_on and Path(f"/proc/self/fd/{descriptor}").readlink().name.endswith(self.hangs_on):
            self.answers.clear()
            self.hangs_on = ""
        if not self.answers.is_set():
            self.asked.release()
            self.answers.wait()
        if self.number:
            raise OSError(self.number, "no")


def texts(notebook: Notebook) -> dict[str, str]:
    return {each.id: str(each.answers["what"].value) for each in notebook.all_entries()}


def sealed_notebook(folder: Path, sync: Callable[[int], None], make_entry: MakeEntry) -> tuple[Notebook, Keys]:
    """One with a passphrase and an entry, over a disk of ours."""
    keys = quick_keys()
    with Notebook.open(folder) as notebook:
        notebook.save(make_entry("there", "words that were there"))
        notebook.change_keys(keys).wait()
    return Notebook(DiskFile(Notebook.path_in(folder), sync), unlock=having(keys)), keys


def read(folder: Path, keys: Keys) -> dict[str, str]:
    with Notebook.open(folder, unlock=having(keys), read_only=True) as notebook:
        return texts(notebook)


def wait_until_saved(away: PutAway) -> None:
    while not away.saved:
        pass


def test_notebook_that_is_put_away_is_all_there_when_it_is_taken_up(tmp_path: Path, make_entry: MakeEntry) -> None:
    notebook, keys = sealed_notebook(tmp_path, lambda _descriptor: None, make_entry)
    notebook.save(make_entry("new"))
    notebook.save_settings(Settings(theme="dark"))
    away = notebook.put_away(30)
    assert (away.saved, away.sealed, away.error, away.damaged) == (True, True, None, False)
    assert set(read(tmp_path, keys)) == {"there", "new"}
    with away.open(having(keys)) as again:
        assert (set(texts(again)), again.settings.theme) == ({"there", "new"}, "dark")
        again.save(make_entry("later")).wait(30)
    assert set(read(tmp_path, keys)) == {"there", "new", "later"}


def test_nothing_is_left_in_the_notebook_itself(tmp_path: Path, make_entry: MakeEntry) -> None:
    notebook, _keys = sealed_notebook(tmp_path, lambda _descriptor: None, make_entry)
    assert texts(notebook)
    away = notebook.put_away(30)
    assert (texts(notebook), notebook.documents(), notebook.entry("there")) == ({}, {}, None)
    with pytest.raises(NotSavedError):
        notebook.save(make_entry("lost")).wait(30)
    notebook.close()
    away.close()


def test_no_other_window_gets_in_between(tmp_path: Path) -> None:
    with Notebook.open(tmp_path) as notebook:
        away = notebook.put_away(30)
    with pytest.raises(InUseError):
        Notebook.open(tmp_path)
    again = away.open()
    away.close()
    with pytest.raises(InUseError):
        Notebook.open(tmp_path)
    again.close()
    Notebook.open(tmp_path).put_away(30).close()
    Notebook.open(tmp_path).close()


def test_no_descriptor_of_the_file_is_open(tmp_path: Path) -> None:
    notebook = Notebook.open(tmp_path)
    away = notebook.put_away(30)
    names = {each.resolve().name for each in Path("/proc/self/fd").iterdir() if each.resolve().parent == tmp_path}
    assert names == {LOCK_NAME}
    away.close()


def test_wrong_passphrase_may_be_followed_by_the_right_one(tmp_path: Path, make_entry: MakeEntry) -> None:
    notebook, keys = sealed_notebook(tmp_path, lambda _descriptor: None, make_entry)
    away = notebook.put_away(30)

    def wrong(_attempt: Attempt) -> Keys:
        return quick_attempt(tmp_path / "notes.wb")("wrong")

    for _time in range(2):
        with pytest.raises(WrongPassphraseError):
            away.open(wrong)
    with away.open(having(keys)) as again:
        assert texts(again)


def test_what_a_full_disk_refused_is_sealed_and_comes_back(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.number = errno.ENOSPC
    with pytest.raises(NotSavedError):
        notebook.save(make_entry("new", CANARY)).wait(30)
    away = notebook.put_away(30, again=NEVER)
    assert not away.saved
    assert "the disk is full" in str(away.error)
    again = away.open(having(keys))
    assert texts(again)["new"] == CANARY
    with pytest.raises(NotSavedError, match="the disk is full"):
        again.retry().wait(30)
    assert "new" not in read(tmp_path, keys)
    disk.number = 0
    again.retry().wait(30)
    again.save(make_entry("later")).wait(30)
    again.close()
    assert set(read(tmp_path, keys)) == {"there", "new", "later"}


def test_it_goes_on_trying_while_it_is_put_away(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.number = errno.EIO
    notebook.save(make_entry("new", CANARY))
    away = notebook.put_away(30, again=SOON)
    assert "reported a fault" in str(away.error)
    disk.number = 0
    wait_until_saved(away)
    assert not away.error
    assert read(tmp_path, keys)["new"] == CANARY
    with away.open(having(keys)) as again:
        assert texts(again)["new"] == CANARY
        again.save(make_entry("later")).wait(30)
    assert set(read(tmp_path, keys)) == {"there", "new", "later"}


def test_saving_goes_on_while_the_passphrase_is_typed(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.number = errno.EIO
    notebook.save(make_entry("new", CANARY))
    away = notebook.put_away(30, again=SOON)

    def slowly(_attempt: Attempt) -> Keys:
        disk.number = 0
        wait_until_saved(away)
        return keys

    with away.open(slowly) as again:
        again.save(make_entry("later")).wait(30)
    assert set(read(tmp_path, keys)) == {"there", "new", "later"}


def test_leaving_for_good_tries_once_more(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.number = errno.ENOSPC
    notebook.save(make_entry("new", CANARY))
    away = notebook.put_away(30, again=NEVER)
    disk.number = 0
    away.close(30)
    assert away.error is None
    assert read(tmp_path, keys)["new"] == CANARY


def test_leaving_for_good_says_what_could_not_be_saved(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.number = errno.ENOSPC
    notebook.save(make_entry("new", CANARY))
    away = notebook.put_away(30, again=NEVER)
    with pytest.raises(NotSavedError, match=r"Not saved in .*: the disk is full\."):
        away.close(30)
    away.close()
    assert set(read(tmp_path, keys)) == {"there"}
    with Notebook.open(tmp_path, unlock=having(keys)) as next_window:
        assert set(texts(next_window)) == {"there"}


def test_leaving_after_the_passphrase_was_not_known_loses_nothing(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.number = errno.ENOSPC
    notebook.save(make_entry("new", CANARY))
    away = notebook.put_away(30, again=SOON)
    disk.number = 0
    wait_until_saved(away)

    def give_up(_attempt: Attempt) -> Keys:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        away.open(give_up)
    away.close(30)
    assert set(read(tmp_path, keys)) == {"there", "new"}


def test_disk_that_does_not_answer_is_not_waited_for(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.answers.clear()
    notebook.save(make_entry("new", CANARY))
    notebook.save(make_entry("newer", CANARY))
    away = notebook.put_away(0, again=SOON)
    assert "does not answer" in str(away.error)
    disk.answers.set()
    wait_until_saved(away)
    assert set(read(tmp_path, keys)) == {"there", "new", "newer"}
    away.close(30)


def test_late_write_of_before_does_not_undo_what_was_saved_since(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.answers.clear()
    notebook.save(make_entry("new", "old words"))
    disk.asked.acquire()
    away = notebook.put_away(0, again=NEVER)
    again = away.open(having(keys))
    receipt = again.save(make_entry("new", "new words"))
    assert not receipt.done
    with pytest.raises(NotSavedError, match="does not answer"):
        again.close(0)
    disk.answers.set()
    receipt.wait(30)
    while again._vault.writing:
        pass
    assert read(tmp_path, keys) == {"there": "words that were there", "new": "new words"}


@pytest.mark.parametrize("sealed", [True, False])
def test_change_of_keys_that_hangs_counts_for_nothing(tmp_path: Path, make_entry: MakeEntry, sealed: bool) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.answers.clear()
    notebook.change_keys(quick_keys("another") if sealed else None)
    disk.asked.acquire()
    away = notebook.put_away(0, again=SOON)
    assert away.sealed
    disk.answers.set()
    wait_until_saved(away)
    assert set(read(tmp_path, keys)) == {"there"}
    away.close(30)


def test_erasing_that_failed_goes_on_while_it_is_put_away(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    older = tmp_path / "notes.wb.older-1-2024-02-03"
    older.write_bytes((tmp_path / "notes.wb").read_bytes())
    disk.number = errno.EIO
    notebook.remove("there")
    away = notebook.put_away(30, again=NEVER)
    assert isinstance(away.error, NotErasedError)
    disk.number = 0
    away.close(30)
    assert not older.exists()
    assert read(tmp_path, keys) == {}


def test_erasing_that_failed_goes_on_once_it_is_taken_up(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    older = tmp_path / "notes.wb.older-1-2024-02-03"
    older.write_bytes((tmp_path / "notes.wb").read_bytes())
    disk.number = errno.EIO
    notebook.remove("there")
    again = notebook.put_away(30, again=NEVER).open(having(keys))
    assert texts(again) == {}
    with pytest.raises(NotErasedError):
        again.retry().wait(30)
    disk.number = 0
    again.retry().wait(30)
    assert not older.exists()
    again.close()
    assert read(tmp_path, keys) == {}


def test_locked_twice_while_nothing_can_be_saved(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.number = errno.ENOSPC
    for name in ("first", "second", "third"):
        notebook.save(make_entry(name))
        notebook = notebook.put_away(30, again=NEVER).open(having(keys))
    assert set(texts(notebook)) == {"there", "first", "second", "third"}
    disk.number = 0
    notebook.close()
    assert set(read(tmp_path, keys)) == {"there", "first", "second", "third"}


def test_words_in_a_damaged_notebook_can_still_be_copied_elsewhere(tmp_path: Path, make_entry: MakeEntry) -> None:
    notebook, keys = sealed_notebook(tmp_path, lambda _descriptor: None, make_entry)
    notebook.close()
    path = tmp_path / "notes.wb"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    notebook = Notebook.open(tmp_path, unlock=having(keys))
    assert notebook.damaged
    notices = notebook.notices
    notebook.save(make_entry("new", CANARY))
    away = notebook.put_away(30, again=SOON)
    assert (away.saved, away.damaged, away.notices) == (False, True, notices)
    again = away.open(having(keys))
    assert (again.damaged, again.notices, texts(again)["new"]) == (True, notices, CANARY)
    again.save_copy(tmp_path / "copy.wb").wait(30)
    again.close()
    assert path.read_bytes() == content
    with Notebook(DiskFile(tmp_path / "copy.wb"), unlock=having(keys), read_only=True) as copy:
        assert texts(copy) == {"new": CANARY}


def test_damaged_notebook_in_which_nothing_was_written_has_nothing_to_save(
    tmp_path: Path, make_entry: MakeEntry
) -> None:
    notebook, keys = sealed_notebook(tmp_path, lambda _descriptor: None, make_entry)
    notebook.close()
    path = tmp_path / "notes.wb"
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    notebook = Notebook.open(tmp_path, unlock=having(keys))
    notices = notebook.notices
    away = notebook.put_away(30)
    assert (away.saved, away.damaged, away.notices) == (True, True, notices)
    with away.open(having(keys)) as again:
        assert (again.damaged, again.notices) == (True, notices)


def test_notebook_that_went_meanwhile_is_told_of(tmp_path: Path) -> None:
    notebook = Notebook.open(tmp_path)
    away = notebook.put_away(30)
    (tmp_path / "notes.wb").unlink()
    with away.open() as again:
        assert "it is gone" in again.notices[0]


def test_notebook_without_a_passphrase_comes_back_too(make_entry: MakeEntry) -> None:
    class Full(MemoryFile):
        number = 0

        def append(self, frame: bytes) -> None:
            if self.number:
                raise OSError(self.number, "no")
            super().append(frame)

        def replace(self, spans: Iterable[bytes], keep: Keep) -> None:
            if self.number:
                raise OSError(self.number, "no")
            super().replace(spans, keep)

    file = Full()
    notebook = Notebook(file)
    file.number = errno.ENOSPC
    notebook.save(make_entry("new", CANARY))
    away = notebook.put_away(30, again=NEVER)
    assert (away.saved, away.sealed) == (False, False)
    again = away.open()
    assert texts(again) == {"new": CANARY}
    file.number = 0
    again.close()
    assert texts(Notebook(MemoryFile(file.content))) == {"new": CANARY}


@pytest.mark.parametrize("at", range(1, 12))
def test_every_step_of_the_late_saving_may_fail(tmp_path: Path, make_entry: MakeEntry, at: int) -> None:
    notebook, keys = sealed_notebook(tmp_path, lambda _descriptor: None, make_entry)
    with failing(1, times=100):
        notebook.save(make_entry("new", CANARY))
        away = notebook.put_away(30, again=NEVER)
    assert not away.saved
    with failing(at), away.open(having(keys)) as again:
        again.save(make_entry("later"))
    assert set(read(tmp_path, keys)) == {"there", "new", "later"}
    assert {each.name for each in tmp_path.iterdir()} <= {"notes.wb", LOCK_NAME} | {
        each.name for each in tmp_path.glob("notes.wb.older-*")
    }


def reachable(start: object) -> Iterator[object]:
    """Everything that an object holds on to, but for code."""
    seen = {id(start)}
    queue = [start]
    while queue:
        each = queue.pop()
        yield each
        for held in gc.get_referents(each):
            if id(held) not in seen and not isinstance(held, types.ModuleType | types.FunctionType | type):
                seen.add(id(held))
                queue.append(held)


class OnItsOwn:
    """No cyclic garbage is collected: what is gone went at once."""

    def __enter__(self) -> None:
        gc.collect()
        gc.disable()

    def __exit__(self, *_how: object) -> None:
        gc.enable()


@pytest.mark.parametrize("number", [0, errno.ENOSPC, errno.EIO])
def test_no_key_and_no_word_is_left(tmp_path: Path, make_entry: MakeEntry, number: int) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    with OnItsOwn():
        disk.number = number
        notebook.save(make_entry("new", CANARY))
        if number:
            with pytest.raises(NotSavedError):
                notebook.save(make_entry("new", f"{CANARY} and on")).wait(30)
        notebook.remove("there")
        assert texts(notebook)
        vault, chain, database = notebook._vault, notebook._vault._chain, notebook._database
        parts = [weakref.ref(each) for each in (notebook, vault, chain, database)]
        away = notebook.put_away(30, again=SOON)
        held = list(reachable(away))
        assert not [each for each in held if isinstance(each, Notebook | Vault | Chain | Database | Entry | Keys)]
        assert not [each for each in held if isinstance(each, dict) and {"answers", "new", "entries"} & each.keys()]
        assert not [each for each in held if isinstance(each, str) and CANARY in each]
        assert not [each for each in held if isinstance(each, bytes) and (CANARY.encode() in each or each == keys.data)]
        assert not [each for each in reachable(notebook) if isinstance(each, str) and CANARY in each]
        # The empty notebook itself may be held by somebody; once it is not, nothing is left for the collector.
        del held, notebook, vault, chain, database
        assert [part() for part in parts] == [None] * len(parts)
    disk.number = 0
    away.close(30)


@pytest.mark.parametrize("hangs_on", ["notes.wb", "notes.wb.new"])
def test_no_word_is_kept_by_a_disk_that_does_not_answer(tmp_path: Path, make_entry: MakeEntry, hangs_on: str) -> None:
    others = frozenset(threading.enumerate())
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    notebook.save(make_entry("new", CANARY)).wait(30)
    disk.hangs_on = hangs_on
    notebook.save(make_entry("new", f"{CANARY} and on"))
    notebook.remove("there")
    disk.asked.acquire()
    away = notebook.put_away(0, again=NEVER)
    held = [each for value in values_of_the_writer(others) for each in reachable(value)]
    assert any(isinstance(each, DiskFile) for each in held)
    assert not [each for each in held if isinstance(each, Entry | Keys)]
    assert not [each for each in held if isinstance(each, dict) and "answers" in each]
    assert not [each for each in held if isinstance(each, bytes | bytearray) and CANARY.encode() in each]
    disk.answers.set()
    away.close(30)
    assert read(tmp_path, keys)["new"] == f"{CANARY} and on"


def test_nobody_is_called_any_more(tmp_path: Path, make_entry: MakeEntry) -> None:
    disk = Disk()
    notebook, keys = sealed_notebook(tmp_path, disk.sync, make_entry)
    disk.answers.clear()
    called: list[Receipt] = []
    receipts = [notebook.save(make_entry("new")), notebook.change_keys(quick_keys()), notebook.remove("there")]
    for receipt in receipts:
        receipt.when_done(called.append)
    disk.asked.acquire()
    away = notebook.put_away(0, again=NEVER)
    disk.answers.set()
    for receipt in receipts[1:]:
        with pytest.raises(NotSavedError):
            receipt.wait(30)
    away.close(30)
    assert (read(tmp_path, keys), called) == ({"new": "words"}, [])


def test_fresh_file_that_was_forgotten_half_written_takes_no_place(tmp_path: Path, make_entry: MakeEntry) -> None:
    notebook, keys = sealed_notebook(tmp_path, lambda _descriptor: None, make_entry)
    before = (tmp_path / "notes.wb").read_bytes()
    asked, answers = threading.Event(), threading.Event()

    def hang(_call: str) -> None:
        asked.set()
        answers.wait()

    with watched(("pwrite",), hang):
        notebook.change_keys(keys)
        asked.wait()
        away = notebook.put_away(0, again=NEVER)
        answers.set()
        writer = away._remains.writer
        assert writer is not None
        assert writer.idle(30)
    assert (tmp_path / "notes.wb").read_bytes() == before
    away.close(30)
    assert set(read(tmp_path, keys)) == {"there"}


def values_of_the_writer(others: frozenset[threading.Thread]) -> Iterator[object]:
    """What the writing thread holds at the moment; those that were there before belong to somebody else."""
    frames = sys._current_frames()
    for thread in set(threading.enumerate()) - others:
        frame = frames.get(thread.ident or 0) if thread.name == "writer" else None
        while frame is not None:
            yield from list(frame.f_locals.values())
            frame = frame.f_back
