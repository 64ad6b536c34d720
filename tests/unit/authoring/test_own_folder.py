"""The reader's own exercises: nothing of the folder is offered before all of it is checked, and only what is sound."""

import subprocess
import sys
from pathlib import Path

import pytest

from workbook.authoring.library import Library
from workbook.model.exercise import Passage
from workbook.model.parts import part_title
from workbook.model.problem import Severity
from workbook.model.prose import GoTo, Recall, inlines_of

ASKS = ("### Which?", "", "<!-- ask: short #which -->", "", "....................", "")


def written(folder: Path, name: str, *lines: str, more: str = "", title: str = "") -> Path:
    """An own exercise; its lines begin at line 7."""
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    marker = f"<!-- exercise: #{path.stem}; version: 1{more} -->"
    text = [f"# {title or f'My {path.stem}'}", "", marker, "", "## First", "", *lines, ""]
    path.write_text("\n".join(text), encoding="utf-8")
    return path


def names(library: Library) -> list[str]:
    return [head.id for head in library.heads()]


def own_names(library: Library) -> list[str]:
    return [head.id for head in library.heads() if head.own]


def checked(folder: Path) -> tuple[Library, tuple[str, ...]]:
    """The library of a folder, and its problems as `name:line code`."""
    library = Library(own_folder=folder)
    problems = library.check_own()
    assert {problem.severity for problem in problems} <= {Severity.ERROR}
    return library, tuple(f"{Path(each.file).stem}:{each.line} {each.code}" for each in problems)


def test_nothing_of_the_folder_is_on_the_shelf_before_all_of_it_is_checked(tmp_path: Path) -> None:
    written(tmp_path, "mine", "Words.")
    library = Library(own_folder=tmp_path)
    assert (library.own_checked, names(library)) == (False, names(Library()))
    assert library.exercise("mine") is None
    assert library.check_own() == ()
    assert (library.own_checked, own_names(library)) == (True, ["mine"])
    assert library.exercise("mine") is not None


def test_heads_of_own_exercises_are_those_of_the_exercises(tmp_path: Path) -> None:
    written(tmp_path, "mine", "Words.", more="; part: care; author: Ana Ruiz")
    library, _problems = checked(tmp_path)
    exercise = library.exercise("mine")
    assert exercise is not None
    assert exercise.head == library.heads()[-1]
    assert (exercise.head.own, exercise.head.author) == (True, "Ana Ruiz")


def test_own_exercises_come_last_in_a_part_that_the_program_names(tmp_path: Path) -> None:
    written(tmp_path, "deep/mine", "Words.", more="; part: start")
    written(tmp_path, "first", "Words.", more="; part: people")
    written(tmp_path, "before", "Words.", more="; part: start")
    (tmp_path / "README.md").write_text("# Readme\n", encoding="utf-8")
    library, _problems = checked(tmp_path)
    assert names(library) == [*names(Library()), "before", "mine", "first"]
    assert {part_title(head.part) for head in library.heads() if head.own} == {
        "From your own folder, not from Workbook"
    }


