from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.authoring.checker import check
from workbook.authoring.library import Library
from workbook.authoring.parser import parse
from workbook.authoring.released import brought_up_to_date, holds, ids_of, read_list, write_list
from workbook.authoring.releasing import release
from workbook.model.exercise import Exercise
from workbook.model.kinds import KINDS
from workbook.model.problem import Severity

FIRST = """\
# Rest

<!-- exercise: #rest; version: 1 -->

## One

<!-- page: #one -->

### How many hours?

<!-- ask: number #hours -->

........

<!-- rule: #tired; any: #hours at most 4 -->

### When?

<!-- ask: date #since -->

........

### How deep?

<!-- ask: scale #deep -->

*not* 1 2 3 4 5 *very*

### What helps?

<!-- ask: choice #helps -->

- ( ) Tea <!-- #tea -->
- ( ) A walk <!-- #walk -->

### Who?

<!-- ask: records #people -->

- Name: ........ <!-- #name; required -->
- Met: ........ <!-- #met; date -->
- Safe: ( ) Yes <!-- #yes --> ( ) No <!-- #no --> <!-- #safe; choice -->
"""
SECOND = FIRST.replace("version: 1", "version: 2")

Change = tuple[str, str]


def parsed(text: str) -> Exercise:
    exercise = parse(text, "rest.md").exercise
    assert exercise is not None
    return exercise


def changed(text: str, *changes: Change) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout whose one exercise was released."""
    folder = tmp_path / "workbook" / "exercises" / "en"
    folder.mkdir(parents=True)
    (tmp_path / "workbook" / "__init__.py").touch()
    (folder / "rest.md").write_text(FIRST, encoding="utf-8")
    assert release(folder) == 0
    return folder


Found = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def found(folder: Path) -> Found:
    """Changes the exercise; gives each error of it: the line's words and the code."""

    def judged(text: str, *changes: Change) -> list[tuple[str, str]]:
        text = changed(text, *changes)
        (folder / "rest.md").write_text(text, encoding="utf-8")
        lines = text.split("\n")
        return [
            (lines[each.line - 1], each.code) for each in check([folder], Library()) if each.severity is Severity.ERROR
        ]

    return judged


def test_list_has_a_line_for_each_id_with_its_version_and_what_it_was(folder: Path) -> None:
    lines = (folder.parent / "released.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "rest.md 1 exercise",
        "rest.md#deep 1 scale 1..5",
        "rest.md#helps 1 choice",
        "rest.md#helps.tea 1 option",
        "rest.md#helps.walk 1 option",
        "rest.md#hours 1 number",
        "rest.md#one 1 page",
        "rest.md#people 1 records",
        "rest.md#people.met 1 field-date",
        "rest.md#people.name 1 field-short",
        "rest.md#people.safe 1 field-choice",
        "rest.md#people.safe.no 1 option",
        "rest.md#people.safe.yes 1 option",
        "rest.md#since 1 date",
        "rest.md#tired 1 rule",
    ]


def test_list_reads_back_as_it_was_written() -> None:
    listed = brought_up_to_date((), tuple(ids_of(parsed(FIRST))))
    text = write_list(listed)
    assert write_list(read_list(text)) == text


@pytest.mark.parametrize("line", ["rest.md", "rest.md#a one short", "rest.md#a 1 wishlist", "rest.md#a 1 short gone"])
def test_line_that_cannot_be_read_is_named(folder: Path, line: str) -> None:
    path = folder.parent / "released.txt"
    path.write_text(f"# words\n{line}\n", encoding="utf-8")
    (problem,) = check([folder], Library())
    assert problem.file == str(path)
    assert "released.txt:2" in problem.message


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (("What helps?", "What else helps?"), ("Tea", "Green tea")),
        (("- ( ) A walk", "- ( ) Sleep <!-- #sleep -->\n- ( ) A walk"),),
        (("### Who?", "### Why?\n\n<!-- ask: short #why -->\n\n........\n\n### Who?"),),
        (("ask: choice #helps", "ask: choice #what-helps; was: #helps"),),
        (("ask: choice #helps", "ask: choice #what-helps; was: #helps"), ("#tea", "#green-tea; was: #tea")),
        (("#safe; choice", "#safe-now; choice; was: #safe"), ("#yes", "#sure; was: #yes")),
        (("ask: records #people", "ask: records #friends; was: #people"), ("#safe; choice", "#ok; choice; was: #safe")),
    ],
)
def test_new_words_new_ids_and_renames_that_are_told_pass(found: Found, changes: tuple[Change, ...]) -> None:
    assert found(FIRST, *changes) == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ((("ask: choice #helps", "ask: choice #what-helps"),), "exercise:"),
        ((("#tea", "#green-tea"),), "ask: choice"),
        ((("#met;", "#met-on;"),), "ask: records"),
        ((("#yes", "#sure"),), "Safe:"),
        ((("page: #one", "page: #first"),), "exercise:"),
        ((("rule: #tired", "rule: #weary"),), "exercise:"),
        (
            (("ask: choice #helps", "ask: choice #what-helps; was: #helps"), ("#tea", "#green-tea")),
            "ask: choice #what-helps",
        ),
    ],
)
def test_released_id_that_is_gone_is_told_once_whatever_the_version(
    found: Found, changes: tuple[Change, ...], line: str
) -> None:
    for text in (FIRST, SECOND):
        ((words, code),) = found(text, *changes)
        assert line in words
        assert code == "removed-id"


def test_remedy_names_the_new_id_and_what_to_write(folder: Path, found: Found) -> None:
    found(FIRST, ("#tea", "#green-tea"))
    (problem,) = check([folder / "rest.md"], Library())
    assert "`#green-tea`" in problem.message
    assert "`was: #tea`" in problem.message
    assert "`rest.md#helps.tea`" in problem.message
    assert " retired" in problem.message


