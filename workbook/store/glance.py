"""A glance at the notebook's file, for what has to be known before the store itself is loaded."""

from pathlib import Path

FILE_NAME = "notes.wb"
"""The notebook's file in the data folder."""
LONGEST_HEADER = 65_536
"""Bytes that the header line takes at most."""


def looks_sealed(folder: Path) -> bool:
    """Whether the notebook of a folder seems to have a passphrase. Only opening it tells for certain."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            header = file.readline(LONGEST_HEADER)
    except OSError:
        return False  # opening it will say why
    return b'"seal":"' in header and b'"seal":"checksum"' not in header
