"""The library: the shipped exercises and the reader's own, by id. At start it reads heads only.

What reads files is imported where it is used: the first screen is drawn before anything is read.
"""

from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.model.errors import UsageError
from workbook.model.guard import clean
from workbook.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.model.exercise import Exercise
    from workbook.model.head import Head

_ORIGINAL = "en"
_HOUSE = Path(__file__).parents[1] / "exercises"
"""The exercises that came with the workbook. `importlib.resources` would cost every start some milliseconds."""


@dataclass(frozen=True, slots=True)
class _Volume:
    """One file of the library."""

    id: str
    file: str
    language: str
    path: Path
    own: bool = False

    def text(self) -> str | Problem:
        """Its Markdown, or why it cannot be read."""
        from workbook.authoring.folder import read_text

        return read_text(self.path, self.file)


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
        # The check of the reader's own files runs beside and may empty what is kept here at any moment.
        heads = self._heads
        if heads is None:
            from workbook.authoring.task_list import in_order

            heads = self._heads = in_order(filter(None, map(_head, self._shelved().values())))
        return heads

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
            raise UsageError(
                _("There is no exercise called “{name}”.").format(name=exercise_id),
                _("`workbook list` shows what there is."),
            )
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
        self._settled = {name: held for name, held in dict(self._settled).items() if name in shipped}
        self._parsed = {name: held for name, held in dict(self._parsed).items() if name in shipped}
        return found

    def _shelved(self) -> dict[str, _Volume]:
        volumes = self._volumes
        if volumes is None:
            volumes = {volume.id: volume for volume in _shipped(self._language)}
            for volume in self._own():
                if volume.file not in self._broken:
                    volumes.setdefault(volume.id, volume)
            self._volumes = volumes
        return volumes

    def _own(self) -> "Iterator[_Volume]":
        from workbook.authoring.folder import exercise_files, leaves

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
    folders = {folder.name: folder for folder in _HOUSE.iterdir()}
    found: dict[str, _Volume] = {}
    for name in (_ORIGINAL, language.split("_")[0], language):
        for path in sorted(folders[name].glob("*.md")) if name in folders else ():
            if name == _ORIGINAL or path.stem in found:
                found[path.stem] = _Volume(path.stem, path.name, name, path)
    yield from found.values()


def _head(volume: _Volume) -> "Head | None":
    from workbook.authoring.heads import read_head

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
