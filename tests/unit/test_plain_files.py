"""Files in plain lines: /file reads one in, and tells whether it is still the same."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook.authoring.parser import parse
from workbook.guide.evidence import SHA256, SIZE, WHAT
from workbook.model.exercise import Exercise
from workbook.model.head import Head
from workbook.model.values import FieldValue, Record
from workbook.plain import files, run_plain
from workbook.store.notebook import Notebook

NOW = datetime(2025, 11, 21, 9, tzinfo=UTC)
OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
TEXT = """\
# A note

<!-- exercise: #{name}; version: 1; part: record; repeat: any time -->

## Files

### Which files?

<!-- ask: records #files; optional -->

- What it is: ........ <!-- #what; required -->
- SHA-256: ........ <!-- #sha256 -->
- Size: ........ <!-- #size; number -->
- Changed: ........ <!-- #changed; date -->
"""
HOW = "/file and its name"


class Shelf:
    """The incident, with one question of it; and another exercise that asks the same."""

    def __init__(self) -> None:
        self._exercises = {name: parse(TEXT.format(name=name), f"{name}.md").exercise for name in ("incident", "other")}

    def heads(self) -> Sequence[Head]:
        return [exercise.head for exercise in self._exercises.values() if exercise]

    def exercise(self, exercise_id: str) -> Exercise | None:
        return self._exercises.get(exercise_id)


class Talk:
    """A dialogue with a notebook in memory."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook

    def say(self, *lines: str, go: str = "incident") -> str:
        """Open an exercise at its question, type these lines, and then nothing more."""
        typed = (f"/go {go}", *(["", "1"] if self.notebook.entries(go) else []), *lines)
        writer = io.StringIO()
        run_plain(Shelf(), self.notebook, lambda: NOW, io.StringIO("".join(f"{each}\n" for each in typed)), writer)
        return " ".join(writer.getvalue().split())

    @property
    def rows(self) -> list[Mapping[str, FieldValue]]:
        """What is kept and not removed."""
        entries = self.notebook.entries("incident")
        held = entries[-1].answers["files"].value if entries else ()
        assert isinstance(held, tuple)
        return [row.fields for row in held if isinstance(row, Record) and not row.retired]


@pytest.fixture
def talk() -> Iterator[Talk]:
    with Notebook.in_memory() as notebook:
        yield Talk(notebook)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "my photo.jpg"
    path.write_bytes(b"abc")
    return path


def test_file_is_read_in_and_its_name_can_be_changed(talk: Talk, photo: Path) -> None:
    said = talk.say(f"/file {photo}", "The key, my photo")
    assert "Saved." in said
    assert "So far: my photo.jpg" in said
    (row,) = talk.rows
    assert (row[WHAT], row[SHA256], row[SIZE]) == ("The key, my photo", OF_ABC, 3)
    assert str(photo.parent) not in repr(talk.notebook.entries("incident"))


def test_name_stays_where_it_is_left(talk: Talk, photo: Path) -> None:
    talk.say(f"/file '{photo}'", "")
    assert talk.rows[0][WHAT] == "my photo.jpg"


def test_enter_leaves_it_and_add_writes_it_by_hand(talk: Talk) -> None:
    assert HOW in talk.say("")
    assert talk.rows == []
    talk.say("/add", "A letter that R. has", "", "12345678901", "")
    assert talk.rows == [{WHAT: "A letter that R. has", SIZE: 12_345_678_901}]


def test_same_file_is_told_and_not_kept_twice(talk: Talk, photo: Path) -> None:
    talk.say(f"/file {photo}", "")
    assert "You have this one already, and it is still the same." in talk.say(f"/file {photo}")
    assert len(talk.rows) == 1


def test_file_that_was_changed_since_is_told_to_be_another_one(talk: Talk, photo: Path) -> None:
    talk.say(f"/file {photo}", "")
    photo.write_bytes(b"abd")
    assert "It is the same as none of the others in your list." in talk.say(f"/file {photo}", "")
    assert len(talk.rows) == 2


def test_what_cannot_be_read_is_told_in_one_sentence(talk: Talk, tmp_path: Path) -> None:
    said = talk.say(f"/file {tmp_path}/none", f"/file {tmp_path}", "/file")
    assert "There is no file called “none” there." in said
    assert "is a folder." in said
    assert "Please type a file" in said
    assert talk.rows == []


def test_link_is_told(talk: Talk, photo: Path) -> None:
    (photo.parent / "link").symlink_to(photo)
    assert "That name is a link." in talk.say(f"/file {photo.parent}/link")


def test_interrupt_stops_the_reading_alone(talk: Talk, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_typed: str, _goes_on: Callable[[int, int], bool]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "fingerprint", interrupted)
    said = talk.say(f"/file {photo}", "/add", "By hand")
    assert "Stopped. Nothing was kept." in said
    assert talk.rows == [{WHAT: "By hand"}]


def test_long_reading_says_how_far_it_is(talk: Talk, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LONG", 1)
    assert "3 bytes of 3 bytes are read. Ctrl+C stops it." in talk.say(f"/file {photo}")


def test_no_other_exercise_reads_files(talk: Talk, photo: Path) -> None:
    said = talk.say("A letter", "", "", "", f"/file {photo}", go="other")
    assert HOW not in said
    assert "Please type one of the numbers" in said
    assert OF_ABC not in repr(talk.notebook.entries("other"))
