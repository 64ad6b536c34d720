"""When the file is written afresh, and that nothing depends on whether it was."""

import errno
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.store.faulty import Left, failing, remembering
from tests.unit.store.sealing import having, quick_keys
from workbook.model.ports import Receipt
from workbook.store.changes import Changes, Tables
from workbook.store.disk import DiskFile
from workbook.store.files import Keep, MemoryFile
from workbook.store.frames import frames
from workbook.store.header import read_header
from workbook.store.kept import kept_beside
from workbook.store.keys import Keys, Unlock
from workbook.store.vault import Vault

CANARY = "canary-51d2"
DAY = date(2024, 2, 20)
EVERY_KEYS = [None, quick_keys()]


class Counted(MemoryFile):
    """A file that knows how often it was written afresh, and what for."""

    def __init__(self, content: bytes | None = None) -> None:
        super().__init__(content)
        self.replaced: list[Keep] = []

    def replace(self, spans: Iterable[bytes], keep: Keep) -> None:
        super().replace(spans, keep)
        self.replaced.append(keep)


def note(number: int, text: str | None = "words") -> Changes:
    return {"notes": {str(number): None if text is None else {"text": text}}}


def save(vault: Vault, changed: Changes) -> Receipt:
    receipt = vault.commit(changed)
    vault.applied(changed)
    return receipt


def asked(keys: Keys | None) -> Unlock | None:
    return None if keys is None else having(keys)


def opened(folder: Path, keys: Keys | None = None) -> Vault:
    return Vault(DiskFile(folder / "notes.wb"), unlock=asked(keys))


def tables_in(folder: Path, keys: Keys | None = None) -> Tables:
    """What a new process would read."""
    vault = Vault(DiskFile(folder / "notes.wb"), unlock=asked(keys), read_only=True)
    assert vault.notices == ()
    return vault.tables


def test_rewriting_is_due_when_most_documents_in_the_file_are_superseded() -> None:
    file = Counted()
    vault = Vault(file)
    for number in range(1, 301):
        save(vault, note(number))
    for number in range(1, 301):
        save(vault, note(number, "changed"))
    vault.flush().wait()
    assert file.replaced == []
    save(vault, note(1, "again"))
    vault.close()
    assert file.replaced == [Keep.AS_OLDER]
    assert Vault(MemoryFile(file.content)).tables == vault.tables


def test_few_superseded_documents_are_borne() -> None:
    file = Counted()
    vault = Vault(file)
    for number in range(201):
        save(vault, note(1, f"draft {number}"))
    vault.flush().wait()
    assert file.replaced == []
    save(vault, note(1, "last draft"))
    vault.close()
    assert file.replaced == [Keep.AS_OLDER]
    assert file.content is not None
    assert b"draft 7" not in file.content


def test_rewriting_is_due_past_two_thousand_single_saves() -> None:
    file = Counted()
    vault = Vault(file)
    for number in range(1, 2001):
        save(vault, note(number))
    vault.flush().wait()
    assert file.replaced == []
    save(vault, note(2001))
    vault.close()
    assert file.replaced == [Keep.AS_OLDER]
    assert Vault(MemoryFile(file.content)).tables == vault.tables


def test_what_an_earlier_process_left_counts() -> None:
    file = Counted()
    for first in range(1, 2002, 400):
        vault = Vault(file)
        for number in range(first, first + 401):
            save(vault, note(number))
        vault.close()
    assert file.replaced == [Keep.AS_OLDER]


def test_rewritten_file_is_not_due_again_at_once() -> None:
    file = Counted()
    vault = Vault(file)
    for number in range(2100):
        save(vault, note(number % 50 + 1, f"draft {number}"))
    vault.close()
    often = len(file.replaced)
    vault = Vault(file)
    save(vault, note(1, "one more"))
    vault.close()
    assert often == len(file.replaced) <= 11