@pytest.mark.parametrize(
    "changes",
    [
        (("ask: date #since", "ask: short #since"),),
        (("ask: date #since", "ask: short #from; was: #since"),),
        (("1 2 3 4 5", "1 2 3 4 5 6 7"),),
        (("#met; date", "#met"),),
        (("#met; date", "#met; long"),),
        (("ask: choice #helps", "ask: checklist #helps"), ("( ) Tea", "[ ] Tea"), ("( ) A walk", "[ ] A walk")),
    ],
)
def test_change_that_saved_answers_outlive_needs_a_new_version(found: Found, changes: tuple[Change, ...]) -> None:
    ((_words, code),) = found(FIRST, *changes)
    assert code == "same-version"
    assert found(SECOND, *changes) == []


@pytest.mark.parametrize(
    "changes",
    [
        (("ask: number #hours", "ask: journal #hours"), ("any: #hours at most 4", "any: #hours is answered")),
        (("ask: date #since", "ask: journal #since"),),
        (("ask: date #since", "ask: journal #other; was: #since"),),
        (("#name; required", "#name; number"),),
        (("ask: scale #deep", "ask: scale #deep; for each: #people.name"), ("### How deep", "### HOW")),
    ],
)
def test_kind_that_cannot_hold_the_saved_answers_is_an_error_in_any_version(
    found: Found, changes: tuple[Change, ...]
) -> None:
    for text in (FIRST, SECOND):
        codes = [code for _words, code in found(text, *changes) if code != "looks-forward"]
        assert codes == ["changed-kind"]


def test_kinds_of_every_released_version_are_held_together(folder: Path, found: Found) -> None:
    short = changed(SECOND, ("ask: date #since", "ask: short #since"))
    assert found(short) == []
    assert release(folder) == 0
    assert "rest.md#since 2 date>short\n" in (folder.parent / "released.txt").read_text(encoding="utf-8")
    third = changed(short, ("version: 2", "version: 3"))
    # What was saved as a date cannot become a journal, though a short text can.
    ((_words, code),) = found(third, ("ask: short #since", "ask: journal #since"))
    assert code == "changed-kind"


def test_retired_id_may_be_gone_with_all_that_was_in_it_and_never_comes_back(folder: Path, found: Found) -> None:
    path = folder.parent / "released.txt"
    without = SECOND[: SECOND.index("### What helps?")] + SECOND[SECOND.index("### Who?") :]
    ((_words, code),) = found(without)
    assert code == "removed-id"
    listed = path.read_text(encoding="utf-8")
    path.write_text(listed.replace("rest.md#helps 1 choice\n", "rest.md#helps 1 choice retired\n"), encoding="utf-8")
    assert found(without) == []
    assert release(folder) == 0
    after = path.read_text(encoding="utf-8")
    assert "rest.md#helps.tea 1 option retired\n" in after
    assert len(after.splitlines()) == len(listed.splitlines())
    ((words, code),) = found(SECOND)
    assert (code, "ask: choice #helps" in words) == ("reused-id", True)


def test_version_never_falls(found: Found, folder: Path) -> None:
    assert found(SECOND) == []
    assert release(folder) == 0
    ((_words, code),) = found(FIRST)
    assert code == "lower-version"


def test_released_exercise_that_is_gone_is_told_on_its_line_of_the_list(folder: Path) -> None:
    (folder / "rest.md").rename(folder / "other.md")
    (folder / "other.md").write_text(FIRST.replace("#rest", "#other"), encoding="utf-8")
    (problem,) = check([folder], Library())
    assert Path(problem.file).name == "released.txt"
    assert "`rest.md`" in problem.message
    assert problem.line == 3


def test_bringing_the_list_up_to_date_is_refused_while_an_id_would_be_lost(
    folder: Path, found: Found, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder.parent / "released.txt"
    before = path.read_bytes()
    assert found(FIRST, ("#tea", "#green-tea")) != []
    assert release(folder) == 1
    assert path.read_bytes() == before
    assert "removed-id" in capsys.readouterr().err


def test_renamed_id_stays_in_the_list_and_its_was_is_needed_for_good(folder: Path, found: Found) -> None:
    assert found(SECOND, ("#tea", "#green-tea; was: #tea")) == []
    assert release(folder) == 0
    lines = (folder.parent / "released.txt").read_text(encoding="utf-8").splitlines()
    assert {"rest.md#helps.tea 1 option", "rest.md#helps.green-tea 2 option"} <= set(lines)
    ((_words, code),) = found(SECOND, ("#tea", "#green-tea"))
    assert code == "removed-id"


def test_readers_own_files_are_held_against_no_list(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "exercises"
    own.mkdir(parents=True)
    (own.parent / "released.txt").write_text("rest.md#lost 1 short\n", encoding="utf-8")
    (own / "rest.md").write_text(FIRST, encoding="utf-8")
    assert check([own], Library()) == ()


def test_translation_is_not_held_against_the_list(folder: Path) -> None:
    spanish = folder.parent / "es"
    spanish.mkdir()
    (spanish / "rest.md").write_text(changed(FIRST, ("#tea", "#te")), encoding="utf-8")
    assert not [each for each in check([spanish], Library()) if each.code == "removed-id"]


def test_what_holds_what_is_what_the_kinds_convert() -> None:
    converted = {(kind, saved) for kind in KINDS for saved in KINDS if kind != saved and holds(kind, saved)}
    assert converted == {("journal", "short"), ("checklist", "choice"), ("short", "date")}
