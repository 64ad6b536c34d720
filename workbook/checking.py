"""The check of the reader's own exercises, beside everything else."""

import threading
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.authoring.library import Library
    from workbook.model.problem import Problem


def check_beside(library: "Library", tell: "Callable[[tuple[Problem, ...]], object]") -> None:
    """Check them in a thread that nothing waits for: neither a lock nor the end may take longer because of a file.

    `tell` is a method, called from that thread, unless its object has gone meanwhile: what goes on checking after a
    lock holds nothing of the notebook.
    """
    teller = weakref.WeakMethod(tell)

    def check() -> None:
        problems = library.check_own()
        if (found := teller()) is not None:
            found(problems)

    threading.Thread(target=check, name="own exercises", daemon=True).start()
