"""The library: the shipped exercises and the reader's own, by id. At start it reads heads only.

What reads files is imported where it is used: the first screen is drawn before anything is read.
"""

from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.model.errors import UsageError
from workbook.model.guard import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbook.model.exercise import Exercise
    from workbook.model.head import Head
    from workbook.model.problem import Problem

_ORIGINAL = "en"
_HOUSE = Path(__file__).parents[1] / "exercises"
"""The exercises that came with the workbook. `importlib.resources` would cost every start some milliseconds."""
UNCHECKED = "not-checked"
"""The code of the problem that the whole folder has, if its check failed."""
_FRONT = 1024
"""Bytes in which the first marker of a file ends."""


@dataclass(frozen=True, slots=True)
class _Volume:
    """One shipped file."""

    id: str
    language: str
    path: Path

    def text(self) -> str:
        """Its Markdown."""
        return self.path.read_bytes().decode("utf-8")

    def front(self) -> str:
        """Its first lines, with its title and its first marker, where its head usually stands."""
        with self.path.open("rb", buffering=0) as file:
            first, end, _rest = file.read(_FRONT).partition(b"-->")
        return (first + end).decode("utf-8", "ignore")


class _Stock:
    """What is on the shelf. It never changes but for what is kept to be quick, so another can take its place any time.

    The reader's own exercises are here as they were checked: their files are not read again.
    """

    def __init__(
        self,
        volumes: "Mapping[str, _Volume]",
        own: "Iterable[Exercise]" = (),
        parsed: "Mapping[str, Exercise | None] | None" = None,
    ) -> None:
        self.volumes = volumes
        self.own = {exercise.id: exercise for exercise in own}
        self.heads: tuple[Head, ...] | None = None
        self.parsed: dict[str, Exercise | None] = dict(parsed or {})
        self.settled: dict[str, Exercise] = {}

    def parse(self, exercise_id: str) -> "Exercise | None":
        """An exercise as its file alone tells it."""
        if exercise_id in self.own:
            return self.own[exercise_id]
        if exercise_id not in self.parsed:
            volume = self.volumes.get(exercise_id)
            self.parsed[exercise_id] = _parsed(volume) if volume else None
        return self.parsed[exercise_id]

    def is_page(self, exercise_id: str, page_id: str) -> bool:
        """Whether an exercise has a page of this id."""
        other = self.parse(exercise_id)
        return other is not None and other.page(page_id) is not None


class Library:
    """The shelf of exercises. The shipped ones in the reader's language, else in English; then the reader's own.

    Those are not on it before `check_own` has looked at all of them.
    """

    def __init__(self, language: str = _ORIGINAL, own_folder: Path | None = None) -> None:
        self._language = language
        self._own_folder = own_folder
        self._kept: _Stock | None = None
        self.own_checked = own_folder is None
        """Whether what there is of the reader's own is on the shelf."""

    @property
    def _stock(self) -> _Stock:
        # The check of the reader's own files runs beside and may put another one here at any moment.
        stock = self._kept
        if stock is None:
            stock = self._kept = _Stock({volume.id: volume for volume in _shipped(self._language)})
        return stock

    def heads(self) -> tuple["Head", ...]:
        """The heads of every exercise that is offered, in the order of the task list; the reader's own come last."""
        stock = self._stock
        if stock.heads is None:
            from workbook.authoring.task_list import in_order

            shipped = in_order(filter(None, map(_head, stock.volumes.values())))
            stock.heads = (*shipped, *(exercise.head for exercise in stock.own.values()))
        return stock.heads

    def exercise(self, exercise_id: str) -> "Exercise | None":
        """One exercise, parsed when it is first asked for; None if there is none, or it is not offered."""
        stock = self._stock
        if exercise_id not in stock.settled:
            parsed = stock.parse(exercise_id)
            if parsed is None:
                return None
            from workbook.authoring.crossing import settle_links

            stock.settled[exercise_id] = settle_links(parsed, stock.is_page)
        return stock.settled[exercise_id]

    def source(self, exercise_id: str) -> str:
        """The Markdown of a shipped exercise. Raises UsageError if there is none by that id."""
        volume = self._stock.volumes.get(exercise_id)
        if volume is None:
            raise UsageError(
                _("There is no exercise called “{name}”.").format(name=exercise_id),
                _("`workbook list` shows what there is."),
            )
        return clean(volume.text())

    def check_own(self) -> tuple["Problem", ...]:
        """Read the reader's own folder, and offer those of its exercises that are sound; the mistakes in the others.

        Whether one is sound is known once all are read. Warnings are for authors: `workbook check` tells them.
        """
        folder = self._own_folder
        if folder is None:
            return ()
        from workbook.authoring.folder import exercise_files

        own: tuple[Exercise, ...] = ()
        problems: tuple[Problem, ...] = ()
        stock = self._stock
        try:
            if any(exercise_files(folder)):
                # It needs markdown-it, which no start should wait for.
                from workbook.authoring.own import sound_in

                own, problems = sound_in(folder, Library(self._language), self._language, Library())
        except Exception:
            # A fault of ours. Whoever waits for the shelf is told, and what comes with the workbook works.
            problems = (_unchecked(folder),)
        self._kept = _Stock(stock.volumes, own, stock.parsed)
        self.own_checked = True
        return problems


def _unchecked(folder: Path) -> "Problem":
    from workbook.model.problem import Problem

    said = _("These exercises could not be checked, so none is offered. Take out the file that you added last.")
    return Problem(str(folder), 1, UNCHECKED, said)


def _shipped(language: str) -> "Iterator[_Volume]":
    """The volumes that came with the workbook: English ones, each in the reader's language where there is one."""
    folders = {folder.name: folder for folder in _HOUSE.iterdir()}
    found: dict[str, _Volume] = {}
    for name in (_ORIGINAL, language.split("_")[0], language):
        for path in folders[name].iterdir() if name in folders else ():
            stem = path.stem
            if path.suffix == ".md" and (name == _ORIGINAL or stem in found):
                found[stem] = _Volume(stem, name, path)
    yield from found.values()


def _head(volume: _Volume) -> "Head | None":
    from workbook.authoring.heads import read_head

    for read in (volume.front, volume.text):
        head = read_head(read(), volume.path.name, language=volume.language)
        if head is not None:
            return head if head.id == volume.id else None
    return None


def _parsed(volume: _Volume) -> "Exercise | None":
    # Only once an exercise is opened: markdown-it would slow down every start.
    from workbook.authoring.parser import parse

    return parse(volume.text(), volume.path.name, language=volume.language).exercise
