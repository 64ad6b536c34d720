"""What can be typed at a prompt instead of an answer."""

from collections.abc import Collection
from enum import StrEnum
from gettext import gettext as _


class Command(StrEnum):
    """What can be typed at every prompt. The slash keeps them apart from answers."""

    HELP = "/help"
    BACK = "/back"
    SKIP = "/skip"
    CLEAR = "/clear"
    LIST = "/list"
    ALL = "/all"
    GO = "/go"
    PLAN = "/plan"
    BOUNDARIES = "/boundaries"
    CONTACT = "/contact"
    LOG = "/log"
    HELPLINES = "/helplines"
    FIRST = "/first"
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


def command_in(line: str) -> Turn | None:
    """The command that a line is, with what stood after it; None if the line is anything else."""
    name, _space, argument = line.strip().partition(" ")
    if name not in tuple(Command) or (argument and not _takes(name, argument)):
        return None
    return Turn(Command(name), argument.strip())


def _takes(name: str, argument: str) -> bool:
    """Whether a command may have this behind it: an exercise is one word, a search any number of them."""
    return name == Command.LOG or (name == Command.GO and " " not in argument)


def says_quit(line: str) -> bool:
    """Whether a line says to leave at once."""
    return line.strip() == Command.QUIT


def unescaped(line: str, also: Collection[str]) -> str:
    """The line as it is meant: two slashes write the word of a command itself. `also` names further commands."""
    name = line.strip().partition(" ")[0]
    return line.replace("//", "/", 1) if name.startswith("//") and name[1:] in (*Command, *also) else line


def help_lines() -> list[tuple[str, str]]:
    """Every command and what it does."""
    return [
        (Command.BACK, _("the question before")),
        (Command.SKIP, _("leave this question out")),
        (Command.CLEAR, _("empty your answer to this question")),
        (Command.LIST, _("the list of exercises: the way through, and what you began")),
        (Command.ALL, _("every exercise there is")),
        (f"{Command.GO} safety", _("another exercise, such as safety or grounding")),
        (Command.PLAN, _("your plan, to read or to write to a file")),
        (Command.BOUNDARIES, _("your boundaries")),
        (Command.CONTACT, _("your ways of contact, and what limits them now")),
        (f"{Command.LOG} kitchen", _("what you noted, newest first; with words behind it, what holds them")),
        (Command.HELPLINES, _("the helplines of your region, and the way to choose one")),
        (Command.FIRST, _("the first pages again")),
        (Command.QUIT, _("leave at once, from anywhere")),
    ]
