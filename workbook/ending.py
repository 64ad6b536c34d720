"""The ways in which the workbook comes to an end, and the signals that ask for them."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType


class Ending(Enum):
    """Why the screens come down."""

    LOCK = "lock"
    """To be opened again by the passphrase."""
    STOP = "stop"
    """As LOCK, and the process is to stop, as for `fg` of a shell."""
    LEAVE = "leave"

    def outweighs(self, other: "Ending | None") -> bool:
        """Whether it is to count in place of the other, which came before."""
        order = [None, Ending.LOCK, Ending.STOP, Ending.LEAVE]
        return order.index(self) > order.index(other)


_ASKED_FOR = {
    signal.SIGTERM: Ending.LEAVE,
    signal.SIGHUP: Ending.LEAVE,
    signal.SIGINT: Ending.LEAVE,
    signal.SIGQUIT: Ending.LEAVE,
    signal.SIGTSTP: Ending.STOP,
    # Whoever stopped it without a word (SIGSTOP) may have shown the terminal to somebody else meanwhile.
    signal.SIGCONT: Ending.LOCK,
}


@contextmanager
def listening(end: Callable[[Ending], None]) -> Iterator[None]:
    """Have signals call `end`, in the main thread between two steps of whatever it does. It may be called at any time.

    Textual would skip every handler of its own at a closed window or `kill`.
    """

    def heed(number: int, _frame: "FrameType | None") -> None:
        end(_ASKED_FOR[signal.Signals(number)])

    before = {
        number: signal.signal(number, heed) for number in _ASKED_FOR if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
