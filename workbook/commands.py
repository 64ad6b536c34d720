"""What the commands that need no terminal do. None of them loads Textual."""

import argparse
import json
import sys
from dataclasses import asdict, replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.model.errors import UnreadableError, UsageError
from workbook.model.exercise import Audience
from workbook.model.guard import file_name
from workbook.places import data_folder, own_exercises
from workbook.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbook.authoring.library import Library
    from workbook.model.problem import Problem
    from workbook.store.notebook import Notebook

AUDIENCES = ("private", "supporter", "advocate", "chronology")
FORMATS = ("md", "text")


def _library(args: argparse.Namespace) -> "Library":
    from workbook.authoring.library import UNCHECKED, Library

    library = Library(args.language, own_exercises(data_folder(args.data_dir)))
    problems = library.check_own()
    for problem in problems:
        if problem.code == UNCHECKED:
            sys.stderr.write(f"{problem.told()}\n")
    for file in dict.fromkeys(problem.file for problem in problems if problem.code != UNCHECKED):
        said = _("Left out, because of mistakes in it: {file}. “workbook check” names them.").format(
            file=file_name(file)
        )
        sys.stderr.write(f"{said}\n")
    return library


def _print_json(data: object) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def demo(args: argparse.Namespace) -> int:
    """Work through the exercises as an invented person, in memory, and print the plan that comes of it."""
    from workbook.demo import demo_text

    sys.stdout.write(demo_text(args.clock(), args.language))
    return 0


def list_exercises(args: argparse.Namespace) -> int:
    """List the exercises in their order."""
    from workbook.model.origin import written_by
    from workbook.model.parts import listed_title, part_heading

    heads = _library(args).heads()
    if args.json:
        keys = ("id", "title", "part", "minutes", "own", "author")
        _print_json([{key: getattr(head, key) for key in keys} for head in heads])
        return 0
    part = None
    room = max((len(head.id) for head in heads), default=0)
    for head in heads:
        if head.part != part:
            sys.stdout.write(("" if part is None else "\n") + part_heading(head.part) + "\n")
            part = head.part
        minutes = _("{n} min").format(n=head.minutes) if head.minutes else ""
        sys.stdout.write(f"  {head.id:<{room}} {listed_title(head):<44} {minutes}".rstrip() + "\n")
        if author := written_by(head):
            sys.stdout.write(f"  {'':<{room}} {author}\n")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one exercise as a worksheet."""
    from workbook.plan.text import exercise_to_text

    exercise = _library(args).exercise(args.id)
    if exercise is None:
        raise UsageError(
            _("There is no exercise called “{id}”.").format(id=args.id), _("“workbook list” names them all.")
        )
    sys.stdout.write(exercise_to_text(exercise))
    return 0


def check(args: argparse.Namespace) -> int:
    """Print the problems of exercise files; 1 if any is an error."""
    from workbook.authoring.checker import check as problems_in
    from workbook.authoring.folder import exercise_files
    from workbook.authoring.library import Library
    from workbook.model.problem import Problem, Severity

    paths = [Path(path) for path in args.paths]
    problems = [
        *(
            Problem(str(path), 1, "no-exercise", _("There is no exercise in this folder. Their names end in `.md`."))
            for path in paths
            if path.is_dir() and not any(exercise_files(path))
        ),
        *problems_in(paths, Library(args.language), language=args.language, originals=Library()),
    ]
    problems += _of_own_folder(args, paths, problems)
    problems.sort()
    if args.json:
        _print_json([asdict(problem) for problem in problems])
    else:
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _of_own_folder(
    args: argparse.Namespace, paths: "Sequence[Path]", found: "Iterable[Problem]"
) -> "Iterator[Problem]":
    """What keeps exercises of the reader's own folder back and is only seen from all of it, where it is looked at."""
    from workbook.authoring.library import Library

    folder = own_exercises(data_folder(args.data_dir)).resolve()
    asked = {_place(path): path for path in paths}
    if not any(folder in (place, *place.parents) or place in folder.parents for place in asked):
        return
    known = {(_place(Path(problem.file)), problem.line, problem.code) for problem in found}
    for problem in Library(args.language, folder).check_own():
        file = Path(problem.file)
        named = next((place for place in asked if place in (file, *file.parents) or file in place.parents), None)
        if named is not None and (file, problem.line, problem.code) not in known:
            inside = file.relative_to(named) if file.is_relative_to(named) else Path()
            yield replace(problem, file=str(asked[named] / inside))


def _place(path: Path) -> Path:
    """Where a file stands, though it may be a link to another."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def export(args: argparse.Namespace) -> int:
    """Print the plan, or all of the notebook, or write it to a new file that only its owner can read."""
    from workbook.prompt.asking import ask_in_lines
    from workbook.store.notebook import Notebook

    if args.everything and (args.format is not None or args.audience != Audience.PRIVATE):
        raise UsageError(
            _("“--everything” is for you alone, and always JSON."),
            _("Please leave “--for” and “--format” out, or “--everything”."),
        )
    folder = data_folder(args.data_dir)
    if not Notebook.exists(folder):
        raise UsageError(
            _("There is no notebook in {folder} yet.").format(folder=folder),
            _("Open “workbook” and write something first, or name its folder with --data-dir."),
        )
    with Notebook.open(folder, unlock=ask_in_lines, read_only=True) as notebook:
        for notice in notebook.notices:
            sys.stderr.write(f"{notice}\n")
        text = _everything(args, notebook) if args.everything else _plan(args, notebook)
        code = UnreadableError.exit_code if notebook.damaged else 0
    if args.output == "-":
        sys.stdout.write(text)
    else:
        write_private(Path(args.output), text)
        sys.stderr.write(
            _("Written to {file}. It is not locked: anyone who opens it can read it.").format(file=args.output) + "\n"
        )
    return code


def _plan(args: argparse.Namespace, notebook: "Notebook") -> str:
    from workbook.plan.compose import compose
    from workbook.plan.markdown import to_markdown
    from workbook.plan.text import to_text

    plan = compose(_library(args), notebook, Audience(args.audience), args.clock().date())
    return to_text(plan) if args.format == "text" else to_markdown(plan)


def _everything(args: argparse.Namespace, notebook: "Notebook") -> str:
    from workbook.store.everything import everything

    return everything(notebook, args.clock())


def where(args: argparse.Namespace) -> int:
    """Say where the notebook, what is kept beside it, and the reader's own exercises are."""
    from workbook.store.kept import kept_beside
    from workbook.store.notebook import Notebook

    folder = data_folder(args.data_dir)
    path = Notebook.path_in(folder)
    exists = Notebook.exists(folder)
    own = own_exercises(folder)
    if args.json:
        kept = [str(each.path) for each in kept_beside(path)]
        _print_json(
            {"folder": str(folder), "notebook": str(path), "exists": exists, "kept": kept, "exercises": str(own)}
        )
        return 0
    named = _("Your notebook: {path}") if exists else _("Your notebook: {path} (nothing written yet)")
    sys.stdout.write(named.format(path=path) + "\n")
    for each in kept_beside(path):
        told = _("Set aside: {path}") if each.day is None else _("What it was before: {path}")
        sys.stdout.write(told.format(path=each.path) + "\n")
    sys.stdout.write(_("Your own exercises: {path}").format(path=own) + "\n")
    return 0