def test_rewritten_file_has_few_frames_of_a_middling_size() -> None:
    file = Counted()
    vault = Vault(file)
    text = "x" * 1000
    for number in range(1, 2002):
        save(vault, note(number, text))
    vault.close()
    assert file.content is not None
    _header, start = read_header(file.content, "notes.wb")
    lengths = [len(each.sealed) for each in frames(file.content, start)]
    assert len(lengths) == -(-2001 * 1000 // (64 * 1024)) or len(lengths) < 33
    assert all(64 * 1024 <= length < 68 * 1024 for length in lengths[:-1])


def test_large_document_is_not_split_and_breaks_nothing() -> None:
    file = Counted()
    vault = Vault(file)
    save(vault, note(1, "x" * 1_000_000))
    save(vault, note(2, "lone \ud800"))
    vault.purge().wait()
    vault.close()
    assert Vault(MemoryFile(file.content)).tables == vault.tables


def test_saves_queued_before_and_after_a_rewriting_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.store.vault.LOOSE", 3)
    file = Counted()
    vault = Vault(file)
    receipts = [save(vault, note(number)) for number in range(1, 30)]
    for receipt in receipts:
        receipt.wait()
    vault.close()
    assert len(file.replaced) == 7
    assert Vault(MemoryFile(file.content)).tables["notes"].keys() == {str(number) for number in range(1, 30)}


@pytest.fixture(params=EVERY_KEYS, ids=["plain", "sealed"])
def keys(request: pytest.FixtureRequest) -> Keys | None:
    chosen: Keys | None = request.param
    return chosen


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The day on which everything is written, to be changed."""
    today = [DAY]
    for name in ("kept", "place"):
        monkeypatch.setattr(f"workbook.store.{name}.day_of", lambda _time: today[0].isoformat())
    return today


def days_kept(folder: Path) -> list[int]:
    """Of each older file, how many days after the first it was kept."""
    return [(date.fromisoformat(each.day) - DAY).days for each in kept_beside(folder / "notes.wb") if each.day]


def test_every_day_on_which_something_is_saved_keeps_what_was_there_before(
    tmp_path: Path, clock: list[date], keys: Keys | None
) -> None:
    vault = opened(tmp_path)
    vault.change_keys(keys)
    vault.close()
    held: dict[int, set[str]] = {}
    for ahead in range(10):
        clock[0] = DAY + timedelta(days=ahead)
        for _opening in range(3):
            vault = opened(tmp_path, keys)
            for _time in range(2):
                save(vault, note(len(vault.tables.get("notes", {})) + 1)).wait()
            held.setdefault(ahead, set(vault.tables["notes"]))
            vault.close()
    assert len(tables_in(tmp_path, keys)["notes"]) == 60
    kept = kept_beside(tmp_path / "notes.wb")
    assert days_kept(tmp_path) == [3, 4, 5, 6, 7, 8, 9]
    for ahead, each in zip(days_kept(tmp_path), kept, strict=True):
        older = Vault(DiskFile(each.path), unlock=asked(keys), read_only=True)
        assert older.notices == ()
        # And the save that let it be kept.
        assert held[ahead - 1] <= older.tables["notes"].keys()
        assert len(older.tables["notes"]) == 6 * ahead + 1


def test_opening_without_a_save_writes_nothing(tmp_path: Path, clock: list[date]) -> None:
    save_once(tmp_path, 1)
    before, written = Left.of(tmp_path), (tmp_path / "notes.wb").stat().st_mtime_ns
    for ahead in range(1, 4):
        clock[0] = DAY + timedelta(days=ahead)
        opened(tmp_path).close()
    assert Left.of(tmp_path) == before
    assert (tmp_path / "notes.wb").stat().st_mtime_ns == written


def test_second_opening_of_a_day_keeps_nothing_more(tmp_path: Path, clock: list[date]) -> None:
    for number in range(1, 6):
        vault = opened(tmp_path)
        save(vault, note(number)).wait()
        vault.close()
    assert days_kept(tmp_path) == [0]


@pytest.mark.parametrize("years", [-10, 10])
def test_clock_that_is_ten_years_off_changes_no_order(tmp_path: Path, clock: list[date], years: int) -> None:
    off = DAY.replace(year=DAY.year + years)
    save_once(tmp_path, 1)
    for number, day in enumerate([DAY, off, DAY + timedelta(days=1), off + timedelta(days=1)], 2):
        clock[0] = day
        save_once(tmp_path, number)
    kept = kept_beside(tmp_path / "notes.wb")
    assert [each.number for each in kept] == [1, 2, 3, 4]
    assert [len(Vault(DiskFile(each.path), read_only=True).tables["notes"]) for each in kept] == [2, 3, 4, 5]
    assert DiskFile(tmp_path / "notes.wb").newest_older() == str(kept[-1].path)
    assert len(tables_in(tmp_path)["notes"]) == 5


def save_once(folder: Path, number: int) -> None:
    """What a process does that is opened for one save."""
    vault = opened(folder)
    save(vault, note(number)).wait()
    vault.close()


def due(folder: Path, keys: Keys | None) -> Vault:
    """A vault that is written afresh at the next save."""
    folder.mkdir(exist_ok=True)
    vault = opened(folder)
    save(vault, note(1, CANARY)).wait()
    vault.change_keys(keys).wait()
    save(vault, note(2)).wait()
    vault.close()
    return opened(folder, keys)


HELD: Tables = {"notes": {"1": {"text": CANARY}, "2": {"text": "words"}}}
MORE: Tables = {"notes": {**HELD["notes"], "3": {"text": "words"}}}


def test_killed_at_any_step_of_a_rewriting_everything_saved_is_there(tmp_path: Path, keys: Keys | None) -> None:
    vault = due(tmp_path / "data", keys)
    acknowledged: list[bool] = []
    with remembering(tmp_path / "data") as steps:
        receipt = vault.commit(note(3))
        receipt.wait()
        acknowledged.extend([True] * len(steps))
        vault.applied(note(3))
        vault.close()
    assert len(steps) - len(acknowledged) > 4
    for number, left in enumerate(steps):
        folder = left.put_in(tmp_path / str(number))
        again = opened(folder, keys)
        assert again.tables in ([MORE] if number >= len(acknowledged) else [HELD, MORE])
        before = dict(again.tables["notes"])
        older = {each.path: each.path.read_bytes() for each in kept_beside(folder / "notes.wb") if each.day}
        save(again, note(4)).wait()
        again.close()
        assert tables_in(folder, keys) == {"notes": {**before, "4": {"text": "words"}}}
        assert all(path.read_bytes() == content for path, content in older.items())
        assert not (folder / "notes.wb.new").exists()
        for path in older:
            assert Vault(DiskFile(path), unlock=asked(keys), read_only=True).notices == ()


@pytest.mark.parametrize("times", [1, 3, 1000])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_rewriting_that_fails_at_any_step_stops_no_save_and_is_not_told(
    tmp_path: Path, keys: Keys | None, number: int, times: int
) -> None:
    for at in range(1, 100):
        folder = tmp_path / str(at)
        vault = due(folder, keys)
        vault.commit(note(3)).wait()
        with failing(at, times, number) as calls:
            vault.applied(note(3))
            wait_for_writer(vault)
        left = Left.of(folder).put_in(tmp_path / f"{at} killed")
        assert tables_in(left, keys) == MORE
        vault.flush().wait()
        save(vault, note(4)).wait()
        vault.close()
        assert tables_in(folder, keys) == {"notes": {**MORE["notes"], "4": {"text": "words"}}}
        opened(folder, keys).close()
        assert not (folder / "notes.wb.new").exists()
        if len(calls) < at:
            assert at > 8
            return
    pytest.fail("it never came to an end")


def wait_for_writer(vault: Vault) -> None:
    """Return once everything that is queued is done, well or badly."""
    vault._writer.alone(lambda: None).wait()


def test_rewriting_that_may_not_last_is_followed_by_a_fresh_file(
    tmp_path: Path, failing_sync: tuple[Callable[[int], None], list[int]], keys: Keys | None
) -> None:
    due(tmp_path, keys).close()
    sync, planned = failing_sync
    vault = Vault(DiskFile(tmp_path / "notes.wb", sync), unlock=asked(keys))
    planned.extend([0, 0, errno.EIO])
    save(vault, note(3)).wait()
    wait_for_writer(vault)
    assert planned == []
    save(vault, note(4)).wait()
    vault.close()
    assert tables_in(tmp_path, keys) == {"notes": {**MORE["notes"], "4": {"text": "words"}}}


def test_nothing_in_plain_words_is_left_by_rewritings_of_a_sealed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.store.vault.LOOSE", 2)
    keys = quick_keys()
    vault = due(tmp_path, keys)
    with remembering(tmp_path) as steps:
        for number in range(1, 20):
            save(vault, note(number, f"{CANARY} {number}")).wait()
        vault.close()
    assert len(kept_beside(tmp_path / "notes.wb")) == 3
    assert not any(left.holds(CANARY.encode()) for left in steps)
