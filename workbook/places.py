"""Where things are kept on this computer."""

import os
import sys
from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path

from workbook.model.errors import UsageError


def data_folder(chosen: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the notebook: `--data-dir`, else WORKBOOK_HOME, else where this system keeps private data.

    Raises UsageError for a named one that would have to be made in a folder which is not there either: most likely the
    stick is not in, and nobody should write into a new notebook unawares.
    """
    named = chosen or environ.get("WORKBOOK_HOME")
    if named:
        folder = Path(named).expanduser().absolute()
        if not os.path.lexists(folder) and not os.path.exists(folder.parent):  # noqa: PTH110 - Path's one may raise
            raise UsageError(
                _("There is no folder {folder}.").format(folder=folder.parent),
                _("If it is on a stick, please plug that in first; else make the folder first, with “mkdir”."),
            )
        return folder
    from platformdirs import user_data_path

    return user_data_path("workbook", appauthor=False)


def own_exercises(folder: Path) -> Path:
    """Where the reader's own exercise files live."""
    return folder / "exercises"


def program_folders() -> tuple[Path, ...]:
    """The folders to delete in order to remove the program: its download, its environment, or the package alone."""
    package = Path(__file__).resolve().parent
    tree = package.parent if (package.parent / "pyproject.toml").exists() else package
    environment = Path(sys.prefix).resolve()
    if sys.prefix == sys.base_prefix or environment.is_relative_to(tree):
        return (tree,)
    return (environment,) if tree.is_relative_to(environment) else (tree, environment)
