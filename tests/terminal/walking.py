"""Which screens and widgets a process brought up, told by itself; and which ones there are."""

import importlib
import sys
from pathlib import Path

from textual.screen import Screen
from textual.widget import Widget

import workbook.screens
import workbook.widgets

_TELLING = """
import os, sys
from textual.message_pump import MessagePump
told, begun, begin = os.open({told!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), set(), MessagePump._pre_process
def tell(pump):
    kinds = {{f"{{kind.__module__}}.{{kind.__qualname__}}" for kind in type(pump).__mro__}} - begun
    begun.update(kinds)
    os.write(told, "".join(f"{{kind}}\\n" for kind in kinds).encode())
    return begin(pump)
MessagePump._pre_process = tell
{change}
from workbook.__main__ import main
sys.argv = ["workbook"]
main()
"""


def telling(told: Path, change: str = "") -> tuple[str, ...]:
    """The workbook as a program that names in a file whatever it brings up; `change` is done before it starts."""
    return sys.executable, "-c", _TELLING.format(told=str(told), change=change)


def brought_up(told: Path) -> set[str]:
    """What it named there of ours."""
    kinds = told.read_text(encoding="utf-8").split()
    return {kind.removeprefix("workbook.") for kind in kinds if kind.startswith("workbook.")}


def all_there_is() -> set[str]:
    """Every class of a screen or a widget, by the name of its module."""
    found = set()
    for room in (workbook.screens, workbook.widgets):
        for path in Path(room.__path__[0]).glob("*.py"):
            module = importlib.import_module(f"{room.__name__}.{path.stem}")
            for kind in vars(module).values():
                if isinstance(kind, type) and issubclass(kind, Screen | Widget) and kind.__module__ == module.__name__:
                    found.add(f"{kind.__module__}.{kind.__qualname__}".removeprefix("workbook."))
    return found
