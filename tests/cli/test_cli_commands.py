import json
import re
import subprocess
import tomllib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

import workbook as package
from tests.cli.conftest import BARE, COMMAND, STATEMENT, Process, Workbook
from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.model.errors import InUseError, UnreadableError, UsageError, WorkbookError
from workbook.model.values import Dated
from workbook.store.notebook import Notebook

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
VERBS = (
    "demo",
    "list",
    "show",
    "check",
    "new",
    "stamp",
    "export",
    "where",
    "passphrase",
    "verify",
    "backup",
    "restore",
)


def test_version_is_the_one_of_the_package(workbook: Workbook) -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = workbook("--version")
    assert (said.code, said.err) == (0, "")
    assert about["version"] in said.out


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_short_and_fits_the_screen(workbook: Workbook, verb: str) -> None:
    said = workbook(*filter(None, [verb]), "--help")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert "workbook" in lines[0]
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


def test_help_names_every_command(workbook: Workbook) -> None:
    said = workbook("--help").out
    assert tuple(re.findall(r"^    ([a-z]+) ", said, re.MULTILINE)) == VERBS


def test_installed_command_and_module_are_the_same(home: Path) -> None:
    done = subprocess.run(
        [COMMAND.parent / "python", "-m", "workbook", "list"], env=BARE, capture_output=True, text=True, check=True
    )
    assert done.stdout == subprocess.run([COMMAND, "list"], env=BARE, capture_output=True, text=True).stdout


# list, show, where


def test_list_names_every_exercise_with_its_minutes(workbook: Workbook) -> None:
    said = workbook("list")
    assert (said.code, said.err) == (0, "")
    for head in Library().heads():
        assert re.search(rf"^  {head.id} +{re.escape(head.title)} +{head.minutes} min$", said.out, re.MULTILINE)
    assert max(map(len, said.out.splitlines())) <= 80


def test_list_as_json_says_the_same(workbook: Workbook) -> None:
    said = workbook("list", "--json")
    assert [(each["id"], each["title"], each["minutes"], each["own"]) for each in json.loads(said.out)] == [
        (head.id, head.title, head.minutes, False) for head in Library().heads()
    ]


def test_own_exercise_is_listed_and_shown(workbook: Workbook, folder: Path) -> None:
    own = folder / "exercises"
    own.mkdir(parents=True)
    (own / "rest.md").write_text(
        "# A rest\n\n<!-- exercise: #rest; version: 1; part: care; author: Ana Ruiz -->\n\n"
        "## One\n\n### What helps?\n\n<!-- ask: short #what -->\n\n........\n",
        encoding="utf-8",
    )
    (listed,) = (each for each in json.loads(workbook("list", "--json").out) if each["own"])
    assert (listed["title"], listed["author"]) == ("A rest", "Ana Ruiz")
    *_rest, part, row, author = workbook("list").out.splitlines()
    assert part == "From your own folder, not from Workbook"
    assert row.split() == ["rest", "A", "rest"]
    assert author.strip() == "Written by: “Ana Ruiz”"
    shown = " ".join(workbook("show", "rest").out.split())
    assert "What helps?" in shown
    not_ours = "From your own folder, not from Workbook. Workbook never asks for your passphrase or recovery code in an"
    assert shown.count(not_ours) == 2  # under the title and on its page


def test_list_says_which_own_exercise_is_left_out(workbook: Workbook, folder: Path) -> None:
    own = folder / "exercises"
    own.mkdir(parents=True)
    (own / "rest.md").write_text("# A rest\n", encoding="utf-8")
    said = workbook("list")
    assert (said.code, "A rest" in said.out) == (0, False)
    assert said.err == "Left out, because of mistakes in it: “rest.md”. “workbook check” names them.\n"
    assert workbook("show", "rest").code == 2


def test_export_has_what_an_own_exercise_gives(workbook: Workbook, folder: Path) -> None:
    own = folder / "exercises"
    own.mkdir(parents=True)
    (own / "rest.md").write_text(
        "# A rest\n\n<!-- exercise: #rest; version: 1; author: Casa Segura -->\n\n"
        "## One\n\n### What helps?\n\n<!-- ask: short #what -->\n\n........\n\n"
        "## Plan\n\n<!-- plan; for: advocate -->\n\n[words](#what)\n",
        encoding="utf-8",
    )
    library = Library(own_folder=own)
    library.check_own()
    with Notebook.open(folder) as notebook:
        Sitting.open("rest", library, notebook, lambda: datetime(2025, 3, 5, 12, tzinfo=UTC)).answer("what", "a walk")
    mine = workbook("export").out
    assert "_This part is from an exercise file of my own. Written by: “Casa Segura”_\n\na walk" in mine
    theirs = workbook("export", "--for", "advocate").out
    assert "_This part is from an exercise file of my own._\n\na walk" in theirs
    assert "Casa Segura" not in theirs


