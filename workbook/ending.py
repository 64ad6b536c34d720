"""The end that comes from outside: a closed window, `kill`, a stop and what follows it."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App


def listen_for_the_end(app: "App[None]", leave: Callable[[], Awaitable[None]]) -> None:
    """Have a closed window or `kill` save and leave; Textual would skip every handler. To be called in the app's loop.

    After a stop the app goes on as it was: Textual would begin a second time after one that it had not prepared, and
    freeze.
    """
    if app.is_headless:
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, app.call_later, leave)
    go_on = signal.getsignal(signal.SIGCONT)

    def when_continued(number: int, frame: "FrameType | None") -> None:
        if getattr(app._driver, "_must_signal_resume", False) and callable(go_on):
            go_on(number, frame)
        else:
            app.call_later(app.refresh)

    signal.signal(signal.SIGCONT, when_continued)
