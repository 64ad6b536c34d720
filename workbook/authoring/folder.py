"""Exercise files in a folder: which there are, and their text, within bounds."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.authoring.source import MAX_BYTES
from workbook.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_AN_EXERCISE = "readme.md"


def exercise_files(folder: Path) -> "Iterator[Path]":
    """Every Markdown file below a folder, by name, but no README and nothing hidden. Linked folders are not entered."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".md") and name.lower() != _NOT_AN_EXERCISE and not name.startswith("."):
                yield Path(place, name)


def leaves(path: Path, folder: Path) -> bool:
    """Whether a file is a link to somewhere outside its folder."""
    try:
        return not path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return path.is_symlink()


def read_text(path: Path, file: str) -> str | Problem:
    """A file's text, or why it cannot be read, told of `file`."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return Problem(
                file, 1, "not-a-file", "This is not an ordinary file. Put the text into a file ending in `.md`."
            )
        if about.st_size > MAX_BYTES:
            return Problem(file, 1, "too-big", "A file may be 256 KiB at most. Make two exercises of it.")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Problem(file, line, "not-utf-8", "This is not UTF-8 text. Save the file again as UTF-8.")
    except OSError as error:
        return Problem(file, 1, "unreadable-file", f"This file cannot be opened: {error.strerror or error}.")
