"""Saving all of it to another place."""

import errno
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.store.sealing import having, quick_keys
from workbook.model.entry import Entry
from workbook.model.errors import NotSavedError
from workbook.store.disk import DiskFile
from workbook.store.files import MemoryFile
from workbook.store.keys import Keys
from workbook.store.notebook import FILE_NAME, Notebook

MakeEntry = Callable[..., Entry]


class Full(MemoryFile):
    """A file on a disk that is full."""

    def append(self, frame: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")


class Hanging(MemoryFile):
    """A file on a disk that does not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.leave = threading.Event()

    def append(self, frame: bytes) -> None:
        self.leave.wait()


def copied(path: Path, keys: Keys | None = None) -> dict[str, object]:
    """What a copy holds: the words by entry."""
    with Notebook(DiskFile(path), unlock=None if keys is None else having(keys), read_only=True) as notebook:
        assert notebook.notices == ()
        return {entry.id: entry.answers["what"].value for entry in notebook.all_entries()}


def test_copy_has_also_what_could_not_be_saved(tmp_path: Path, make_entry: MakeEntry) -> None:
    notebook = Notebook(Full())
    with pytest.raises(NotSavedError):
        notebook.save(make_entry("a", "unsaved words")).wait()
    notebook.save_copy(tmp_path / "copy.wb").wait()
    with pytest.raises(NotSavedError):
        notebook.close()
    assert copied(tmp_path / "copy.wb") == {"a": "unsaved words"}


def test_copy_does_not_wait_for_a_disk_that_does_not_answer(tmp_path: Path, make_entry: MakeEntry) -> None:
    file = Hanging()
    notebook = Notebook(file)
    receipt = notebook.save(make_entry("a", "unsaved words"))
    notebook.save_copy(tmp_path / "copy.wb").wait(30)
    assert not receipt.done
    assert copied(tmp_path / "copy.wb") == {"a": "unsaved words"}
    file.leave.set()
    notebook.close()


def test_copy_is_private_and_has_the_same_passphrase_and_no_plain_word(tmp_path: Path, make_entry: MakeEntry) -> None:
    keys = quick_keys()
    folder = tmp_path / "data"
    with Notebook.open(folder) as notebook:
        notebook.change_keys(keys).wait()
        notebook.save(make_entry("a", "canary-77e0"))
        notebook.save_copy(tmp_path / "copy.wb").wait()
    content = (tmp_path / "copy.wb").read_bytes()
    assert b"canary-77e0" not in content
    assert content != (folder / FILE_NAME).read_bytes()
    assert stat.S_IMODE((tmp_path / "copy.wb").stat().st_mode) == 0o600
    assert copied(tmp_path / "copy.wb", keys) == {"a": "canary-77e0"}


def test_copy_can_be_used_as_a_notebook(tmp_path: Path, make_entry: MakeEntry) -> None:
    with Notebook.in_memory() as notebook:
        notebook.save(make_entry("a"))
        (tmp_path / "data").mkdir()
        notebook.save_copy(tmp_path / "data" / FILE_NAME).wait()
    with Notebook.open(tmp_path / "data") as notebook:
        notebook.save(make_entry("b"))
    assert set(copied(tmp_path / "data" / FILE_NAME)) == {"a", "b"}


def test_file_that_is_there_already_is_not_replaced(tmp_path: Path, make_entry: MakeEntry) -> None:
    path = tmp_path / "copy.wb"
    path.write_text("theirs")
    with Notebook.in_memory() as notebook:
        notebook.save(make_entry("a"))
        with pytest.raises(NotSavedError, match=r"No copy was written to .*copy\.wb: there is a file of that name"):
            notebook.save_copy(path).wait()
    assert path.read_text() == "theirs"


def test_place_that_cannot_be_written_to_is_told_and_leaves_nothing(
    tmp_path: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    with Notebook.in_memory() as notebook:
        notebook.save(make_entry("a"))
        with pytest.raises(NotSavedError, match="the folder or its disk is no longer there"):
            notebook.save_copy(tmp_path / "missing" / "copy.wb").wait()
        with monkeypatch.context() as patched, pytest.raises(NotSavedError, match="the disk is full"):
            patched.setattr("os.pwrite", full)
            notebook.save_copy(tmp_path / "copy.wb").wait()
    assert list(tmp_path.iterdir()) == []


def test_damaged_notebook_can_be_copied_as_far_as_it_was_read(tmp_path: Path, make_entry: MakeEntry) -> None:
    folder = tmp_path / "data"
    with Notebook.open(folder) as notebook:
        for name in "abc":
            notebook.save(make_entry(name, f"words of {name}"))
    path = folder / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"words of b", b"words of x"))
    with Notebook.open(folder) as notebook:
        assert notebook.damaged
        notebook.save_copy(tmp_path / "copy.wb").wait()
    assert set(copied(tmp_path / "copy.wb")) == {"a"}
