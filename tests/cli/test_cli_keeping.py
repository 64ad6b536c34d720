"""A notebook with a passphrase, and the commands that look after its file."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cheap import cheap_passphrases
from tests.cli.conftest import STATEMENT, Process, Workbook, everything_in, write
from workbook.store.glance import looks_sealed
from workbook.store.keys import new_keys
from workbook.store.notebook import FILE_NAME, Notebook

PASSPHRASE = "four calm wörds here"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder whose notebook has a passphrase, and its recovery code."""
    folder = tmp_path_factory.mktemp("locked") / "notes"
    write(folder)
    with cheap_passphrases():
        keys, code = new_keys(PASSPHRASE)
    with Notebook.open(folder) as notebook:
        notebook.change_keys(keys).wait(30)
    return folder, code


@pytest.fixture
def sealed(folder: Path, locked: tuple[Path, str]) -> Path:
    """The folder of the test, with a copy of that notebook."""
    shutil.copytree(locked[0], folder)
    return folder


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No terminal at all, also none that these tests were started in."""
    monkeypatch.setenv("TERM", "dumb")
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        yield


# With a passphrase


def test_glance_tells_the_sealed_from_the_open(written: Path, locked: tuple[Path, str], tmp_path: Path) -> None:
    assert looks_sealed(locked[0])
    assert not looks_sealed(written)
    assert not looks_sealed(tmp_path / "missing")
    (written / FILE_NAME).write_bytes(os.urandom(100))
    assert not looks_sealed(written)


@pytest.mark.parametrize("ending", ["\n", "", "\r\n", " \n"])
def test_sealed_notebook_is_exported_with_the_passphrase_on_the_first_line(
    process: Process, sealed: Path, ending: str
) -> None:
    said = process("export", typed=PASSPHRASE + ending)
    assert (said.code, said.err) == (0, "")
    assert STATEMENT in said.out
    assert PASSPHRASE not in said.out


def test_recovery_code_opens_too(process: Process, sealed: Path, locked: tuple[Path, str]) -> None:
    said = process("export", typed=locked[1] + "\n")
    assert said.code == 0
    assert STATEMENT in said.out


@pytest.mark.parametrize(
    "arguments", [("export",), ("export", "--everything"), ("--plain",), ("verify",)], ids=" ".join
)
@pytest.mark.parametrize(("typed", "code"), [("wrong\n" + PASSPHRASE, 1), ("", 2), ("\n", 2)])
def test_wrong_passphrase_or_none_is_told_and_opens_nothing(
    process: Process, sealed: Path, arguments: tuple[str, ...], typed: str, code: int
) -> None:
    before = (sealed / FILE_NAME).read_bytes()
    said = process(*arguments, typed=typed)
    assert (said.code, said.out) == (code, "")
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err
    assert (sealed / FILE_NAME).read_bytes() == before


def test_plain_dialogue_goes_on_behind_the_passphrase(process: Process, sealed: Path) -> None:
    said = process("--plain", typed=f"{PASSPHRASE}\n/boundaries\n/quit\n")
    assert said.code == 0
    assert STATEMENT in said.out
    assert PASSPHRASE not in said.said


@pytest.mark.parametrize("arguments", [("where",), ("list",), ("show", "welcome"), ("demo",)], ids=lambda a: a[0])
def test_command_that_reads_nothing_written_needs_no_passphrase(
    process: Process, sealed: Path, arguments: tuple[str, ...]
) -> None:
    assert process(*arguments).code == 0


def test_passphrase_is_not_set_where_no_code_can_be_shown(workbook: Workbook, folder: Path, no_terminal: None) -> None:
    said = workbook("passphrase")
    assert (said.code, said.out) == (2, "")
    assert "terminal" in said.err
    assert not folder.exists()


# Everything


def test_everything_is_all_entries_with_all_their_answers(workbook: Workbook, written: Path) -> None:
    said = workbook("export", "--everything")
    assert (said.code, said.err) == (0, "")
    found = json.loads(said.out)
    assert (found["format"], found["version"]) == ("workbook-everything", 1)
    assert found["settings"] == {}
    (entry,) = found["entries"]
    assert (entry["number"], entry["exercise"]) == (1, "boundaries")
    assert entry["answers"]["order"]["value"] == "no"
    (record,) = entry["answers"]["boundaries"]["value"]
    assert record["fields"]["behaviour"] == STATEMENT
    assert record["fields"]["safe"] == "unsure"
    assert entry["attic"] == []


def test_everything_of_a_sealed_notebook_is_the_same(process: Process, sealed: Path) -> None:
    said = process("export", "--everything", typed=PASSPHRASE)
    assert said.code == 0
    assert json.loads(said.out)["entries"][0]["answers"]["order"]["value"] == "no"


def test_everything_has_what_this_version_cannot_read(workbook: Workbook, written: Path) -> None:
    with Notebook.open(written) as notebook:
        # Entries of a newer kind, one with half a letter in it.
        notebook._vault.commit({"entries": {"2": {"strange": ["kept", "\ud83d"]}}, "dreams": {"7": {"of": "rest"}}})
    said = workbook("export", "--everything")
    assert said.code == 0
    found = json.loads(said.out)
    assert found["entries"][1] == {"number": 2, "strange": ["kept", "\ud83d"]}
    assert found["other"] == {"dreams": {"7": {"of": "rest"}}}


def test_everything_in_a_file_is_for_its_owner_alone_and_never_written_over(workbook: Workbook, written: Path) -> None:
    said = workbook("export", "--everything", "-o", "all.json")
    assert (said.code, said.out) == (0, "")
    assert "not locked" in said.err
    made = Path("all.json")
    assert made.stat().st_mode & 0o777 == 0o600
    content = made.read_bytes()
    assert len(json.loads(content)["entries"]) == 1
    assert workbook("export", "--everything", "-o", "all.json").code == 2
    assert made.read_bytes() == content


@pytest.mark.parametrize(
    "more", [("--for", "supporter"), ("--for", "advocate"), ("--format", "md"), ("--format", "text")], ids=" ".join
)
def test_everything_is_for_nobody_else_and_in_no_other_form(
    workbook: Workbook, written: Path, more: tuple[str, ...]
) -> None:
    said = workbook("export", "--everything", *more)
    assert (said.code, said.out) == (2, "")
    assert "--everything" in said.err


def test_everything_may_be_said_to_be_private(workbook: Workbook, written: Path) -> None:
    assert workbook("export", "--everything", "--for", "private").code == 0


# Soundness and copies


def test_sound_notebook_is_said_to_be_sound(process: Process, sealed: Path) -> None:
    said = process("verify", typed=PASSPHRASE)
    assert (said.code, said.err) == (0, "")
    assert "sound" in said.out


def test_damaged_notebook_is_said_to_be_damaged(workbook: Workbook, written: Path) -> None:
    path = written / FILE_NAME
    content = bytearray(path.read_bytes())
    content[-40] ^= 0xFF
    path.write_bytes(content)
    said = workbook("verify")
    assert said.code == 1
    assert "damaged" in said.out
    assert path.read_bytes() == content


@pytest.mark.parametrize("arguments", [("verify",), ("backup", "copy.wb")], ids=lambda a: a[0])
def test_folder_without_a_notebook_is_named(workbook: Workbook, folder: Path, arguments: tuple[str, ...]) -> None:
    said = workbook(*arguments)
    assert (said.code, said.out) == (2, "")
    assert str(folder) in said.err
    assert not folder.exists()


def test_copy_is_taken_away_and_brought_back(process: Process, sealed: Path) -> None:
    content = (sealed / FILE_NAME).read_bytes()
    said = process("backup", "copy.wb")
    assert (said.code, said.out) == (0, "")
    copy = sealed.parent / "copy.wb"
    assert copy.stat().st_mode & 0o777 == 0o600
    shutil.rmtree(sealed)
    write(sealed)
    said = process("restore", "copy.wb", typed=PASSPHRASE)
    assert (said.code, said.out) == (0, "")
    assert "kept in" in said.err
    assert STATEMENT in process("export", typed=PASSPHRASE).out
    assert copy.read_bytes() == content


def test_copy_never_takes_the_place_of_a_file(workbook: Workbook, written: Path) -> None:
    Path("copy.wb").write_text("mine", encoding="utf-8")
    said = workbook("backup", "copy.wb")
    assert said.code in (1, 2)
    assert said.out == ""
    assert Path("copy.wb").read_text(encoding="utf-8") == "mine"


def test_copy_with_another_passphrase_changes_nothing_without_it(process: Process, sealed: Path) -> None:
    assert process("backup", "copy.wb").code == 0
    shutil.rmtree(sealed)
    write(sealed)
    before = (sealed / FILE_NAME).read_bytes()
    assert process("restore", "copy.wb", typed="wrong").code == 1
    assert process("restore", "copy.wb").code == 2
    assert (sealed / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("arguments", [("verify",), ("backup", "copy.wb"), ("restore", "copy.wb")], ids=lambda a: a[0])
def test_notebook_that_is_open_elsewhere_is_left_alone(
    process: Process, written: Path, arguments: tuple[str, ...]
) -> None:
    assert process("backup", "copy.wb").code == 0
    (written.parent / "copy.wb").rename(written.parent / "kept.wb")
    before = everything_in(written)
    with Notebook.open(written):
        said = process(*(each.replace("copy", "kept") if arguments[0] == "restore" else each for each in arguments))
    assert (said.code, said.out) == (4, "")
    assert "open in another window" in said.err
    assert everything_in(written).keys() == before.keys()
