"""The list of ids that were shipped, so that no saved answer loses its question unawares.

`exercises/released.txt` holds a line for each: `boundaries.md#order.yes 1 option`. That is its place, the version of
the exercise in which it was last there, and what it was; at the end `retired`, where it was taken away on purpose. What
it was is a kind of question, with the kinds it had before (`date>short`) and the range of a scale, or a kind of field
(`field-date`), or `exercise`, `page`, `rule` or `option`. A line is never dropped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from workbook.model.exercise import Exercise, Field, Option, Question
from workbook.model.kinds import KINDS
from workbook.model.values import FieldKind

FILE_NAME = "released.txt"
HEADING = """\
# Every id that was shipped, the version that last had it, and what it was: saved answers hang on them.
# `make released` brings this up to date and drops nothing. docs/authoring.md says when a line may end in `retired`.
"""
_LINE = re.compile(
    r"(?P<place>[a-z0-9.#-]+) (?P<version>[0-9]+) (?P<kinds>[a-z>-]+)(?: (?P<range>-?[0-9]+\.\.-?[0-9]+))?"
    r"(?P<retired> retired)?"
)
_FIELD = "field-"
_EACH = "-each"
"""Behind the kind of a scale that is asked once for each of something: its answers are of another form."""
_FIELD_CONVERTS: Mapping[FieldKind, frozenset[FieldKind]] = MappingProxyType(
    {
        FieldKind.SHORT: frozenset({FieldKind.LONG, FieldKind.DATE, FieldKind.NUMBER}),
        FieldKind.LONG: frozenset({FieldKind.SHORT, FieldKind.DATE, FieldKind.NUMBER}),
    }
)
"""The fields that can hold what was saved in fields of other kinds, in words."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """One id: that of an exercise, a page, a question, an option, a field or a rule."""

    place: str
    """Such as `boundaries.md#boundaries.safe.yes`."""
    version: int
    """Of the exercise that last had it."""
    kinds: tuple[str, ...]
    """What it was, the latest last: answers of each time may be saved."""
    span: str = ""
    """The range of a scale, such as `1..5`."""
    retired: bool = False
    """It was taken away on purpose, and is never used again."""
    was: str | None = None
    """The place it had before. Not in the file: the exercise says it."""
    line: int = 0
    """In the exercise, or in the list."""

    def __str__(self) -> str:
        parts = [self.place, str(self.version), ">".join(self.kinds), self.span, "retired" if self.retired else ""]
        return " ".join(filter(None, parts))

    @property
    def kind(self) -> str:
        """What it is now."""
        return self.kinds[-1]

    @property
    def parent(self) -> str | None:
        """The place that it is a part of; None for an exercise."""
        file, mark, rest = self.place.partition("#")
        if not mark:
            return None
        return f"{file}#{rest.rpartition('.')[0]}" if "." in rest else file


def holds(kind: str, saved: str) -> bool:
    """Whether what is of this kind can hold what was saved when it was of that kind."""
    if kind == saved:
        return True
    if kind.startswith(_FIELD) and saved.startswith(_FIELD):
        fields = {str(each): each for each in FieldKind}
        return fields[saved.removeprefix(_FIELD)] in _FIELD_CONVERTS.get(fields[kind.removeprefix(_FIELD)], ())
    return kind in KINDS and saved in KINDS[kind].converts


def read_list(text: str) -> tuple[Shipped, ...]:
    """What the list says. Raises ValueError, with the line, for one that cannot be read."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        kinds = tuple(match["kinds"].split(">")) if match else ()
        if match is None or not all(map(_is_kind, kinds)):
            raise ValueError(f"{FILE_NAME}:{number}: this line cannot be read: {line}")
        found.append(
            Shipped(
                match["place"], int(match["version"]), kinds, match["range"] or "", bool(match["retired"]), line=number
            )
        )
    return tuple(found)


def _is_kind(kind: str) -> bool:
    if kind.startswith(_FIELD):
        return kind.removeprefix(_FIELD) in set(FieldKind)
    return kind in KINDS or kind in ("exercise", "page", "rule", "option", f"scale{_EACH}")


def write_list(shipped: Iterable[Shipped]) -> str:
    """The list as a text, a line for each id, by place."""
    return HEADING + "".join(f"{each}\n" for each in sorted(shipped, key=lambda each: each.place))


def list_beside(folder: Path) -> Path:
    """The list for the exercises of a folder such as `exercises/en`."""
    return folder.parent / FILE_NAME


def ids_of(exercise: Exercise) -> Iterator[Shipped]:
    """Every id of an exercise that something may hang on."""
    version, file = exercise.head.version, f"{exercise.id}.md"
    yield Shipped(file, version, ("exercise",), line=exercise.head.line)
    for number, page in enumerate(exercise.pages, 1):
        if page.id != f"page-{number}":
            yield Shipped(f"{file}#{page.id}", version, ("page",), line=page.line)
        for rule in page.rules:
            yield Shipped(f"{file}#{rule.id}", version, ("rule",), line=rule.line)
        for question in page.questions:
            yield from _of_question(question, file, version)


def _of_question(question: Question, file: str, version: int) -> Iterator[Shipped]:
    place = f"{file}#{question.id}"
    scale = question.scale
    yield Shipped(
        place,
        version,
        (question.kind + (_EACH if question.for_each else ""),),
        f"{scale.low}..{scale.high}" if scale else "",
        was=f"{file}#{question.was}" if question.was else None,
        line=question.marker_line,
    )
    yield from _of_options(question.options, place, version)
    for field in question.fields:
        yield _of_field(field, place, version)
        yield from _of_options(field.options, f"{place}.{field.id}", version)


def _of_field(field: Field, place: str, version: int) -> Shipped:
    was = f"{place}.{field.was}" if field.was else None
    return Shipped(f"{place}.{field.id}", version, (f"{_FIELD}{field.kind}",), was=was, line=field.line)


def _of_options(options: Iterable[Option], place: str, version: int) -> Iterator[Shipped]:
    for option in options:
        was = f"{place}.{option.was}" if option.was else None
        yield Shipped(f"{place}.{option.id}", version, ("option",), was=was, line=option.line)


def brought_up_to_date(released: Sequence[Shipped], now: Sequence[Shipped]) -> tuple[Shipped, ...]:
    """The list with what is there now. What is gone stays as it was; what it was a part of may retire it."""
    held = {each.place: each for each in released}
    for each in now:
        before = held.get(each.place)
        kinds = before.kinds if before else ()
        held[each.place] = replace(each, kinds=(*(kind for kind in kinds if kind != each.kind), each.kind), was=None)
    there = {each.place for each in now}
    retired = {place for place, each in held.items() if each.retired}
    for place in sorted(held):
        each = held[place]
        if each.parent in retired and place not in there:
            retired.add(place)
            held[place] = replace(each, retired=True)
    return tuple(replace(held[place], line=0) for place in sorted(held))
