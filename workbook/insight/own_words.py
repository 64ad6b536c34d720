"""The reader's own sentences that may be practised now, and why there are none.

Every gate stands in `practice.md`: a sentence is one that this exercise offers at the moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from workbook.guide.changes import answer_to
from workbook.guide.conditions import holds, shows
from workbook.guide.context import Context
from workbook.guide.recall import recalled
from workbook.guide.wording import offers_of
from workbook.model.condition import Condition, Op, Ref
from workbook.model.exercise import Question
from workbook.model.ports import Keeper, Shelf

PRACTICE = "practice"
"""The exercise of which each rehearsal is an entry."""
READY = "ready"
BOUNDARY = "boundary"
HOW = "how"
"""Its questions: which of the sentences that are kept ready, which boundary's words, and how it went."""
_FIRM_WORDS = "firm-words"
_BOUNDARIES = "boundaries"
_BEHAVIOUR = "behaviour"
_WORDS = Condition(Ref(_BOUNDARIES, "boundaries", "words"), Op.IS_ANSWERED)
_DANGER = Condition(Ref("safety", "danger-named"), Op.HOLDS)
_CLEAR = Condition(Ref("safety", "clear"), Op.HOLDS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the reader's."""

    question: str
    """The question of the practice exercise that offers it: `READY` or `BOUNDARY`."""
    choice: str
    """The answer that means it: an option's id, or the boundary's record id."""
    label: str
    """What it is for: the option's words, or what the reader will not accept."""
    words: str
    language: str
    """Of the exercise in which it was written."""

    @property
    def is_labelled_by_reader(self) -> bool:
        """Whether the label is the reader's own words."""
        return self.question == BOUNDARY


class Closed(Enum):
    """Why there is nothing to practise."""

    DANGER = "danger was named"
    UNCLEAR = "it is not clear, or not said lately, that there is none"
    ORDER = "what is safe to say may be against an order"
    KEPT = "all words are for the reader alone"
    UNWRITTEN = "no words are written"


def own_words(shelf: Shelf, keeper: Keeper, today: date) -> tuple[Sentence, ...]:
    """What may be practised now, in the order in which it is written."""
    context = _at_practice(shelf, keeper, today)
    return (*_ready(context), *_of_boundaries(context)) if context is not None else ()


def why_none(shelf: Shelf, keeper: Keeper, today: date) -> Closed:
    """Why `own_words` finds none, where it finds none; danger comes before anything else."""
    context = _at_practice(shelf, keeper, today)
    if context is None:
        return Closed.UNWRITTEN
    if holds((_DANGER,), context):
        return Closed.DANGER
    if not holds((_CLEAR,), context):
        return Closed.UNCLEAR
    question = context.exercise.question(BOUNDARY)
    if question is not None and offers_of(question.offers, context, question.when):
        return Closed.ORDER
    return Closed.KEPT if holds((_WORDS,), context) else Closed.UNWRITTEN


def _at_practice(shelf: Shelf, keeper: Keeper, today: date) -> Context | None:
    exercise = shelf.exercise(PRACTICE)
    return None if exercise is None else Context(exercise, None, shelf, keeper, today)


def _ready(context: Context) -> Iterator[Sentence]:
    question = _asked(READY, context)
    for option in question.options if question else ():
        ref = Ref(_FIRM_WORDS, option.id)
        words = " ".join(recalled(ref, context)).strip()
        if words and holds(option.when, context):
            yield Sentence(READY, option.id, option.words, words, _language(ref, context))


def _of_boundaries(context: Context) -> Iterator[Sentence]:
    question = _asked(BOUNDARY, context)
    if question is None or question.offers is None:
        return
    ref = question.offers
    about = offers_of(replace(ref, field=_BEHAVIOUR), context, question.when)
    labels = {option.id: option.words for option in about}
    language = _language(ref, context)
    for option in offers_of(ref, context, question.when):
        yield Sentence(BOUNDARY, option.id, labels[option.id], option.words, language)


def _asked(question_id: str, context: Context) -> Question | None:
    question = context.exercise.question(question_id)
    return question if question is not None and shows(question, context) else None


def _language(ref: Ref, context: Context) -> str:
    place = context.read(ref)
    question = place.exercise.question(ref.question) if place else None
    answer = answer_to(question, place.entry, place.exercise, place.shelf) if place and question else None
    return answer.language if answer is not None else context.exercise.head.language