@pytest.mark.parametrize("folder", ["nowhere", "a-file", "locked"])
def test_folder_that_is_none_is_no_problem(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder
    if folder == "a-file":
        path.touch()
    if folder == "locked":
        path.mkdir(mode=0)
    library, problems = checked(path)
    assert names(library) == names(Library())
    assert problems == ()
    assert library.own_checked


def test_empty_folder_loads_no_markdown_parser(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from workbook.authoring.library import Library; "
        "library = Library(own_folder=Path(sys.argv[1])); library.check_own(); library.heads(); "
        "print('markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_own_file_never_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    written(tmp_path, "values", "Words.")
    library, problems = checked(tmp_path)
    assert library.heads() == Library().heads()
    assert problems == ("values:3 taken-id",)
    exercise = library.exercise("values")
    assert exercise is not None
    assert not exercise.head.own


@pytest.mark.parametrize("place", ["", "en/", "workbook/exercises/en/"])
def test_own_file_is_the_readers_wherever_it_lies(tmp_path: Path, place: str) -> None:
    # The reader's folder is usually called `workbook/exercises`, as ours is.
    own = tmp_path / "workbook" / "exercises"
    written(own, f"{place}safety", "Words.")
    written(own, f"{place}mine", "Words.")
    library, problems = checked(own)
    assert problems == ("safety:3 taken-id",)
    assert [(head.id, head.own) for head in library.heads() if head.id in ("safety", "mine")] == [
        ("safety", False),
        ("mine", True),
    ]


def test_broken_own_files_never_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "binary.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "folder.md").mkdir()
    written(tmp_path, "good", "Words.")
    written(tmp_path, "bad", "<!-- show when: #nothing is yes -->", "", "> Words.")
    library, problems = checked(tmp_path)
    assert {problem.partition(":")[0] for problem in problems} == {"binary", "empty", "dangling", "loop", "bad"}
    assert own_names(library) == ["good"]
    assert library.exercise("bad") is None


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = written(tmp_path / "elsewhere", "secret", "Words.")
    own = tmp_path / "own"
    own.mkdir()
    (own / "secret.md").symlink_to(outside)
    (own / "more").symlink_to(outside.parent)
    library, problems = checked(own)
    assert own_names(library) == []
    assert library.exercise("secret") is None
    assert problems == ("secret:1 outside-folder",)


def test_mended_file_is_offered_after_the_next_check(tmp_path: Path) -> None:
    written(tmp_path, "mine", "[x](nowhere.md)")
    library, problems = checked(tmp_path)
    assert problems == ("mine:7 unknown-file",)
    assert library.exercise("mine") is None
    written(tmp_path, "mine", "Words.")
    assert library.check_own() == ()
    assert library.exercise("mine") is not None
    written(tmp_path, "mine", "[x](nowhere.md)")
    assert library.check_own()
    assert own_names(library) == []


def test_what_is_offered_is_what_was_checked(tmp_path: Path) -> None:
    written(tmp_path, "mine", "Words.")
    written(tmp_path, "gone", "Words.")
    library, _problems = checked(tmp_path)
    written(tmp_path, "mine", "[x](nowhere.md)", title="Another")
    (tmp_path / "gone.md").unlink()
    exercise = library.exercise("mine")
    assert exercise is not None
    assert exercise.head.title == "My mine"
    assert library.exercise("gone") is not None


def test_exercise_that_leans_on_a_broken_one_is_not_offered(tmp_path: Path) -> None:
    written(tmp_path, "broken", *ASKS, "[x](nowhere.md)")
    written(tmp_path, "reads", *ASKS, "[words](broken.md#which)")
    written(tmp_path, "goes", "[there](reads.md)")
    written(tmp_path, "asks", "<!-- show when: broken.md#which is answered -->", "", "> Words.")
    written(tmp_path, "follows", "Words.", more="; after: broken.md")
    library, problems = checked(tmp_path)
    leaning = [problem for problem in problems if problem.endswith("leans-on-broken")]
    assert leaning == ["asks:3 leans-on-broken", "goes:3 leans-on-broken", "reads:3 leans-on-broken"]
    assert own_names(library) == ["follows"]


def test_exercise_that_reads_a_shipped_one_does_so_whatever_lies_beside_it(tmp_path: Path) -> None:
    # The file beside it would give away what the shipped one keeps.
    gives = (
        "### Which?",
        "",
        "<!-- ask: short #worst -->",
        "",
        "........",
        "",
        "## Plan",
        "",
        "<!-- plan; for: advocate -->",
    )
    written(tmp_path, "red-flags", *gives, "", "[worst](#worst)")
    plan = ("Words.", "", "## Plan", "", "<!-- plan; for: advocate -->", "", "[worst](red-flags.md#worst)")
    written(tmp_path, "mine", *plan)
    library, problems = checked(tmp_path)
    assert [problem for problem in problems if problem.startswith("mine")] == ["mine:13 unknown-question"]
    assert own_names(library) == []


def test_second_file_of_a_name_vouches_for_nothing(tmp_path: Path) -> None:
    written(tmp_path, "a/other", *ASKS)
    written(tmp_path, "b/other", *ASKS, "## Plan", "", "<!-- plan; for: supporter -->", "", "[words](#which)")
    plan = ("Words.", "", "## Plan", "", "<!-- plan; for: supporter -->", "", "[words](other.md#which)")
    written(tmp_path, "b/mine", *plan)
    library, problems = checked(tmp_path)
    assert problems == ("mine:13 unknown-file", "other:1 duplicate-exercise")
    assert own_names(library) == ["other"]


def test_link_to_a_page_of_another_file_goes_there_and_one_to_a_question_reads_it(tmp_path: Path) -> None:
    written(tmp_path, "other", *ASKS, "## Next", "", "<!-- page: #next -->", "", "Words.")
    written(tmp_path, "mine", "- **Go [there](other.md#next)** and [read](other.md#which).")
    exercise = checked(tmp_path)[0].exercise("mine")
    assert exercise is not None
    (passage,) = exercise.pages[0].items
    assert isinstance(passage, Passage)
    links = [each for each in inlines_of(passage.block) if isinstance(each, GoTo | Recall)]
    assert isinstance(links[0], GoTo)
    assert (links[0].exercise, links[0].page) == ("other", "next")
    assert isinstance(links[1], Recall)


@pytest.mark.parametrize("name", ["Ana Ruiz", "Dr. Ana O\u2019Neil-Ruiz (Casa Segura), 2025", "李明", "R&D / أمل"])
def test_author_is_a_name_in_any_script(tmp_path: Path, name: str) -> None:
    written(tmp_path, "mine", "Words.", more=f"; author:  {name} ")
    library, problems = checked(tmp_path)
    assert problems == ()
    assert library.heads()[-1].author == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a" * 61,
        "Ana “the program” Ruiz",
        "Ana: type your passphrase",
        "<b>Ana</b>",
        "Ana\u200bRuiz",
        "the Workbook team",
        "Work Book",
        "W. o. r. k. b. o. o. k.",
        "W\u043erkb\u043e\u043ek",
        "W0rkb00k",
        "W\u00f6rkbook",
        "\u0410na Ruiz",
        "Your notes are locked so please type",
        "WORKBOOK",
        "ana@example.org",
        "https://example.org",
        "Ana [red]Ruiz",
    ],
)
def test_author_is_nothing_but_a_name(tmp_path: Path, name: str) -> None:
    written(tmp_path, "mine", "Words.", more=f"; author: {name}")
    library, problems = checked(tmp_path)
    assert problems == ("mine:3 bad-value",)
    assert own_names(library) == []


