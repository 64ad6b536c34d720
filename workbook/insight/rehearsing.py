"""In which order sentences come to be practised, replayed from the entries of earlier rehearsals.

Nothing of it is stored, so that an erased rehearsal leaves no trace in what comes. Days count, never minutes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from fsrs import Card, Rating, Scheduler

from workbook.guide.changes import answer_to
from workbook.insight.own_words import BOUNDARY, HOW, PRACTICE, READY, Sentence
from workbook.model.entry import Entry
from workbook.model.exercise import Exercise
from workbook.model.ports import Keeper, Shelf

AT_ONCE = 5
"""Sentences in one round, at most."""
LONGEST = 60
"""Days that a sentence rests at most, so that none is lost from sight."""

Name = tuple[str, str]
"""The question and the answer that mean a sentence."""


class How(StrEnum):
    """How it went, by the options of the exercise."""

    EASY = "easy"
    HARD = "hard"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One time that a sentence was gone over."""

    name: Name
    how: How
    day: date | None
    """None where the entry names no day."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A sentence, and whether it comes now."""

    sentence: Sentence
    back_on: date | None
    """The day from which it comes again; None if it was never practised."""

    def rests(self, today: date) -> bool:
        """Whether it may wait."""
        return self.back_on is not None and self.back_on > today


def in_order(sentences: Iterable[Sentence], rehearsals: Sequence[Rehearsal], today: date) -> tuple[Coming, ...]:
    """Each sentence once: what is back, the longest back first; what was never practised; then what rests."""
    back = _back_days(rehearsals, today)
    coming = [Coming(each, back.get((each.question, each.choice))) for each in sentences]

    def place(each: Coming) -> tuple[int, date]:
        if each.back_on is None:
            return 1, today
        return (2 if each.rests(today) else 0), each.back_on

    return tuple(sorted(coming, key=place))


def next_round(coming: Sequence[Coming], today: date) -> tuple[Sentence, ...]:
    """A handful. What rests comes only where everything does: whoever wants to practise may."""
    awake = [each for each in coming if not each.rests(today)]
    return tuple(each.sentence for each in (awake or coming)[:AT_ONCE])


def rehearsals(shelf: Shelf, keeper: Keeper) -> tuple[Rehearsal, ...]:
    """Every rehearsal that was kept, in the order in which they were begun, whatever the clock said."""
    exercise = shelf.exercise(PRACTICE)
    if exercise is None:
        return ()
    entries = sorted(keeper.entries(PRACTICE), key=lambda entry: entry.number)
    return tuple(found for entry in entries for found in _in_entry(entry, exercise, shelf))


def _in_entry(entry: Entry, exercise: Exercise, shelf: Shelf) -> Iterator[Rehearsal]:
    def said(question_id: str) -> str:
        question = exercise.question(question_id)
        answer = answer_to(question, entry, exercise, shelf) if question else None
        return answer.value if answer is not None and isinstance(answer.value, str) else ""

    how = said(HOW)
    if how in list(How):
        yield from (
            Rehearsal((name, choice), How(how), _day(entry)) for name in (READY, BOUNDARY) if (choice := said(name))
        )


def _day(entry: Entry) -> date | None:
    try:
        return date.fromisoformat(entry.about.day or "")
    except ValueError:
        return None


def _back_days(rehearsed: Sequence[Rehearsal], today: date) -> dict[Name, date]:
    # No minutes (steps), nothing random: the same entries always give the same days.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)
    cards: dict[Name, Card] = {}
    for each, day in zip(rehearsed, _days(rehearsed, today), strict=True):
        moment = datetime.combine(day, time(), UTC)
        card = cards.get(each.name) or Card(card_id=0, due=moment)
        cards[each.name], _log = scheduler.review_card(card, _rating(each.how), moment)
    return {name: card.due.date() for name, card in cards.items()}


def _rating(how: How) -> Rating:
    """What the library makes of an answer.

    Its "hard" means that a sentence came, and lets it rest longer than before. A sentence that had to be looked for is
    one that did not come: "again". To have stopped says little about the sentence, so that one comes no sooner.
    """
    match how:
        case How.EASY:
            return Rating.Good
        case How.HARD:
            return Rating.Again
        case How.STOPPED:
            return Rating.Hard


def _days(rehearsed: Sequence[Rehearsal], today: date) -> list[date]:
    """The days as they count, none before another and none ahead of today.

    A day that cannot be, since the clock was set back after it, counts as the one before it; where none is before it,
    as the first that can be.
    """
    can_be = [each.day if each.day is not None and each.day <= today else None for each in rehearsed]
    latest = next((day for day in can_be if day is not None), today)
    days = []
    for day in can_be:
        latest = max(latest, day or latest)
        days.append(latest)
    return days
