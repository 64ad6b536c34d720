"""What is kept beside the notebook, and in which order."""

import errno
import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.store.disk import DiskFile
from workbook.store.files import Keep
from workbook.store.kept import Kept, day_of, kept_beside, older_path, outlived

TODAY = date(2024, 2, 20)
PATH = Path("notes.wb")


def older(*days: int) -> list[Kept]:
    """Older files with numbers from 1 on, each last written so many days ago."""
    written = [(TODAY - timedelta(days=ago)).isoformat() for ago in days]
    return [Kept(number, day, PATH) for number, day in enumerate(written, 1)]


def staying(kept: list[Kept]) -> list[int]:
    gone = outlived(kept)
    return [each.number for each in kept if each not in gone]


def test_three_newest_stay_even_of_one_day() -> None:
    assert staying(older(0, 0, 0, 0, 0)) == [3, 4, 5]


def test_newest_of_each_of_seven_days_stays() -> None:
    assert staying(older(9, 8, 7, 6, 5, 4, 3, 2, 1, 0)) == [4, 5, 6, 7, 8, 9, 10]
    assert staying(older(9, 9, 8, 8, 7, 7, 6, 6)) == [2, 4, 6, 7, 8]


def test_days_are_those_on_which_something_was_written_however_long_ago() -> None:
    assert staying(older(3000, 2000, 1000, 900, 50, 20, 0)) == [1, 2, 3, 4, 5, 6, 7]


def test_number_tells_the_order_whatever_the_clock_said() -> None:
    clock_was_ten_years_ahead = older(-3650, -3650, 1, 0, 0, 0)
    assert staying(clock_was_ten_years_ahead) == [2, 3, 4, 5, 6]
    clock_went_back_ten_years = older(1, 0, 3650, 3649, 3648, 3647, 3646, 3645, 3644)
    assert staying(clock_went_back_ten_years) == [3, 4, 5, 6, 7, 8, 9]
    assert staying(older(1, -3650, 0, 0)) == [1, 2, 3, 4]


@given(st.lists(st.integers(-4000, 4000) | st.integers(0, 3), max_size=30))
def test_what_stays_is_the_newest_of_its_day_or_among_the_three_newest(days: list[int]) -> None:
    kept = older(*days)
    stay = staying(kept)
    assert stay[-3:] == [each.number for each in kept[-3:]]
    newest_of_day = {each.day: each.number for each in kept}
    assert set(stay) - {each.number for each in kept[-3:]} <= set(newest_of_day.values())
    assert sorted(newest_of_day.values())[-7:] == sorted(set(stay) & set(sorted(newest_of_day.values())[-7:]))
    assert len(stay) <= 3 + 7
    # Taking away once is enough.
    assert staying([each for each in kept if each.number in stay]) == stay


def test_files_that_were_set_aside_stay_until_they_are_erased() -> None:
    assert staying([Kept(number, None, PATH) for number in range(1, 30)]) == list(range(1, 30))


def test_only_its_own_names_count_as_kept_by_number(tmp_path: Path) -> None:
    for name in (
        "notes.wb",
        "notes.wb.new",
        "notes.wb.older-10-2024-02-03",
        "notes.wb.older-9-2034-02-03",
        "notes.wb.set-aside-11",
        "notes.wb.older-0-2024-02-03",
        "notes.wb.older-1-2024-02-03.bak",
        "notes.wb.older-1",
        "other.wb.older-1-2024-02-03",
        "notes.wb.set-aside-x",
    ):
        (tmp_path / name).touch()
    kept = kept_beside(tmp_path / "notes.wb")
    assert [(each.number, each.day) for each in kept] == [(9, "2034-02-03"), (10, "2024-02-03"), (11, None)]


def test_folder_that_is_not_there_keeps_nothing(tmp_path: Path) -> None:
    assert kept_beside(tmp_path / "missing" / "notes.wb") == []


def at(day: date) -> float:
    """A time on a local day, in seconds."""
    return datetime(day.year, day.month, day.day, 12).timestamp()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.wb"


@pytest.fixture
def disk(path: Path) -> Iterator[DiskFile]:
    file = DiskFile(path)
    file.begin(b"header\n")
    yield file
    file.close()


