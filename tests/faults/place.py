"""Where the folders of the runs are made."""

import os
import tempfile
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")


def workplace(*, on_disk: bool = False) -> "tempfile.TemporaryDirectory[str]":
    """A folder that goes when it is left; in memory where the system has that, unless the disk matters.

    What a killed process has written is there either way. In memory, more of a run's time is spent between the calls
    than in them, so a kill at a random time meets more of them.
    """
    in_memory = not on_disk and os.access(_IN_MEMORY, os.W_OK)
    return tempfile.TemporaryDirectory(prefix="workbook-", dir=_IN_MEMORY if in_memory else None)
