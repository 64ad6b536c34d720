"""Choosing a passphrase, and being shown the recovery code that belongs to it."""

import os
from enum import Enum
from gettext import gettext as _

from workbook.model.secret import SHORT
from workbook.prompt.asking import ask_line
from workbook.prompt.terminal import Terminal, is_there, wrapped
from workbook.prompt.typed import Typed


def can_show() -> bool:
    """Whether something can be shown here that stays in no scrollback."""
    return os.environ.get("TERM", "dumb") != "dumb" and is_there()


class Chosen(Enum):
    """What may be chosen in place of a new passphrase."""

    AS_IT_IS = "as it is"
    NONE = "none"


REMOVE = "remove"
"""Typed twice to take a passphrase away: nobody does that by pressing Enter to get out."""


def ask_new(*, has_one: bool) -> str | Chosen:
    """Say what a passphrase means, and ask for one, twice. `has_one` tells whether there is one now.

    Raises KeyboardInterrupt when the reader leaves, and UsageError where there is no terminal.
    """
    with Terminal(alternate=False) as terminal:
        return _Choice(terminal, has_one=has_one).made()


def show_once(code: str) -> None:
    """Show the recovery code until Enter is pressed. Nothing of it stays in the window.

    Raises KeyboardInterrupt when the reader leaves instead: then nothing may be changed.
    """
    with Terminal(alternate=True) as terminal:
        terminal.show(lambda: "\r\n".join(_page(code, *terminal.size)))
        terminal.read(Typed())


class _Choice:
    def __init__(self, terminal: Terminal, *, has_one: bool) -> None:
        self._terminal = terminal
        self._has_one = has_one
        self._typed = Typed()

    def made(self) -> str | Chosen:
        say = self._terminal.say
        say(
            _(
                "A passphrase locks what you write. Whoever has it, or the recovery code that comes with it, can read "
                "everything. Nobody can reset it. If both are lost, what you wrote is lost."
            )
        )
        say(_("Good ones are four or five words that nobody who knows you would guess."))
        say(_("Nothing is shown as you type. Ctrl+C leaves everything as it is."))
        if self._has_one:
            say(_("There is a passphrase now. Enter leaves it as it is. To take it away, type “remove”."))
        first = self._ask(_("New passphrase:"))
        while True:
            if not first:
                return Chosen.AS_IT_IS
            if self._has_one and first == REMOVE:
                say(_("Without one, anyone who can use your account can read what you write."))
                again = self._ask(_("Type “remove” again to take it away:"))
                return Chosen.NONE if again == REMOVE else Chosen.AS_IT_IS
            if len(first) >= SHORT:
                if self._ask(_("The same again:")) == first:
                    return first
                say(_("Those two were not the same. Nothing is lost; please type it again."))
                first = self._ask(_("New passphrase:"))
            else:
                say(_("That is short, and easy to guess. You may keep it, or take a longer one."))
                again = self._ask(_("The same again to keep it, or a longer one:"))
                if again == first:
                    return first
                first = again

    def _ask(self, question: str) -> str:
        return ask_line(self._terminal, self._typed, question)


def _page(code: str, columns: int, rows: int) -> list[str]:
    """The code first: a low window cuts off what stands below."""
    groups = code.split("-")
    fit = max(1, (columns + 1) // (len(groups[0]) + 1))
    lines = ["-".join(groups[at : at + fit]) for at in range(0, len(groups), fit)]
    below = (
        _("This is your recovery code. Press Enter once you have it on paper. It is shown only now."),
        _("If you forget the passphrase, type this in its place."),
        _(
            "Keep the paper where the person you guard this from does not look, perhaps with someone you trust. "
            "Keep no copy or photo of it on this computer or on a phone."
        ),
        _("Ctrl+Q leaves, and nothing is changed."),
    )
    for words in below:
        lines += ["", *wrapped(words, min(columns, 72))]
    return lines[:rows]
