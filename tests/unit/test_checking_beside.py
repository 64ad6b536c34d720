"""The check of the reader's own exercises runs beside everything else, and nothing waits for it."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbook.authoring.library import Library
from workbook.checking import check_beside
from workbook.model.problem import Problem


class SlowLibrary(Library):
    """A library whose check takes until it may end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(own_folder=folder)
        self.began, self.may_end, self.ended = threading.Event(), threading.Event(), threading.Event()

    def check_own(self) -> tuple[Problem, ...]:
        self.began.set()
        self.may_end.wait(20)
        found = super().check_own()
        self.ended.set()
        return found


class Listener:
    """Stands for the app."""

    def __init__(self) -> None:
        self.heard: list[tuple[Problem, ...]] = []
        self.told = threading.Event()

    def hear(self, problems: tuple[Problem, ...]) -> None:
        self.heard.append(problems)
        self.told.set()


@contextmanager
def slow(folder: Path) -> Iterator[SlowLibrary]:
    """Whatever comes of it, the thread ends with the test."""
    library = SlowLibrary(folder)
    try:
        yield library
    finally:
        library.may_end.set()
        assert library.ended.wait(20)


def test_end_of_the_loop_does_not_wait_for_the_check(tmp_path: Path) -> None:
    async def main() -> None:
        check_beside(library, listener.hear)
        assert await asyncio.to_thread(library.began.wait, 20)

    listener = Listener()
    with slow(tmp_path) as library:
        asyncio.run(main())
        assert not library.ended.is_set()


def test_check_that_goes_on_holds_nothing_of_who_listens(tmp_path: Path) -> None:
    listener = Listener()
    gone = weakref.ref(listener)
    with slow(tmp_path) as library:
        check_beside(library, listener.hear)
        assert library.began.wait(20)
        del listener
        gc.collect()
        assert gone() is None


def test_what_is_found_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("# Bad\n", encoding="utf-8")
    listener = Listener()
    check_beside(Library(own_folder=tmp_path), listener.hear)
    assert listener.told.wait(20)
    assert [problem.code for problem in listener.heard[0]] == ["no-exercise"]


def test_check_that_fails_is_one_problem_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> None:
        raise ValueError("secret words")

    (tmp_path / "mine.md").write_text("# Mine\n", encoding="utf-8")
    monkeypatch.setattr("workbook.authoring.own.sound_in", fails)
    library = Library(own_folder=tmp_path)
    (problem,) = library.check_own()
    assert (problem.file, problem.code) == (str(tmp_path), "not-checked")
    assert "secret" not in str(problem)
    assert library.own_checked
    assert library.heads() == Library().heads()
