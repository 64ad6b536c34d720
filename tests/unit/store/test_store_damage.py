"""Every byte of a small notebook altered, cut off, or filled with zeros from there on."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.store.sealing import having, quick_keys
from workbook.model.entry import Entry
from workbook.model.errors import DamagedError, NotSavedError, UnreadableError, WorkbookError
from workbook.store.changes import Changes, Tables, apply, encode
from workbook.store.disk import DiskFile
from workbook.store.files import MemoryFile
from workbook.store.frames import frame, frames
from workbook.store.header import fresh_header, header_line, read_header
from workbook.store.keys import Keys
from workbook.store.notebook import FILE_NAME, LOCK_NAME, Notebook
from workbook.store.seal import Position
from workbook.store.vault import Vault

MakeEntry = Callable[..., Entry]

WHOLE: list[Changes] = [{"notes": {"1": {"text": "words"}, "2": {"n": 2}}}, {"settings": {"1": {"theme": "dark"}}}]
"""What was in the file when it took its place."""
SAVES: list[Changes] = [
    {"notes": {"1": {"text": "changed"}}},
    {"notes": {"2": None}},
    {"notes": {"3": {"text": "last"}}},
]
OLDER = f"{FILE_NAME}.older-1-2024-02-03"


class Sample(NamedTuple):
    """A notebook's file, and what is known about it."""

    keys: Keys | None
    content: bytes
    marks: list[int]
    """The offsets after the header and after each frame."""
    states: list[Tables]
    """What it holds up to each of them."""

    @property
    def last(self) -> int:
        """How many frames there are."""
        return len(self.marks) - 1

    def good(self, place: int) -> int:
        """How many frames end before a place."""
        return sum(mark <= place for mark in self.marks) - 1


def sample(keys: Keys | None) -> Sample:
    header = fresh_header(keys, len(WHOLE))

    seal, position = header.seal(keys, FILE_NAME), Position()
    parts, states = [header.line], [Tables()]
    for changed in [*WHOLE, *SAVES]:
        sealed = seal.close(position, encode(changed))
        parts.append(frame(position.sequence + 1, sealed))
        position = position.after(sealed)
        state = {name: dict(documents) for name, documents in states[-1].items()}
        apply(changed, state)
        states.append(state)
    content = b"".join(parts)
    marks = [len(b"".join(parts[:number])) for number in range(1, len(parts) + 1)]
    return Sample(keys, content, marks, states)


SAMPLES = {"plain": sample(None), "sealed": sample(quick_keys())}
both = pytest.mark.parametrize("of", SAMPLES.values(), ids=SAMPLES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / OLDER).write_bytes(b"older")
    return tmp_path / FILE_NAME


class Found(NamedTuple):
    """What came of opening a damaged file."""

    refused: DamagedError | None
    tables: Tables
    damaged: bool
    notices: tuple[str, ...]
    content: bytes
    set_aside: bytes | None


def opened(path: Path, content: bytes, keys: Keys | None) -> Found:
    """Open a file with this content, close it, and look what became of it. Only a WorkbookError may come of it."""
    path.write_bytes(content)
    unlock = None if keys is None else having(keys)
    refused, tables, damaged, notices = None, Tables(), False, tuple[str, ...]()
    try:
        vault = Vault(DiskFile(path, lambda _descriptor: None), unlock=unlock)
    except DamagedError as error:
        refused = error
    else:
        tables, damaged, notices = vault.tables, vault.damaged, vault.notices
        vault.close()
    aside = path.with_name(f"{FILE_NAME}.set-aside-2")
    found = Found(refused, tables, damaged, notices, path.read_bytes(), None)
    if aside.exists():
        assert aside.stat().st_mode & 0o777 == 0o600
        found = found._replace(set_aside=aside.read_bytes())
        aside.unlink()
    assert {each.name for each in path.parent.iterdir()} == {FILE_NAME, OLDER}
    return found


def with_turned(content: bytes, place: int, bits: int) -> bytes:
    """The content with some bits of one byte turned."""
    return content[:place] + bytes([content[place] ^ bits]) + content[place + 1 :]


def is_right(of: Sample, path: Path, content: bytes, good: int, *, only_the_end: bool) -> None:
    """Check what comes of content that is damaged behind so many good frames."""
    way_back = f"workbook --data-dir {path.parent} restore {path.parent / OLDER}"
    found = opened(path, content, of.keys)
    if good < 0:
        assert found.refused is not None
        assert str(path) in found.refused.message
        assert "Nothing was changed." in found.refused.remedy
        assert way_back in found.refused.remedy
        assert (found.content, found.set_aside) == (content, None)
        return
    assert found.refused is None
    assert found.tables == of.states[good]
    (notice,) = found.notices
    if only_the_end:
        assert not found.damaged
        assert found.content == of.content[: of.marks[good]]
        assert found.set_aside == content[of.marks[good] :].rstrip(b"\0")
        assert f"set aside in {path}.set-aside-2" in notice
        assert "Everything before it is here." in notice
    else:
        assert found.damaged
        assert (found.content, found.set_aside) == (content, None)
        assert f"{path} is damaged after save number {good}." in notice
        assert "nothing in it was changed" in notice
        assert way_back in notice


