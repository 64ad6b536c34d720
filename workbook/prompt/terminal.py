"""The reader's terminal, key by key and without echo, and always given back as it was."""

import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable
from contextlib import suppress
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Self, TypeVar

from workbook.blank import FROM_ALTERNATE, TO_ALTERNATE, blank, rows_of
from workbook.model.errors import UsageError
from workbook.model.guard import shown
from workbook.prompt.typed import Typed, Wish

if TYPE_CHECKING:
    from types import FrameType, TracebackType

    from workbook.prompt.beside import Beside

T = TypeVar("T")

ESCAPE = 0.1
"""Seconds after which Esc was a key, and not the beginning of what another key sends."""
LEAVING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
WATCHED = (*LEAVING, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
WIDTH = 78
"""Columns at most, where lines are read one after another."""
_PASTES, _NO_PASTES = "\x1b[?2004h", "\x1b[?2004l"
"""A pasted line's end is told from Enter."""


class Terminal:
    """Holds the terminal for the length of a `with` block. Belongs to the main thread, where signals arrive.

    A signal is only noted where it strikes, and heeded where keys are: nothing is cut off in the middle.
    """

    def __init__(self, *, alternate: bool, usual: list[Any] | None = None) -> None:
        """Find the terminal: the controlling one, whatever input and output are. Raises UsageError if there is none.

        `alternate` draws on the alternate screen, which leaves nothing in the scrollback. `usual` are the settings to
        give back, if another one has taken the terminal before.
        """
        self._usual_before = usual
        self._alternate = alternate
        self.stays = False
        """Whether the alternate screen is to stay after the block, for whoever draws next."""
        self._own = _controlling()
        self._input, self._output = (0, 2) if self._own is None else (self._own, self._own)
        self._noted: list[int] = []
        self._works: list[Beside[object]] = []
        self._draw: Callable[[], str] = str

    def __enter__(self) -> Self:
        try:
            self._usual = self._usual_before or termios.tcgetattr(self._input)
        except termios.error:
            raise KeyboardInterrupt from None  # the window is gone
        self._woken, self._waking = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waking, False)
        self._waking_before = signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, self._note)
            for number in WATCHED
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        try:
            self._take()
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _t: "TracebackType | None"
    ) -> None:
        stays = self.stays and kind is None and not self._is_to_leave()
        self._give_back(stays=stays)
        # Now that nothing is to be seen any more, there is time for what still runs.
        for work in self._works:
            work.join()
        for number, handler in self._handlers.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.set_wakeup_fd(self._waking_before)
        for descriptor in (self._woken, self._waking, self._own):
            if descriptor is not None:
                os.close(descriptor)
        if kind is None and self._is_to_leave():
            if stays:
                _write(self._output, FROM_ALTERNATE)
            raise KeyboardInterrupt

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        try:
            columns, rows = os.get_terminal_size(self._output)
        except OSError:
            columns, rows = 0, 0
        return columns or 80, rows or 24

    def show(self, draw: Callable[[], str]) -> None:
        """Show what this gives, now and again after a stop, or, on the alternate screen, in a window of a new size."""
        self._draw = draw
        self._redraw()

    def say(self, words: str = "") -> None:
        """Print words on lines of their own."""
        self._show("\n".join(wrapped(words, min(self.size[0], WIDTH))) + "\n")

    def beside(self, work: Callable[[], T]) -> "Beside[T]":
        """Begin work beside the keys. It has ended when the block is left."""
        from workbook.prompt.beside import Beside

        begun = Beside(work, self._wake)
        self._works.append(begun)
        return begun

    def read(self, typed: Typed) -> None:
        """Take keys until Enter. Raises KeyboardInterrupt when the reader leaves."""
        came = b""
        while self._press(typed, came) is not Wish.ENTER:
            came = self._next(typed)

    def wait(self, work: "Beside[T]") -> T:
        """The result of the work; keys but the ones to leave do nothing meanwhile. Raises KeyboardInterrupt."""
        typed = Typed()
        while not work.has_ended:
            came = self._next(typed)
            while self._press(typed, came) is not None:
                came = b""
        self._heed(typed)
        work.join()
        self._works.remove(work)
        return work.result()

    def _press(self, typed: Typed, came: bytes) -> Wish | None:
        self._heed(typed)
        wish = typed.press(came)
        if wish is Wish.LEAVE:
            raise KeyboardInterrupt
        if wish is Wish.STOP:
            self._stop(typed)
        return wish

    def _next(self, typed: Typed) -> bytes:
        """What comes next from the terminal; nothing if a signal or an end came instead. Raises KeyboardInterrupt."""
        ready, _none, _nor = select.select([self._input, self._woken], [], [], ESCAPE if typed.is_unsure else None)
        if not ready and typed.settle() is Wish.LEAVE:
            raise KeyboardInterrupt
        if self._woken in ready:
            os.read(self._woken, 4096)
        if self._input not in ready:
            return b""
        try:
            came = os.read(self._input, 4096)
        except OSError:
            came = b""
        if not came:
            raise KeyboardInterrupt  # the window is gone
        return came

    def _note(self, number: int, _frame: "FrameType | None") -> None:
        self._noted.append(number)

    def _wake(self) -> None:
        with suppress(BlockingIOError):
            os.write(self._waking, b"\0")

    def _is_to_leave(self) -> bool:
        return any(number in LEAVING for number in self._noted)

    def _heed(self, typed: Typed) -> None:
        while self._noted:
            if self._is_to_leave():
                raise KeyboardInterrupt
            match self._noted.pop(0):
                case signal.SIGTSTP:
                    self._stop(typed)
                case signal.SIGCONT:
                    self._take()
                    self._redraw()
                case _ if self._alternate:
                    self._redraw()

    def _stop(self, typed: Typed) -> None:
        """Stop as any program would. Half a secret does not wait for whoever goes on."""
        typed.clear()
        self._give_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._note)
        self._noted[:] = [number for number in self._noted if number != signal.SIGCONT]
        self._take()
        self._redraw()

    def _take(self) -> None:
        by_key = [*self._usual[: tty.CC], [*self._usual[tty.CC]]]
        by_key[tty.IFLAG] &= ~(termios.IXON | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
        by_key[tty.LFLAG] &= ~(termios.ECHO | termios.ECHONL | termios.ICANON | termios.ISIG | termios.IEXTEN)
        by_key[tty.CC][termios.VMIN], by_key[tty.CC][termios.VTIME] = 1, 0
        try:
            termios.tcsetattr(self._input, termios.TCSANOW, by_key)
        except termios.error:
            raise KeyboardInterrupt from None
        if self._alternate:
            self._show(TO_ALTERNATE + _PASTES)

    def _give_back(self, *, stays: bool = False) -> None:
        """Nothing here may fail: whatever of the terminal is still there is as it was before."""
        if self._alternate:
            _write(self._output, _NO_PASTES + ("" if stays else self._blank() + FROM_ALTERNATE))
        if stays and self._usual_before is not None:
            return  # whoever draws next takes keys in the same way: none is shown in between
        with suppress(termios.error):
            # What was typed and not read was not meant for the shell.
            termios.tcflush(self._input, termios.TCIFLUSH)
        with suppress(termios.error):
            termios.tcsetattr(self._input, termios.TCSANOW, self._usual)

    def _redraw(self) -> None:
        self._show((self._blank() if self._alternate else "") + self._draw())

    def _blank(self) -> str:
        return blank(rows_of(self._output)).decode()

    def _show(self, text: str) -> None:
        if not _write(self._output, text):
            raise KeyboardInterrupt


def wrapped(words: str, columns: int) -> list[str]:
    """The words on lines that fit, with nothing in them that a terminal would obey."""
    lines: list[str] = []
    for word in shown(words).split():
        if lines and len(lines[-1]) + 1 + len(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def is_there() -> bool:
    """Whether there is a terminal to ask on."""
    try:
        own = _controlling()
    except UsageError:
        return False
    if own is not None:
        os.close(own)
    return True


def leave_alternate(usual: list[Any] | None = None) -> None:
    """Go back from an alternate screen that stayed, and to these settings."""
    with suppress(UsageError):
        own = _controlling()
        _write(2 if own is None else own, FROM_ALTERNATE)
        if usual is not None:
            with suppress(termios.error):
                termios.tcsetattr(0 if own is None else own, termios.TCSANOW, usual)
        if own is not None:
            os.close(own)


def _controlling() -> int | None:
    """The controlling terminal, opened; None if there is none, but input and messages have one all the same."""
    try:
        return os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        if os.isatty(0) and os.isatty(2):
            return None
        raise UsageError(_("There is no terminal here to ask on."), _("Please start this in a terminal.")) from None


def _write(descriptor: int, text: str) -> bool:
    """Write all of it; gives whether the terminal is still there."""
    rest = text.encode(getattr(sys.stdout, "encoding", None) or "utf-8", "replace")
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except OSError:
        return False
    return True
