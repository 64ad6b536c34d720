"""Print and read: nothing is redrawn, and nothing that a terminal would obey gets out."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from gettext import gettext as _
from typing import TextIO

from workbook.model.guard import clean
from workbook.model.prose import Block
from workbook.plan.layout import block_lines, hanging, wrapped

WIDTH = 78
LIMITS = (1024, 4096)
"""Bytes of the longest line, with its end, that a terminal hands over: on macOS, on Linux. It drops the rest."""
END = "."
"""Alone on a line, it ends a long text."""


class Command(StrEnum):
    """What can be typed at every prompt. The slash keeps them apart from answers."""

    HELP = "/help"
    BACK = "/back"
    SKIP = "/skip"
    CLEAR = "/clear"
    LIST = "/list"
    GO = "/go"
    PLAN = "/plan"
    BOUNDARIES = "/boundaries"
    QUIT = "/quit"


OF_QUESTIONS = frozenset({Command.BACK, Command.SKIP, Command.CLEAR})
"""What only means something at a question."""


class Turn(Exception):  # noqa: N818 (a wish, not an error)
    """Raised when the reader turns elsewhere rather than answer."""

    def __init__(self, command: Command, argument: str = "") -> None:
        super().__init__(command)
        self.command = command
        self.argument = argument
        """What stood after the command."""


def help_lines() -> list[tuple[str, str]]:
    """Every command and what it does."""
    return [
        (Command.BACK, _("the question before")),
        (Command.SKIP, _("leave this question out")),
        (Command.CLEAR, _("empty your answer to this question")),
        (Command.LIST, _("the list of exercises")),
        (f"{Command.GO} safety", _("another exercise, such as safety or grounding")),
        (Command.PLAN, _("your plan, to read or to write to a file")),
        (Command.BOUNDARIES, _("your boundaries")),
        (Command.QUIT, _("leave at once, from anywhere")),
    ]


class Console:
    """A person at a keyboard, one line at a time."""

    def __init__(self, reader: TextIO, writer: TextIO, width: int = WIDTH) -> None:
        self._reader = reader
        self._writer = writer
        self.width = width

    def say(self, text: str = "") -> None:
        """Print text, wrapped. Newlines in it stay."""
        self._print(wrapped(text, self.width))

    def point(self, mark: str, text: str) -> None:
        """Print text after a mark, such as a number, with its further lines under it."""
        self._print(hanging(f"{mark} ", wrapped(text, self.width - len(mark) - 1)))

    def show(self, blocks: Sequence[Block]) -> None:
        """Print prose, with an empty line before it."""
        if lines := block_lines(blocks, self.width):
            self._print(["", *lines])

    def ask(self, prompt: str, also: Collection[str] = (), ways: Collection[Command] = OF_QUESTIONS) -> str:
        """One line, without the spaces at its ends.

        `also` names further commands, which come back as typed. `ways` says which ones of a question mean something
        here.

        Raises:
            Turn: A command was typed, or the input ended.
        """
        while True:
            line = self._read(f"{prompt} ").strip()
            said = self._heard(line, also, ways)
            if said is not None:
                return said

    def ask_lines(self, typed: Callable[[str], None]) -> None:
        """Lines up to a lone dot, or none if the first is empty; after each, `typed` gets all of them as one text.

        Raises:
            Turn: A command stood alone on a line, or the input ended. `typed` has had the lines before it.
        """
        lines: list[str] = []
        while (line := self._read("").rstrip()).strip() != END and (line or lines):
            said = self._heard(line, (), OF_QUESTIONS)
            if said is not None:
                lines.append(said)
                typed("\n".join(lines).strip("\n"))

    def _heard(self, line: str, also: Collection[str], ways: Collection[Command]) -> str | None:
        """The line, if it is not a command; None if something was said instead.

        Two slashes write a command's word itself.
        """
        name, _space, argument = line.strip().partition(" ")
        if name in also:
            return line
        if name.startswith("//") and name[1:] in (*Command, *also):
            return line.replace("//", "/", 1)
        if name not in tuple(Command) or (argument and (name != Command.GO or " " in argument)):
            return line
        if name in OF_QUESTIONS and name not in ways:
            self.say(_("{command} does nothing here.").format(command=name))
            return None
        if name != Command.HELP:
            raise Turn(Command(name), argument.strip())
        self.say(_("You can type these at any question:"))
        for command, words in help_lines():
            self.point(f"{command}:", words)
        return None

    def _read(self, prompt: str) -> str:
        while True:
            self._write(clean(prompt))
            try:
                line = self._reader.readline()
            except UnicodeDecodeError:
                self.say(_("Those letters could not be read. Please type the line again."))
                continue
            if not line:
                raise Turn(Command.QUIT)
            if self._reader.isatty() and len(line.encode("utf-8", "replace")) in LIMITS:
                self.say(_("That line is as long as a terminal can take; its end may be missing. Press Enter earlier."))
            return clean(line).removesuffix("\n")

    def _print(self, lines: Sequence[str]) -> None:
        self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        encoding = self._writer.encoding or "utf-8"
        # A dumb terminal may not have a letter; the rest of the line still has to come.
        self._writer.write(text.encode(encoding, "replace").decode(encoding))
        self._writer.flush()