@both
def test_every_altered_byte_is_noticed_and_what_stands_before_is_read(of: Sample, path: Path) -> None:
    for place in range(len(of.content)):
        good = of.good(place)
        is_right(of, path, with_turned(of.content, place, 0xFF), good, only_the_end=good == of.last - 1)


@both
def test_every_turned_bit_is_noticed_and_nothing_is_lost_or_overwritten(of: Sample) -> None:
    unlock = None if of.keys is None else having(of.keys)
    for place in range(len(of.content) * 8):
        content, good = with_turned(of.content, place // 8, 1 << place % 8), of.good(place // 8)
        file = MemoryFile(content)
        if good < 0:
            with pytest.raises(DamagedError):
                Vault(file, unlock=unlock)
        else:
            vault = Vault(file, unlock=unlock)
            assert vault.tables == of.states[good]
            assert vault.damaged == (good < of.last - 1)
            assert len(vault.notices) == 1
        assert file.content is not None
        assert (file.content + b"".join(file.set_aside)).rstrip(b"\0") == content.rstrip(b"\0")


@both
def test_reading_tells_of_the_damage_and_changes_nothing(of: Sample) -> None:
    unlock = None if of.keys is None else having(of.keys)
    for place in range(of.marks[0], len(of.content)):
        cut, altered = of.content[:place], with_turned(of.content, place, 1)
        for content, noticed in ((cut, place not in of.marks[len(WHOLE) :]), (altered, True)):
            file = MemoryFile(content)
            vault = Vault(file, unlock=unlock, read_only=True)
            vault.close()
            assert vault.tables == of.states[of.good(place)]
            assert bool(vault.notices) == noticed
            assert (file.content, file.set_aside) == (content, [])


@both
def test_every_cut_is_noticed_but_one_between_two_saves(of: Sample, path: Path) -> None:
    for length in range(1, len(of.content)):
        content, good = of.content[:length], of.good(length)
        if length in of.marks and good >= len(WHOLE):
            found = opened(path, content, of.keys)
            assert (found.tables, found.content, found.notices) == (of.states[good], content, ())
        else:
            is_right(of, path, content, good, only_the_end=good >= len(WHOLE))


@both
def test_zeros_to_the_end_are_noticed_unless_they_begin_with_a_save(of: Sample, path: Path) -> None:
    for begin in range(len(of.content)):
        content = of.content[:begin] + bytes(len(of.content) - begin)
        if content == of.content:
            continue
        # A byte that was zero before is not altered.
        place = next(at for at in range(begin, len(content)) if content[at] != of.content[at])
        good = of.good(place)
        if place in of.marks and good >= len(WHOLE):
            # Then it is the same as room that a killed process left.
            found = opened(path, content, of.keys)
            assert (found.tables, found.content, found.notices) == (of.states[good], of.content[:place], ())
        else:
            is_right(of, path, content, good, only_the_end=good >= len(WHOLE))


@both
def test_zeros_in_place_of_a_whole_stretch_are_noticed(of: Sample, path: Path) -> None:
    for begin, end in zip([0, *of.marks], of.marks, strict=False):
        content = of.content[:begin] + bytes(end - begin) + of.content[end:]
        good = of.good(begin)
        if end < len(of.content):
            is_right(of, path, content, good, only_the_end=False)


@both
@pytest.mark.parametrize("place", [0, 1, 500, 65_535])
def test_altered_byte_in_the_room_behind_the_last_save_loses_nothing(of: Sample, path: Path, place: int) -> None:
    room = bytearray(1 << 16)
    room[place] = 7
    is_right(of, path, of.content + bytes(room), of.last, only_the_end=True)


@both
def test_frames_in_any_other_order_are_noticed(of: Sample, path: Path) -> None:
    parts = [of.content[begin:end] for begin, end in zip(of.marks, of.marks[1:], strict=False)]
    header = of.content[: of.marks[0]]
    for first in range(len(parts)):
        for second in range(first + 1, len(parts)):
            swapped = list(parts)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            is_right(of, path, header + b"".join(swapped), first, only_the_end=False)
        dropped = parts[:first] + parts[first + 1 :]
        if first < of.last - 1:
            only_the_end = first == of.last - 2 and first >= len(WHOLE)
            is_right(of, path, header + b"".join(dropped), first, only_the_end=only_the_end)
        doubled = [*parts[: first + 1], *parts[first:]]
        only_the_end = first == of.last - 1
        is_right(of, path, header + b"".join(doubled), first + 1, only_the_end=only_the_end)


@both
def test_frame_of_another_file_does_not_fit_even_if_it_has_the_same_keys(of: Sample, path: Path) -> None:
    other = sample(of.keys)
    for number in range(of.last):
        begin, end = of.marks[number], of.marks[number + 1]
        stranger = other.content[other.marks[number] : other.marks[number + 1]]
        content = of.content[:begin] + stranger + of.content[end:]
        is_right(of, path, content, number, only_the_end=number == of.last - 1)


@both
def test_save_goes_on_after_a_damaged_end_was_set_aside(of: Sample, path: Path) -> None:
    more: Changes = {"notes": {"9": {"text": "more"}}}
    for place in range(of.marks[-2] + 1, len(of.content)):
        path.write_bytes(of.content[:place])
        unlock = None if of.keys is None else having(of.keys)
        vault = Vault(DiskFile(path, lambda _descriptor: None), unlock=unlock)
        vault.commit(more).wait()
        vault.close()
        again = Vault(DiskFile(path), unlock=unlock, read_only=True)
        expected = {name: dict(documents) for name, documents in of.states[-2].items()}
        apply(more, expected)
        assert (again.tables, again.notices) == (expected, ())


def test_damage_that_cannot_be_set_aside_is_not_cut_off(path: Path) -> None:
    of = SAMPLES["plain"]
    content = of.content[:-1]
    path.write_bytes(content)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(WorkbookError, match=r"cannot be written: the disk is full.*Nothing in it was changed"):
        Vault(DiskFile(path, full))
    assert path.read_bytes() == content
    assert {each.name for each in path.parent.iterdir()} == {FILE_NAME, OLDER}


PIECES = st.one_of(
    st.binary(max_size=80),
    st.sampled_from(
        [of.content[begin:end] for of in SAMPLES.values() for begin, end in zip(of.marks, of.marks[1:], strict=False)]
    ),
    st.builds(frame, st.integers(0, 2**64 - 1) | st.integers(0, 6), st.binary(max_size=80)),
    st.builds(bytes, st.integers(0, 200)),
    st.just(b"\xffWB\n"),
)


@given(
    st.sampled_from([*(of.content[: of.marks[0]] for of in SAMPLES.values()), b""]),
    st.integers(0, 5),
    st.lists(PIECES, max_size=6),
    st.booleans(),
)
@example(b"", 0, [b"\n"], False)
def test_random_bytes_are_read_refused_or_set_aside_but_never_lost(
    header: bytes, good: int, pieces: list[bytes], read_only: bool
) -> None:
    of = next((of for of in SAMPLES.values() if header and of.content.startswith(header)), SAMPLES["plain"])
    begun = of.content[: of.marks[good]] if header else b""
    content = begun + b"".join(pieces)
    file = MemoryFile(content)
    unlock = None if of.keys is None else having(of.keys)
    try:
        vault = Vault(file, unlock=unlock, read_only=read_only)
    except UnreadableError as error:
        assert str(error)
        assert (file.content, file.set_aside) == (content, [])
        return
    vault.close()
    if vault.read_only:
        assert (file.content, file.set_aside) == (content, [])
    else:
        assert file.content is not None
        kept = file.content + b"".join(file.set_aside)
        assert content.rstrip(b"\0") == kept.rstrip(b"\0") or content == b""
    if header and not pieces:
        assert vault.tables == of.states[good]


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = st.dictionaries(st.sampled_from(["id", "seal", "whole", "kdf", "keys", "later"]), JSONS)


@given(MEMBERS, st.sampled_from(["checksum", "aes-256-gcm", None]), st.booleans())
def test_header_that_says_anything_is_read_or_refused(
    members: dict[str, object], seal: str | None, asked: bool
) -> None:
    line = header_line({**members, **({} if seal is None else {"seal": seal})})  # type: ignore[dict-item]
    file = MemoryFile(line)
    try:
        Vault(file, unlock=having(quick_keys()) if asked else None).close()
    except WorkbookError as error:
        assert str(error)
    assert (file.content, file.set_aside) == (line, [])


@pytest.fixture
def content(make_entry: MakeEntry) -> bytes:
    file = MemoryFile()
    with Notebook(file) as notebook:
        for name in "abc":
            notebook.save(make_entry(name, f"words of {name}"))
    assert file.content is not None
    return file.content


def ends(content: bytes) -> list[int]:
    _header, start = read_header(content, "notes.wb")
    return [start, *(each.end for each in frames(content, start))]


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
        assert "If you have a copy, \u201cworkbook restore FILE\u201d brings it back" in notice
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
