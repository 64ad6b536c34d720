"""What a sitting's answers said before, and erasing for good."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook.guide import history
from workbook.guide.changes import answer_to, held_for
from workbook.guide.erasing import without_answer, without_earlier, without_old, without_record
from workbook.guide.history import Earlier, Removed
from workbook.model.entry import Answer, Entry
from workbook.model.exercise import Question
from workbook.model.ports import Keeper, Receipt, Shelf

if TYPE_CHECKING:
    from workbook.guide.sitting import Sitting


class Past:
    """Looks back at one entry. Whatever erases gives None if there was nothing to erase, and changes nothing then.

    The receipt of an erasing tells whether the notebook's file is free of it; until then, nobody may say so.
    """

    def __init__(self, sitting: "Sitting", shelf: Shelf, keeper: Keeper) -> None:
        self._sitting = sitting
        self._shelf = shelf
        self._keeper = keeper

    def earlier(self, question_id: str) -> tuple[Earlier, ...]:
        """The earlier wordings of an answer, newest first."""
        names, current = self._names(question_id), self._held(question_id)
        return tuple(history.told(self._entry.earlier, names, current, self._sitting.old_words))

    def earlier_of(self, question_id: str, record_id: str) -> tuple[Earlier, ...]:
        """The earlier wordings of one record of an answer, newest first."""
        names, current = self._names(question_id), self._held(question_id)
        tell = self._sitting.old_words
        return tuple(history.told_of(record_id, self._entry.earlier, names, current, tell))

    def removed(self, question_id: str) -> tuple[Removed, ...]:
        """The records that were removed from an answer, and are not erased."""
        held = self._held(question_id)
        return tuple(history.removed(held, self._sitting.old_words)) if held is not None else ()

    def given(self, question_id: str) -> str | None:
        """When the answer was given, as `Answer.given`; None if that is not known, or there is none."""
        held = self._held(question_id)
        return held.given if held is not None and held.value is not None else None

    def old_answers(self) -> tuple[Answer, ...]:
        """Answers whose question is gone or became something else, with what they said before."""
        asked = {name for question in self._sitting.exercise.questions for name in self._names(question.id)}
        return (*self._sitting.reading.attic, *(each for each in self._entry.earlier if each.question not in asked))

    def has_any(self, question_id: str) -> bool:
        """Whether there is anything to look back at, or to erase."""
        held = self._held(question_id)
        return bool(
            (held is not None and self._sitting.words(question_id))
            or self.removed(question_id)
            or self.earlier(question_id)
        )

    def erase_earlier(self, question_id: str, which: Earlier | None = None) -> Receipt | None:
        """Erase one earlier wording of an answer, or all of them."""
        only = which.answer if which is not None else None
        return self._erase(lambda entry: without_earlier(entry, self._names(question_id), only))

    def erase_record(self, record_id: str) -> Receipt | None:
        """Erase a record and all that it ever said. Its id stays, and references read "erased by you"."""
        return self._erase(lambda entry: without_record(entry, record_id))

    def erase_answer(self, question_id: str) -> Receipt | None:
        """Erase an answer with its earlier wordings; of records, every one."""
        names = self._names(question_id)
        return self._erase(lambda entry: without_answer(entry, self._stored(question_id), names))

    def erase_old(self, answer: Answer) -> Receipt | None:
        """Erase one of the old answers."""
        gone = [each for each in self._sitting.reading.attic if each not in self._entry.attic]
        return self._erase(lambda entry: without_old(entry, answer, gone))

    def erase_entry(self) -> Receipt | None:
        """Erase the whole entry. The sitting is at a new one then, which is not stored yet."""
        self._sitting.refresh()
        if not self._entry.number:
            return None
        receipt = self._keeper.remove(self._entry.id)
        self._sitting.refresh()
        return receipt

    def erase_again(self) -> Receipt:
        """Have what was erased erased once more, after that failed."""
        self._sitting.refresh()
        return self._keeper.erase(self._entry) if self._entry.number else self._keeper.remove(self._entry.id)

    def _erase(self, rest_of: Callable[[Entry], Entry]) -> Receipt | None:
        self._sitting.refresh()
        entry = rest_of(self._entry)
        if entry == self._entry:
            return None
        receipt = self._keeper.erase(entry)
        self._sitting.refresh()
        return receipt

    @property
    def _entry(self) -> Entry:
        return self._sitting.entry

    def _question(self, question_id: str) -> Question | None:
        return self._sitting.exercise.question(question_id)

    def _names(self, question_id: str) -> frozenset[str]:
        question = self._question(question_id)
        return history.names_of(question, self._sitting.exercise) if question else frozenset()

    def _stored(self, question_id: str) -> Answer | None:
        """The answer as it is kept; None if it says nothing, or is one to what the question was before."""
        question, held = self._question(question_id), self._held(question_id)
        if question is None or held is None or held.value is None:
            return None
        return held_for(question, self._entry, self._sitting.exercise)

    def _held(self, question_id: str) -> Answer | None:
        question = self._question(question_id)
        return answer_to(question, self._entry, self._sitting.exercise, self._shelf) if question else None
