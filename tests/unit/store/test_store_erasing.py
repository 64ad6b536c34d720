"""Erasing for good, and setting, changing or taking away the passphrase: step by step, killed or failing at each."""

import errno
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.unit.store.faulty import Left, failing, remembering
from tests.unit.store.sealing import having, quick, quick_attempt, quick_keys
from workbook.model.errors import NotSavedError, WrongPassphraseError
from workbook.model.ports import Receipt
from workbook.store.changes import Changes, Document, Tables
from workbook.store.disk import DiskFile
from workbook.store.header import read_header
from workbook.store.keys import Keys, Unlock, new_keys
from workbook.store.vault import Vault

CANARY = "canary-3f9c"
KEYS = {name: quick_keys(name) for name in ("first", "second")}
Change = Callable[[Vault], Receipt]


def note(number: int, text: str | None) -> Changes:
    return {"notes": {str(number): None if text is None else {"text": text}}}


def opened(folder: Path, unlock: Unlock | None = None) -> Vault:
    return Vault(DiskFile(folder / "notes.wb"), unlock=unlock)


def opened_whichever(folder: Path) -> tuple[Vault, Keys | None]:
    """Open it with that of the keys that is the right one. Gives that, too."""
    header, _start = read_header((folder / "notes.wb").read_bytes(), "notes.wb")
    keys = next((keys for keys in KEYS.values() if keys.members["keys"] == header.members.get("keys")), None)
    return opened(folder, None if keys is None else having(keys)), keys


def save(vault: Vault, changed: Changes) -> Receipt:
    receipt = vault.commit(changed)
    vault.applied(changed)
    return receipt


def left_in(folder: Path) -> bytes:
    """Everything in the folder, one after the other."""
    return b"".join(each.read_bytes() for each in sorted(folder.iterdir()))


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


