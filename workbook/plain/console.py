"""Print and read: nothing is redrawn, and nothing that a terminal would obey gets out."""

from collections.abc import Callable, Collection, Sequence
from gettext import gettext as _
from typing import TextIO

from workbook.model.guard import clean, shown
from workbook.model.prose import Block
from workbook.plain.commands import OF_QUESTIONS, Command, Turn, command_in, help_lines, says_quit, unescaped
from workbook.plain.pasting import rest_of_paste
from workbook.plan.layout import block_lines, hanging, wrapped

WIDTH = 78
LIMITS = (1024, 4096)
"""Bytes of the longest line, with its end, that a terminal hands over: on macOS, on Linux. It drops the rest."""
END = "."
"""Alone on a line, it ends a long text."""


class Console:
    """A person at a keyboard, one line at a time.

    What is pasted into a terminal with several lines is never taken as answers to what was not asked yet.
    """

    def __init__(self, reader: TextIO, writer: TextIO, width: int = WIDTH) -> None:
        self._reader = reader
        self._writer = writer
        self.width = width
        self._ahead = ""
        """What came together with the last line, and is not heard yet; its last line may be unfinished."""
        self._leaving: BaseException | None = None
        """Raised at the next prompt: the reader left while there was still something to keep."""

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
        """One line that is no text, such as a number, without the spaces at its ends. Of a paste nothing is taken.

        `also` names further commands, which come back as typed. `ways` says which ones of a question mean something
        here.

        Raises:
            Turn: A command was typed, or the input ended.
        """
        while True:
            line = self._read(f"{prompt} ").strip()
            if not says_quit(line) and self._more_came():
                self._refuse()
            elif (said := self._heard(line, also, ways)) is not None:
                return said

    def ask_words(self, prompt: str) -> str:
        """A text with room for one line, without the spaces at its ends. The lines of a paste become one.

        Raises:
            Turn: A command was typed, or the input ended.
        """
        while True:
            line = self._read(f"{prompt} ").strip()
            wish = command_in(line)
            if wish is None and self._more_came():
                return self._joined(unescaped(line, ()))
            if wish is not None and wish.command is not Command.QUIT and self._more_came():
                self._refuse()
            elif (said := self._heard(line, (), OF_QUESTIONS)) is not None:
                return said

    def ask_item(self, prompt: str) -> str:
        """One of the lines of a list, without the spaces at its ends. The lines of a paste come one after another.

        Call `end_list` when no more is asked for.

        Raises:
            Turn: A command was typed, or the input ended.
        """
        while True:
            line = self._read(f"{prompt} ").strip()
            if line or not self._more_came():
                said = self._heard_last(line)
                if said is not None:
                    return said

    def end_list(self) -> None:
        """Leave out what was pasted below the end, and say so.

        Raises:
            Turn: It says to quit.
        """
        if self._more_came():
            self._drop()
            self.say(_("More lines came than were asked for. The ones after the end were not taken."))

    def ask_lines(self, typed: Callable[[str], None]) -> None:
        """Lines up to a lone dot, or none if the first is empty; after each, `typed` gets all of them as one text.

        Raises:
            Turn: A command stood alone on a line, or the input ended. `typed` has had the lines before it.
        """
        lines: list[str] = []
        while (line := self._read("").rstrip()).strip() != END and (line or lines or self._more_came()):
            said = self._heard_last(line)
            if said is not None and (said or lines):
                lines.append(said)
                typed("\n".join(lines).strip("\n"))
        self.end_list()

    def _joined(self, first: str) -> str:
        """A line and those that came with it as one. Who leaves meanwhile does so at the next prompt, with it kept."""
        lines = [first]
        try:
            while self._ahead or self._more_came():
                line, newline, self._ahead = self._ahead.partition("\n")
                if newline and says_quit(line):
                    self._ahead = ""
                    raise Turn(Command.QUIT)
                lines.append(line)
                if not newline:
                    lines[-1] += self._end_of_line(line)
        except (Turn, KeyboardInterrupt) as leaving:
            self._leaving = leaving
        return " ".join(words for line in lines if (words := line.strip()))

    def _end_of_line(self, begun: str) -> str:
        prompt = _("Several lines came at once. They become one answer. Press Enter at its end:")
        while (said := self._heard(self._read(f"{prompt} {begun}"), (), ())) is None:
            pass
        return said

    def _more_came(self) -> bool:
        """Whether words came together with the line before. Empty lines are nothing that anybody meant to say."""
        came = clean(rest_of_paste(self._reader))
        if came and not came.endswith("\n"):
            # The terminal shows the unfinished line already; what is said next starts below it.
            self._write("\n")
        self._ahead += came
        if not self._ahead.strip():
            self._ahead = ""
        return bool(self._ahead)

    def _refuse(self) -> None:
        self._drop()
        self.say(_("More lines came than were asked for, so none was taken. Please answer with one line."))

    def _drop(self) -> None:
        lines, self._ahead = self._ahead.splitlines(), ""
        if any(says_quit(line) for line in lines):
            raise Turn(Command.QUIT)

    def _heard_last(self, line: str) -> str | None:
        """As `_heard`, where further lines may have come; after a command they are left out."""
        try:
            return self._heard(line, (), OF_QUESTIONS)
        except Turn as turn:
            if turn.command is not Command.QUIT:
                self.end_list()
            raise

    def _heard(self, line: str, also: Collection[str], ways: Collection[Command]) -> str | None:
        """The line, if it is not a command; None if something was said instead."""
        wish = None if line.strip().partition(" ")[0] in also else command_in(line)
        if wish is None:
            return unescaped(line, also)
        if wish.command in OF_QUESTIONS and wish.command not in ways:
            self.say(_("{command} does nothing here.").format(command=wish.command))
            return None
        if wish.command is not Command.HELP:
            raise wish
        self.say(_("You can type these at any question:"))
        for command, words in help_lines():
            self.point(f"{command}:", words)
        return None

    def _read(self, prompt: str) -> str:
        if self._leaving is not None:
            raise self._leaving
        begun, newline, self._ahead = self._ahead.partition("\n")
        if newline:
            return begun
        while True:
            self._write(f"{prompt}{begun}")
            try:
                line = self._reader.readline()
            except UnicodeDecodeError:
                self.say(_("Those letters could not be read. Please type the line again."))
                continue
            if not line:
                raise Turn(Command.QUIT)
            if self._reader.isatty() and len(line.encode("utf-8", "replace")) in LIMITS:
                self.say(_("That line is as long as a terminal can take; its end may be missing. Press Enter earlier."))
            return begun + clean(line).removesuffix("\n")

    def _print(self, lines: Sequence[str]) -> None:
        self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        encoding = self._writer.encoding or "utf-8"
        # A dumb terminal may not have a letter; the rest of the line still has to come.
        self._writer.write(shown(text).encode(encoding, "replace").decode(encoding))
        self._writer.flush()
