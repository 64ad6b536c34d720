"""What the commands for authors of exercises do: a new one from a template, and the markers for a plain worksheet."""

import argparse
import shlex
import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.model.errors import UsageError, WorkbookError
from workbook.places import data_folder, own_exercises
from workbook.private_file import rewrite, write_private
from workbook.syncing import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.authoring.stamping import Stamped

_SUFFIX = ".md"


def new(args: argparse.Namespace) -> int:
    """Write a small exercise, to be changed into one's own."""
    from workbook.authoring.template import template

    _check_name(args.id)
    text = template(args.id)
    if args.output == "-":
        sys.stdout.write(text)
        return 0
    path = _place_for(args.id, args.output) if args.output else _place_of_own(args)
    write_private(path, text)
    sys.stderr.write(_("Written to {file}.").format(file=path) + "\n")
    _say_next(
        _("Put your own words in the place of its words. Then look for mistakes with this command:"), "check", path
    )
    return 0


def _check_name(name: str) -> None:
    from workbook.authoring.ids import is_id, slug
    from workbook.authoring.library import Library

    if not is_id(name):
        raise UsageError(
            _("“{name}” cannot be the name of an exercise: it takes small letters, digits and single hyphens.").format(
                name=name
            ),
            _("Choose another, such as “{other}”.").format(other=slug(name.removesuffix(_SUFFIX), "small-rest")),
        )
    if name == "readme" or name in {head.id for head in Library().heads()}:
        raise UsageError(
            _("“{name}” is the name of something that comes with the workbook.").format(name=name),
            _("Choose another, such as “{other}”.").format(other=f"my-{name}"),
        )


def _place_for(name: str, output: str) -> Path:
    """The file that `-o` means: in this folder, or this very file."""
    path = Path(output).expanduser()
    if path.is_dir():
        return path / f"{name}{_SUFFIX}"
    if path.suffix != _SUFFIX or output.endswith("/"):
        raise UsageError(
            _("There is no folder {folder}.").format(folder=path), _("Make it first, with “mkdir”, or name another.")
        )
    if path.stem != name:
        raise UsageError(
            _("An exercise and its file have one name, and “{file}” is not “{name}.md”.").format(
                file=path.name, name=name
            ),
            _("Give both the same name."),
        )
    return path


def _place_of_own(args: argparse.Namespace) -> Path:
    from workbook.authoring.folder import exercise_files

    folder = own_exercises(data_folder(args.data_dir))
    make_private_folder(folder)
    same = next((path for path in exercise_files(folder) if path.stem == args.id), None)
    if same is not None:
        raise UsageError(
            _("There is a file called {file} already.").format(file=same), _("Choose another name; it was left alone.")
        )
    return folder / f"{args.id}{_SUFFIX}"


def stamp(args: argparse.Namespace) -> int:
    """Add the markers to a plain worksheet, or say what keeps it from being one; 1 if something does."""
    from workbook.authoring.folder import read_text
    from workbook.authoring.ids import is_id, slug
    from workbook.authoring.stamping import stamp as stamped_text
    from workbook.model.problem import Problem

    if not is_id(args.part):
        raise UsageError(
            _("“{part}” cannot be a part: it takes small letters, digits and single hyphens.").format(part=args.part),
            _("Choose another, such as “{other}”.").format(other=slug(args.part, "care")),
        )
    path = Path(args.file)
    target = path if args.output in (None, "-") else Path(args.output).expanduser()
    for each in (path, target):
        if each.suffix != _SUFFIX:
            raise UsageError(
                _("An exercise is a file that ends in “.md”, and {file} does not.").format(file=each),
                _("Save your worksheet as plain text under such a name."),
            )
    text = read_text(path, args.file)
    if isinstance(text, Problem):
        return _refuse([text])
    stamped = stamped_text(text, args.file, part=args.part, name=target.name)
    if stamped.problems:
        return _refuse(stamped.problems)
    if args.output == "-":
        sys.stdout.write(stamped.text)
    elif args.output is not None:
        write_private(target, stamped.text)
    elif stamped.added:
        rewrite(path, stamped.text)
    _summarise(stamped, target, printed=args.output == "-")
    return 0


def _refuse(problems: "Iterable[object]") -> int:
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    sys.stderr.write(_("Nothing was written. Mend these lines and try again.") + "\n")
    return WorkbookError.exit_code


def _summarise(stamped: "Stamped", target: Path, *, printed: bool) -> None:
    exercise = stamped.exercise
    if exercise is None:
        return
    if not stamped.added:
        sys.stderr.write(_("Nothing was missing: every marker is there.") + "\n")
    else:
        said = ngettext(
            "{n} marker was added; no word was changed.", "{n} markers were added; no word was changed.", stamped.added
        )
        sys.stderr.write(said.format(n=stamped.added) + "\n")
    for page in exercise.pages:
        sys.stderr.write(f"  {page.title}\n")
        for question in page.questions:
            sys.stderr.write(f"    #{question.id}: {question.kind}\n")
    guesses: dict[str, list[int]] = {}
    for line, said in stamped.guesses:
        guesses.setdefault(said, []).append(line)
    if guesses:
        sys.stderr.write(_("These are guesses. Please look at them:") + "\n")
    for said, lines in guesses.items():
        where = ngettext("line {lines}", "lines {lines}", len(lines)).format(lines=", ".join(map(str, lines)))
        sys.stderr.write(f"  {where}: {said}\n")
    if not printed:
        _say_next(_("Next, look for mistakes with this command:"), "check", target)


def _say_next(said: str, verb: str, path: Path) -> None:
    sys.stderr.write(f"{said}\n  workbook {verb} {shlex.quote(str(path))}\n")