@pytest.fixture(params=[None, "first"], ids=["plain", "sealed"])
def vault(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Vault]:
    """A vault with an older file and one that was set aside beside it, and the canary in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    keys = KEYS.get(request.param)
    vault = opened(folder)
    save(vault, note(1, CANARY)).wait()
    if keys is not None:
        vault.change_keys(keys).wait()
    vault.close()
    (folder / "notes.wb.older-1-2024-02-03").write_bytes((folder / "notes.wb").read_bytes())
    (folder / "notes.wb.set-aside-2").write_text(CANARY)
    vault = opened(folder, None if keys is None else having(keys))
    save(vault, note(2, "words")).wait()
    yield vault
    with suppress(NotSavedError):
        vault.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


CHANGES: dict[str, tuple[Change, Keys | None]] = {
    "sealing": (lambda vault: vault.change_keys(KEYS["second"]), KEYS["second"]),
    "unsealing": (lambda vault: vault.change_keys(None), None),
}
every_change = pytest.mark.parametrize(("change", "wanted"), CHANGES.values(), ids=CHANGES)

HELD: Tables = {"notes": {"1": {"text": CANARY}, "2": {"text": "words"}}}


def test_erased_words_are_in_no_file_of_the_folder(vault: Vault, folder: Path) -> None:
    save(vault, note(1, None)).wait()
    vault.purge().wait()
    assert names_in(folder) == {"notes.wb"}
    assert CANARY.encode() not in left_in(folder)
    vault.close()
    again, keys = opened_whichever(folder)
    assert again.tables == {"notes": {"2": {"text": "words"}}}
    assert (keys is not None) == vault.sealed
    again.close()


def test_files_of_others_in_the_folder_are_left_alone(vault: Vault, folder: Path) -> None:
    others = {"notes.lock", "notes.txt", "notes.wb.older-x", "my notes.wb.older-1-2024-02-03", "notes.wb.bak"}
    for name in others:
        (folder / name).write_text("theirs")
    vault.purge().wait()
    assert names_in(folder) == {"notes.wb", *others}


@every_change
def test_changed_keys_count_at_once_and_nothing_older_is_left(
    vault: Vault, folder: Path, change: Change, wanted: Keys | None
) -> None:
    change(vault).wait()
    assert vault.sealed == (wanted is not None)
    assert names_in(folder) == {"notes.wb"}
    save(vault, note(3, "more")).wait()
    vault.close()
    again, keys = opened_whichever(folder)
    assert again.tables == {"notes": {**HELD["notes"], "3": {"text": "more"}}}
    assert keys == wanted
    again.close()


@every_change
def test_erasing_while_keys_are_being_changed_does_not_bring_the_old_ones_back(
    vault: Vault, folder: Path, change: Change, wanted: Keys | None
) -> None:
    change(vault)
    vault.purge().wait()
    vault.close()
    again, keys = opened_whichever(folder)
    assert keys == wanted
    again.close()


def test_earlier_passphrase_and_its_code_open_nothing_any_more(tmp_path: Path) -> None:
    first, first_code = new_keys("first", quick)
    second, second_code = new_keys("second", quick)
    vault = opened(tmp_path)
    save(vault, note(1, CANARY)).wait()
    vault.change_keys(first).wait()
    vault.change_keys(second).wait()
    vault.close()
    attempt = quick_attempt(tmp_path / "notes.wb")
    for secret in ("first", first_code):
        with pytest.raises(WrongPassphraseError):
            attempt(secret)
    for secret in ("second", second_code):
        again = opened(tmp_path, having(attempt(secret)))
        assert again.tables == {"notes": {"1": {"text": CANARY}}}
        again.close()


def test_words_written_before_there_was_a_passphrase_are_readable_nowhere_after(tmp_path: Path) -> None:
    for day in range(1, 5):
        vault = opened(tmp_path)
        save(vault, note(day, CANARY)).wait()
        vault.close()
        (tmp_path / f"notes.wb.older-{day}-2024-02-0{day}").write_bytes((tmp_path / "notes.wb").read_bytes())
    vault = opened(tmp_path)
    save(vault, note(9, CANARY)).wait()
    assert CANARY.encode() in left_in(tmp_path)
    vault.change_keys(KEYS["first"]).wait()
    assert names_in(tmp_path) == {"notes.wb"}
    for number in range(20):
        save(vault, note(number + 1, f"{CANARY} again")).wait()
        assert CANARY.encode() not in left_in(tmp_path)
    vault.close()
    assert CANARY.encode() not in left_in(tmp_path)
    again = opened(tmp_path, having(KEYS["first"]))
    save(again, note(30, CANARY)).wait()
    again.close()
    assert CANARY.encode() not in left_in(tmp_path)


def test_saves_under_way_when_the_keys_change_are_all_there(tmp_path: Path) -> None:
    vault = opened(tmp_path)
    expected: dict[str, Document] = {}
    receipts: list[Receipt] = []
    for number, keys in enumerate([KEYS["first"], None, KEYS["second"], KEYS["first"]], 1):
        receipts += [
            save(vault, note(number, "before")),
            vault.change_keys(keys),
            save(vault, note(-number + 9, "after")),
        ]
        expected |= {str(number): {"text": "before"}, str(9 - number): {"text": "after"}}
    for receipt in receipts:
        receipt.wait()
    vault.close()
    again, keys = opened_whichever(tmp_path)
    assert (again.tables, keys) == ({"notes": expected}, KEYS["first"])
    again.close()


@every_change
def test_killed_at_any_step_either_the_old_keys_or_the_new_ones_open_all_of_it(
    vault: Vault, folder: Path, tmp_path: Path, change: Change, wanted: Keys | None
) -> None:
    before = KEYS["first"] if vault.sealed else None
    with remembering(folder) as steps:
        change(vault).wait()
    assert len(steps) > 5
    found = []
    for number, left in enumerate(steps):
        again, keys = opened_whichever(left.put_in(tmp_path / str(number)))
        assert again.tables == HELD
        found.append(keys)
        save(again, note(3, "more")).wait()
        again.close()
        again, _keys = opened_whichever(tmp_path / str(number))
        assert again.tables == {"notes": {**HELD["notes"], "3": {"text": "more"}}}
        again.close()
    turn = 0 if before == wanted else found.index(wanted)
    assert found == [before] * turn + [wanted] * (len(found) - turn)
    assert found[-1] == wanted


def test_killed_at_any_step_of_erasing_nothing_older_outlives_what_was_erased(
    vault: Vault, folder: Path, tmp_path: Path
) -> None:
    save(vault, note(1, None)).wait()
    with remembering(folder) as steps:
        vault.purge().wait()
    before = steps[0].names["notes.wb"]
    for number, left in enumerate(steps):
        if left.names["notes.wb"] != before:
            assert set(left.names) == {"notes.wb"}
            assert not left.holds(CANARY.encode())
        again, _keys = opened_whichever(left.put_in(tmp_path / str(number)))
        assert again.tables == {"notes": {"2": {"text": "words"}}}
        # Asking again finishes what was begun.
        again.purge().wait()
        again.close()
        assert names_in(tmp_path / str(number)) == {"notes.wb"}
        assert CANARY.encode() not in left_in(tmp_path / str(number))


@every_change
@pytest.mark.parametrize("times", [1, 2, 1000])
def test_failure_at_any_step_is_told_and_loses_nothing(
    tmp_path: Path, change: Change, wanted: Keys | None, times: int
) -> None:
    for at in range(1, 100):
        folder = tmp_path / str(at)
        folder.mkdir()
        before = None if wanted is not None else KEYS["first"]
        vault = opened(folder)
        save(vault, note(1, CANARY)).wait()
        if before is not None:
            vault.change_keys(before).wait()
        (folder / "notes.wb.set-aside-1").write_text(CANARY)
        with failing(at, times) as calls:
            receipt = change(vault)
            with suppress(NotSavedError):
                receipt.wait()
        if len(calls) < at:
            assert receipt.error is None
            assert at > 10
            vault.close()
            return
        found, keys = opened_whichever(Left.of(folder).put_in(tmp_path / f"{at} killed"))
        assert found.tables == {"notes": {"1": {"text": CANARY}}}
        assert vault.sealed == (keys is not None)
        if receipt.error is None:
            assert keys == wanted
        found.close()
        save(vault, note(2, "words")).wait()
        found, keys = opened_whichever(Left.of(folder).put_in(tmp_path / f"{at} later"))
        assert found.tables == HELD
        assert vault.sealed == (keys is not None)
        found.close()
        change(vault).wait()
        vault.close()
        found, keys = opened_whichever(folder)
        assert (found.tables, keys) == (HELD, wanted)
        found.close()
        assert names_in(folder) == {"notes.wb"}
    pytest.fail("it never came to an end")


def test_failure_tells_why(vault: Vault) -> None:
    with failing(1, 1000, errno.ENOSPC), pytest.raises(NotSavedError, match="the disk is full"):
        vault.purge().wait()


def test_words_that_could_not_be_saved_are_in_the_file_that_is_sealed_next(tmp_path: Path) -> None:
    vault = opened(tmp_path)
    with failing(1, 1000), pytest.raises(NotSavedError):
        save(vault, note(1, CANARY)).wait()
    vault.change_keys(KEYS["first"]).wait()
    left = Left.of(tmp_path)
    again = opened(left.put_in(tmp_path / "left"), having(KEYS["first"]))
    assert again.tables == {"notes": {"1": {"text": CANARY}}}
    assert not left.holds(CANARY.encode())
    again.close()
    vault.close()


def test_new_file_that_may_not_stay_after_a_power_cut_is_not_called_saved_until_it_does(
    tmp_path: Path, failing_sync: tuple[Callable[[int], None], list[int]]
) -> None:
    sync, planned = failing_sync
    path = tmp_path / "notes.wb"
    vault = Vault(DiskFile(path, sync))
    save(vault, note(1, CANARY)).wait()
    # The new file, the folder without what was kept, and then the folder with the new file in its place.
    planned.extend([0, 0, errno.EIO])
    with pytest.raises(NotSavedError, match="reported a fault"):
        vault.change_keys(KEYS["first"]).wait()
    assert vault.sealed
    # Before anything is saved in it, it has to be put in its place again.
    planned.extend([0, errno.EIO])
    with pytest.raises(NotSavedError):
        save(vault, note(2, "words")).wait()
    assert planned == []
    vault.flush().wait()
    assert path.stat().st_mode & 0o777 == 0o600
    vault.close()
    again, keys = opened_whichever(tmp_path)
    assert (again.tables, keys) == (HELD, KEYS["first"])
    again.close()


def test_damaged_notebook_is_neither_erased_nor_sealed(tmp_path: Path) -> None:
    vault = opened(tmp_path)
    for number in (1, 2, 3):
        save(vault, note(number, CANARY)).wait()
    vault.close()
    path = tmp_path / "notes.wb"
    content = bytearray(path.read_bytes())
    content[content.index(CANARY.encode())] ^= 1
    path.write_bytes(content)
    vault = opened(tmp_path)
    for receipt in (vault.purge(), vault.change_keys(KEYS["first"])):
        with pytest.raises(NotSavedError, match="not open for writing"):
            receipt.wait()
    vault.close()
    assert path.read_bytes() == content


def test_closed_vault_changes_no_keys(tmp_path: Path) -> None:
    vault = opened(tmp_path)
    vault.close()
    with pytest.raises(NotSavedError):
        vault.change_keys(KEYS["first"]).wait()
    again = opened(tmp_path)
    assert not again.sealed
    again.close()
