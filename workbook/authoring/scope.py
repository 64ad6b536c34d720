"""What a file may refer to: the files of its own folder first, then the shipped exercises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from workbook.authoring.ids import is_id
from workbook.authoring.report import closest, listed
from workbook.model.exercise import Exercise
from workbook.model.ports import Shelf
from workbook.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Source:
    """An exercise and where it stands."""

    exercise: Exercise
    file: str
    """The file's name as it was given."""
    path: Path | None = None
    """None: it comes from the shelf, and its problems are not ours to tell."""
    whole: bool = True
    """Read without errors. Nothing is said to be missing from a file that was not."""
    own: bool = False
    """The reader's own, not shipped."""

    @property
    def is_shelved(self) -> bool:
        """Whether it comes from the shelf, where no exercise refers to a file of a folder."""
        return self.path is None

    def problem(self, line: int, code: str, message: str) -> Problem:
        """An error in this file."""
        return Problem(self.file, max(line, 1), code, message)

    def warning(self, line: int, code: str, message: str) -> Problem:
        """Something in this file that keeps nothing from being offered."""
        return Problem(self.file, max(line, 1), code, message, Severity.WARNING)


class Scope:
    """Finds the exercise that `file.md` means."""

    def __init__(
        self,
        sources: Iterable[Source],
        shelf: Shelf,
        read: Callable[[Path], Source | None],
        originals: Shelf | None = None,
    ) -> None:
        self._shelf = shelf
        self._originals = originals
        """The shelf in English, if the other is in another language."""
        self._read = read
        """Reads a file beside a checked one; None if there is no such file."""
        self._files: dict[Path, Source | None] = {source.path: source for source in sources if source.path}
        self._shipped: dict[str, Source | None] = {}

    def find(self, source: Source, exercise_id: str) -> Source | None:
        """The exercise that a source means by `exercise_id.md`."""
        if exercise_id == source.exercise.id:
            return source
        # A file of the reader's cannot take the place of a shipped one, so none may vouch for what that one gives.
        if source.own and (shipped := self.shipped(exercise_id)) is not None:
            return shipped
        if source.path is not None and Path(exercise_id).name == exercise_id:
            path = source.path.with_name(f"{exercise_id}.md")
            if path not in self._files:
                self._files[path] = self._read(path)
            if beside := self._files[path]:
                return beside
        return self.shipped(exercise_id)

    def shipped(self, exercise_id: str) -> Source | None:
        """The shipped exercise with this id."""
        if exercise_id not in self._shipped:
            exercise = self._shelf.exercise(exercise_id)
            offered = exercise is not None and not exercise.head.own
            self._shipped[exercise_id] = Source(exercise, f"{exercise_id}.md") if exercise and offered else None
        return self._shipped[exercise_id]

    def shipped_titles(self) -> list[str]:
        """The titles of the shipped exercises, in the reader's language and in English."""
        shelves = (self._shelf, self._originals) if self._originals else (self._shelf,)
        return [head.title for shelf in shelves for head in shelf.heads() if not head.own]

    def names(self, source: Source) -> list[str]:
        """The ids that a source may refer to, by their names alone."""
        # Of what is no id, nothing is offered: a name could hold a sentence.
        beside = [path.stem for path in source.path.parent.glob("*.md") if is_id(path.stem)] if source.path else []
        shipped = [head.id for head in self._shelf.heads() if not head.own]
        return sorted({*beside, *shipped} - {source.exercise.id})


def suggestion(word: str, known: Iterable[str], *, before: str = "", after: str = "") -> str:
    """A sentence that offers the nearest known word, or all of them where they are few; empty if there is none.

    `before` and `after` are written around each word, such as a `#`.
    """
    words = list(dict.fromkeys(known))
    if near := closest(word, words):
        return f" Did you mean `{before}{near}{after}`?"
    if 0 < len(words) <= _FEW:
        return f" There is: {listed(f'{before}{each}{after}' for each in words)}."
    return ""


_FEW = 8
