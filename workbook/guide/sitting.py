"""A sitting: the one way in which answers are given, whatever asks the questions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from gettext import gettext as _
from uuid import uuid4

from workbook.guide import openness, showing
from workbook.guide.changes import Reading, answer_to, reading, same_range
from workbook.guide.context import Context
from workbook.guide.dating import about_of, happened_words
from workbook.guide.history import answered_since, with_answer
from workbook.guide.holding import records_in
from workbook.guide.noting import noted
from workbook.guide.past import Past
from workbook.guide.retelling import attic_words, left_over
from workbook.guide.tidying import tidied
from workbook.guide.wording import words_of
from workbook.model.clock import Clock, stamp
from workbook.model.entry import Answer, Entry
from workbook.model.errors import UsageError
from workbook.model.exercise import Exercise, Option, Page, PageItem, Question
from workbook.model.head import Repeat
from workbook.model.kinds import KINDS
from workbook.model.ports import Keeper, Receipt, Shelf
from workbook.model.values import Dated, Value


def new_uuid() -> str:
    """An id that no other record or entry has."""
    return uuid4().hex


class Sitting:
    """One reader at one entry of one exercise. Nothing is stored before the first answer."""

    def __init__(
        self,
        exercise: Exercise,
        shelf: Shelf,
        keeper: Keeper,
        clock: Clock,
        entry: Entry | None = None,
        new_id: Callable[[], str] = new_uuid,
    ) -> None:
        self.exercise = exercise
        self._shelf = shelf
        self._keeper = keeper
        self._clock = clock
        self._new_id = new_id
        self._was_stored = entry is not None
        """The keeper had it. If it has it no more, it was erased."""
        self.past = Past(self, shelf, keeper)
        """What the answers said before, and erasing for good."""
        self.entry = entry or self._fresh()
        """The entry as it stands; another one after every change. Its number is 0 until it is stored.

        Each change is made to what is stored by then, so that two sittings at one entry lose nothing of each other's.
        """

    @classmethod
    def open(
        cls,
        exercise_id: str,
        shelf: Shelf,
        keeper: Keeper,
        clock: Clock,
        entry_id: str | None = None,
        new_id: Callable[[], str] = new_uuid,
    ) -> "Sitting":
        """Sit down at an exercise: at the entry with this id, else at the one to go on with, else at a new one.

        Of a living exercise that is its entry; of a repeated one, the latest unfinished. Raises UsageError if there
        is no such exercise or entry.
        """
        exercise = shelf.exercise(exercise_id)
        if exercise is None:
            raise UsageError(
                _("There is no exercise called “{name}”.").format(name=exercise_id),
                _("`workbook list` shows what there is."),
            )
        if entry_id is None:
            return cls(exercise, shelf, keeper, clock, _to_go_on(exercise, keeper.entries(exercise_id)), new_id)
        entry = keeper.entry(entry_id)
        if entry is None or entry.exercise != exercise_id:
            raise UsageError(_("There is no such entry in “{title}”.").format(title=exercise.head.title))
        return cls(exercise, shelf, keeper, clock, entry, new_id)

    @property
    def context(self) -> Context:
        """Where the reader stands now."""
        return Context(self.exercise, self.entry, self._shelf, self._keeper, self._clock().date())

    @property
    def reading(self) -> Reading:
        """The entry, read with the exercise as it is now: what is new, no longer offered, or in the attic."""
        return reading(self.entry, self.exercise, self._shelf)

    @property
    def about(self) -> Dated:
        """The day that the entry is about."""
        return about_of(self.entry, self.exercise, self._shelf)

    @property
    def happened(self) -> str:
        """When what it tells of happened, in words; empty where its exercise does not ask, or nobody said."""
        return happened_words(self.entry, self.exercise, self._shelf)

    def pages(self) -> tuple[Page, ...]:
        """The pages that show now."""
        return showing.pages(self.context)

    def items(self, page: Page) -> tuple[PageItem, ...]:
        """What shows on a page now."""
        return showing.items(page, self.context)

    def offered(self, question_id: str) -> tuple[Option, ...]:
        """What can be chosen now."""
        return showing.offered(self._question(question_id), self.context)

    def open_questions(self) -> tuple[tuple[Page, Question], ...]:
        """What is still open, in order."""
        return openness.open_questions(self.context)

    def value(self, question_id: str) -> Value | None:
        """What is answered; None if nothing is, or on a scale with another range than it has now."""
        question = self._question(question_id)
        answer = self._answer(question)
        return answer.value if answer is not None and same_range(question, answer) else None

    def is_skipped(self, question_id: str) -> bool:
        """Whether the reader skipped the question."""
        answer = self._answer(self._question(question_id))
        return answer is not None and answer.skipped

    def words(self, question_id: str) -> tuple[str, ...]:
        """The answer in words, one item a line, for "check your answers"."""
        question = self._question(question_id)
        answer = self._answer(question)
        return words_of(question, answer, self.context) if answer is not None else ()

    def is_new(self, question_id: str, part_id: str | None = None) -> bool:
        """Whether a question, or an option or a field of it, came with a version that this entry has not seen."""
        return (f"{question_id}.{part_id}" if part_id else question_id) in self.reading.new

    def no_longer_offered(self, question_id: str) -> tuple[str, ...]:
        """What the answer holds of options and fields that were taken away, in their old words, one item a line."""
        question = self._question(question_id)
        answer = self._answer(question)
        return left_over(question, answer, self.context) if answer is not None else ()

    def old_words(self, answer: Answer) -> tuple[str, ...]:
        """How an answer of the attic reads, one item a line."""
        return attic_words(answer, self._shelf, self._keeper)

    def answer(self, question_id: str, value: Value | None) -> Receipt | None:
        """Answer a question; None, or a value that says nothing, takes the answer away.

        None if nothing changed. Raises UsageError with a sentence if the value cannot be taken; the answer before it
        then stays. Records that the value does not mention are kept as they are: one is removed by giving it as
        retired, and all of them by None. Removed ones can be restored.
        """
        self.refresh()
        question = self._question(question_id)
        held = self.value(question_id)
        if value is None and question.kind == "records":
            value = tuple(each if each.erased else replace(each, retired=True) for each in records_in(held))
        if value is None:
            return self._put(question, None)
        return None if value == held else self._put(question, tidied(question, value, held, self.context))

    def skip(self, question_id: str) -> Receipt | None:
        """Leave a question for good or for now. One that is answered stays answered: None."""
        self.refresh()
        question = self._question(question_id)
        held = self._answer(question)
        if held is not None:
            return None
        return self._save(self._with(question, self._written(question, None)))

    def unskip(self, question_id: str) -> Receipt | None:
        """Take up a question again that was skipped."""
        self.refresh()
        question = self._question(question_id)
        return self._save(self._with(question, None)) if self.is_skipped(question_id) else None

    def new_record_id(self) -> str:
        """A permanent id for a new record or a ranked line."""
        return self._new_id()

    def retire(self, question_id: str, record_id: str) -> Receipt | None:
        """Remove a record. References keep its words, and it can be restored."""
        return self._mark(question_id, record_id, retired=True)

    def restore(self, question_id: str, record_id: str) -> Receipt | None:
        """Bring back a removed record. Raises UsageError if there is no room for it."""
        return self._mark(question_id, record_id, retired=False)

    def finish(self) -> Receipt | None:
        """Note that the reader is done. A repeated exercise without any answer leaves no entry: None.

        None as well if nothing was answered since they said so before.
        """
        self.refresh()
        if self.entry.finished is not None and not answered_since(self.entry, self.entry.finished):
            return None
        if not self.entry.answers and self.exercise.head.repeat is not Repeat.ONCE:
            return None
        done = stamp(self._clock())
        # Whoever finishes has seen the exercise as it is now; what was new in this version no longer is.
        return self._save(replace(self.entry, finished=done, version=self.exercise.head.version))

    def reopen(self) -> Receipt | None:
        """Take up a finished entry again."""
        self.refresh()
        return None if self.entry.finished is None else self._save(replace(self.entry, finished=None))

    def start_anew(self) -> None:
        """Leave this entry as it is and sit down at a new one. Raises UsageError in a living exercise."""
        if self.exercise.head.repeat is Repeat.ONCE:
            raise UsageError(_("“{title}” has one entry that grows.").format(title=self.exercise.head.title))
        self.entry = self._fresh()
        self._was_stored = False

    def refresh(self) -> None:
        """Take up what was changed in this entry from elsewhere; of a living exercise, also one begun elsewhere.

        If it was erased, a new entry takes its place, so that none of its words come back.
        """
        # Of an exercise that repeats there may be thousands; only this one is read.
        found = self._keeper.entry(self.entry.id)
        if found is None and self._was_stored:
            self.entry = self._fresh()
        if found is None and not self.entry.number and self.exercise.head.repeat is Repeat.ONCE:
            found = next(iter(self._keeper.entries(self.exercise.id)[-1:]), None)
        self.entry = found or self.entry
        self._was_stored = found is not None

    def save_again(self) -> Receipt:
        """Hand the entry over once more, after it could not be written; or its erasing, if it was erased since."""
        self.refresh()
        return self._save(self.entry) if self.entry.number else self.past.erase_again()

    def _fresh(self) -> Entry:
        now = self._clock()
        today = now.date().isoformat()
        head = self.exercise.head
        return Entry(self._new_id(), head.id, head.version, head.language, Dated(today, today), stamp(now))

    def _question(self, question_id: str) -> Question:
        question = self.exercise.question(question_id)
        if question is None:
            title = self.exercise.head.title
            raise UsageError(_("“{title}” has no question “{name}”.").format(title=title, name=question_id))
        return question

    def _answer(self, question: Question) -> Answer | None:
        return answer_to(question, self.entry, self.exercise, self._shelf)

    def _put(self, question: Question, value: Value | None) -> Receipt | None:
        held = self._answer(question)
        if value is None or value == {} or KINDS[question.kind].is_empty(value):
            return None if held is None or held.skipped else self._save(self._with(question, None))
        if held is not None and held.value == value and same_range(question, held):
            return None
        return self._save(self._with(question, self._written(question, value)))

    def _mark(self, question_id: str, record_id: str, *, retired: bool) -> Receipt | None:
        self.refresh()
        question = self._question(question_id)
        records = tuple(
            replace(record, retired=retired) if record.id == record_id and not record.erased else record
            for record in records_in(self.value(question_id))
        )
        sentence = None if retired else KINDS[question.kind].check(question, records, ())
        if sentence:
            raise UsageError(sentence)
        return self._put(question, records)

    def _written(self, question: Question, value: Value | None) -> Answer:
        return noted(question, value, self.exercise.head, self._answer(question), stamp(self._clock()))

    def _with(self, question: Question, answer: Answer | None) -> Entry:
        return with_answer(self.entry, question, self.exercise, answer, self._answer(question), self._clock())

    def _save(self, entry: Entry) -> Receipt:
        if not entry.number:
            entry = replace(entry, number=self._keeper.next_number())
        receipt = self._keeper.save(entry)
        self.entry = entry
        self._was_stored = self._keeper.entry(entry.id) is not None
        return receipt


def _to_go_on(exercise: Exercise, entries: Sequence[Entry]) -> Entry | None:
    if exercise.head.repeat is Repeat.ONCE:
        return entries[-1] if entries else None
    return next((entry for entry in reversed(entries) if entry.finished is None), None)