@pytest.mark.parametrize("exercise", [head.id for head in Library().heads()])
def test_show_prints_every_question_as_a_worksheet_of_plain_lines(workbook: Workbook, exercise: str) -> None:
    said = workbook("show", exercise)
    assert (said.code, said.err) == (0, "")
    shown = Library().exercise(exercise)
    assert shown is not None
    words = " ".join(said.out.split())
    for page in shown.pages:
        for question in page.questions:
            assert " ".join(question.words.split()) in words
    assert "<!--" not in said.out
    assert "\x1b" not in said.out


def test_show_of_an_unknown_exercise_says_where_the_names_are(workbook: Workbook) -> None:
    said = workbook("show", "wellcome")
    assert (said.code, said.out) == (2, "")
    assert "wellcome" in said.err
    assert "workbook list" in said.err


def test_where_names_the_notebook_and_whether_it_is_there(workbook: Workbook, folder: Path) -> None:
    said = workbook("where")
    assert (said.code, said.err) == (0, "")
    assert str(folder / "notes.wb") in said.out
    assert str(folder / "exercises") in said.out
    assert "nothing written yet" in said.out
    assert json.loads(workbook("where", "--json").out)["exists"] is False
    assert not folder.exists()


def test_where_names_the_notebook_that_was_written(workbook: Workbook, written: Path) -> None:
    assert "nothing written yet" not in workbook("where").out
    found = json.loads(workbook("where", "--json").out)
    assert found == {
        "folder": str(written),
        "notebook": str(written / "notes.wb"),
        "exists": True,
        "kept": [],
        "exercises": str(written / "exercises"),
    }


# The folder


@pytest.mark.parametrize("before", [True, False])
def test_data_dir_is_taken_before_and_after_the_command(workbook: Workbook, folder: Path, before: bool) -> None:
    Path("stick").mkdir()
    chosen = ["--data-dir", "stick/notes"]
    said = workbook(*(*chosen, "where") if before else ("where", *chosen))
    assert str(folder.parent / "stick" / "notes" / "notes.wb") in said.out


def test_data_dir_wins_over_the_environment(workbook: Workbook, written: Path) -> None:
    assert STATEMENT in workbook("export").out
    assert workbook("export", "--data-dir", "elsewhere").code == 2
    assert not Path("elsewhere").exists()


@pytest.mark.parametrize("named_by", ["argument", "environment"])
@pytest.mark.parametrize("arguments", [(), ("--plain",), ("where",), ("export",), ("verify",), ("restore", "copy.wb")])
def test_folder_on_a_stick_that_is_not_there_is_never_made(
    workbook: Workbook, folder: Path, monkeypatch: pytest.MonkeyPatch, named_by: str, arguments: tuple[str, ...]
) -> None:
    chosen = folder.parent / "stick" / "notes"
    if named_by == "environment":
        monkeypatch.setenv("WORKBOOK_HOME", str(chosen))
        said = workbook(*arguments)
    else:
        said = workbook(*arguments, "--data-dir", str(chosen))
    assert said.code == 2
    assert f"There is no folder {chosen.parent}. If it is on a stick" in said.err
    assert not chosen.parent.exists()


