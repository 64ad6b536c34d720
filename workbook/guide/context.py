"""From where something is read: an exercise, the entry at hand, and where everything else can be found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from workbook.model.condition import Ref
from workbook.model.entry import Entry
from workbook.model.exercise import Exercise
from workbook.model.head import Repeat
from workbook.model.ports import Keeper, Shelf

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a reader stands."""

    exercise: Exercise
    entry: Entry | None
    """The entry at hand; None where nothing has been answered yet."""
    shelf: Shelf
    keeper: Keeper
    today: date
    """The local date."""
    asking: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False, compare=False)
    """What is being worked out on the way here, as exercise and id, so that a cycle ends as unknown."""
    found: dict[tuple[str, str, int], tuple[Entry | None, Any]] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out once: see `once`."""

    def is_own(self, ref: Ref) -> bool:
        """Whether the reference stays in this exercise."""
        return ref.exercise is None or ref.exercise == self.exercise.id

    def read(self, ref: Ref) -> "Context | None":
        """Where a reference reads: here, or in the one entry that counts of another exercise.

        Of a living exercise that is its entry, finished or not; of a repeated one, the latest finished entry.
        None if there is no such exercise.
        """
        if self.is_own(ref):
            return self
        exercise = self._exercise(ref)
        if exercise is None:
            return None
        entries = self.keeper.entries(exercise.id)
        if exercise.head.repeat is not Repeat.ONCE:
            entries = [entry for entry in entries if entry.finished is not None]
        return replace(self, exercise=exercise, entry=entries[-1] if entries else None)

    def each(self, ref: Ref) -> Iterator["Context"]:
        """Every entry of the exercise that is referred to, oldest first and finished or not."""
        exercise = self._exercise(ref)
        if exercise is None:
            return
        here = self.entry if self.is_own(ref) and self.entry is not None else None
        found = False
        for entry in self.keeper.entries(exercise.id):
            at_hand = here is not None and entry.id == here.id
            found = found or at_hand
            yield replace(self, exercise=exercise, entry=here if at_hand else entry)
        if here is not None and not found and here.answers:
            yield replace(self, exercise=exercise, entry=here)

    def once(self, name: str, work: Callable[[], _Result]) -> _Result:
        """What some work on a rule or a question of this entry came to; done once for this context and those from it.

        Gates rest on gates, and every page of a file asks them anew. It holds for as long as nothing is answered; so
        a context is asked and dropped. What a cycle made unclear stays so; the checker lets no cycle through.
        """
        known = (self.exercise.id, name, id(self.entry))
        if known not in self.found:
            # With the entry beside it, no other one can come to have its identity meanwhile.
            self.found[known] = (self.entry, work())
        result: _Result = self.found[known][1]
        return result

    def working_out(self, name: str) -> "Context | None":
        """The same place, with a note that this question or rule is being worked out; None if it already is."""
        step = (self.exercise.id, name)
        return None if step in self.asking else replace(self, asking=self.asking | {step})

    def _exercise(self, ref: Ref) -> Exercise | None:
        if self.is_own(ref):
            return self.exercise
        return self.shelf.exercise(ref.exercise) if ref.exercise else None
