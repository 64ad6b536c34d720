"""The index: taken in bit by bit, and at every moment the same as reading all of it anew."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.guide.guide_world import ticked
from tests.unit.insight.lived import Life, ago, dated
from workbook.insight.incidents import Incident, incidents
from workbook.insight.index import NotesIndex
from workbook.insight.ledger import kept
from workbook.model.values import Dated
from workbook.store.notebook import Notebook

if TYPE_CHECKING:
    from workbook.model.entry import Entry


@dataclass
class Turns:
    """Time for so many notes."""

    left: int
    read: list[str] = field(default_factory=list)

    def __call__(self) -> bool:
        self.left -= 1
        return self.left <= 0


@pytest.fixture
def life() -> Life:
    life = Life()
    life.draw_line("insults", grave="no", often=3)
    return life


def plainly(life: Life) -> tuple[Incident, ...]:
    notes = incidents(life, life)
    dated = sorted((each for each in notes if each.day), key=lambda each: (each.day, each.number), reverse=True)
    return (*dated, *sorted((each for each in notes if not each.day), key=lambda each: -each.number))


def test_nothing_is_read_before_it_is_asked_for(life: Life) -> None:
    life.happened(life.today, "insults")
    index = NotesIndex(life, life)

    assert index.all() == ()
    assert not index.is_whole


def test_newest_are_taken_in_first_and_no_more_than_there_is_time_for(life: Life) -> None:
    entries = [life.happened(ago(life, days), "insults") for days in range(5)]
    index = NotesIndex(life, life)
    index.take(Turns(2))
    was_whole = index.is_whole

    assert {each.entry_id for each in index.all()} == {entries[3].id, entries[4].id}
    index.take()
    assert (was_whole, index.is_whole) == (False, True)
    assert index.all() == plainly(life)


def test_days_order_the_list_and_not_the_order_of_writing(life: Life) -> None:
    life.happened("around Easter", "insults")
    life.happened(ago(life, 3), "insults")
    life.happened(ago(life, 30), "insults")
    life.happened("long ago", "insults")
    index = NotesIndex(life, life)
    index.take()

    assert [each.about.words for each in index.all()] == [
        ago(life, 3).isoformat(),
        ago(life, 30).isoformat(),
        "long ago",
        "around Easter",
    ]


@pytest.mark.parametrize("turns", [1, 2, 99])
def test_what_changes_while_it_is_taken_in_is_right(life: Life, turns: int) -> None:
    first, second, third = (life.happened(ago(life, days), "insults") for days in (9, 6, 3))
    index = NotesIndex(life, life)
    index.take(Turns(turns))
    life.change(first, line="Another word")
    life.change(third, when=dated(ago(life, 1)))
    life.remove(second.id)
    life.happened(life.today, "insults")
    index.take()

    assert index.is_whole
    assert index.all() == plainly(life)
    assert index.ledger(life.today)[0] == kept(life.statement("insults"), incidents(life, life), life.today)


def test_boundary_that_is_no_longer_ticked_loses_its_crossing(life: Life) -> None:
    entry = life.happened(life.today, "insults")
    index = NotesIndex(life, life)
    index.take()
    life.change(entry, crossed=ticked("none"))

    assert index.ledger(life.today)[0].since == 0


def test_ledger_keeps_the_order_of_the_reader_and_leaves_retired_ones_out(life: Life) -> None:
    life.draw_line("calls")
    life.draw_line("visits")
    life.sit("boundaries").retire("boundaries", "calls")
    index = NotesIndex(life, life)
    index.take()

    assert [each.statement.record.id for each in index.ledger(life.today)] == ["insults", "visits"]


STEPS = st.lists(
    st.tuples(st.sampled_from(("note", "move", "cross", "undate", "remove", "take")), st.integers(0, 9)), max_size=12
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_index_is_the_same_as_reading_anew_whatever_happens(steps: list[tuple[str, int]]) -> None:
    life = Life()
    life.draw_line("insults", grave="no", often=2)
    notes: list[Entry] = [life.happened(ago(life, days), "insults") for days in (1, 40)]
    index = NotesIndex(life, life)
    for step, number in steps:
        entry = notes[number % len(notes)] if notes else None
        if step == "note" or entry is None:
            notes.append(life.happened(ago(life, number * 5), *(("insults",) if number % 3 else ())))
        elif step == "move":
            life.change(entry, when=dated(ago(life, number)))
        elif step == "cross":
            life.change(entry, crossed=ticked("insults" if number % 2 else "none"))
        elif step == "undate":
            life.change(entry, when=Dated("at some time"))
        elif step == "remove":
            notes.remove(entry)
            life.remove(entry.id)
        else:
            index.take(Turns(number))
            index.all()
    index.take()

    assert index.all() == plainly(life)
    assert index.ledger(life.today) == (kept(life.statement("insults"), incidents(life, life), life.today),)


def test_notebook_tells_what_was_saved_erased_and_removed() -> None:
    life = Life()
    with Notebook.in_memory() as notebook:

        def note(line: str) -> str:
            from workbook.guide.sitting import Sitting

            sitting = Sitting.open("incident", life, notebook, life.clock)
            sitting.start_anew()
            sitting.answer("line", line)
            return sitting.entry.id

        first, second = note("one"), note("two")
        index = NotesIndex(life, notebook)
        index.take()
        third = note("three")
        notebook.remove(first)

        assert {each.entry_id: each.line for each in index.all()} == {second: "two", third: "three"}
        mark = notebook.changed(0).mark
        assert notebook.changed(mark).ids == ()
        entry = notebook.entry(second)
        assert entry is not None
        notebook.erase(entry)
        assert notebook.changed(mark).ids == (second,)
        assert set(notebook.changed(0).ids) == {first, second, third}
        assert notebook.ids("incident") == [second, third]
        assert notebook.passing(third) == notebook.entry(third)
        assert notebook.passing(first) is None
