"""The `exercise:` marker, read into an exercise's head."""

import re
from enum import StrEnum
from pathlib import PurePath
from typing import TypeVar

from workbook.authoring.ids import ID_FORM, is_id, slug
from workbook.authoring.markers import FORMS, Clause, Marker, check_clauses, read_conditions, read_id
from workbook.authoring.report import Report, did_you_mean, listed, quoted
from workbook.model.head import Care, Head, Repeat

_WHOLE = re.compile("[1-9][0-9]{0,5}")
_FILE = re.compile(rf"({ID_FORM})\.md")
_Word = TypeVar("_Word", bound=StrEnum)


def read_head(marker: Marker, title: str, file: str, language: str, own: bool, report: Report) -> Head:
    """The head of an exercise. What cannot be read is reported and left as if it were not there."""
    check_clauses(marker, FORMS["exercise"], report)
    return Head(
        id=_exercise_id(marker, file, report),
        title=title,
        version=_whole(marker, "version", "bad-version", report) or 1,
        language=language,
        part=_part(marker.first("part"), report),
        minutes=_whole(marker, "minutes", "bad-value", report),
        after=_after(marker, report),
        repeat=_word(marker.first("repeat"), Repeat, {Repeat.ONCE}, report) or Repeat.ONCE,
        care=_word(marker.first("care"), Care, set(), report),
        when=read_conditions(marker, report),
        own=own,
        author=_author(marker, report),
        line=marker.line,
    )


def _exercise_id(marker: Marker, file: str, report: Report) -> str:
    stem = PurePath(file).stem
    found = read_id(marker, report)
    if not is_id(stem):
        name = f"`{slug(stem, 'exercise')}.md`"
        said = f"The file's name is the exercise's id: small letters, digits and hyphens. Call it {name}."
        report.error(marker.line, "wrong-id", said)
    elif found is None:
        if not marker.has("#"):
            report.error(
                marker.line, "missing-id", f"The exercise has no id. Write `exercise: #{stem}`, like its file."
            )
    elif found != stem:
        said = f"The id `#{found}` and the file's name differ. Write `#{stem}`, or call the file `{found}.md`."
        report.error(marker.line, "wrong-id", said)
    return found or (stem if is_id(stem) else slug(stem, "exercise"))


def _whole(marker: Marker, key: str, code: str, report: Report) -> int | None:
    clause = marker.first(key)
    if clause is None:
        if key == "version":
            report.error(marker.line, code, "The exercise has no version. Write `version: 1`.")
        return None
    if clause.value is None:
        return None
    if not _WHOLE.fullmatch(clause.value):
        report.error(clause.line, code, f"`{key}` is a whole number from 1, not {quoted(clause.value)}.")
        return None
    return int(clause.value)


def _part(clause: Clause | None, report: Report) -> str:
    if clause is None or clause.value is None:
        return ""
    if not is_id(clause.value):
        said = f"`part` is small letters, digits and hyphens, such as `{slug(clause.value, 'boundaries')}`."
        report.error(clause.line, "bad-value", said)
        return ""
    return clause.value


def _after(marker: Marker, report: Report) -> tuple[str, ...]:
    found = []
    for clause in marker.all("after"):
        for name in (part.strip() for part in (clause.value or "").split(",")):
            if match := _FILE.fullmatch(name):
                found.append(match[1])
            elif clause.value is not None:
                hint = f"`{slug(name.lstrip('#').removesuffix('.md'), 'values')}.md`"
                report.error(clause.line, "bad-value", f"`after` names files, such as {hint}, not {quoted(name)}.")
    return tuple(dict.fromkeys(found))


def _author(marker: Marker, report: Report) -> str:
    if not marker.has("author"):
        return ""
    # None of ours has one, and a start should not wait for what judges it.
    from workbook.authoring.author import read_author

    return read_author(marker.first("author"), report)


def _word(clause: Clause | None, words: type[_Word], unwritten: set[_Word], report: Report) -> _Word | None:
    if clause is None or clause.value is None:
        return None
    known = {word.value: word for word in words if word not in unwritten}
    found = known.get(" ".join(clause.value.split()))
    if found is None:
        said = (
            f"`{clause.key}` is one of {listed(known)}, not {quoted(clause.value)}.{did_you_mean(clause.value, known)}"
        )
        report.error(clause.line, "bad-value", said)
    return found
