"""What is said of a fault of ours that nothing caught: where it was, and none of the words that were at hand."""

import sys
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import ExceptHookArgs


def tell(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
    """Take the place of `sys.excepthook`, whose traceback ends with the error's own words: they may be the reader's."""
    if not issubclass(kind, KeyboardInterrupt):
        words = _("Something went wrong in this program and it had to stop. What said “Saved” is saved.")
        sys.stderr.write(f"{words} ({kind.__name__}{_place(trace)})\n")


def tell_of_thread(about: "ExceptHookArgs") -> None:
    """Take the place of `threading.excepthook`, for the same reason."""
    words = _("Something went wrong in the background. What said “Saved” is saved.")
    sys.stderr.write(f"{words} ({about.exc_type.__name__}{_place(about.exc_traceback)})\n")


def _place(trace: TracebackType | None) -> str:
    """The file and line where it broke."""
    place = ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        place = f", {path.parent.name}/{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
