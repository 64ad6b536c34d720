"""Where an exercise refers to something, in the order of the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbook.model.condition import Condition, Ref, Rule
from workbook.model.exercise import Exercise, Field, Page, Passage, Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition and whose it is."""

    condition: Condition
    line: int
    question: Question | None = None
    """The question that it belongs to, or in whose prose it stands."""
    field: Field | None = None
    """The field that it belongs to."""
    rule: Rule | None = None
    """The rule that it belongs to."""
    page: Page | None = None
    """The page that it belongs to."""
    after: bool = False
    """It stands after the answer space of its question, so it may ask that answer."""
    decides: bool = True
    """It decides whether something can be answered, not only whether words are shown."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A `from:` or `for each:` and whose it is."""

    ref: Ref
    key: str
    line: int
    question: Question
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A passage and where it stands."""

    passage: Passage
    page: Page | None = None
    """None: before the first page."""
    question: Question | None = None
    after: bool = False
    """It stands after the answer space of its question."""


def asked_in(exercise: Exercise) -> Iterator[Asked]:
    """Every condition."""
    for condition in exercise.head.when:
        yield Asked(condition, condition.line or exercise.head.line)
    for page in exercise.pages:
        for condition in page.when:
            yield Asked(condition, condition.line or page.line, page=page)
        for rule in page.rules:
            for condition in (*rule.any, *rule.all):
                yield Asked(condition, condition.line or rule.line, rule=rule)
        for question in page.questions:
            yield from _asked_by(question)
    for told in told_in(exercise):
        for condition in told.passage.when:
            line = condition.line or told.passage.line
            yield Asked(condition, line, told.question, after=told.after, decides=False)


def _asked_by(question: Question) -> Iterator[Asked]:
    for condition in question.when:
        yield Asked(condition, condition.line or question.line, question)
    for option in question.options:
        for condition in option.when:
            yield Asked(condition, condition.line or option.line, question)
    for field in question.fields:
        inner = (condition for option in field.options for condition in option.when)
        for condition in (*field.when, *inner):
            yield Asked(condition, condition.line or field.line, question, field)


def offered_in(exercise: Exercise) -> Iterator[Offered]:
    """Every list of earlier answers that a question or a field takes over."""
    for question in exercise.questions:
        if question.offers:
            yield Offered(question.offers, "from", question.marker_line, question)
        if question.for_each:
            yield Offered(question.for_each, "for each", question.marker_line, question)
        for field in question.fields:
            if field.offers:
                yield Offered(field.offers, "from", field.line, question, field)


def told_in(exercise: Exercise) -> Iterator[Told]:
    """Every passage."""
    yield from (Told(passage) for passage in exercise.intro)
    for page in exercise.pages:
        for item in page.items:
            if isinstance(item, Question):
                yield from _around(item, page)
            else:
                yield Told(item, page)
        yield from (Told(watch.passage, page) for watch in page.watches if watch.passage)


def _around(question: Question, page: Page) -> Iterable[Told]:
    for passage in question.before:
        yield Told(passage, page, question)
    for passage in question.after:
        yield Told(passage, page, question, after=True)
