"""Whether a changed exercise still holds the answers that were saved with the released one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbook.authoring.released import Shipped, holds, ids_of, list_beside, read_list
from workbook.authoring.scope import Source
from workbook.model.exercise import Exercise
from workbook.model.problem import Problem

_ORIGINAL = "en"
_NO_WAS = frozenset({"exercise", "page", "rule"})
"""What cannot be renamed: nothing saved names it but links, conditions and the place where the reader was."""


def check_released(sources: Iterable[Source]) -> Iterator[Problem]:
    """Problems of our own exercises. A translation is held against its original elsewhere."""
    lists: dict[Path, tuple[Shipped, ...]] = {}
    for source in sources:
        ours = not source.own and source.exercise.head.language == _ORIGINAL
        if not ours or not source.whole or source.path is None:
            continue
        folder = source.path.resolve().parent
        if folder not in lists:
            path = list_beside(folder)
            try:
                lists[folder] = read_list(path.read_text(encoding="utf-8")) if path.is_file() else ()
            except ValueError as error:
                lists[folder] = ()
                yield Problem(str(path), 1, "bad-list", f"The list of released ids is spoiled: {error}.")
            yield from _missing_files(lists[folder], folder)
        for line, code, message in losses(source.exercise, lists[folder]):
            yield source.problem(line, code, message)


def _missing_files(released: Sequence[Shipped], folder: Path) -> Iterator[Problem]:
    for each in released:
        if each.kind == "exercise" and not each.retired and not (folder / each.place).is_file():
            message = (
                f"`{each.place}` was released and is gone. Put it back, or put ` retired` at the end of this line."
            )
            yield Problem(str(list_beside(folder)), each.line, "removed-id", message)


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of an exercise as it is now."""

    now: Mapping[str, Shipped]
    followed: Mapping[str, Shipped]
    """By the place that `was:` says they had."""

    def find(self, place: str) -> Shipped | None:
        """What is there now, or what it was renamed to; so was, perhaps, what it is a part of."""
        if place in self.now:
            return self.now[place]
        parent, dot, name = place.rpartition(".")
        if not dot or "#" not in parent:
            return self.followed.get(place)
        home = self.find(parent)
        moved = f"{home.place}.{name}" if home else ""
        return self.now.get(moved) or self.followed.get(moved)


def losses(exercise: Exercise, released: Sequence[Shipped]) -> Iterator[tuple[int, str, str]]:
    """What an exercise would take from saved answers: line, code and message."""
    now = {each.place: each for each in ids_of(exercise)}
    ids = _Ids(now, {each.was: each for each in now.values() if each.was is not None})
    file = f"{exercise.id}.md"
    known = {each.place: each for each in released if each.place.split("#")[0] == file}
    gone = set[str]()
    for place in sorted(known):
        before, here = known[place], ids.find(place)
        # Whoever mends what it was a part of mends this, too.
        told = before.parent in gone
        if before.retired:
            gone.add(place)
            if place in now and not told:
                yield now[place].line, "reused-id", _reused(before)
        elif here is None:
            if not told:
                home = ids.find(before.parent) if before.parent else None
                line = home.line if home else exercise.head.line
                yield line, "removed-id", _removed(before, _newcomers(before, now, known))
            gone.add(place)
        else:
            yield from _changed(before, here, exercise.head.version)


def _newcomers(before: Shipped, now: Mapping[str, Shipped], known: Mapping[str, Shipped]) -> list[str]:
    """What stands in the same place, is new, and could hold its answers."""
    return [
        each.place
        for each in now.values()
        if each.place not in known
        and each.was is None
        and each.parent == before.parent
        and all(holds(each.kind, kind) for kind in before.kinds)
    ]


def _name(place: str) -> str:
    return place.partition("#")[2].rpartition(".")[2]


def _removed(before: Shipped, newcomers: Sequence[str]) -> str:
    retire = f"To take it away for good, put ` retired` at the end of the line of `{before.place}` in `released.txt`."
    said = f"`{before.place}` ({before.kind}) was released and is gone."
    if before.kind in _NO_WAS:
        return f"{said} Give it its id back: links and conditions name it. {retire}"
    if len(newcomers) == 1:
        return (
            f"{said} If `#{_name(newcomers[0])}` is its new id, write `was: #{_name(before.place)}` beside it. {retire}"
        )
    was = f"`was: #{_name(before.place)}`"
    return f"{said} Answers hang on it. If it has a new id, write {was} beside that; else put it back. {retire}"


def _reused(before: Shipped) -> str:
    return (
        f"`#{_name(before.place)}` was retired in version {before.version}, and answers to it may still be kept. "
        "Choose an id that was never used."
    )


def _changed(before: Shipped, here: Shipped, version: int) -> Iterator[tuple[int, str, str]]:
    lost = next((kind for kind in reversed(before.kinds) if not holds(here.kind, kind)), None)
    name = _name(here.place)
    if lost is not None:
        yield (
            here.line,
            "changed-kind",
            f"`#{name}` was released as `{lost}`, and `{here.kind}` cannot hold its answers. Give the new one another "
            f"id, and put ` retired` at the end of the line of `{before.place}` in `released.txt`.",
        )
    elif (here.kind, here.span) != (before.kind, before.span) and version <= before.version:
        yield (
            here.line,
            "same-version",
            f"`#{name}` was released as `{_shown(before)}` in version {before.version}, and is `{_shown(here)}` now. "
            f"Write `version: {before.version + 1}` in `exercise:`, so that the two can be told apart.",
        )
    elif version < before.version and here.kind == "exercise":
        yield (
            here.line,
            "lower-version",
            f"Version {before.version} of this exercise was released, and this is {version}. "
            f"Write `version: {before.version}`, or a higher one.",
        )


def _shown(each: Shipped) -> str:
    return f"{each.kind} {each.span}".strip()
