"""The terminal as Textual drives it, with a curtain before it that falls at once, whatever the workbook is doing."""

import os
import re
import select
import selectors
import signal
import threading
from codecs import getincrementaldecoder
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from workbook.blank import FROM_ALTERNATE, blank, rows_of
from workbook.ending import Ending
from workbook.pasted import PasteGuard

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

LEAVE = frozenset({"ctrl+q", "f9"})
LOCK = frozenset({"ctrl+l", "f4"})
_TO_LEAVE = re.compile(rb"\x11|\x1b\[20(?:;\d+)?~")
"""What a terminal sends for Ctrl+Q and F9, from the middle of a paste as well."""
_POP_KEYS = "\x1b[<u"
"""Takes back what was never asked for: see `workbook.opening`."""
_TICK = 0.1
"""Seconds after which the parser learns that no more came."""
_AT_ONCE = 4096
_PATIENCE = 0.05
"""Seconds that the curtain waits for the end of a frame that is being written."""


class Stage(Protocol):
    """The app behind the curtain."""

    ending: Ending | None
    on_alternate: bool
    """Whether the alternate screen was left to whatever draws next."""
    usual_settings: list[Any] | None
    """The terminal's settings as the shell had them, if they are known."""

    def hurry(self) -> None:
        """The reader pressed a key to leave; `leave_at_once` follows. From any thread."""

    @property
    def stays(self) -> bool:
        """Whether something else draws on the alternate screen after it."""

    def leave_at_once(self) -> None:
        """The reader pressed a key to leave. From any thread."""

    def end_soon(self, ending: Ending) -> None:
        """Come to an end. From any thread."""

    def end_with(self, error: BaseException) -> None:
        """Come to an end because of this fault. From any thread."""


class Curtain(LinuxDriver):
    """Reads keys and draws frames, each in a thread of its own.

    The keys to leave and to lock are heeded where they are read. In a handler of the app they would wait for whatever
    it does: behind a large paste or a page that is being built, up to a second.
    """

    def __init__(self, app: "App[None]", **usual: Any) -> None:
        asked_for = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
        super().__init__(app, **usual)
        # Textual's handlers would begin a second time after a stop that they had not prepared, and freeze.
        for number, handler in asked_for.items():
            signal.signal(number, handler)
        self._stage = cast("Stage", app)
        self._file: Any = _Gate(self._file)
        self._stopping = False

    def fall(self) -> None:
        """Blank the terminal now, and let no frame on it any more. From any thread, and as often as one likes."""
        self._file.close_with(blank(rows_of(self._file.fileno())))

    def write(self, data: str) -> None:
        """A frame, which the curtain may hide, or a setting of the terminal, which counts all the same."""
        if not self._file.closed_to_frames:
            super().write(data)
        elif self._stopping and data == FROM_ALTERNATE and self._stage.stays:
            self._stage.on_alternate = True
        elif self._stopping and data != _POP_KEYS:
            self._file.write_at_once(data)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is not None:
            # A terminal that takes nothing must not keep the app from saving.
            self._writer_thread._queue.maxsize = 0
        if self._stage.usual_settings is not None:
            self.attrs_before = self._stage.usual_settings
        if self._stage.ending is not None:
            self.fall()

    def stop_application_mode(self) -> None:
        """Give the terminal back, empty."""
        self.fall()
        self._stopping = True
        if self._stage.stays:
            self.attrs_before = None  # whoever draws next takes keys in the same way: none is shown in between
        super().stop_application_mode()

    def process_message(self, message: "Message") -> None:
        """A key, or something else that came. Runs in the thread that reads."""
        if isinstance(message, events.Key) and message.key in LEAVE:
            self.fall()
            self._stage.leave_at_once()
        elif isinstance(message, events.Key) and message.key in LOCK:
            self._stage.end_soon(Ending.LOCK)
        else:
            super().process_message(message)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._stage.end_soon(Ending.LEAVE)  # the window is gone
        except BaseException as error:
            self._stage.end_with(error)

    def run_input_thread(self) -> None:
        """Read as Textual does, and look for the keys to leave before anything is made of what came.

        Another thread does that, so that it keeps nobody waiting here.
        """
        came: SimpleQueue[tuple[bytes, bool] | None] = SimpleQueue()
        parsing = threading.Thread(target=self._parse, args=(came,), name="keys")
        parsing.start()
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(_TICK):
                        data = os.read(self.fileno, _AT_ONCE)
                        if not data:
                            raise OSError("the terminal is gone")
                        leaves = _TO_LEAVE.search(data) is not None
                        if leaves:
                            self._stage.hurry()
                            self.fall()
                        came.put((data, leaves))
        finally:
            came.put(None)
            parsing.join()

    def _parse(self, came: "SimpleQueue[tuple[bytes, bool] | None]") -> None:
        """Make events of what came, and leave where that was asked for, behind the keys before it."""
        parser, guard = XTermParser(), PasteGuard()
        decode = getincrementaldecoder("utf-8")("replace").decode
        try:
            while True:
                with suppress(Empty):
                    read = came.get(timeout=_TICK)
                    if read is None:
                        break
                    data, leaves = read
                    # To the parser, nothing at all would be the end of everything; half a letter is nothing yet.
                    if words := guard.let_in(decode(data)):
                        try:
                            for event in parser.feed(words):
                                self.process_message(event)
                        except ValueError:
                            parser = XTermParser()  # a key that it does not know
                    if leaves:
                        self._stage.leave_at_once()
                for event in parser.tick():
                    self.process_message(event)
            with suppress(EOFError, ParseError):
                for _event in parser.feed(""):
                    pass
        except BaseException as error:
            self._stage.end_with(error)


class _Gate:
    """The terminal's file. Once it is closed to frames, nothing that was waiting to be drawn comes through."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._one_at_a_time = threading.Lock()
        self._last = b""
        self.closed_to_frames = False

    def write(self, text: str) -> int:
        """Draw, and return only when the terminal has it."""
        with self._one_at_a_time:
            if not self.closed_to_frames:
                try:
                    self._file.write(text)
                    self._file.flush()
                except OSError:
                    self.closed_to_frames = True  # the terminal is gone
                # The terminal may have been so slow that the last word came before this frame.
                if self._last:
                    self._write(self._last)
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""

    def fileno(self) -> int:
        """The descriptor."""
        number: int = self._file.fileno()
        return number

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return os.isatty(self.fileno())

    def close_with(self, last: bytes) -> None:
        """Let no frame through any more, and write this as the last."""
        if self.closed_to_frames:
            return
        self._last = last
        self.closed_to_frames = True
        # A frame that is on its way goes first, unless the terminal takes none.
        held = self._one_at_a_time.acquire(timeout=_PATIENCE)
        try:
            self._write(last)
        finally:
            if held:
                self._one_at_a_time.release()

    def write_at_once(self, text: str) -> None:
        """Write past the frames."""
        self._write(text.encode())

    def _write(self, rest: bytes) -> None:
        # A terminal that is gone, or stuck, gets nothing.
        with suppress(OSError):
            while rest and select.select([], [self.fileno()], [], _PATIENCE)[1]:
                rest = rest[os.write(self.fileno(), rest) :]
