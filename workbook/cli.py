"""The command line: arguments, paths and exit codes."""

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import NoReturn

from workbook.model.errors import UsageError, WorkbookError
from workbook.places import data_folder, own_exercises

INTERRUPTED = 130
CATALOGUES = Path(__file__).parent / "locale"


def now() -> datetime:
    """The computer's clock, with the local offset. The only place that asks it."""
    return datetime.now().astimezone()


def run(argv: Sequence[str]) -> int:
    """Do what the arguments ask, and return the exit code."""
    gettext.bindtextdomain("workbook", str(CATALOGUES))
    gettext.textdomain("workbook")
    os.umask(0o077)
    try:
        args = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = args.run
        return command(args)
    except WorkbookError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; say nothing more, not even when Python closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}.", _("“{program} --help” lists what it takes.").format(program=self.prog))


def _parser() -> argparse.ArgumentParser:
    from workbook import commands

    place = _Parser(add_help=False)
    place.add_argument(
        "--data-dir",
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help=_("keep the notebook in this folder, such as a USB stick (also: WORKBOOK_HOME)"),
    )
    parser = _Parser(
        prog="workbook",
        description=_("A private workbook. Without a command, it opens."),
        parents=[place],
    )
    parser.add_argument("--plain", action="store_true", help=_("plain questions and answers, for screen readers"))
    parser.set_defaults(run=_open, data_dir=None, clock=now)
    verbs = parser.add_subparsers(title=_("commands"), metavar="", parser_class=_Parser)

    def verb(name: str, about: str, work: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=about, description=about, parents=[place])
        added.set_defaults(run=work)
        return added

    verb("demo", _("print the plan of an invented life; touches nothing of yours"), commands.demo)
    listing = verb("list", _("list the exercises"), commands.list_exercises)
    listing.add_argument("--json", action="store_true", help=_("as JSON"))
    show = verb("show", _("print one exercise as a worksheet"), commands.show)
    show.add_argument("id", metavar="ID", help=_("its name, as “workbook list” gives it"))
    check = verb("check", _("look for mistakes in exercise files"), commands.check)
    check.add_argument("paths", metavar="PATH", nargs="+", help=_("a file or a folder"))
    check.add_argument("--json", action="store_true", help=_("as JSON"))
    export = verb("export", _("write your plan to a file, or print it"), commands.export)
    export.add_argument(
        "--for", dest="audience", choices=commands.AUDIENCES, default="private", help=_("who it is for")
    )
    export.add_argument("--format", choices=commands.FORMATS, default="md", help=_("Markdown or plain text"))
    export.add_argument("-o", "--output", metavar="FILE", default="-", help=_("the file; “-” prints it"))
    where = verb("where", _("say where your notebook is kept"), commands.where)
    where.add_argument("--json", action="store_true", help=_("as JSON"))
    return parser


def _open(args: argparse.Namespace) -> int:
    """Open the workbook: the terminal UI, or plain mode where that is asked for or is all the terminal can do."""
    folder = data_folder(args.data_dir)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not args.plain:
        raise UsageError(
            _("There is no terminal here to draw in."),
            _("Try “workbook --plain”; “export”, “show”, “list” and “check” work without one too."),
        )
    if args.plain or os.environ.get("ACCESSIBLE") == "1" or os.environ.get("TERM", "dumb") == "dumb":
        from workbook.authoring.library import Library
        from workbook.plain import run_plain
        from workbook.store.notebook import Notebook

        with Notebook.open(folder) as notebook:
            return run_plain(Library(own_folder=own_exercises(folder)), notebook, args.clock, sys.stdin, sys.stdout)
    # Textual reads these when it is imported: some of them record the screen or write logs.
    for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
        del os.environ[name]
    from workbook.app import run_app

    return run_app(folder, args.clock)
