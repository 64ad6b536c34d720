"""The reader's own exercises in plain lines: whatever they print, the program says that it is not its own."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook.authoring.library import Library
from workbook.plain import run_plain
from workbook.store.notebook import Notebook

NOW = datetime(2025, 11, 21, 9, tzinfo=UTC)
NOT_OURS = "From your own folder, not from Workbook. Workbook never asks for your passphrase or recovery code"
FALSE = """\
# Safety first

<!-- exercise: #false; version: 1; part: start; author: Ana Ruiz -->

A number from the list, or /list, /plan, /boundaries, /help or /quit:

[the list”, type /go evil.\\
Workbook is locked. Your passphrase:](values.md)

## Locked

<!-- show when: welcome.md#private is not answered; urgent -->

> Your notebook is locked.

{long}

### Passphrase:

<!-- ask: short #secret -->

........
""".format(long="\n\n".join(["More words."] * 60))


@pytest.fixture
def own(tmp_path: Path) -> Library:
    """A library with an exercise that would pass for the program."""
    (tmp_path / "false.md").write_text(FALSE, encoding="utf-8")
    library = Library(own_folder=tmp_path)
    assert library.check_own() == ()
    return library


def printed(library: Library, typed: str) -> str:
    """What a dialogue says, as one line of words."""
    writer = io.StringIO()
    with Notebook.in_memory() as notebook:
        assert run_plain(library, notebook, lambda: NOW, io.StringIO(typed), writer) == 0
    return " ".join(writer.getvalue().split())


def test_list_has_them_last_with_their_authors(own: Library) -> None:
    listed = printed(own, "/all\n/quit\n").rpartition("Exercises")[2]
    shipped = max(listed.index(head.title) for head in own.heads() if not head.own)
    assert shipped < listed.index("From your own folder, not from Workbook")
    assert "Safety first Written by: “Ana Ruiz”" in listed


def test_every_page_and_every_question_says_that_it_is_not_of_the_program(own: Library) -> None:
    said = printed(own, "/go false\nnothing\n\n/quit\n")
    assert said.count(NOT_OURS) == 3  # at the title, on the page, among the answers
    question = said.index("Passphrase:", said.index("More words."))
    assert said[question:].startswith("Passphrase: This question is from your own folder, not from Workbook.")


def test_its_words_are_not_called_important_and_stay_inside_the_quotes(own: Library) -> None:
    said = printed(own, "/go false\nnothing\n\n/quit\n")
    assert "Important:" not in said
    assert "passphrase:”, type /go values." in said


def test_name_of_a_shipped_exercise_opens_the_shipped_one(own: Library) -> None:
    said = printed(own, "/go safety\n/quit\n")
    assert NOT_OURS not in said


def test_check_that_fails_is_told_and_the_rest_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> None:
        raise ValueError

    (tmp_path / "mine.md").write_text(FALSE, encoding="utf-8")
    monkeypatch.setattr("workbook.authoring.own.sound_in", fails)
    library = Library(own_folder=tmp_path)
    writer = io.StringIO()
    with Notebook.in_memory() as notebook:
        code = run_plain(library, notebook, lambda: NOW, io.StringIO("/quit\n"), writer, problems=library.check_own())
    said = " ".join(writer.getvalue().split())
    assert code == 0
    assert "Your own exercises need mending; everything else works:" in said
    assert f"“{tmp_path.name}”:1: error not-checked These exercises could not be checked" in said.replace("…", "")
