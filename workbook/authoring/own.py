"""The reader's own folder as a whole: which of its exercises can be offered, and what keeps the others back."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

from workbook.authoring.checker import check_sources, read_sources
from workbook.authoring.scope import Scope, Source
from workbook.authoring.task_list import in_order
from workbook.authoring.uses import asked_in, offered_in, told_in
from workbook.model.exercise import Exercise
from workbook.model.parts import OWN
from workbook.model.ports import Shelf
from workbook.model.problem import Problem, Severity
from workbook.model.prose import GoTo, Recall, inlines_of


def sound_in(
    folder: Path, shelf: Shelf, language: str, originals: Shelf | None = None
) -> tuple[tuple[Exercise, ...], tuple[Problem, ...]]:
    """The exercises of a folder that have no errors, in the order of the task list, and the errors of the others.

    Each is as it was read for the check, and stands in the part for the reader's own. One that leans on another file
    of the folder is sound if that one is. `originals` is the shelf in English, if the other is not.
    """
    sources, problems = read_sources([folder], language, own=True)
    # Every file that may be named has been read: what else lies there, such as a second file of a name, is not offered.
    scope = Scope(sources, shelf, lambda path: None, originals)
    found = {*problems, *check_sources(sources, scope)}
    errors = {problem for problem in found if problem.severity is Severity.ERROR}
    broken = {problem.file for problem in errors}
    sound = {source.exercise.id: source for source in sources if source.file not in broken}
    ids = {source.exercise.id for source in sources if scope.shipped(source.exercise.id) is None}
    while leaning := list(_leaning(sound, ids - sound.keys())):
        for source, other in leaning:
            message = f"This leans on `{other}.md`, which has mistakes. Mend that file first."
            errors.add(Problem(source.file, max(source.exercise.head.line, 1), "leans-on-broken", message))
            sound.pop(source.exercise.id, None)
    heads = in_order(source.exercise.head for source in sound.values())
    offered = (replace(sound[head.id].exercise, head=replace(head, part=OWN)) for head in heads)
    return tuple(offered), tuple(sorted(errors))


def _leaning(sound: Mapping[str, Source], broken: Set[str]) -> Iterator[tuple[Source, str]]:
    """The sound files that name one which is not."""
    for source in sound.values():
        other = next((name for name in _named(source.exercise) if name in broken), None)
        if other is not None:
            yield source, other


def _named(exercise: Exercise) -> Iterator[str | None]:
    """The exercises that one reads from or goes to."""
    for asked in asked_in(exercise):
        yield asked.condition.ref.exercise
    for offered in offered_in(exercise):
        yield offered.ref.exercise
    for page in exercise.pages:
        for watch in page.watches:
            yield watch.subject.exercise
            yield watch.whole.exercise if watch.whole else None
    for told in told_in(exercise):
        for inline in inlines_of(told.passage.block):
            if isinstance(inline, Recall):
                yield inline.ref.exercise
            elif isinstance(inline, GoTo):
                yield inline.exercise
