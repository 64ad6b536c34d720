import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Process, Workbook
from workbook.model.guard import is_clean

GOOD = """\
# A small rest

<!-- exercise: #rest; version: 1; part: care; minutes: 3; care: gentle -->

This takes about 3 minutes.

## What helps

### Which of these?

<!-- ask: checklist #which -->

- [ ] Sit by a window <!-- #window -->
- [ ] Something else: .................... <!-- #other -->
"""
BAD = GOOD.replace("ask: checklist #which", "ask: wishlist #which").replace("### Which", "\n### Which")
"""The same with a mistake in line 12."""


@pytest.fixture
def good(home: Path) -> Path:
    path = home / "rest.md"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def bad(home: Path) -> Path:
    path = home / "folder" / "rest.md"
    path.parent.mkdir()
    path.write_text(BAD, encoding="utf-8")
    return path


def test_good_file_is_passed_over_in_silence(workbook: Workbook, good: Path) -> None:
    said = workbook("check", good)
    assert (said.code, said.said) == (0, "")
    assert json.loads(workbook("check", "--json", good).out) == []


def test_mistake_is_named_with_its_file_its_line_and_what_to_write_instead(
    workbook: Workbook, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bad.parent)
    said = workbook("check", "rest.md")
    assert (said.code, said.err) == (1, "")
    (line,) = said.out.splitlines()
    assert line.startswith("rest.md:12: error ")
    assert "`wishlist`" in line
    assert "`checklist`" in line


def test_mistakes_as_json_say_the_same(workbook: Workbook, bad: Path) -> None:
    said = workbook("check", "--json", bad)
    assert said.code == 1
    (problem,) = json.loads(said.out)
    assert (problem["file"], problem["line"], problem["severity"]) == (str(bad), 12, "error")
    assert "wishlist" in problem["message"]


def test_warning_alone_is_told_and_passes(workbook: Workbook, good: Path) -> None:
    good.write_text(GOOD.replace("This takes about 3 minutes.", "<b>This takes about 3 minutes.</b>"), encoding="utf-8")
    said = workbook("check", good)
    problems = json.loads(workbook("check", "--json", good).out)
    assert {problem["severity"] for problem in problems} == {"warning"}
    assert "rest.md:5:" in said.out
    assert said.code == 0


def test_folder_and_files_together_are_checked_once_each(workbook: Workbook, good: Path, bad: Path) -> None:
    said = workbook("check", good, bad.parent, bad)
    assert said.code == 1
    assert len(said.out.splitlines()) == 1


def test_check_reads_no_notebook_and_makes_none(workbook: Workbook, good: Path, folder: Path) -> None:
    assert workbook("check", good).code == 0
    assert not folder.exists()


def test_shipped_exercises_pass(process: Process) -> None:
    import workbook

    said = process("check", Path(workbook.__file__).parent / "exercises")
    assert (said.code, said.said) == (0, "")


@pytest.mark.parametrize(
    "what", ["not UTF-8", "huge", "one long line", "pipe", "missing", "not Markdown", "link to nowhere", "null bytes"]
)
def test_file_that_is_no_exercise_is_named_with_a_remedy(process: Process, home: Path, what: str) -> None:
    path = home / ("thing.txt" if what == "not Markdown" else "thing.md")
    match what:
        case "not UTF-8":
            path.write_bytes(GOOD.encode() + "Café\n".encode("latin-1"))
        case "huge":
            path.write_text(GOOD + "word " * 1_000_000, encoding="utf-8")
        case "one long line":
            path.write_text("word " * 40_000, encoding="utf-8")
        case "pipe":
            os.mkfifo(path)
        case "not Markdown":
            path.write_text(GOOD, encoding="utf-8")
        case "link to nowhere":
            path.symlink_to(home / "nowhere.md")
        case "null bytes":
            path.write_bytes(b"\0" * 5000)
        case _missing:
            pass
    said = process("check", path)
    assert (said.code, said.err) == (1, "")
    lines = said.out.splitlines()
    assert all(line.startswith(f"{path}:") and " error " in line for line in lines)
    assert 1 <= len(lines) <= 5


def test_folder_without_any_exercise_is_named(process: Process, home: Path) -> None:
    (home / "rest.md").mkdir()
    said = process("check", "rest.md")
    assert "rest.md" in said.said
    assert said.code == 1


