"""The command line: from arguments to an exit code."""

import gettext
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from workbook.model.errors import WorkbookError

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
        return _do(argv)
    except WorkbookError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; say nothing more, not even when Python closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _do(argv: Sequence[str]) -> int:
    if not argv:
        # The daily way in: argparse would be a part of every start.
        from workbook.opening import open_workbook
        from workbook.places import data_folder

        return open_workbook(data_folder(None), now)
    from workbook.arguments import parse

    args = parse(argv, now)
    code: int = args.run(args)
    return code
