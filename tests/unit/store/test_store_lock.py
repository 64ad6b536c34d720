import stat
from pathlib import Path

import pytest

from workbook.model.errors import InUseError, WorkbookError
from workbook.store.lock import Lock


def test_second_lock_is_refused_until_the_first_is_released(tmp_path: Path) -> None:
    path = tmp_path / "notes.lock"
    first = Lock.take(path)
    with pytest.raises(InUseError, match="open in another window"):
        Lock.take(path)
    first.release()
    Lock.take(path).release()


def test_lock_file_is_private_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes.lock"
    Lock.take(path).release()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_folder_that_is_not_there_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="no longer there"):
        Lock.take(tmp_path / "missing" / "notes.lock")


def test_readers_share_the_lock_and_keep_writers_out(tmp_path: Path) -> None:
    path = tmp_path / "notes.lock"
    writer = Lock.take(path)
    with pytest.raises(InUseError):
        Lock.take(path, shared=True)
    writer.release()
    first, second = Lock.take(path, shared=True), Lock.take(path, shared=True)
    first.release()
    with pytest.raises(InUseError):
        Lock.take(path)
    second.release()


def test_reader_makes_no_lock_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.lock"
    Lock.take(path, shared=True).release()
    assert not path.exists()
