"""The library: the shipped exercises and the reader's own, by id. At start it reads heads only."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.authoring.folder import exercise_files, leaves, read_text
from workbook.authoring.heads import read_head
from workbook.authoring.task_list import in_order
from workbook.model.errors import UsageError
from workbook.model.guard import clean
from workbook.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from workbook.model.exercise import Exercise
    from workbook.model.head import Head

_ORIGINAL = "en"


@dataclass(frozen=True, slots=True)
class _Volume:
    """One file of the library."""

    id: str
    file: str
    language: str
    place: "Traversable | Path"
    own: bool = False

    def text(self) -> str | Problem:
        """Its Markdown, or why it cannot be read."""
        if isinstance(self.place, Path):
            return read_text(self.place, self.file)
        return self.place.read_text(encoding="utf-8")


class Library:
    """The shelf of exercises. The shipped ones in the reader's language, else in English; then the reader's own."""

    def __init__(self, language: str = _ORIGINAL, own_folder: Path | None = None) -> None:
        self._language = language
        self._own_folder = own_folder
        self._volumes: dict[str, _Volume] | None = None
        self._heads: tuple[Head, ...] | None = None
        self._parsed: dict[str, Exercise | None] = {}
        self._settled: dict[str, Exercise] = {}
        self._broken: frozenset[str] = frozenset()
        """Files of the reader's own that `problems` found an error in."""

    def heads(self) -> tuple["Head", ...]:
        """The heads of every exercise that is offered, in the order of the task list."""
        if self._heads is None:
            self._heads = in_order(filter(None, map(_head, self._shelved().values())))
        return self._heads

    def exercise(self, exercise_id: str) -> "Exercise | None":
        """One exercise, parsed when it is first asked for; None if there is none, or it cannot be offered."""
        if exercise_id not in self._settled:
            parsed = self._parse(exercise_id)
            if parsed is None:
                return None
            from workbook.authoring.crossing import settle_links

            self._settled[exercise_id] = settle_links(parsed, self._is_page)
        return self._settled[exercise_id]

    def source(self, exercise_id: str) -> str:
        """The Markdown of an exercise. Raises UsageError if there is none by that id."""
        volume = self._shelved().get(exercise_id)
        text = volume.text() if volume else None
        if not isinstance(text, str):
            raise UsageError(f"There is no exercise called “{exercise_id}”.", "`workbook list` shows what there is.")
        return clean(text)

    def problems(self) -> tuple[Problem, ...]:
        """Problems of the reader's own files, read again. Those with errors are not offered from now on."""
        if self._own_folder is None or not self._own_folder.is_dir():
            return ()
        # It needs markdown-it, which no start should wait for.
        from workbook.authoring.checker import check

        found = check([self._own_folder], self, language=self._language)
        broken = frozenset(problem.file for problem in found if problem.severity is Severity.ERROR)
        shipped = {volume.id for volume in self._shelved().values() if not volume.own}
        self._broken, self._volumes, self._heads = broken, None, None
        self._settled = {name: held for name, held in self._settled.items() if name in shipped}
        self._parsed = {name: held for name, held in self._parsed.items() if name in shipped}
        return found

    def _shelved(self) -> dict[str, _Volume]:
        if self._volumes is None:
            volumes = {volume.id: volume for volume in _shipped(self._language)}
            for volume in self._own():
                if volume.file not in self._broken:
                    volumes.setdefault(volume.id, volume)
            self._volumes = volumes
        return self._volumes

    def _own(self) -> "Iterator[_Volume]":
        folder = self._own_folder
        if folder is not None:
            for path in exercise_files(folder):
                if not leaves(path, folder):
                    yield _Volume(path.stem, str(path), self._language, path, own=True)

    def _parse(self, exercise_id: str) -> "Exercise | None":
        if exercise_id not in self._parsed:
            volume = self._shelved().get(exercise_id)
            self._parsed[exercise_id] = _parsed(volume) if volume else None
        return self._parsed[exercise_id]

    def _is_page(self, exercise_id: str, page_id: str) -> bool:
        other = self._parse(exercise_id)
        return other is not None and other.page(page_id) is not None


def _shipped(language: str) -> "Iterator[_Volume]":
    """The volumes that came with the workbook: English ones, each in the reader's language where there is one."""
    house = resources.files("workbook").joinpath("exercises")
    folders = {folder.name: folder for folder in house.iterdir() if folder.is_dir()}
    found: dict[str, _Volume] = {}
    for name in (_ORIGINAL, language.split("_")[0], language):
        for place in folders[name].iterdir() if name in folders else ():
            stem, dot, ending = place.name.rpartition(".")
            if (dot, ending) == (".", "md") and (name == _ORIGINAL or stem in found):
                found[stem] = _Volume(stem, place.name, name, place)
    yield from found.values()


def _head(volume: _Volume) -> "Head | None":
    text = volume.text()
    if not isinstance(text, str):
        return None
    head = read_head(text, volume.file, language=volume.language, own=volume.own)
    return head if head and head.id == volume.id else None


def _parsed(volume: _Volume) -> "Exercise | None":
    # Only once an exercise is opened: markdown-it would slow down every start.
    from workbook.authoring.parser import parse

    text = volume.text()
    if not isinstance(text, str):
        return None
    parsed = parse(text, volume.file, language=volume.language, own=volume.own)
    unsound = volume.own and any(problem.severity is Severity.ERROR for problem in parsed.problems)
    return None if unsound else parsed.exercise
