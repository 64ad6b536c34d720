import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Process, Workbook
from workbook.authoring.library import Library

PLAIN = """\
# A small rest

This takes about 3 minutes.

## What helps

### Which of these?

- [ ] Sit by a window
- [ ] Something else: ....................
- [ ] None of these

### When will you do it?

........................................
"""


@pytest.fixture
def sheet(home: Path) -> Path:
    path = home / "small-rest.md"
    path.write_text(PLAIN, encoding="utf-8")
    return path


def words(text: str) -> list[str]:
    return re.sub(r"[ \t]*<!--.*?-->", "", text, flags=re.DOTALL).split()


def test_new_exercise_is_written_among_the_readers_own_and_passes_as_it_is(workbook: Workbook, folder: Path) -> None:
    said = workbook("new", "small-rest")
    path = folder / "exercises" / "small-rest.md"
    assert (said.code, said.out) == (0, "")
    assert f"Written to {path}." in said.err
    assert f"workbook check {path}" in said.err
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (workbook("check", path).code, workbook("check", path).said) == (0, "")
    assert "small-rest" in workbook("list").out


def test_new_exercise_goes_where_data_dir_says(workbook: Workbook, home: Path) -> None:
    assert workbook("new", "rest", "--data-dir", home / "stick").code == 0
    assert [path.name for path in (home / "stick").rglob("*.md")] == ["rest.md"]


@pytest.mark.parametrize(
    ("place", "file"), [(".", "rest.md"), ("sheets", "sheets/rest.md"), ("sheets/rest.md", "sheets/rest.md")]
)
def test_new_exercise_goes_into_the_folder_or_file_that_is_named(
    workbook: Workbook, home: Path, place: str, file: str
) -> None:
    (home / "sheets").mkdir()
    said = workbook("new", "rest", "-o", place)
    (path,) = home.rglob("*.md")
    assert (said.code, path) == (0, home / file)
    assert path.stat().st_mode & 0o777 == 0o600


def test_new_exercise_can_be_printed(workbook: Workbook, home: Path) -> None:
    said = workbook("new", "rest", "-o", "-")
    assert said.out.startswith("# ")
    assert (said.code, said.err, list(home.iterdir())) == (0, "", [])


def test_new_exercise_writes_over_nothing(workbook: Workbook, folder: Path) -> None:
    assert workbook("new", "rest").code == 0
    path = folder / "exercises" / "rest.md"
    path.write_text("mine", encoding="utf-8")
    said = workbook("new", "rest")
    assert (said.code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert str(path) in said.err


def test_new_exercise_is_no_second_one_of_its_name_in_a_folder_below(workbook: Workbook, folder: Path) -> None:
    below = folder / "exercises" / "old"
    below.mkdir(parents=True)
    (below / "rest.md").write_text("mine", encoding="utf-8")
    said = workbook("new", "rest")
    assert said.code == 2
    assert str(below / "rest.md") in said.err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Small Rest", "small-rest"),
        ("small_rest", "small-rest"),
        ("rest.md", "rest"),
        ("../rest", "rest"),
        ("", "small-rest"),
        ("readme", "my-readme"),
        *((head.id, f"my-{head.id}") for head in Library().heads()),
    ],
)
def test_name_that_cannot_be_is_refused_with_one_that_can(
    workbook: Workbook, folder: Path, name: str, hint: str
) -> None:
    said = workbook("new", name)
    assert (said.code, said.out) == (2, "")
    assert f"“{hint}”" in said.err
    assert not folder.exists()
    assert workbook("new", hint).code == 0


@pytest.mark.parametrize("place", ["nowhere", "nowhere/", "other.md", "rest.txt", "nowhere/rest.md"])
def test_place_that_cannot_be_is_named_and_nothing_is_written(workbook: Workbook, home: Path, place: str) -> None:
    said = workbook("new", "rest", "-o", place)
    assert said.code in (1, 2)
    assert Path(place).name in said.err
    assert list(home.iterdir()) == []


def test_stamped_worksheet_passes_and_keeps_its_words_and_its_mode(workbook: Workbook, sheet: Path) -> None:
    sheet.chmod(0o640)
    said = workbook("stamp", sheet)
    assert (said.code, said.out) == (0, "")
    text = sheet.read_text(encoding="utf-8")
    assert words(text) == words(PLAIN)
    assert sheet.stat().st_mode & 0o777 == 0o640
    assert (workbook("check", sheet).code, workbook("check", sheet).said) == (0, "")
    assert list(sheet.parent.iterdir()) == [sheet]


