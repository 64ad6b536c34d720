"""The log, read out of entries a slice at a time."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from workbook.authoring.library import Library
from workbook.guide.sitting import Sitting
from workbook.insight.log import Log, undated_from
from workbook.model.entry import Entry
from workbook.model.values import Dated, Record, Ticked
from workbook.store.notebook import Notebook

NOW = datetime(2025, 3, 5, 12, tzinfo=UTC)
SHELF = Library()


def clock() -> datetime:
    return NOW


def write(notebook: Notebook, line: str, day: str | None = None, *crossed: str) -> Entry:
    exercise = SHELF.exercise("incident")
    assert exercise is not None
    sitting = Sitting(exercise, SHELF, notebook, clock)
    sitting.answer("line", line)
    sitting.answer("when", Dated(day or "around Easter", day))
    if crossed:
        sitting.answer("crossed", Ticked(crossed))
    return sitting.entry


def boundary(notebook: Notebook, words: str, *, retired: bool = False) -> None:
    sitting = Sitting.open("boundaries", SHELF, notebook, clock)
    sitting.answer("order", "no")
    sitting.answer("boundaries", (Record("b1", {"behaviour": words}, retired=retired),))


def whole(log: Log) -> Log:
    log.refresh()
    log.take(lambda: False)
    assert log.is_whole
    return log


def lines(log: Log) -> list[str]:
    return [each.line for each in log.notes()]


def test_notes_come_newest_first_by_day_and_the_undated_last() -> None:
    with Notebook.in_memory() as notebook:
        for line, day in (("b", "2025-02-28"), ("d", None), ("a", "2025-03-01"), ("c", "2024-02-29"), ("e", None)):
            write(notebook, line, day)
        log = whole(Log(SHELF, notebook, clock))
        assert lines(log) == ["a", "b", "c", "e", "d"]
        assert undated_from(log.notes()) == 3


def test_reading_in_slices_comes_to_the_same() -> None:
    with Notebook.in_memory() as notebook:
        for number in range(9):
            write(notebook, f"n{number}", f"2025-01-{number + 1:02}")
        log, at_once = Log(SHELF, notebook, clock), whole(Log(SHELF, notebook, clock))
        log.refresh()
        seen = []
        steps = count(1)
        while not log.is_whole:
            log.take(lambda: next(steps) % 2 == 0)
            seen.append(log.taken)
        assert seen == [2, 4, 6, 8, 9]
        assert log.notes() == at_once.notes()


def test_what_is_changed_or_erased_meanwhile_is_taken_up() -> None:
    with Notebook.in_memory() as notebook:
        first, second = write(notebook, "first", "2025-03-01"), write(notebook, "second", "2025-03-02")
        log = whole(Log(SHELF, notebook, clock))
        notebook.save(replace(first, answers={**first.answers, "line": replace(first.answers["line"], value="once")}))
        notebook.remove(second.id)
        write(notebook, "third", "2025-03-03")
        assert lines(whole(log)) == ["third", "once"]


def test_day_boundary_and_every_text_are_among_what_is_searched() -> None:
    with Notebook.in_memory() as notebook:
        boundary(notebook, "Insultos, CAFÉ")
        write(notebook, "A line", "2026-05-12", "b1")
        boundary(notebook, "Insultos, CAFÉ", retired=True)
        (noted,) = whole(Log(SHELF, notebook, clock)).notes()
        for word in ("a line", "12 may 2026", "tuesday", "2026-05", "insultos, cafe"):
            assert word in noted.text
        assert "b1" not in noted.text
        assert noted.crossed == ("b1",)


def test_boundary_that_is_worded_anew_is_found_by_its_new_words() -> None:
    with Notebook.in_memory() as notebook:
        boundary(notebook, "Old words")
        write(notebook, "A line", "2026-05-12", "b1")
        log = whole(Log(SHELF, notebook, clock))
        boundary(notebook, "New words")
        (noted,) = whole(log).notes()
        assert "new words" in noted.text
        assert "old words" not in noted.text
        assert dict(log.names())["b1"] == "New words"
