"""The command line: from arguments to an exit code."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from gettext import gettext as _

from workbook.language import speak
from workbook.model.errors import WorkbookError
from workbook.outlet import Outlet
from workbook.surroundings import keep_private

INTERRUPTED = 130


def now() -> datetime:
    """The computer's clock, with the local offset. The only place that asks it."""
    return datetime.now().astimezone()


def run(argv: Sequence[str]) -> int:
    """Do what the arguments ask, and return the exit code."""
    keep_private()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows few letters gets the rest
    with redirect_stdout(Outlet(sys.stdout)), redirect_stderr(Outlet(sys.stderr, for_people=True)):
        return _ended(argv)


def _ended(argv: Sequence[str]) -> int:
    """The exit code, with what there is to say said."""
    try:
        code = _do(argv)
        sys.stdout.flush()
        return code
    except WorkbookError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()  # its reader went away, and needs no word about it
        return 0
    except OSError as error:
        _drop_output()
        sys.stderr.write(_("This could not be written: {reason}.").format(reason=error.strerror or error) + "\n")
        return WorkbookError.exit_code


def _drop_output() -> None:
    """Throw away what is still to be written, so that Python does not try again when it closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _do(argv: Sequence[str]) -> int:
    language = speak(argv)  # before anything is imported whose texts are made as it loads
    if not argv:
        # The daily way in: argparse would be a part of every start.
        from workbook.opening import open_workbook
        from workbook.places import data_folder

        return open_workbook(data_folder(None), now, language)
    from workbook.arguments import parse

    args = parse(argv, now, language)
    code: int = args.run(args)
    return code
