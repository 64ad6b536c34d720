"""How a command ends: the documented exit codes, a sentence for a person, and never a traceback."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import BARE, COMMAND, STATEMENT, Outcome, Process, Workbook, write
from workbook.store.header import header_line
from workbook.store.notebook import FILE_NAME, Notebook

PLAIN = ("--plain",)
EXPORT = ("export",)

reading = pytest.mark.parametrize("arguments", [EXPORT, PLAIN], ids=["export", "plain"])


def assert_a_sentence(said: Outcome, *words: str) -> None:
    """Something for a person, on the side for messages, and no word of the machine's."""
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1
    assert said.err.rstrip().endswith(".")
    for each in words:
        assert each in said.err


def damaged(content: bytes, how: str) -> bytes:
    """A notebook's bytes, with something wrong."""
    header = content.index(b"\n") + 1
    match how:
        case "beginning":
            return content[:5] + b"X" + content[6:]
        case "middle":
            at = header + (len(content) - header) // 4
            return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        case "other file":
            return b"\x89PNG\r\n\x1a\n" + os.urandom(200)
        case _header_alone:
            return content[: header - 3]


@reading
@pytest.mark.parametrize("how", ["beginning", "other file", "cut short"])
def test_damaged_notebook_is_named_and_left_as_it_is(
    process: Process, written: Path, arguments: tuple[str, ...], how: str
) -> None:
    path = written / FILE_NAME
    content = damaged(path.read_bytes(), how)
    path.write_bytes(content)
    said = process(*arguments)
    assert said.code == 3
    assert_a_sentence(said, str(path), "Nothing was changed")
    assert path.read_bytes() == content
    assert {each.name for each in written.iterdir()} == {FILE_NAME, "notes.lock"}


@reading
def test_notebook_damaged_in_the_middle_is_read_up_to_there_and_left_as_it_is(
    process: Process, written: Path, arguments: tuple[str, ...]
) -> None:
    path = written / FILE_NAME
    content = damaged(path.read_bytes(), "middle")
    path.write_bytes(content)
    said = process(*arguments)
    assert said.code == 3
    assert "Traceback" not in said.said
    for words in ("is damaged after save number", "nothing in it was changed", "workbook restore"):
        assert words in " ".join(said.said.split())
    assert path.read_bytes() == content
    assert {each.name for each in written.iterdir()} == {FILE_NAME, "notes.lock"}


@pytest.mark.parametrize(
    ("arguments", "oldest"), [(PLAIN, 1), (PLAIN, 2), (EXPORT, 2)], ids=["plain-1", "plain-2", "export-2"]
)
def test_newer_notebook_is_named_and_left_as_it_is(
    process: Process, written: Path, arguments: tuple[str, ...], oldest: int
) -> None:
    path = written / FILE_NAME
    content = header_line({"id": "00", "seal": "checksum"}, version=2, oldest=oldest) + b"whatever"
    path.write_bytes(content)
    said = process(*arguments)
    assert said.code == 3
    assert_a_sentence(said, str(path), "newer version", "Nothing was changed")
    assert path.read_bytes() == content


def test_newer_notebook_that_can_be_read_is_exported_with_a_word_about_it(process: Process, written: Path) -> None:
    path = written / FILE_NAME
    path.write_bytes(header_line({"id": "00", "seal": "checksum"}, version=2, oldest=1))
    said = process("export")
    assert said.code == 0
    assert "newer version" in said.err


@reading
def test_folder_in_place_of_the_notebook_is_named(process: Process, folder: Path, arguments: tuple[str, ...]) -> None:
    path = folder / FILE_NAME
    (path / "inside").mkdir(parents=True)
    said = process(*arguments)
    assert said.code == 3
    assert_a_sentence(said, str(path))
    assert (path / "inside").is_dir()


def test_last_save_that_was_cut_off_is_set_aside_and_told(process: Process, written: Path) -> None:
    path = written / FILE_NAME
    path.write_bytes(path.read_bytes()[:-4])
    for _time in range(2):
        said = process("export")
        assert said.code == 0
        assert STATEMENT in said.out
        assert "The last save" in said.err
    assert not list(written.glob("*.set-aside-*"))
    assert "set aside" in process("--plain").out
    (aside,) = written.glob("*.set-aside-*")
    assert aside.stat().st_mode & 0o777 == 0o600
    assert process("export").err == ""


@reading
def test_second_window_is_told_of_the_first(process: Process, written: Path, arguments: tuple[str, ...]) -> None:
    before = (written / FILE_NAME).read_bytes()
    with Notebook.open(written):
        said = process(*arguments)
        assert said.code == 4
        assert_a_sentence(said, str(written), "open in another window", "close that one")
    assert (written / FILE_NAME).read_bytes() == before
    assert process(*arguments).code == 0


