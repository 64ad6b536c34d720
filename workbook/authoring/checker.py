"""`workbook check`: every problem of exercise files, alone and with what they refer to."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from workbook.authoring.cycles import check_after, check_condition_cycles
from workbook.authoring.depth import Depths
from workbook.authoring.folder import exercise_files, leaves, read_text
from workbook.authoring.kept_ids import check_released
from workbook.authoring.parser import parse
from workbook.authoring.privacy import check_privacy
from workbook.authoring.reading import check_reading
from workbook.authoring.references import check_references
from workbook.authoring.report import quoted
from workbook.authoring.scope import Scope, Source
from workbook.authoring.sense import check_about, check_counts, check_name, check_renames, check_safety, check_title
from workbook.authoring.tells import check_tells
from workbook.authoring.translation import check_translation
from workbook.model.exercise import Exercise
from workbook.model.head import Head
from workbook.model.ports import Shelf
from workbook.model.problem import Problem, Severity


def check(
    paths: Sequence[Path], shelf: Shelf, *, language: str = "en", originals: Shelf | None = None
) -> tuple[Problem, ...]:
    """Problems of the files, and of every exercise file below the folders; by file and line.

    A reference is looked for in the file's own folder first, then among the shipped exercises of the shelf.
    The language is that of the reader's own files; a shipped file has the language of its folder. `originals` is the
    shelf in English, if the other is not.
    """
    sources, problems = read_sources(paths, language)
    scope = Scope(sources, shelf, lambda path: _beside(path, language), originals)
    hard = {problem for source in sources for problem in check_reading(source)}
    return tuple(sorted({*problems, *check_sources(sources, scope), *hard}))


def read_sources(
    paths: Iterable[Path], language: str, *, own: bool = False
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """What can be read of the files and folders, each on its own, and the problems of that.

    `own`: all of them are the reader's, wherever they lie. Else the place of a file tells whether it is one of ours.
    """
    problems: list[Problem] = []
    sources: list[Source] = []
    for item in _gathered(paths, own):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            source, found = _read(item, str(item), language, own)
            problems += found
            if source is not None:
                sources.append(source)
    return tuple(sources), tuple(problems)


def check_sources(sources: Sequence[Source], scope: Scope) -> Iterator[Problem]:
    """Problems in what parsed files refer to, in no order."""
    depths = Depths(scope)
    for source in sources:
        yield from check_name(source, scope)
        yield from check_title(source, scope)
        yield from check_references(source, scope)
        yield from check_after(source, scope)
        yield from check_condition_cycles(source, scope)
        yield from depths.check(source)
        yield from check_privacy(source, scope)
        yield from check_tells(source, scope)
        yield from check_counts(source)
        yield from check_about(source)
        yield from check_renames(source)
        yield from check_safety(source)
        if source.path is not None and (home := _shipped_language(source.path)):
            yield from check_translation(source, home)
    yield from check_released(sources)


def _gathered(paths: Iterable[Path], own: bool) -> Iterator[Path | Problem]:
    seen = set[Path]()
    for path in paths:
        for item in _below(path, own):
            if isinstance(item, Problem):
                yield item
            elif item.absolute() not in seen:
                seen.add(item.absolute())
                yield item


def _below(path: Path, own: bool) -> Iterator[Path | Problem]:
    if path.is_dir():
        first: dict[str, Path] = {}
        for file in exercise_files(path):
            if leaves(file, path):
                message = "This links to a file outside its folder. Copy the file itself here."
                yield Problem(str(file), 1, "outside-folder", message)
            elif file.stem in first and (own or not _shipped_language(file)):
                other = quoted(str(first[file.stem].relative_to(path)))
                message = f"{other} has the same name already. Rename one of them, and its `#id`."
                yield Problem(str(file), 1, "duplicate-exercise", message)
            else:
                first[file.stem] = file
                yield file
    elif not path.exists():
        yield Problem(str(path), 1, "no-such-file", "There is no file or folder of this name. Check the spelling.")
    elif path.suffix != ".md":
        yield Problem(
            str(path), 1, "not-markdown", "An exercise is a file that ends in `.md`. Rename it, or leave it out."
        )
    else:
        yield path


def _read(path: Path, file: str, language: str, own: bool = False) -> tuple[Source | None, tuple[Problem, ...]]:
    text = read_text(path, file)
    if isinstance(text, Problem):
        return _unread(path, file), (text,)
    shipped = None if own else _shipped_language(path)
    parsed = parse(text, file, language=shipped or language, own=not shipped)
    if parsed.exercise is None:
        return _unread(path, file), parsed.problems
    whole = all(problem.severity is not Severity.ERROR for problem in parsed.problems)
    return Source(parsed.exercise, file, path.absolute(), whole, own=not shipped), parsed.problems


def _unread(path: Path, file: str) -> Source:
    """Stands for a file that is there and cannot be judged."""
    return Source(Exercise(Head(path.stem, "")), file, path.absolute(), whole=False)


def _beside(path: Path, language: str) -> Source | None:
    return _read(path, path.name, language)[0] if path.is_file() and not leaves(path, path.parent) else None


def _shipped_language(path: Path) -> str | None:
    """The language of one of our own files, installed or in a checkout; None for the reader's."""
    *_, house, room, language, _name = ("", "", "", *path.resolve().parts)
    # The reader's own folder may be called so as well; the program lies in ours alone.
    ours = (house, room) == ("workbook", "exercises") and path.resolve().parents[2].joinpath("__init__.py").exists()
    return language if ours else None
