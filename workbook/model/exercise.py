"""An exercise as it was written: pages of prose and questions. Nothing here knows of answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workbook.model.values import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.model.condition import Condition, Ref, Rule
    from workbook.model.head import Head
    from workbook.model.prose import Block


class Audience(StrEnum):
    """For whom a plan is printed. What an audience gets is named by the plan pages themselves."""

    PRIVATE = "private"
    SUPPORTER = "supporter"
    ADVOCATE = "advocate"
    CHRONOLOGY = "chronology"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    id: str
    words: str
    write_in: bool = False
    """The reader may add words of their own."""
    alone: bool = False
    """Choosing it unchooses the rest, such as "none of these"."""
    when: tuple["Condition", ...] = ()
    was: str | None = None
    """The id it had in an earlier version."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a record."""

    id: str
    words: str
    kind: FieldKind = FieldKind.SHORT
    required: bool = False
    """A record without it is still open. It never blocks."""
    options: tuple[Option, ...] = ()
    offers: "Ref | None" = None
    """`from:`, the earlier records or items that a choice offers before its own options."""
    when: tuple["Condition", ...] = ()
    """May look at earlier fields of the same record."""
    was: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """A row of whole numbers with a word at each end."""

    low: int
    high: int
    low_words: str
    high_words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of prose and when it shows."""

    block: "Block"
    when: tuple["Condition", ...] = ()
    urgent: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the shape of its answer."""

    id: str
    kind: str
    """A name in `workbook.model.kinds.KINDS`."""
    words: str
    """The question itself, its heading."""
    before: tuple[Passage, ...] = ()
    """Prose between the heading and the answer space."""
    after: tuple[Passage, ...] = ()
    """Prose after the answer space."""
    when: tuple["Condition", ...] = ()
    optional: bool = False
    """Never counts as open."""
    was: str | None = None
    at_least: int | None = None
    """An aim that keeps the question open until it is met. It never blocks."""
    at_most: int | None = None
    options: tuple[Option, ...] = ()
    """Of a checklist or a choice; the pool of a ranked list."""
    fields: tuple[Field, ...] = ()
    """Of a records question."""
    scale: Scale | None = None
    for_each: "Ref | None" = None
    """A scale is asked once for each of these."""
    offers: "Ref | None" = None
    """`from:`, the earlier records or items offered before the written options."""
    room: int = 1
    """How many dotted lines, or slots of a ranked list, stand on paper."""
    about: bool = False
    """Of a date: its answer is the day that the entry is about, in place of the day on which it was begun."""
    line: int = 0
    marker_line: int = 0
    """Of its `ask:`, where its counts and references are written."""

    def option(self, option_id: str) -> Option | None:
        """The option with this id, if it is still offered."""
        return next((option for option in self.options if option.id == option_id), None)

    def field(self, field_id: str) -> Field | None:
        """The field with this id, if it is still asked."""
        return next((field for field in self.fields if field.id == field_id), None)


@dataclass(frozen=True, slots=True)
class Watch:
    """A default aim about numbers of a repeated exercise, which the reader can change or clear."""

    id: str
    subject: "Ref"
    verb: str
    """`falls by`, `at least` or `within`."""
    amount: int
    percent: bool = False
    per: int | None = None
    """`at least 3 in 4`: the 4."""
    whole: "Ref | None" = None
    """What the subject is counted against, or the moment `within ... of` counts from."""
    within: int | None = None
    unit: str | None = None
    """`weeks` or `hours` of `within`."""
    passage: Passage | None = None
    """The paragraph that says the aim in words."""
    line: int = 0


PageItem = Passage | Question


@dataclass(frozen=True, slots=True)
class Page:
    """One screen: one idea, and seldom more than three questions."""

    id: str
    """Its own id, or `page-N` counted from 1 where the file gives none."""
    title: str
    items: tuple[PageItem, ...] = ()
    when: tuple["Condition", ...] = ()
    rules: tuple["Rule", ...] = ()
    watches: tuple[Watch, ...] = ()
    plan: frozenset[Audience] = frozenset()
    """The audiences of a plan page, always with `private`; empty for an ordinary page."""
    line: int = 0

    @property
    def is_plan(self) -> bool:
        """Whether this page is the exercise's part of the plan, and not a page to work through."""
        return bool(self.plan)

    @property
    def questions(self) -> "Iterator[Question]":
        """The questions in their order."""
        return (item for item in self.items if isinstance(item, Question))


@dataclass(frozen=True, slots=True)
class Exercise:
    """One Markdown file, read."""

    head: "Head"
    intro: tuple[Passage, ...] = ()
    """Prose before the first page."""
    pages: tuple[Page, ...] = ()

    @property
    def id(self) -> str:
        """The file's name without `.md`."""
        return self.head.id

    @property
    def questions(self) -> "Iterator[Question]":
        """Every question of every page, in order."""
        return (question for page in self.pages for question in page.questions)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, if the exercise still asks it."""
        return next((question for question in self.questions if question.id == question_id), None)

    def rule(self, rule_id: str) -> "Rule | None":
        """The rule with this id."""
        return next((rule for page in self.pages for rule in page.rules if rule.id == rule_id), None)

    def page(self, page_id: str) -> Page | None:
        """The page with this id."""
        return next((page for page in self.pages if page.id == page_id), None)
