"""A file is read, piece by piece, and left as it is; what is no ordinary file is not read at all."""

import hashlib
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook import fingerprint as reading
from workbook.fingerprint import Fingerprint, fingerprint
from workbook.model.errors import UsageError

OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
"""From FIPS 180-2, appendix B.1."""
OF_ZEROS = "a6d72ac7690f53be6ae46ba88506bd97302a093f7108472bd9efc3cefda06484"
"""Of 256 MiB of them, by `head -c 268435456 /dev/zero | sha256sum`."""
NOT_READ = r"is no ordinary file, so it was not read\.|There is no file called"
"""The second on a system that has no such thing."""
LONG_AGO = 1_700_000_000


WATCHED = """
import os, sys
from workbook.fingerprint import fingerprint

CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def watch(event, about):
    if event == "open":
        print("opened", about[0], "to write" if about[2] & CHANGING else "to read", flush=True)
    elif event.startswith(("os.", "socket.", "subprocess.", "shutil.")):
        print("did", event, flush=True)

sys.addaudithook(watch)
assert fingerprint(sys.argv[1], lambda read, size: True)
os._exit(0)
"""
"""Reads a file and tells of everything that it opens, changes, starts or sends."""


def on_and_on(read: int, size: int) -> bool:
    return True


def read(typed: str | Path) -> Fingerprint:
    found = fingerprint(str(typed), on_and_on)
    assert found is not None
    return found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"abc")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_digest_size_name_and_date_are_those_of_the_file(photo: Path) -> None:
    found = read(photo)
    assert (found.name, found.sha256, found.size, found.was_link) == ("photo.jpg", OF_ABC, 3, False)
    assert found.changed is not None
    assert found.changed.utcoffset() is not None
    assert found.changed == datetime.fromtimestamp(LONG_AGO, UTC)