def rewritten(disk: DiskFile, content: bytes, day: date) -> None:
    """Put other content in the place of a file that was last written on a day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbook.store.kept.day_of", lambda _time: day.isoformat())
        disk.replace([content], Keep.AS_OLDER)


def test_older_file_has_the_whole_of_what_was_there_and_nothing_of_the_room(disk: DiskFile, path: Path) -> None:
    disk.append(b"words")
    rewritten(disk, b"header\nnew", TODAY)
    kept = path.with_name("notes.wb.older-1-2024-02-20")
    assert kept.read_bytes() == b"header\nwords"
    disk.append(b" more")
    disk.close()
    assert path.read_bytes() == b"header\nnew more"
    assert kept.read_bytes() == b"header\nwords"
    assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}


def test_newest_older_file_is_the_one_with_the_highest_number(disk: DiskFile, path: Path) -> None:
    for number, ahead in enumerate((0, 3650, -3650), 1):
        rewritten(disk, b"header\n%d" % number, TODAY + timedelta(days=ahead))
    newest = disk.newest_older()
    assert newest is not None
    assert Path(newest).read_bytes() == b"header\n2"


def test_older_files_that_others_stand_for_go(disk: DiskFile, path: Path) -> None:
    (path.parent / "notes.wb.set-aside-1").write_bytes(b"rest")
    for ago in range(12, 0, -1):
        for hour in (1, 2):
            rewritten(disk, b"header\n%d %d" % (ago, hour), TODAY - timedelta(days=ago))
    kept = kept_beside(path)
    assert [each.day for each in kept if each.day is not None] == [
        (TODAY - timedelta(days=ago)).isoformat() for ago in (7, 6, 5, 4, 3, 2, 1, 1)
    ]
    assert (path.parent / "notes.wb.set-aside-1").read_bytes() == b"rest"


def test_number_is_never_given_to_two(disk: DiskFile, path: Path) -> None:
    (path.parent / "notes.wb.set-aside-7").write_bytes(b"rest")
    rewritten(disk, b"header\n", TODAY)
    assert [each.number for each in kept_beside(path)] == [7, 8]
    assert disk.aside_name() == f"{path}.set-aside-9"


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS])
def test_where_a_file_cannot_have_two_names_the_older_one_is_a_copy(
    disk: DiskFile, path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    disk.append(b"words" * 300_000)
    rewritten(disk, b"header\nnew", TODAY)
    (kept,) = kept_beside(path)
    assert kept.path.read_bytes() == b"header\n" + b"words" * 300_000
    assert path.read_bytes() == b"header\nnew"
    assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}


def test_older_file_that_cannot_be_kept_stops_the_rewriting(
    disk: DiskFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object, **_named: object) -> None:
        raise OSError(errno.EIO, "fault")

    disk.append(b"words")
    with monkeypatch.context() as patched, pytest.raises(OSError, match="fault"):
        patched.setattr(os, "link", refuse)
        disk.replace([b"header\nnew"], Keep.AS_OLDER)
    disk.append(b" more")
    disk.close()
    assert path.read_bytes() == b"header\nwords more"
    assert list(path.parent.iterdir()) == [path]


def test_older_file_is_named_for_the_day_on_which_it_was_last_written(disk: DiskFile, path: Path) -> None:
    disk.append(b"words")
    day = day_of(path.stat().st_mtime)
    disk.replace([b"header\n"], Keep.AS_OLDER)
    (kept,) = kept_beside(path)
    assert kept.day in (day, day_of(path.stat().st_mtime))


def test_second_name_goes_again_where_the_new_file_could_not_take_the_place(
    disk: DiskFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object, **_named: object) -> None:
        raise OSError(errno.EIO, "fault")

    disk.append(b"words")
    with monkeypatch.context() as patched, pytest.raises(OSError, match="fault"):
        patched.setattr(os, "replace", refuse)
        disk.replace([b"header\nnew"], Keep.AS_OLDER)
    assert list(path.parent.iterdir()) == [path]
    disk.append(b" more")
    disk.close()
    assert path.read_bytes() == b"header\nwords more"


def test_second_name_that_a_killed_process_left_goes(disk: DiskFile, path: Path) -> None:
    disk.append(b"words")
    disk.close()
    rewritten_before = path.parent / "notes.wb.older-1-2024-02-03"
    rewritten_before.write_bytes(b"header\n")
    (path.parent / "notes.wb.older-2-2024-02-20").hardlink_to(path)
    (path.parent / "notes.wb.new").write_bytes(b"half")
    file = DiskFile(path)
    file.resume(12, 0)
    file.append(b" more")
    file.close()
    assert {each.name for each in path.parent.iterdir()} == {"notes.wb", rewritten_before.name}
    assert path.read_bytes() == b"header\nwords more"


def test_whether_an_older_file_is_due_goes_by_the_day_on_which_the_file_was_last_written(
    disk: DiskFile, path: Path
) -> None:
    disk.close()
    for ago in (0, 1, 3650, -3650):
        day = TODAY - timedelta(days=ago)
        os.utime(path, (at(day), at(day)))
        assert disk.needs_older()
        older_path(path, 1, at(day)).touch()
        assert not disk.needs_older()