def test_summary_names_each_question_with_its_kind_the_guesses_and_what_comes_next(
    workbook: Workbook, sheet: Path
) -> None:
    said = workbook("stamp", sheet)
    assert "#which-of-these: checklist" in said.err
    assert "#when-will-you-do: date" in said.err
    lines = sheet.read_text(encoding="utf-8").split("\n")
    guesses = [int(line) for line in re.findall(r"^  line (\d+): ", said.err, re.MULTILINE)]
    assert all(word in lines[line - 1] for word, line in zip(("exercise:", "alone", "date"), guesses, strict=True))
    assert f"workbook check {sheet}" in said.err


def test_stamping_twice_leaves_the_file_alone(workbook: Workbook, sheet: Path) -> None:
    workbook("stamp", sheet)
    before = (sheet.read_bytes(), sheet.stat().st_mtime_ns, sheet.stat().st_ino)
    said = workbook("stamp", sheet)
    assert said.code == 0
    assert "every marker is there" in said.err
    assert (sheet.read_bytes(), sheet.stat().st_mtime_ns, sheet.stat().st_ino) == before


def test_stamped_worksheet_can_be_printed_or_written_elsewhere_under_its_own_name(
    workbook: Workbook, sheet: Path
) -> None:
    printed = workbook("stamp", sheet, "-o", "-")
    assert "exercise: #small-rest;" in printed.out
    assert words(printed.out) == words(PLAIN)
    assert workbook("stamp", sheet, "-o", "other-rest.md", "--part", "what-matters").code == 0
    other = sheet.with_name("other-rest.md")
    assert "exercise: #other-rest; version: 1; part: what-matters;" in other.read_text(encoding="utf-8")
    assert other.stat().st_mode & 0o777 == 0o600
    assert workbook("stamp", sheet, "-o", "other-rest.md").code == 2
    assert sheet.read_text(encoding="utf-8") == PLAIN


def test_worksheet_that_makes_no_sense_is_told_with_its_line_and_left_alone(workbook: Workbook, sheet: Path) -> None:
    sheet.write_text(PLAIN.replace("........................................", "Nothing to fill in."), encoding="utf-8")
    before = (sheet.read_bytes(), sheet.stat().st_mtime_ns)
    for more in ([], ["-o", "-"], ["-o", "other.md"]):
        said = workbook("stamp", "small-rest.md", *more)
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("small-rest.md:13: error ")
        assert "Nothing was written." in said.err
    assert (sheet.read_bytes(), sheet.stat().st_mtime_ns) == before
    assert list(sheet.parent.iterdir()) == [sheet]


def test_worksheet_with_other_line_ends_keeps_them_when_printed(process: Process, sheet: Path) -> None:
    sheet.write_bytes(b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode())
    assert process("stamp", sheet).code == 0
    raw = sheet.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# A small rest\r\n\r\n<!-- exercise:")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_worksheet_behind_a_link_is_stamped_in_its_own_place(workbook: Workbook, sheet: Path) -> None:
    link = sheet.with_name("linked.md")
    link.symlink_to(sheet)
    assert workbook("stamp", link).code == 0
    assert link.is_symlink()
    assert "exercise: #linked;" in sheet.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["missing", "text", "not UTF-8", "folder", "pipe", "empty"])
def test_file_that_is_no_worksheet_is_named(workbook: Workbook, home: Path, what: str) -> None:
    path = home / ("rest.txt" if what == "text" else "rest.md")
    match what:
        case "text":
            path.write_text(PLAIN, encoding="utf-8")
        case "not UTF-8":
            path.write_bytes(b"# Caf\xe9\n")
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "empty":
            path.touch()
        case _missing:
            pass
    said = workbook("stamp", path)
    assert said.code in (1, 2)
    assert said.out == ""
    assert path.name in said.err


def test_part_that_cannot_be_is_refused(workbook: Workbook, sheet: Path) -> None:
    said = workbook("stamp", sheet, "--part", "Look after myself")
    assert said.code == 2
    assert "“look-after-myself”" in said.err
    assert sheet.read_text(encoding="utf-8") == PLAIN


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_folder_that_cannot_be_written_leaves_the_worksheet_whole(process: Process, sheet: Path) -> None:
    sheet.parent.chmod(0o500)
    said = process("stamp", sheet)
    sheet.parent.chmod(0o700)
    assert said.code == 1
    assert "Traceback" not in said.err
    assert sheet.read_text(encoding="utf-8") == PLAIN


def test_disk_that_fails_leaves_the_worksheet_whole(
    workbook: Workbook, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    said = workbook("stamp", sheet)
    assert said.code == 1
    assert "No space left on device" in said.err
    assert sheet.read_text(encoding="utf-8") == PLAIN
    assert list(sheet.parent.iterdir()) == [sheet]