def test_empty_file_has_a_fingerprint_too(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert read(tmp_path / "empty").sha256 == OF_NOTHING


@pytest.mark.parametrize("length", [1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 19])
def test_pieces_make_up_the_whole(tmp_path: Path, length: int) -> None:
    content = os.urandom(1 << 10) * (length // (1 << 10) + 1)
    (tmp_path / "file").write_bytes(content[:length])
    assert read(tmp_path / "file").sha256 == hashlib.sha256(content[:length]).hexdigest()


def test_big_file_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "video"
    path.touch()
    os.truncate(path, 256 << 20)
    ways: list[tuple[int, int]] = []
    tracemalloc.start()
    try:
        found = fingerprint(str(path), lambda read, size: not ways.append((read, size)))  # type: ignore[func-returns-value]
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found is not None
    assert found.sha256 == OF_ZEROS
    assert most < 8 << 20
    assert ways == sorted(ways)
    assert len(ways) > 100
    assert ways[-1] == (256 << 20, 256 << 20)


def test_reading_is_stopped_between_two_pieces(tmp_path: Path) -> None:
    path = tmp_path / "video"
    path.touch()
    os.truncate(path, 8 << 30)
    asked: list[int] = []

    def stops(read: int, size: int) -> bool:
        asked.append(read)
        return False

    assert fingerprint(str(path), stops) is None
    assert len(asked) == 1


def test_file_is_left_as_it_is(photo: Path) -> None:
    before = photo.stat()
    read(photo)
    after = photo.stat()
    assert (after.st_mtime_ns, after.st_ctime_ns) == (before.st_mtime_ns, before.st_ctime_ns)
    assert photo.read_bytes() == b"abc"
    assert [*photo.parent.iterdir()] == [photo]


@pytest.mark.skipif(not hasattr(os, "O_NOATIME"), reason="only Linux can read without a trace in the file's dates")
def test_date_of_the_last_reading_stays(photo: Path) -> None:
    before = photo.stat().st_atime_ns
    read(photo)
    assert photo.stat().st_atime_ns == before


def test_file_of_somebody_else_is_read_all_the_same(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = os.open

    def refuses(path: Path, flags: int) -> int:
        if flags & getattr(os, "O_NOATIME", 0):
            raise PermissionError(1, "Operation not permitted")
        return usual(path, flags)

    monkeypatch.setattr(os, "open", refuses)
    assert read(photo).sha256 == OF_ABC


def test_nothing_but_the_file_is_opened_and_nothing_is_written_or_sent(photo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(photo)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == [f"opened {photo} to read"]


# How a file is named


@pytest.mark.parametrize(
    "written",
    ["{path}", "  {path} ", "'{path}'", '"{path}"', "'{path}' "],
)
def test_quotes_around_a_dragged_file_are_taken_off(photo: Path, written: str) -> None:
    assert read(written.format(path=photo)).sha256 == OF_ABC


@pytest.mark.parametrize("name", ["two words.jpg", "it's.jpg", 'a "b".jpg', "back\\slash.jpg", "'quoted'", "é ☂.jpg"])
@pytest.mark.parametrize("written", [str, shlex.quote], ids=["as is", "quoted"])
def test_file_with_an_odd_name_is_found(photo: Path, name: str, written: Callable[[str], str]) -> None:
    odd = photo.rename(photo.with_name(name))
    assert read(written(str(odd))).name == name


def test_backslashes_of_a_terminal_are_taken_off(photo: Path) -> None:
    photo.rename(photo.with_name("two words (1).jpg"))
    assert read(f"{photo.parent}/two\\ words\\ \\(1\\).jpg").name == "two words (1).jpg"


def test_home_folder_may_be_written_short(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(photo.parent))
    assert read("~/photo.jpg").sha256 == OF_ABC
    assert read("'~/photo.jpg'").sha256 == OF_ABC


def test_name_passes_the_guard(tmp_path: Path) -> None:
    (tmp_path / "a\nb").write_bytes(b"abc")
    with pytest.raises(UsageError, match="There is no file called"):
        read(tmp_path / "a\nb")


# What is not read


@pytest.mark.parametrize("typed", ["", "  ", "''"])
def test_nothing_typed_is_told(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        read(typed)


def test_file_that_is_not_there_is_told_by_its_bare_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^There is no file called “none.jpg” there\. ") as told:
        read(tmp_path / "none.jpg")
    assert str(tmp_path) not in str(told.value)


@pytest.mark.parametrize("below", ["photo.jpg/x", "none/x"])
def test_way_through_what_is_no_folder_is_told(photo: Path, below: str) -> None:
    with pytest.raises(UsageError, match=r"^There is no file called “x” there\."):
        read(photo.parent / below)


def test_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is a folder\. Please name one file in it\."):
        read(tmp_path)


def test_home_folder_of_nobody_is_told() -> None:
    with pytest.raises(UsageError, match="no such home folder"):
        read("~nobody-of-that-name/x")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_file_that_may_not_be_read_is_told(photo: Path) -> None:
    photo.chmod(0)
    with pytest.raises(UsageError, match=r"^This user is not allowed to read “photo.jpg”\."):
        read(photo)


def test_refusal_and_fault_of_the_disk_are_told(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[OSError] = [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")]

    def fails(*_arguments: object) -> int:
        raise refused[0]

    monkeypatch.setattr(os, "open", fails)
    with pytest.raises(UsageError, match=r"^This user is not allowed to read “photo.jpg”\."):
        read(photo)
    refused.pop(0)
    with pytest.raises(UsageError, match=r"^“photo.jpg” could not be read: Input/output error\."):
        read(photo)


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_pipe_is_not_read_and_keeps_nobody_waiting(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", None)  # nor is it opened
    with pytest.raises(UsageError, match="is no ordinary file"):
        read(pipe)


def test_pipe_in_the_place_of_the_file_keeps_nobody_waiting(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def puts_it_there(_path: Path) -> bool:
        photo.unlink(missing_ok=True)
        with suppress(FileExistsError):
            os.mkfifo(photo)
        return False

    monkeypatch.setattr(reading, "_is_of_the_system", puts_it_there)
    with pytest.raises(UsageError, match="was changed while it was read"):
        read(photo)


def test_link_in_the_place_of_the_file_is_not_followed(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = photo.with_name("other")
    other.touch()

    def puts_it_there(_path: Path) -> bool:
        photo.unlink(missing_ok=True)
        photo.symlink_to(other)
        return False

    monkeypatch.setattr(reading, "_is_of_the_system", puts_it_there)
    with pytest.raises(UsageError, match="could not be read"):
        read(photo)


def test_socket_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("here")
        with pytest.raises(UsageError, match="is no ordinary file"):
            read("here")


@pytest.mark.parametrize(
    "path",
    ["/dev/null", "/dev/zero", "/dev/tty", "/dev/stdin", "/proc/self/environ", "/proc/kmsg", "/sys/kernel/notes"],
)
def test_what_the_system_shows_as_files_is_not_read(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not os.path.lexists(path):
        pytest.skip("there is none here")
    monkeypatch.setattr(os, "open", None)
    with pytest.raises(UsageError, match=NOT_READ):
        read(path)


def test_link_into_the_system_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").symlink_to("/proc/self/environ")
    with pytest.raises(UsageError, match=NOT_READ):
        read(tmp_path / "photo.jpg")


# Links


def test_link_is_followed_and_told(photo: Path) -> None:
    link = photo.with_name("link.jpg")
    link.symlink_to(photo)
    found = read(link)
    assert (found.name, found.sha256, found.was_link) == ("link.jpg", OF_ABC, True)


def test_folder_that_is_a_link_is_no_matter(photo: Path) -> None:
    folder = photo.with_name("folder")
    folder.symlink_to(photo.parent)
    assert not read(folder / photo.name).was_link


@pytest.mark.parametrize(
    ("to", "told"),
    [("none", "There is no file"), ("link", "could not be read"), (".", "is a folder"), ("pipe", "no ord")],
)
def test_link_that_leads_to_no_file_is_told(pipe: Path, to: str, told: str) -> None:
    link = pipe.with_name("link")
    link.symlink_to(pipe.parent / to)
    with pytest.raises(UsageError, match=told):
        read(link)


# What changes meanwhile


def grows(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def shrinks(path: Path) -> None:
    os.truncate(path, 1 << 20)


def is_written_over(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"X")


def is_replaced(path: Path) -> None:
    shutil.copyfile(path, path.with_name("new"))
    path.with_name("new").rename(path)


@pytest.mark.parametrize("changes", [grows, shrinks, is_written_over, is_replaced])
@pytest.mark.parametrize("when", [1, 2])
def test_file_that_changes_while_it_is_read_is_told(tmp_path: Path, changes: Callable[[Path], None], when: int) -> None:
    path = tmp_path / "video"
    path.write_bytes(bytes(2 << 20))
    os.utime(path, (LONG_AGO, LONG_AGO))

    def meanwhile(read: int, size: int) -> bool:
        if read == when << 20:
            changes(path)
        return True

    with pytest.raises(UsageError, match=r"^“video” was changed while it was read, so nothing was kept\. Please try"):
        fingerprint(str(path), meanwhile)
    assert fingerprint(str(path), on_and_on) is not None


def test_date_that_no_calendar_has_is_left_out(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Calendar:
        @staticmethod
        def fromtimestamp(_seconds: int, _zone: object) -> datetime:
            raise OverflowError

    monkeypatch.setattr(reading, "datetime", Calendar)
    found = read(photo)
    assert (found.sha256, found.changed) == (OF_ABC, None)
