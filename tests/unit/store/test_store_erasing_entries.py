"""Erasing what an entry said, or the entry: begun, it is finished, if need be by the next process."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.unit.store.faulty import Left, failing, remembering
from tests.unit.store.sealing import having, quick_keys
from workbook.model.entry import Entry
from workbook.model.errors import NotSavedError
from workbook.model.ports import Receipt
from workbook.store.frames import frames
from workbook.store.header import read_header
from workbook.store.keys import Keys
from workbook.store.notebook import Notebook
from workbook.store.seal import Position

MakeEntry = Callable[..., Entry]
Erase = Callable[[Notebook, MakeEntry], Receipt]
CANARY = "canary-90bb"
KEYS = quick_keys()

ERASINGS: dict[str, Erase] = {
    "erase": lambda notebook, make_entry: notebook.erase(make_entry("a", "other words")),
    "remove": lambda notebook, _make_entry: notebook.remove("a"),
}
every_way = pytest.mark.parametrize("erase", ERASINGS.values(), ids=ERASINGS)
both = pytest.mark.parametrize("keys", [None, KEYS], ids=["plain", "sealed"])


def opened(folder: Path, keys: Keys | None) -> Notebook:
    return Notebook.open(folder, unlock=None if keys is None else having(keys))


def begun(folder: Path, make_entry: MakeEntry, keys: Keys | None) -> Notebook:
    """A notebook with the canary in it, with an older file and one that was set aside."""
    with Notebook.open(folder) as notebook:
        notebook.save(make_entry("a", f"{CANARY} before"))
        notebook.save(make_entry("b"))
        notebook.change_keys(keys).wait()
        notebook.save(make_entry("a", CANARY))
    path = Notebook.path_in(folder)
    path.with_name(f"{path.name}.older-1-2024-02-03").write_bytes(path.read_bytes())
    path.with_name(f"{path.name}.set-aside-2").write_bytes(path.read_bytes())
    return opened(folder, keys)


def words(notebook: Notebook) -> dict[str, object]:
    return {entry.id: entry.answers["what"].value for entry in notebook.all_entries()}


def payloads(path: Path, keys: Keys | None) -> bytes:
    """All that stands in a file, in plain words."""
    content = path.read_bytes()
    header, start = read_header(content, str(path))
    seal, position, opened = header.seal(keys, str(path)), Position(), b""
    for each in frames(content, start):
        opened += seal.open(position, each.sealed)
        position = position.after(each.sealed)
    return opened


def has_erased_it(folder: Path, keys: Keys | None) -> bool:
    """Whether the canary is gone: then everywhere, once the next process has opened and closed the notebook."""
    with opened(folder, keys) as notebook:
        shown = words(notebook)
        assert shown["b"] == "words"
    if CANARY in str(shown):
        return False
    assert set(Left.of(folder).names) == {"notes.wb", "notes.lock"}
    assert CANARY.encode() not in payloads(folder / "notes.wb", keys)
    return True


@every_way
@both
def test_erased_words_are_nowhere_once_it_is_said_so(
    tmp_path: Path, make_entry: MakeEntry, erase: Erase, keys: Keys | None
) -> None:
    notebook = begun(tmp_path, make_entry, keys)
    erase(notebook, make_entry).wait()
    left = Left.of(tmp_path)
    assert set(left.names) == {"notes.wb", "notes.lock"}
    notebook.save(make_entry("c")).wait()
    notebook.close()
    with opened(tmp_path, keys) as notebook:
        assert CANARY not in str(notebook.documents())
        assert {"b", "c"} <= words(notebook).keys()
    for name in Left.of(tmp_path).names:
        if name != "notes.lock":
            assert CANARY.encode() not in payloads(tmp_path / name, keys)


@every_way
@both
def test_erasing_that_is_killed_at_any_step_is_finished_at_the_next_opening_or_was_never_begun(
    tmp_path: Path, make_entry: MakeEntry, erase: Erase, keys: Keys | None
) -> None:
    folder = tmp_path / "data"
    notebook = begun(folder, make_entry, keys)
    with remembering(folder) as steps:
        erase(notebook, make_entry).wait()
    notebook.close()
    erased = [has_erased_it(left.put_in(tmp_path / str(number)), keys) for number, left in enumerate(steps)]
    assert erased == sorted(erased)
    assert (erased[0], erased[-1]) == (False, True)


@every_way
@pytest.mark.parametrize("times", [1, 3, 1000])
def test_erasing_that_fails_at_any_step_is_told_and_finished_later(
    tmp_path: Path, make_entry: MakeEntry, erase: Erase, times: int
) -> None:
    for at in range(1, 100):
        folder = tmp_path / str(at)
        notebook = begun(folder, make_entry, None)
        with failing(at, times) as calls:
            receipt = erase(notebook, make_entry)
            with suppress(NotSavedError):
                receipt.wait()
        if receipt.error is None:
            assert not any("older" in name or "set-aside" in name for name in Left.of(folder).names)
        notebook.retry().wait()
        notebook.close()
        assert has_erased_it(folder, None)
        if len(calls) < at:
            assert at > 10
            return
    pytest.fail("it never came to an end")
