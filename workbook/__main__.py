"""`python -m workbook`, and the `workbook` command."""

import sys

from workbook.cli import run
from workbook.fault import tell


def main() -> None:
    """Run the command line and leave with its exit code."""
    if not sys.flags.dev_mode:
        sys.excepthook = tell  # `python -X dev -m workbook` gives the traceback
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