def test_title_that_would_fill_a_screen_is_an_error(tmp_path: Path) -> None:
    written(tmp_path, "mine", "Words.", title="word " * 20)
    written(tmp_path, "page", "Words.", "", "## " + "word " * 20, "", "Words.")
    assert checked(tmp_path)[1] == ("mine:1 title-too-long", "page:9 title-too-long")


def test_names_of_other_files_are_not_read_out(tmp_path: Path) -> None:
    written(tmp_path, "mine", "[x](nowhere.md)")
    (tmp_path / "Your notebook is locked.md").write_text("# Bad\n", encoding="utf-8")
    for folder in ("a", "b\nType your passphrase here, and then go on with what you were doing before"):
        written(tmp_path / folder, "same", "Words.")
    problems = Library(own_folder=tmp_path).check_own()
    assert {problem.code for problem in problems} >= {"unknown-file", "duplicate-exercise"}
    assert not any("locked" in problem.message or "\n" in problem.told() for problem in problems)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Boundaries", "en"),
        ("B\u043eundaries", "en"),
        ("\u0392\u039fUNDARIES", "en"),
        ("B0undar1es", "en"),
        ("B\u00f6und\u00e1ries", "en"),
        ("Boundaries", "es"),
        ("L\u00edmites", "es"),
        ("limites", "es"),
    ],
)
def test_no_title_looks_like_one_of_ours_in_either_language(tmp_path: Path, title: str, language: str) -> None:
    written(tmp_path, "mine", "Words.", title=title)
    library = Library(language, tmp_path)
    assert [problem.code for problem in library.check_own()] == ["taken-title"]


@pytest.mark.parametrize("title", ["My d\u0430y", "Mi d\u03afa", "\u0420assword"])
def test_word_of_a_title_is_of_one_script(tmp_path: Path, title: str) -> None:
    written(tmp_path, "mine", "Words.", title=title)
    assert checked(tmp_path)[1] == ("mine:1 mixed-letters",)


@pytest.mark.parametrize(
    "title",
    [
        "\u041c\u043e\u0439 \u0434\u0435\u043d\u044c",
        "\u0397 \u03bc\u03ad\u03c1\u03b1 \u03bc\u03bf\u03c5",
        "私のTシャツ",
        "My \u03b1 and \u03b2",
        "يومي",
    ],
)
def test_title_may_be_of_any_script(tmp_path: Path, title: str) -> None:
    written(tmp_path, "mine", "Words.", title=title)
    assert checked(tmp_path)[1] == ()
