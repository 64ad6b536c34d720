import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbook.store.disk import DiskFile
from workbook.syncing import make_private_folder

Sync = tuple[Callable[[int], None], list[int]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.wb"


@pytest.fixture
def disk(path: Path, failing_sync: Sync) -> Iterator[DiskFile]:
    file = DiskFile(path, failing_sync[0])
    file.begin(b"header\n")
    yield file
    file.close()


@pytest.fixture
def any_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def content_of(path: Path) -> bytes:
    """What stands in a file before the room that is left at its end."""
    return path.read_bytes().rstrip(b"\0")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_missing_file_reads_as_none(path: Path) -> None:
    assert DiskFile(path).read() is None


def test_appended_frames_stand_behind_the_header(disk: DiskFile, path: Path) -> None:
    disk.append(b"one")
    disk.append(b"two")
    assert content_of(path) == b"header\nonetwo"
    disk.close()
    assert path.read_bytes() == b"header\nonetwo"


def test_file_does_not_grow_with_every_frame_since_that_is_slow(disk: DiskFile, path: Path) -> None:
    disk.append(b"one")
    length = path.stat().st_size
    disk.append(b"two" * 1000)
    assert path.stat().st_size == length
    disk.append(b"more" * length)
    assert content_of(path) == b"header\none" + b"two" * 1000 + b"more" * length


def test_room_that_a_crash_left_is_no_damage_and_goes(disk: DiskFile, path: Path) -> None:
    disk.append(b"one")
    left = path.read_bytes()
    disk.close()
    path.write_bytes(left)
    file = DiskFile(path)
    assert file.resume(10, 0) is None
    assert path.read_bytes() == b"header\none"
    file.append(b"two")
    file.close()
    assert path.read_bytes() == b"header\nonetwo"
    assert list(path.parent.iterdir()) == [path]


def test_frame_that_fits_on_a_nearly_full_disk_is_written_without_room(
    disk: DiskFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwrite = os.pwrite

    def nearly_full(descriptor: int, content: bytes, offset: int) -> int:
        if offset >= 20:
            raise OSError(errno.ENOSPC, "full")
        return pwrite(descriptor, bytes(content)[: 20 - offset], offset)

    monkeypatch.setattr(os, "pwrite", nearly_full)
    disk.append(b"one")
    disk.append(b"two")
    assert content_of(path) == b"header\nonetwo"
    with pytest.raises(OSError, match="full"):
        disk.append(b"too much for it")
    assert path.read_bytes() == b"header\nonetwo"


@pytest.mark.usefixtures("any_umask")
@pytest.mark.parametrize("umask", [0, 0o277])
def test_file_and_folder_are_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "data"
    os.umask(umask)
    make_private_folder(folder)
    file = DiskFile(folder / "notes.wb")
    file.begin(b"header\n")
    file.close()
    with (folder / "notes.wb").open("ab") as other:
        other.write(b"rest")
    file.resume(7, 4)
    file.close()
    assert mode(folder) == 0o700
    assert {mode(each) for each in folder.iterdir()} == {0o600}


def test_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_begin_never_replaces_a_file_that_holds_something(path: Path) -> None:
    path.write_bytes(b"something")
    with pytest.raises(FileExistsError):
        DiskFile(path).begin(b"header\n")
    assert path.read_bytes() == b"something"


def test_begin_that_fails_leaves_nothing(path: Path, failing_sync: Sync) -> None:
    sync, planned = failing_sync
    planned.append(errno.ENOSPC)
    with pytest.raises(OSError, match="ENOSPC"):
        DiskFile(path, sync).begin(b"header\n")
    assert list(path.parent.iterdir()) == []


def test_end_is_set_aside_before_it_is_cut(path: Path) -> None:
    for number in (1, 2):
        path.write_bytes(b"header\nsound" + b"rest" * number)
        file = DiskFile(path)
        name = file.resume(12, 4 * number)
        file.append(b"more")
        file.close()
        assert name == f"{path}.set-aside-{number}"
        assert mode(Path(name)) == 0o600
        assert Path(name).read_bytes() == b"rest" * number
        assert path.read_bytes() == b"header\nsoundmore"


def test_end_that_cannot_be_set_aside_is_not_cut(path: Path, failing_sync: Sync) -> None:
    sync, planned = failing_sync
    planned.append(errno.ENOSPC)
    path.write_bytes(b"header\nrest")
    file = DiskFile(path, sync)
    with pytest.raises(OSError, match="ENOSPC"):
        file.resume(7, 4)
    file.close()
    assert path.read_bytes() == b"header\nrest"
    assert list(path.parent.iterdir()) == [path]


def test_frame_whose_sync_failed_is_gone_at_once(disk: DiskFile, path: Path, failing_sync: Sync) -> None:
    disk.append(b"one")
    failing_sync[1].append(errno.EIO)
    with pytest.raises(OSError, match="EIO"):
        disk.append(b"two")
    assert path.read_bytes() == b"header\none"


def test_new_file_is_started_after_a_failed_sync(disk: DiskFile, path: Path, failing_sync: Sync) -> None:
    disk.append(b"one")
    before = path.stat().st_ino
    failing_sync[1].append(errno.EIO)
    with pytest.raises(OSError, match="EIO"):
        disk.append(b"two")
    disk.append(b"three")
    disk.append(b"four")
    assert content_of(path) == b"header\nonethreefour"
    assert path.stat().st_ino != before
    assert mode(path) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_descriptor_whose_sync_failed_is_never_synced_again(path: Path) -> None:
    failed: list[int] = []
    fail = [False]

    def sync(descriptor: int) -> None:
        inode = os.fstat(descriptor).st_ino
        assert inode not in failed
        if fail[0]:
            fail[0] = False
            failed.append(inode)
            raise OSError(errno.EIO, "fault")

    file = DiskFile(path, sync)
    file.begin(b"header\n")
    fail[0] = True
    with pytest.raises(OSError, match="fault"):
        file.append(b"one")
    file.append(b"two")
    file.close()
    assert failed
    assert path.read_bytes() == b"header\ntwo"


@pytest.mark.parametrize("failures", [[errno.EIO, errno.ENOSPC], [errno.EIO, 0, errno.EIO], [errno.EIO] * 4])
def test_starting_anew_may_fail_and_be_tried_again(
    disk: DiskFile, path: Path, failing_sync: Sync, failures: list[int]
) -> None:
    disk.append(b"one")
    failing_sync[1].extend(failures)
    while failing_sync[1]:
        with pytest.raises(OSError, match=r"EIO|ENOSPC"):
            disk.append(b"lost")
        assert path.read_bytes() == b"header\none"
    disk.append(b"two")
    assert content_of(path) == b"header\nonetwo"


def test_short_write_is_cut_back_and_the_next_goes_through_a_fresh_descriptor(
    disk: DiskFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwrite, asked = os.pwrite, []

    def half(descriptor: int, content: bytes, offset: int) -> int:
        asked.append(bytes(content).rstrip(b"\0"))
        if len(content) > 5:
            return pwrite(descriptor, content[:2], offset)
        raise OSError(errno.ENOSPC, "full")

    disk.append(b"room")
    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", half)
        with pytest.raises(OSError, match="full"):
            disk.append(b"frames")
    assert asked == [b"frames", b"ames"]
    assert path.read_bytes() == b"header\nroom"
    disk.append(b"next")
    assert content_of(path) == b"header\nroomnext"


def test_end_that_could_not_be_cut_back_is_cut_before_the_next_frame(
    disk: DiskFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwrite = os.pwrite

    def half(descriptor: int, content: bytes, offset: int) -> int:
        if len(content) < 5:
            raise OSError(errno.ENOSPC, "full")
        return pwrite(descriptor, content[:2], offset)

    def refuse(_descriptor: int, _length: int) -> None:
        raise OSError(errno.EIO, "fault")

    disk.append(b"room")
    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", half)
        patched.setattr(os, "ftruncate", refuse)
        with pytest.raises(OSError, match="full"):
            disk.append(b"frame")
    assert content_of(path) == b"header\nroomfr"
    disk.append(b"next")
    assert content_of(path) == b"header\nroomnext"


def test_file_deleted_under_way_is_written_again(disk: DiskFile, path: Path) -> None:
    disk.append(b"one")
    path.unlink()
    with pytest.raises(OSError, match="moved or deleted"):
        disk.append(b"two")
    disk.append(b"three")
    assert content_of(path) == b"header\nonethree"


def test_file_put_in_its_place_by_another_program_is_left_alone(disk: DiskFile, path: Path) -> None:
    disk.append(b"one")
    path.unlink()
    path.write_bytes(b"theirs")
    for _attempt in range(3):
        with pytest.raises(OSError, match=r"moved or deleted|replaced"):
            disk.append(b"two")
    assert path.read_bytes() == b"theirs"


def test_bytes_that_another_program_appended_are_not_written_behind(disk: DiskFile, path: Path) -> None:
    with path.open("ab") as other:
        other.write(b"theirs")
    with pytest.raises(OSError, match="another program"):
        disk.append(b"ours")
    assert path.read_bytes() == b"header\ntheirs"


def test_leftover_of_a_crash_while_starting_anew_goes(disk: DiskFile, path: Path) -> None:
    disk.close()
    path.with_name("notes.wb.new").write_bytes(b"half")
    file = DiskFile(path)
    file.resume(7, 0)
    file.close()
    assert list(path.parent.iterdir()) == [path]