def test_home_sign_is_understood(workbook: Workbook, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBOOK_HOME", "~/mine")
    assert str(home / "mine" / "notes.wb") in workbook("where").out


def test_without_a_word_the_notebook_is_below_the_readers_home(workbook: Workbook, home: Path) -> None:
    path = Path(json.loads(workbook("where", "--json").out)["notebook"])
    assert path.is_relative_to(home)
    assert "workbook" in path.parts


# export


@pytest.mark.parametrize("form", ["md", "text"])
def test_export_prints_the_plan_and_nothing_else(workbook: Workbook, written: Path, form: str) -> None:
    said = workbook("export", "--format", form)
    assert (said.code, said.err) == (0, "")
    assert STATEMENT in said.out
    assert said.out.splitlines()[0].removeprefix("# ") == "My plan"


@pytest.mark.parametrize(("whom", "told"), [("private", True), ("advocate", True), ("supporter", False)])
def test_export_leaves_out_what_is_not_for_its_reader(workbook: Workbook, written: Path, whom: str, told: bool) -> None:
    said = workbook("export", "--for", whom)
    assert said.code == 0
    assert (STATEMENT in said.out) is told


@pytest.mark.parametrize("form", ["md", "text"])
def test_chronology_ends_with_the_digest_of_all_that_is_printed_above_it(
    workbook: Workbook, written: Path, form: str
) -> None:
    with Notebook.open(written) as notebook:
        note = Sitting.open("incident", Library(), notebook, lambda: datetime(2025, 5, 4, 8, 12, tzinfo=UTC))
        note.answer("line", "Threw my keys")
        note.answer("when", Dated("3 May", "2025-05-03"))
        note.answer("feeling", "cold hands")

    said = workbook("export", "--for", "chronology", "--format", form)

    above, _newline, last = said.out.rstrip("\n").rpartition("\n")
    assert (said.code, said.err) == (0, "")
    assert "1. 3 May 2025" in above
    assert "4 May 2025, 08:12 (UTC+00:00)" in above
    assert "Threw my keys" in above
    assert STATEMENT not in said.out
    assert "cold hands" not in said.out
    assert last.replace(" ", "") == sha256(f"{above}\n".encode()).hexdigest()


def test_exported_file_is_for_its_owner_alone_and_holds_what_is_printed(process: Process, written: Path) -> None:
    said = process("export", "-o", "plan.md", umask=0)
    assert (said.code, said.out) == (0, "")
    assert "plan.md" in said.err
    copy = written.parent / "plan.md"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.read_text(encoding="utf-8") == process("export").out


@pytest.mark.parametrize("there", ["file", "folder", "link", "broken link"])
def test_export_never_overwrites_what_is_there(workbook: Workbook, written: Path, there: str) -> None:
    target, other = Path("plan.md"), Path("other.md")
    match there:
        case "file":
            target.write_text("mine", encoding="utf-8")
        case "folder":
            target.mkdir()
        case "link":
            other.write_text("mine", encoding="utf-8")
            target.symlink_to(other)
        case _broken:
            target.symlink_to(other)
    said = workbook("export", "-o", target)
    assert (said.code, said.out) == (2, "")
    assert "plan.md" in said.err
    assert "Choose another name" in said.err
    if there == "broken link":
        assert not other.exists()
    elif there != "folder":
        assert target.read_text(encoding="utf-8") == "mine"


def test_export_into_a_folder_that_is_not_there_says_so(workbook: Workbook, written: Path) -> None:
    said = workbook("export", "-o", "nowhere/plan.md")
    assert (said.code, said.out) == (1, "")
    assert "nowhere/plan.md" in said.err
    assert not Path("nowhere").exists()


def test_export_without_a_notebook_makes_none(workbook: Workbook, folder: Path) -> None:
    said = workbook("export")
    assert (said.code, said.out) == (2, "")
    assert str(folder) in said.err
    assert not folder.exists()


# README


def test_readme_documents_every_command(workbook: Workbook) -> None:
    documented = set(re.findall(r"^\| `workbook ([a-z]+)", README, re.MULTILINE))
    offered = set(re.findall(r"^    ([a-z]+) ", workbook("--help").out, re.MULTILINE))
    assert documented == offered == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_readme_row_names_only_options_that_the_command_takes(workbook: Workbook, verb: str) -> None:
    (row,) = re.findall(rf"^\| `workbook {verb}.*$", README, re.MULTILINE)
    said = workbook(verb, "--help").out
    for option in re.findall(r"`(--?[a-z]+)", row):
        assert option in said
    for whom in re.findall(r"--for ([a-z]+)", row):
        assert whom in said


def test_readme_begins_with_the_two_commands_that_try_it() -> None:
    shell = re.findall(r"^```sh\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert shell[:2] == [
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/workbook demo",
        ".venv/bin/python -m pytest -n auto",
    ]
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "test" in about["optional-dependencies"]
    assert "workbook" in about["scripts"]
    assert f"Python {about['requires-python'].removeprefix('>=')} or newer" in README


def test_readme_tells_the_exit_codes_that_errors_have() -> None:
    words = " ".join(README.split())
    said = words.split("Exit codes: ")[1].split("## ")[0]
    codes = {int(code) for code in re.findall(r"(?:^|, )(\d+) ", said)}
    errors = {error.exit_code for error in (WorkbookError, UsageError, UnreadableError, InUseError)}
    assert codes == {0, 130} | errors


def test_exercises_of_the_package_are_what_is_listed(workbook: Workbook) -> None:
    shipped = {path.stem for path in (Path(package.__file__).parent / "exercises" / "en").glob("*.md")}
    assert {each["id"] for each in json.loads(workbook("list", "--json").out)} == shipped