@pytest.mark.parametrize("arguments", [("list",), ("show", "welcome"), ("where",), ("demo",)], ids=lambda a: a[0])
def test_commands_that_need_no_notebook_work_beside_an_open_one(
    process: Process, written: Path, arguments: tuple[str, ...]
) -> None:
    with Notebook.open(written):
        assert process(*arguments).code == 0


def test_without_a_terminal_it_names_the_way_without_one(process: Process, folder: Path) -> None:
    said = process()
    assert said.code == 2
    assert_a_sentence(said, "workbook --plain")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("sing",), "sing"),
        (("--loud",), "--loud"),
        (("show",), "ID"),
        (("check",), "PATH"),
        (("export", "--for", "him"), "him"),
        (("export", "--format", "pdf"), "pdf"),
        (("export", "-o"), "-o"),
        (("where", "here"), "here"),
        (("--data-dir",), "--data-dir"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_mistake_in_the_command_is_named_with_the_way_to_help(
    workbook: Workbook, folder: Path, arguments: tuple[str, ...], named: str
) -> None:
    said = workbook(*arguments)
    assert said.code == 2
    assert_a_sentence(said, named, "--help")
    assert "argument :" not in said.err
    assert not folder.exists()


@pytest.mark.parametrize("place", ["file", "below a file"])
@reading
def test_folder_that_cannot_be_one_is_named(
    process: Process, home: Path, arguments: tuple[str, ...], place: str
) -> None:
    (home / "file").write_text("mine", encoding="utf-8")
    chosen = home / "file" if place == "file" else home / "file" / "notes"
    said = process(*arguments, "--data-dir", chosen)
    assert said.code in (1, 2)
    assert_a_sentence(said, str(chosen))
    assert (home / "file").read_text(encoding="utf-8") == "mine"


@pytest.fixture
def away() -> Iterator[int]:
    """A pipe whose reader went away."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize("arguments", [("demo",), ("list",), ("export",), ("show", "safety")], ids=lambda a: a[0])
def test_reader_that_goes_away_is_no_fault(written: Path, away: int, arguments: tuple[str, ...]) -> None:
    environ = {**BARE, "WORKBOOK_HOME": str(written)}
    done = subprocess.run([COMMAND, *arguments], env=environ, stdout=away, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("arguments", [("export",), ("list",)], ids=lambda a: a[0])
def test_output_that_cannot_be_written_is_a_failure_in_one_sentence(written: Path, arguments: tuple[str, ...]) -> None:
    environ = {**BARE, "WORKBOOK_HOME": str(written)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([COMMAND, *arguments], env=environ, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert_a_sentence(Outcome(done.returncode, "", done.stderr))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_old_terminal_that_knows_few_letters_gets_the_rest(process: Process, written: Path, encoding: str) -> None:
    for arguments in (("demo",), ("export",), ("show", "welcome"), ("--help",), ("show", "nothing")):
        said = process(*arguments, environ={"PYTHONIOENCODING": encoding})
        assert "Traceback" not in said.said
        assert said.code == (2 if arguments == ("show", "nothing") else 0)


def test_interrupted_dialogue_ends_with_130_and_keeps_the_notebook(written: Path, home: Path) -> None:
    with subprocess.Popen(
        [COMMAND, "--plain"],
        env={**BARE, "HOME": str(home), "WORKBOOK_HOME": str(written)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as talking:
        assert talking.stdout is not None
        while "Workbook, in plain lines" not in (line := talking.stdout.readline()):
            assert line
        talking.send_signal(2)
        _out, err = talking.communicate(timeout=60)
    assert talking.returncode == 130
    assert "Traceback" not in err
    with Notebook.open(written) as notebook:
        assert notebook.all_entries()


def test_folders_and_files_are_for_their_owner_alone_whatever_the_system_allows(process: Process, home: Path) -> None:
    (home / "stick").mkdir()
    chosen = home / "stick" / "notes"
    assert process("--plain", "--data-dir", chosen, umask=0).code == 0
    assert chosen.stat().st_mode & 0o777 == 0o700
    assert {each.name: each.stat().st_mode & 0o777 for each in chosen.iterdir()} == {
        FILE_NAME: 0o600,
        "notes.lock": 0o600,
    }
    assert process("where", "--data-dir", chosen).code == 0


def test_notebook_that_others_could_read_is_closed_to_them(process: Process, folder: Path) -> None:
    write(folder)
    (folder / FILE_NAME).chmod(0o644)
    assert process("--plain").code == 0
    assert (folder / FILE_NAME).stat().st_mode & 0o777 == 0o600
