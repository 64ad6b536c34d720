"""What is said of a fault of ours that nothing caught: where it was, and none of the words that were at hand."""

import sys
from collections.abc import Iterator
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


def keep_details(path: Path, error: BaseException) -> None:
    """Write what went wrong to a new file, for whoever mends this program. Raises UsageError or NotSavedError."""
    from workbook.private_file import write_private

    write_private(path, details(error))
    sys.stderr.write(_("The details are in {file}. None of your words are in them.").format(file=path) + "\n")


def details(error: BaseException) -> str:
    """Where it broke, and on which system. What errors say is left out: they may quote the reader."""
    from importlib.metadata import version
    from platform import platform, python_version

    packages = ", ".join(f"{name} {version(name)}" for name in ("workbook", "textual", "tinydb", "cryptography"))
    lines = [f"{packages}, Python {python_version()}, {platform()}"]
    waiting, seen = [error], set()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        lines += ["", type(each).__qualname__, *_places(each.__traceback__)]
        # A group of errors, one that stands for another, and one that came of another.
        within = [*getattr(each, "exceptions", ()), getattr(each, "error", None), each.__cause__, each.__context__]
        waiting += [one for one in within if isinstance(one, BaseException)]
    return "\n".join(lines) + "\n"


def _places(trace: TracebackType | None) -> list[str]:
    """The file, line and function of each call, the last one being where it broke."""
    return [f"  {_line(call)} {call.tb_frame.f_code.co_name}" for call in _calls(trace)]


def _place(trace: TracebackType | None) -> str:
    """The file and line where it broke."""
    return "".join(f", {_line(call)}" for call in list(_calls(trace))[-1:])


def _calls(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _line(call: TracebackType) -> str:
    path = Path(call.tb_frame.f_code.co_filename)
    return f"{path.parent.name}/{path.name}:{call.tb_lineno}"
