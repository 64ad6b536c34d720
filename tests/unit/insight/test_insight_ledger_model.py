"""The ledger against the slow model of it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.insight import drawn
from tests.unit.insight.slow_model import slowly, told
from workbook.insight.incidents import Incident
from workbook.insight.ledger import kept, kept_of
from workbook.insight.timeline import Timeline
from workbook.model.values import Record


@st.composite
def lives(draw: st.DrawFn) -> tuple[Record, list[Incident], date]:
    pivot = draw(st.sampled_from(drawn.PIVOTS))
    return draw(drawn.boundary("insults", pivot)), draw(drawn.notes(pivot)), draw(drawn.days(pivot))


@settings(max_examples=150, deadline=None)
@given(lives())
def test_every_boundary_is_told_as_the_slow_model_tells_it(life: tuple[Record, list[Incident], date]) -> None:
    boundary, notes, today = life

    assert told(kept(drawn.statement(boundary), notes, today)) == slowly(boundary, notes, today)


@settings(max_examples=60, deadline=None)
@given(lives(), st.data())
def test_notes_that_come_and_go_leave_no_trace(life: tuple[Record, list[Incident], date], data: st.DataObject) -> None:
    boundary, notes, today = life
    own = [note for note in notes if boundary.id in note.crossed]
    crossings = Timeline(own)
    gone = data.draw(st.sets(st.sampled_from(own))) if own else set()
    back = data.draw(st.sets(st.sampled_from(sorted(gone, key=lambda each: each.number)))) if gone else set()
    for note in gone:
        crossings.remove(note)
    for note in back:
        crossings.add(note)
    left = [note for note in own if note not in gone or note in back]

    assert told(kept_of(drawn.statement(boundary), crossings, today)) == slowly(boundary, left, today)


@settings(max_examples=60, deadline=None)
@given(lives(), st.data())
def test_numbers_of_now_count_for_old_crossings(life: tuple[Record, list[Incident], date], data: st.DataObject) -> None:
    _boundary, notes, today = life
    revised = data.draw(drawn.boundary("insults", today))

    assert told(kept(drawn.statement(revised), notes, today)) == slowly(revised, notes, today)
