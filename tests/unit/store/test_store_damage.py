"""Every byte of a small notebook cut off, and every bit of it turned."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.model.entry import Entry
from workbook.model.errors import NotSavedError, UnreadableError
from workbook.store.files import MemoryFile
from workbook.store.frames import frames
from workbook.store.header import read_header
from workbook.store.notebook import FILE_NAME, LOCK_NAME, Notebook

MakeEntry = Callable[..., Entry]


@pytest.fixture
def content(make_entry: MakeEntry) -> bytes:
    file = MemoryFile()
    with Notebook(file) as notebook:
        for name in "abc":
            notebook.save(make_entry(name, f"words of {name}"))
    assert file.content is not None
    return file.content


def ends(content: bytes) -> list[int]:
    """The offsets after the header and after each frame."""
    _header, start = read_header(content, "notes.wb")
    return [start, *(frame.end for frame in frames(content, start))]


def test_file_cut_anywhere_loses_only_the_save_that_was_cut(content: bytes) -> None:
    marks = ends(content)
    for length in range(1, len(content)):
        file = MemoryFile(content[:length])
        if length < marks[0]:
            with pytest.raises(UnreadableError):
                Notebook(file)
            assert file.content == content[:length]
            continue
        whole = [mark for mark in marks if mark <= length]
        notebook = Notebook(file)
        assert [entry.id for entry in notebook.all_entries()] == list("abc")[: len(whole) - 1]
        assert file.content == content[: whole[-1]]
        # Zeros at the very end say nothing: they may as well be room that was left.
        assert b"".join(file.set_aside) == content[whole[-1] : length].rstrip(b"\0")
        assert bool(notebook.notices) == (length not in marks)


def test_every_turned_bit_is_noticed_and_nothing_is_lost_or_overwritten(content: bytes) -> None:
    marks = ends(content)
    for place in range(len(content) * 8):
        altered = bytearray(content)
        altered[place // 8] ^= 1 << place % 8
        file = MemoryFile(bytes(altered))
        if place // 8 < marks[0]:
            with pytest.raises(UnreadableError, match=r"Nothing was changed.*workbook restore"):
                Notebook(file)
            assert (file.content, file.set_aside) == (bytes(altered), [])
        elif place // 8 < marks[-2]:
            notebook = Notebook(file)
            whole = sum(mark <= place // 8 for mark in marks) - 1
            assert [entry.id for entry in notebook.all_entries()] == list("abc")[:whole]
            assert notebook.damaged
            assert "workbook restore" in notebook.notices[0]
            notebook.close()
            assert (file.content, file.set_aside) == (bytes(altered), [])
        else:
            notebook = Notebook(file)
            assert [entry.id for entry in notebook.all_entries()] == ["a", "b"]
            assert file.set_aside == [bytes(altered[marks[-2] :]).rstrip(b"\0")]
            assert notebook.notices


def test_header_filled_with_zeros_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    start = ends(content)[0]
    damaged = bytes(start) + content[start:]
    (tmp_path / FILE_NAME).write_bytes(damaged)
    with pytest.raises(UnreadableError, match=FILE_NAME):
        Notebook.open(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == damaged
    assert not list(tmp_path.glob("*set-aside*"))


def test_notebook_that_is_damaged_in_the_middle_opens_for_reading_and_names_the_way_back(
    tmp_path: Path, content: bytes, make_entry: MakeEntry
) -> None:
    marks, path = ends(content), tmp_path / FILE_NAME
    damaged = content[: marks[1]] + bytes(marks[2] - marks[1]) + content[marks[2] :]
    path.write_bytes(damaged)
    with Notebook.open(tmp_path) as notebook:
        assert notebook.damaged
        assert [entry.id for entry in notebook.all_entries()] == ["a"]
        (notice,) = notebook.notices
        assert f"{path} is damaged after save number 1" in notice
        assert "workbook restore" in notice
        with pytest.raises(NotSavedError, match="not open for writing"):
            notebook.save(make_entry("d")).wait()
        with pytest.raises(NotSavedError, match="not open for writing"):
            notebook.change_keys(None).wait()
    assert path.read_bytes() == damaged
    assert {each.name for each in tmp_path.iterdir()} == {FILE_NAME, LOCK_NAME}


def test_damaged_end_is_found_in_a_private_file_beside(tmp_path: Path, content: bytes, make_entry: MakeEntry) -> None:
    (tmp_path / FILE_NAME).write_bytes(content[:-3])
    with Notebook.open(tmp_path) as notebook:
        aside = tmp_path / f"{FILE_NAME}.set-aside-1"
        assert str(aside) in notebook.notices[0]
        notebook.save(make_entry("d")).wait()
    assert aside.read_bytes() == content[ends(content)[-2] : -3]
    assert aside.stat().st_mode & 0o777 == 0o600
    with Notebook.open(tmp_path) as notebook:
        assert [entry.id for entry in notebook.all_entries()] == ["a", "b", "d"]
        assert notebook.notices == ()


def test_file_that_was_emptied_is_begun_anew_and_told(tmp_path: Path, make_entry: MakeEntry) -> None:
    (tmp_path / FILE_NAME).touch()
    assert not Notebook.exists(tmp_path)
    with Notebook.open(tmp_path) as notebook:
        assert "was empty" in notebook.notices[0]
        notebook.save(make_entry("a"))
    with Notebook.open(tmp_path) as notebook:
        assert notebook.entry("a") is not None
