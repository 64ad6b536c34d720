"""A second process behind the workbook, which gives the terminal back where the first cannot do so any more.

It knows nothing of what is written: it is split off before anything is loaded.
"""

import os
import select
import signal
import sys
import termios
import threading
import tty
from collections.abc import Callable
from contextlib import suppress
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

from workbook.blank import USUAL_MODES, blank, rows_of
from workbook.surroundings import name_process

if TYPE_CHECKING:
    from types import FrameType

GRACE = 1.6
"""Seconds in which whoever leaves has the shell back, whatever the workbook is doing."""
NAME = "python3"
"""What lists of processes on Linux call the guardian, beside its command line."""
TAKES = 0.1
"""Seconds that a terminal has to take what is written. One that is stuck, or gone, gets nothing."""
PATIENCE = 10.0
"""Seconds that it may take to end because of a signal."""
_TO_END = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_PASSED_ON = (*_TO_END, signal.SIGTSTP, signal.SIGCONT)
_LEAVING = b"l"


class Guardian:
    """What the workbook knows of the process behind it."""

    def __init__(self, lives: int, tell: int, usual: list[Any]) -> None:
        """`lives` is a descriptor that can be read once the guardian is gone, `tell` one on which it listens."""
        self.usual = usual
        """The terminal's settings as the shell had them, as `termios` gives them."""
        self._lives = lives
        self._tell = tell
        threading.Thread(target=self._outlive, name="guardian", daemon=True).start()

    def leaving(self) -> None:
        """Start the clock: after `GRACE` seconds the terminal is given back, whether this process has ended or not."""
        with suppress(OSError):
            os.write(self._tell, _LEAVING)

    def _outlive(self) -> None:
        """Whoever kills the guardian means the workbook: it leaves in order."""
        os.read(self._lives, 1)
        os.kill(os.getpid(), signal.SIGTERM)


def guarded(work: Callable[[Guardian | None], int]) -> int:
    """Do the work in a process of its own, which ends with its exit code as soon as it is done.

    The one that was started waits for the other, and ends with its exit code too. It hands signals on, stops and goes
    on with it, and if the other is killed it blanks the terminal and gives it back as it was.
    """
    try:
        usual = termios.tcgetattr(0)
    except termios.error:
        return work(None)
    lives, alive = os.pipe()
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(alive)
        os.close(told)
        return _end_at_once(work(Guardian(lives, tell, usual)))
    os.close(lives)
    os.close(tell)
    # So that `killall` with the name of this program leaves somebody to give the terminal back.
    name_process(NAME)
    return _end_at_once(_Watch(child, told, usual).until_the_end())


def _end_at_once(code: int) -> NoReturn:
    """End this process. Somebody waits for the shell, and Python may take a second to put every object away."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


class _Watch:
    """The guardian's own work."""

    def __init__(self, child: int, told: int, usual: list[Any]) -> None:
        self._child = child
        self._told: int | None = told
        self._usual = usual
        self._end: float | None = None
        """When patience ends."""

    def until_the_end(self) -> int:
        """Wait for the other process; returns its exit code, or what stands for it."""
        woken, waking = os.pipe()
        for descriptor in (woken, waking):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _do_nothing)
        for number in _PASSED_ON:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._pass_on)
        while (status := self._status()) is None:
            if self._end is not None and monotonic() >= self._end:
                return self._cut_short()
            self._wait(woken)
        self._give_back()
        if os.WIFSIGNALED(status):
            return _as_if_killed_by(os.WTERMSIG(status))
        return os.WEXITSTATUS(status)

    def _pass_on(self, number: int, _frame: "FrameType | None") -> None:
        if number in _TO_END:
            self._end_within(PATIENCE)
        with suppress(ProcessLookupError):
            os.kill(self._child, number)

    def _end_within(self, seconds: float) -> None:
        """Be patient no longer than this. Asking again does not make it longer."""
        end = monotonic() + seconds
        self._end = end if self._end is None else min(self._end, end)

    def _status(self) -> int | None:
        """How the other process ended; None while it lives. If it stops, so does this one."""
        child, status = os.waitpid(self._child, os.WNOHANG | os.WUNTRACED)
        if child == 0:
            return None
        if os.WIFSTOPPED(status):
            os.kill(os.getpid(), signal.SIGSTOP)
            return None
        return status

    def _wait(self, woken: int) -> None:
        """Until something happens, or patience ends."""
        watched = [woken] if self._told is None else [woken, self._told]
        ready, _none, _nor = select.select(
            watched, [], [], None if self._end is None else max(0.0, self._end - monotonic())
        )
        if woken in ready:
            os.read(woken, 4096)
        if self._told in ready:
            assert self._told is not None
            if not os.read(self._told, 4096):
                self._told = None  # it ends; its status follows
            else:
                self._end_within(GRACE)

    def _cut_short(self) -> int:
        """It did not end in time. It may even be past killing, as one that waits for a broken disk is."""
        with suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        self._give_back()
        if select.select([], [2], [], TAKES)[1]:
            sys.stderr.write(_("This had to be cut short. What said “Saved” is saved.") + "\n")
        return 1

    def _give_back(self) -> None:
        """Blank the terminal and give it back, unless that was done before."""
        with suppress(OSError, termios.error):
            if termios.tcgetattr(0)[tty.LFLAG] & termios.ICANON:
                return
            # This process may be in the background by now, where only whoever ignores this may draw.
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            if select.select([], [2], [], TAKES)[1]:
                os.write(2, blank(rows_of(2)) + USUAL_MODES)
            termios.tcflush(0, termios.TCIFLUSH)
            termios.tcsetattr(0, termios.TCSANOW, self._usual)


def _do_nothing(_number: int, _frame: "FrameType | None") -> None:
    """A signal that only has to wake."""


def _as_if_killed_by(number: int) -> NoReturn:
    """End the way the other process did, so that the shell learns of it. None of its memory is left in a file."""
    if number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)
