"""Whether a translation that is shipped keeps to its English original."""

import re
from collections.abc import Iterator

from workbook.authoring.difference import first_difference
from workbook.authoring.folder import read_text
from workbook.authoring.parser import parse
from workbook.authoring.scope import Source
from workbook.model.exercise import Exercise
from workbook.model.problem import Problem, Severity

ORIGINAL = "en"
"""The language that every shipped exercise is written in first."""
_MARKER = re.compile(r"<!--.*?-->", re.DOTALL)


def check_translation(source: Source, language: str) -> Iterator[Problem]:
    """Problems of one of our own files against the English file of its name, which stands in the folder beside."""
    if source.path is None or language == ORIGINAL:
        return
    name = source.path.name
    path = source.path.resolve().parents[1] / ORIGINAL / name
    text = read_text(path, name)
    original = parse(text, name).exercise if isinstance(text, str) else None
    if not isinstance(text, str) or original is None:
        said = f"There is no original to this: no `{ORIGINAL}/{name}` that can be read. Write that one first."
        yield source.problem(source.exercise.head.line, "no-original", said)
        return
    if not source.whole:
        return
    yield from _version(source, original)
    found = first_difference(source.exercise, original)
    if found is not None:
        place = f" See line {found.original_line} of `{ORIGINAL}/{name}`." if found.original_line else ""
        marker = _marker(text, found.original_line) if found.in_marker else ""
        remedy = f" Write {marker}, as in line {found.original_line} of `{ORIGINAL}/{name}`." if marker else place
        yield source.problem(found.line, "differs-from-original", found.message + remedy)


def _version(source: Source, original: Exercise) -> Iterator[Problem]:
    head, newest = source.exercise.head, original.head.version
    if head.version < newest:
        said = (
            f"The original is of version {newest}, and this still of version {head.version}. "
            f"Bring its words up to date, then write `version: {newest}`."
        )
        yield Problem(source.file, max(head.line, 1), "stale", said, Severity.WARNING)
    elif head.version > newest:
        said = f"The original is of version {newest} only. A translation has the version it translates: write that."
        yield source.problem(head.line, "ahead-of-original", said)


def _marker(text: str, line: int) -> str:
    """The marker that stands on a line or follows it, as it is to be written."""
    text = re.sub("\r\n?", "\n", text)
    start = sum(len(each) for each in text.splitlines(keepends=True)[: max(line, 1) - 1])
    # The line may stand inside one that goes over several.
    opened = text.rfind("<!--", 0, start)
    if opened >= 0 and text.find("-->", opened) >= start:
        start = opened
    first = _MARKER.search(text, start)
    if first is None:
        return ""
    # An option and a field have several on their line.
    ends = text.find("\n", first.end())
    on_line = _MARKER.findall(text[first.start() : ends if ends >= 0 else None])
    return " ".join(f"`{' '.join(marker.split())}`" for marker in on_line)
