"""Asking for the passphrase: on the alternate screen before the workbook comes, or in a line for a command."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Self, TypeVar

from workbook.model.errors import UsageError, WrongPassphraseError
from workbook.prompt.terminal import Terminal, leave_alternate, wrapped
from workbook.prompt.typed import Typed

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")


class ScreenPrompt:
    """A prompt that says nothing of what it opens, for the length of a block.

    `show` paints it and holds the keys at once, before anything else is loaded; `ask` reads them. `give_way` hands the
    terminal on to what draws next, still on the alternate screen, so that the shell is not seen in between. If the
    block ends with an error, or without `give_way`, the shell is back.
    """

    def __init__(
        self, meanwhile: Callable[[], object] | None = None, *, asks: bool = True, usual: list[Any] | None = None
    ) -> None:
        """Make one. `meanwhile` is done in a thread beside the asking, such as loading what comes after it.

        One that does not ask has no question to show; `pause` waits at it. `usual` are the terminal's settings to give
        back in the end, if another one has taken it before.
        """
        self._usual = usual
        self._meanwhile = meanwhile
        self._asks = asks
        self._held = ExitStack()
        self._terminal: Terminal | None = None
        self._gave_way = False
        self._word = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self._held.__exit__(kind, error, trace)
        if self._gave_way and error is not None:
            leave_alternate(self._usual)

    def show(self) -> Terminal:
        """Paint it, if it is not there yet. Raises UsageError where there is no terminal."""
        if self._terminal is None:
            self._terminal = self._held.enter_context(Terminal(alternate=True, usual=self._usual))
            self._terminal.show(self._drawn)
        return self._terminal

    def ask(self, attempt: Callable[[str], T]) -> T:
        """Ask until an attempt succeeds, however often, and give what came of it.

        The attempt runs in a thread; if it raises anything but WrongPassphraseError, that ends the asking. What
        `meanwhile` raised comes once the passphrase was right. Raises KeyboardInterrupt when the reader leaves.
        """
        terminal = self.show()
        loading = None if self._meanwhile is None else terminal.beside(self._meanwhile)
        typed = Typed()
        while True:
            terminal.read(typed)
            if not (secret := typed.take()):
                continue
            self._say(_("One moment…"))
            try:
                found = terminal.wait(terminal.beside(partial(attempt, secret)))
            except WrongPassphraseError as error:
                typed.clear()
                self._say(str(error))
                continue
            if loading is not None:
                terminal.wait(loading)
            return found

    def pause(self) -> None:
        """Wait for Enter. Raises KeyboardInterrupt when the reader leaves."""
        self.show().read(Typed())

    def give_way(self) -> None:
        """Give the terminal its settings back, and leave the alternate screen to what draws next."""
        if self._terminal is not None and not self._gave_way:
            self._gave_way = self._terminal.stays = True
            self._held.close()

    def _say(self, word: str) -> None:
        self._word = word
        self.show().show(self._drawn)

    def _drawn(self) -> str:
        columns, _rows = self.show().size
        if not self._asks:
            return "\r\n".join(wrapped(_("Enter goes on. Ctrl+Q leaves."), columns))
        below = [*wrapped(self._word, columns), *wrapped(_("Not shown as you type. Ctrl+Q leaves."), columns)]
        # The question last, so that the cursor stays behind it.
        return "\r\n\r\n" + "\r\n".join(below) + "\x1b[H" + _("Passphrase:") + " "


def ask_in_lines(attempt: Callable[[str], T]) -> T:
    """Ask in a line of the terminal, without echo, until an attempt succeeds; output may go elsewhere.

    If standard input is no terminal, its first line is the passphrase, and a wrong one is an error: nobody is there
    to be asked again. Raises KeyboardInterrupt when the reader leaves, WrongPassphraseError and UsageError.
    """
    if not sys.stdin.isatty():
        return attempt(_line_of_input())
    with Terminal(alternate=False) as terminal:
        typed = Typed()
        while True:
            secret = ask_line(terminal, typed, _("Passphrase:"))
            if not secret:
                continue
            try:
                return terminal.wait(terminal.beside(partial(attempt, secret)))
            except WrongPassphraseError as error:
                typed.clear()
                terminal.say(str(error))


def ask_line(terminal: Terminal, typed: Typed, question: str) -> str:
    """One line, of which nothing is shown."""
    terminal.show(lambda: f"{question} ")
    try:
        terminal.read(typed)
    finally:
        terminal.show(str)
        terminal.say()
    return typed.take()


def _line_of_input() -> str:
    typed = Typed()
    typed.press(sys.stdin.buffer.readline())
    if secret := typed.take():
        return secret
    raise UsageError(
        _("This needs the passphrase, and there is no terminal to ask on."),
        _("Start it in a terminal, or let the first line of its input be the passphrase."),
    )
