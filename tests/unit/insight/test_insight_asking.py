"""What the reader is asked, what is never asked, and where the answers go."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.guide.guide_world import ticked
from tests.unit.insight.lived import Life, ago, dated
from workbook.insight.asking import About, Ask, Asking
from workbook.insight.contact import order_noted
from workbook.insight.index import NotesIndex
from workbook.insight.ledger import Kept
from workbook.insight.telling import (
    acting_words,
    ask_words,
    reached_words,
    required_words,
)
from workbook.model.entry import Entry
from workbook.model.errors import UsageError
from workbook.model.values import Dated, FieldValue, Record


class Asked(Life):
    """A life with a boundary that was crossed three times."""

    def __init__(self) -> None:
        super().__init__()
        self.draw_line(
            "insults",
            behaviour="Insults",
            consequence="Then only email, for 30 days",
            grave="no",
            often=3,
            in_days=30,
            for_days=30,
        )
        self.notes = [self.happened(ago(self, days), "insults") for days in (17, 9, 1)]
        self.asking = Asking(self, self, self.clock)

    @property
    def ledger(self) -> tuple[Kept, ...]:
        index = NotesIndex(self, self)
        index.take()
        return index.ledger(self.today)

    def asks(self) -> list[Ask]:
        return list(self.asking.asks(self.ledger))

    def abouts(self) -> list[About]:
        return [each.about for each in self.asks()]

    def value(self, entry: Entry, question: str) -> object:
        found = self.stored[entry.id].answers.get(question)
        return found.value if found else None

    def befriend(self, **fields: FieldValue) -> None:
        self.answer("supporters", supporters=(Record("m", {"name": "M.", "knows": "yes", **fields}),))

    def in_days(self, days: int) -> None:
        self.time = self.time.__class__(days=days, hours=12)
        self.today = self.clock().date()
        self.time = self.time.__class__(hours=12)


@pytest.fixture
def life() -> Asked:
    return Asked()


def test_number_that_was_reached_is_asked_about_with_its_days(life: Asked) -> None:
    [ask] = life.asks()

    assert ask.about is About.REACHED
    assert ask.incident is not None
    assert ask.incident.entry_id == life.notes[2].id
    assert ask_words(ask, life.today) == (
        "The line “Insults” was crossed on 3, 11 and 19 May. You wrote: “Then only email, for 30 days”. "
        "Is that still right, and safe, for you?"
    )


def test_nothing_is_asked_of_boundaries_while_danger_is_named(life: Asked) -> None:
    life.answer("safety", ever=ticked("weapon"))

    assert life.asking.is_danger_named
    assert life.asks() == []
    assert life.asking.of(life.ledger[0]) is None


def test_silence_about_danger_is_no_alarm(life: Asked) -> None:
    life.answer("safety", ever=ticked("unsure"))

    assert life.abouts() == [About.REACHED]


def test_injury_in_a_note_is_never_asked_about(life: Asked) -> None:
    life.asking.begin(life.asks()[0])
    life.in_days(40)
    before = life.abouts()
    life.change(life.notes[2], injuries="a bruise")

    assert (before, life.abouts()) == ([About.OVER], [])


def test_yes_begins_today_and_is_in_force_until_the_last_day(life: Asked) -> None:
    receipt = life.asking.begin(life.asks()[0])

    assert receipt is not None
    assert life.value(life.notes[2], "starts") == Dated("20 May 2026", "2026-05-20")
    assert life.asks() == []
    assert acting_words(life.ledger[0]) == "Until 18 June 2026: Then only email, for 30 days"


@pytest.mark.parametrize("answer", ["not-this-time", "not-safe"])
def test_not_this_time_is_an_answer(life: Asked, answer: str) -> None:
    life.asking.leave(life.asks()[0], answer)

    assert life.value(life.notes[2], "done") == answer
    assert life.asks() == []
    life.in_days(60)
    assert life.asks() == []


def test_after_its_end_it_is_asked_whether_it_was_done_and_what_it_cost(life: Asked) -> None:
    life.asking.begin(life.asks()[0])
    life.in_days(30)
    [ask] = life.asks()

    assert ask_words(ask, life.today) == (
        "From 20 May 2026 to 18 June 2026 you meant to do this: “Then only email, for 30 days”. "
        "Did you do it? Every answer is fine, and you can leave it open."
    )
    life.asking.done(ask, "part", "Two nights' sleep")
    assert life.value(life.notes[2], "done") == "part"
    assert life.value(life.notes[2], "cost") == "Two nights' sleep"
    assert life.asks() == []


def test_cost_that_was_written_is_kept_where_nothing_is_added(life: Asked) -> None:
    life.change(life.notes[2], cost="A key")
    life.asking.begin(life.asks()[0])
    life.in_days(30)
    life.asking.done(life.asks()[0], "yes")

    assert life.value(life.notes[2], "cost") == "A key"


def test_what_is_left_for_now_stays_away(life: Asked) -> None:
    life.asking.not_now(life.asks()[0], life.ledger)

    assert life.asks() == []
    life.happened(life.today, "insults")
    assert life.abouts() == [About.REACHED]


def test_answer_to_a_note_that_was_erased_is_refused(life: Asked) -> None:
    [ask] = life.asks()
    life.remove(life.notes[2].id)

    with pytest.raises(UsageError):
        life.asking.begin(ask)


def test_boundary_put_to_rest_is_not_asked_about(life: Asked) -> None:
    life.sit("boundaries").retire("boundaries", "insults")

    assert life.asks() == []


@pytest.mark.parametrize(("days", "asked"), [(55, []), (56, [About.STILL])])
def test_after_eight_weeks_it_is_asked_whether_somebody_still_knows(days: int, asked: list[About]) -> None:
    life = Asked()
    life.notes.clear()
    life.stored = {name: entry for name, entry in life.stored.items() if entry.exercise != "incident"}
    life.befriend(since=dated(ago(life, days)))

    assert life.abouts() == asked


def test_day_of_the_answer_counts_where_no_day_is_written(life: Asked) -> None:
    life.asking.not_now(life.asks()[0])
    life.befriend(since=Dated("this spring"))

    assert life.abouts() == []
    life.in_days(56)
    assert life.abouts() == [About.STILL]


@pytest.mark.parametrize("knows", ["no", None])
def test_who_does_not_know_is_not_asked_about(life: Asked, knows: str | None) -> None:
    life.answer("supporters", supporters=(Record("m", {"name": "M.", **({"knows": knows} if knows else {})}),))
    life.in_days(100)

    assert About.STILL not in life.abouts()


def test_still_so_is_noted_with_today_and_keeps_everybody_in_their_place(life: Asked) -> None:
    known: dict[str, FieldValue] = {"knows": "part", "since": dated(ago(life, 70))}
    life.answer("supporters", supporters=(Record("a", {"name": "A."}), Record("m", {"name": "M.", **known})))
    [ask] = [each for each in life.asks() if each.about is About.STILL]

    assert ask_words(ask, life.today) == "M. knows your plan in part. Is it still so?"
    life.asking.still(ask)
    records = life.sit("supporters").value("supporters")
    assert records == (
        Record("a", {"name": "A."}),
        Record("m", {"name": "M.", **known, "still": Dated("20 May 2026", "2026-05-20")}),
    )
    assert About.STILL not in life.abouts()


def test_person_is_asked_about_at_most_once_in_eight_weeks(life: Asked) -> None:
    life.befriend(since=dated(ago(life, 60)))
    [ask] = [each for each in life.asks() if each.about is About.STILL]
    life.asking.not_now(ask)
    asked = []
    for _week in range(9):
        asked.append(About.STILL in life.abouts())
        life.in_days(7)

    assert asked == [False] * 8 + [True]


def test_being_sure_anew_begins_the_eight_weeks_anew(life: Asked) -> None:
    life.befriend(since=dated(ago(life, 60)))
    [ask] = [each for each in life.asks() if each.about is About.STILL]
    life.asking.not_now(ask)
    life.befriend(since=dated(ago(life, 60)), still=dated(life.today))
    life.in_days(60)

    assert About.STILL in life.abouts()


def test_clock_set_back_asks_nothing_of_people(life: Asked) -> None:
    life.befriend(since=dated(date(2027, 1, 1)))

    assert About.STILL not in life.abouts()


def test_keys_that_can_come_no_more_are_forgotten_and_others_kept(life: Asked) -> None:
    life.befriend(since=dated(ago(life, 60)))
    reached, still = life.asks()
    gone = "ask:over:gone:gone", "ask:still:m:2020-01-01:3"
    life.settings = replace(life.settings, dismissed=("a hint", *gone, reached.key))
    life.asking.not_now(still, life.ledger)

    assert life.settings.dismissed == ("a hint", reached.key, still.key)


def test_keys_about_people_are_forgotten_also_where_no_boundary_is_looked_at(life: Asked) -> None:
    life.befriend(since=dated(ago(life, 60)))
    for _time in range(3):
        [still] = [each for each in life.asks() if each.about is About.STILL]
        life.asking.not_now(still)
        life.in_days(56)

    assert life.settings.dismissed == (still.key,)


def test_what_was_left_does_not_come_back_after_danger_has_passed(life: Asked) -> None:
    [reached] = life.asks()
    life.asking.not_now(reached)
    life.befriend(since=dated(ago(life, 60)))
    life.answer("safety", ever=ticked("weapon"))
    life.asking.not_now(life.asks()[0], life.ledger)
    life.answer("safety", ever=ticked("none"))

    assert life.asks() == []


def test_many_crossings_are_told_by_the_first_and_the_last_day(life: Asked) -> None:
    for days in (2, 3, 4, 5, 6):
        life.happened(ago(life, days), "insults")
    kept = life.ledger[0]

    assert kept.reached is not None
    assert reached_words(kept.statement, kept.reached, life.today).startswith(
        "The line “Insults” was crossed 8 times from 3 May 2026 to 19 May 2026."
    )


def test_what_has_no_end_is_told_from_when(life: Asked) -> None:
    life.change(life.notes[2], starts=Dated("next week"))
    life.draw_line("insults", behaviour="Insults", consequence="I leave", grave="no", often=3)

    assert acting_words(life.ledger[0]) == "Begun: next week. I leave"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, ""),
        ({"boundaries": "no", "welcome": "no"}, ""),
        ({"welcome": "unsure"}, "Contact that an order requires goes on."),
        ({"boundaries": "yes"}, "Contact that an order requires goes on: Fridays, at the door"),
        ({"boundaries": "no", "welcome": "yes"}, "Contact that an order requires goes on."),
    ],
)
def test_contact_that_an_order_requires_goes_on(life: Asked, answers: dict[str, str], said: str) -> None:
    for exercise, answer in answers.items():
        life.answer(exercise, order=answer)
        if exercise == "boundaries":
            life.answer(exercise, required_contact="Fridays, at the door")

    assert required_words(order_noted(life, life, life.today)) == said