def test_file_that_may_not_be_read_is_named(workbook: Workbook, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == good.name:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    said = workbook("check", good)
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith(f"{good}:1: error ")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_file_that_the_system_keeps_closed_is_named(process: Process, good: Path) -> None:
    good.chmod(0)
    said = process("check", good)
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith(f"{good}:1: error ")


def test_name_of_a_file_never_steers_the_terminal(process: Process, home: Path) -> None:
    (home / "folder").mkdir()
    (home / "folder" / "a\x1b[2J\u202eb\n.md").write_text(BAD, encoding="utf-8")
    said = process("check", "folder")
    assert said.code == 1
    assert is_clean(said.out)


def test_name_that_is_no_text_is_named_all_the_same(process: Process, home: Path) -> None:
    Path("folder").mkdir()
    with open(b"folder/\xff.md", "w", encoding="utf-8") as file:  # noqa: PTH123 (pathlib knows no bytes)
        file.write(BAD)
    said = process("check", "folder", environ={"PYTHONIOENCODING": "utf-8:strict"})
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "wishlist" in said.out


@pytest.mark.parametrize("what", ["not UTF-8", "huge", "pipe", "folder", "link away", "empty"])
def test_spoiled_file_among_the_readers_own_keeps_no_other_from_being_listed(
    process: Process, folder: Path, what: str
) -> None:
    own = folder / "exercises"
    own.mkdir(parents=True)
    (own / "rest.md").write_text(GOOD, encoding="utf-8")
    path = own / "a.md"
    match what:
        case "not UTF-8":
            path.write_bytes(b"# A\xff\n")
        case "huge":
            path.write_text(GOOD.replace("#rest", "#a") + "word " * 1_000_000, encoding="utf-8")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link away":
            path.symlink_to("/etc/passwd")
        case _empty:
            path.touch()
    said = process("list")
    left_out = "" if what == "folder" else "Left out, because of mistakes in it: “a.md”. “workbook check” names them.\n"
    assert (said.code, said.err) == (0, left_out)
    assert "A small rest" in said.out
    assert "Welcome" in said.out
    assert process("show", "a").code == 2


def own(folder: Path, name: str, *lines: str, title: str = "") -> Path:
    path = folder / "exercises" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = [f"# {title or f'My {name}'}", "", f"<!-- exercise: #{name}; version: 1 -->", "", "## First", "", *lines, ""]
    path.write_text("\n".join(text), encoding="utf-8")
    return path


def test_check_of_an_own_file_names_all_that_keeps_it_off_the_list(workbook: Workbook, folder: Path) -> None:
    own(folder, "broken", "[x](nowhere.md)")
    leans = own(folder, "leans", "[x](broken.md)")
    (folder / "exercises" / "b").mkdir()
    (folder / "exercises" / "b" / "leans.md").write_text(leans.read_text(encoding="utf-8"), encoding="utf-8")
    assert "“leans.md”" in workbook("list").err
    alone = workbook("check", leans)
    assert alone.code == 1
    (line,) = alone.out.splitlines()
    assert line.startswith(f"{leans}:3: error leans-on-broken")
    second = workbook("check", folder / "exercises" / "b" / "leans.md")
    assert second.out.startswith(f"{folder / 'exercises' / 'b' / 'leans.md'}:1: error duplicate-exercise")
    whole = workbook("check", folder / "exercises").out.splitlines()
    assert [line.split()[2] for line in whole] == ["duplicate-exercise", "unknown-file", "leans-on-broken"]


def test_check_outside_of_the_own_folder_tells_nothing_of_it(workbook: Workbook, folder: Path, good: Path) -> None:
    own(folder, "broken", "[x](nowhere.md)")
    assert workbook("check", good).said == ""


def test_check_in_another_language_compares_titles_and_measures_words_in_it(workbook: Workbook, good: Path) -> None:
    hard = "Considerablemente, las responsabilidades institucionales correspondientes imposibilitan determinaciones. "
    good.write_text(GOOD.replace("# A small rest", "# Límites") + "\n" + hard * 20, encoding="utf-8")
    said = workbook("--language", "es", "check", good).out
    assert "taken-title" in said
    assert "INFLESZ" in said
    good.write_text(GOOD.replace("# A small rest", "# Boundaries"), encoding="utf-8")
    assert "taken-title" in workbook("--language", "es", "check", good).out
