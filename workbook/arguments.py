"""What the command line takes."""

import argparse
import sys
from collections.abc import Callable, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import NoReturn

from workbook import authors, commands, keeping
from workbook.language import ENGLISH, OPTION
from workbook.model.clock import Clock
from workbook.model.errors import UsageError
from workbook.opening import open_workbook
from workbook.places import data_folder


def parse(argv: Sequence[str], clock: Clock, language: str = ENGLISH) -> argparse.Namespace:
    """Read the arguments; `run` of the result does the work, in the language that was settled. Raises UsageError."""
    return _parser(clock, language).parse_args(argv, argparse.Namespace(data_dir=None))


def _open(args: argparse.Namespace) -> int:
    return open_workbook(data_folder(args.data_dir), args.clock, args.language, plain=args.plain, details=args.details)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}.", _("“{program} --help” lists what it takes.").format(program=self.prog))


class _Help(argparse.HelpFormatter):
    def _format_action(self, action: argparse.Action) -> str:
        written = super()._format_action(action)
        # Above the commands argparse writes one line more, which tells nothing: all of it has to fit a small screen.
        return written.partition("\n")[2] if isinstance(action, argparse._SubParsersAction) else written


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_ignored: object, **__: object) -> NoReturn:
        # Only now: asking for it takes longer than anything else here.
        from importlib.metadata import version

        sys.stdout.write(f"workbook {version('workbook')}\n")
        parser.exit()


def _parser(clock: Clock, language: str) -> argparse.ArgumentParser:
    place = _Parser(add_help=False)
    place.add_argument(
        "--data-dir",
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help=_("keep the notebook in this folder (or set WORKBOOK_HOME)"),
    )
    place.add_argument(
        OPTION,
        metavar=_("CODE"),
        dest="named_language",
        default=argparse.SUPPRESS,
        help=_("such as “es” (or set WORKBOOK_LANGUAGE)"),
    )
    parser = _Parser(
        prog="workbook",
        formatter_class=_Help,
        usage=_("workbook [OPTION]... [COMMAND]"),
        description=_("A private workbook. Without a command, it opens."),
        parents=[place],
        add_help=False,
    )
    # Whoever reads this has found it.
    parser.add_argument("-h", "--help", action="help", help=argparse.SUPPRESS)
    parser.add_argument("--plain", action="store_true", help=_("plain questions and answers, for screen readers"))
    parser.add_argument(
        "--details",
        metavar="FILE",
        type=Path,
        help=_("after a fault, say where it was in this file"),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("say which version this is"))
    parser.set_defaults(run=_open, clock=clock, language=language)
    verbs = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), prog="workbook", parser_class=_Parser)

    def verb(name: str, about: str, work: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=about, description=about, parents=[place])
        added.set_defaults(run=work)
        return added

    verb("demo", _("print the plan of an invented life"), commands.demo)
    listing = verb("list", _("list the exercises"), commands.list_exercises)
    listing.add_argument("--json", action="store_true", help=_("as JSON"))
    show = verb("show", _("print one exercise as a worksheet"), commands.show)
    show.add_argument("id", metavar="ID", help=_("its name, as “workbook list” gives it"))
    check = verb("check", _("look for mistakes in exercise files"), commands.check)
    check.add_argument("paths", metavar="PATH", nargs="+", help=_("a file or a folder"))
    check.add_argument("--json", action="store_true", help=_("as JSON"))
    new = verb("new", _("write a small exercise, to be made your own"), authors.new)
    new.add_argument("id", metavar="ID", help=_("its name: small letters, digits and hyphens, such as “small-rest”"))
    new.add_argument(
        "-o",
        "--output",
        metavar="PLACE",
        help=_("a folder, or a file called ID.md; “-” prints it (otherwise: your own exercises)"),
    )
    stamp = verb("stamp", _("add what the program needs to a plain worksheet"), authors.stamp)
    stamp.add_argument("file", metavar="FILE", help=_("a Markdown file"))
    stamp.add_argument(
        "--part",
        metavar="PART",
        default="care",
        help=_("where the list shows an exercise that comes with the workbook; your own stand last in any case"),
    )
    stamp.add_argument(
        "-o", "--output", metavar="FILE", help=_("a new file; “-” prints it (otherwise: the file itself)")
    )
    export = verb("export", _("write your plan to a file, or print it"), commands.export)
    export.add_argument(
        "--for", dest="audience", choices=commands.AUDIENCES, default="private", help=_("who it is for")
    )
    export.add_argument("--format", choices=commands.FORMATS, help=_("Markdown (if not said otherwise) or plain text"))
    export.add_argument(
        "--everything", action="store_true", help=_("all that you wrote, for yourself, as JSON; not the plan alone")
    )
    export.add_argument("-o", "--output", metavar="FILE", default="-", help=_("the file; “-” prints it"))
    where = verb("where", _("say where your notebook is kept"), commands.where)
    where.add_argument("--json", action="store_true", help=_("as JSON"))
    verb("passphrase", _("set, change or remove the passphrase of your notebook"), keeping.passphrase)
    verb("verify", _("say whether your notebook's file is sound"), keeping.verify)
    backup = verb("backup", _("copy your notebook's file, with its passphrase"), keeping.backup)
    backup.add_argument("file", metavar="FILE", help=_("a new file"))
    restore = verb("restore", _("bring a copy back; what was there is kept"), keeping.restore)
    restore.add_argument("file", metavar="FILE", help=_("a file that “workbook backup” made"))
    return parser


def words_of_argparse() -> tuple[str, ...]:
    """What argparse itself may say. It asks the same catalogue; here its words are gathered for translators."""
    return (
        _("usage: "),
        _("options"),
        _("positional arguments"),
        _("show this help message and exit"),
        _("argument %(argument_name)s: %(message)s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("expected one argument"),
        _("expected at least one argument"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("ambiguous option: %(option)s could match %(matches)s"),
    )
