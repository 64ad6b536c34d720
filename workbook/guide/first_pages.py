"""The first pages: what the reader should know before a word is written. The same words on a screen and in lines."""

import shlex
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.model.guard import clean_line
from workbook.model.prose import Inline, Paragraph, Strong, Text, Verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbook.model.prose import Block

LEAVING = "leaving"
"""The page on which the way out is tried."""
PASSPHRASE = "passphrase"
"""The page in whose place a passphrase is offered while there is none."""
REGION = "region"
"""The page on which a region is chosen."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are on this computer, for the page that says how to remove them."""

    notes: "Path | None"
    """The notebook's folder; None if it is only in memory."""
    program: "tuple[Path, ...]"
    """The program's own folders."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """One page, short enough to be seen whole."""

    id: str
    """Kept in the settings, so it stays."""
    title: str
    blocks: "tuple[Block, ...]"


def first_pages(place: Place, *, again: bool = False, in_lines: bool = False) -> tuple[FirstPage, ...]:
    """Every page in its order.

    `again` is for who read them before; `in_lines` for plain questions and answers, where other keys work.
    """
    return (
        FirstPage("about", _("What this is, and what it is not"), _about(again, in_lines)),
        FirstPage("device", _("Who may see this computer?"), _device(in_lines)),
        FirstPage("writing", _("What to write, and what not"), _writing()),
        FirstPage(LEAVING, _("How to leave at once"), _leaving_lines() if in_lines else _leaving()),
        FirstPage(PASSPHRASE, _("A passphrase, if it is safe for you"), _passphrase(in_lines)),
        FirstPage(REGION, _("Helplines where you live"), _region(in_lines)),
        FirstPage("removing", _("How to remove all of it"), _removing(place)),
    )


def back_words(page_id: str, *, in_lines: bool = False) -> str:
    """The first words for a reader who left at this page and came back."""
    if page_id == LEAVING and in_lines:
        return _("**You are back.** If you left with /quit, you have seen that it works.")
    if page_id == LEAVING:
        return _("**You are back.** If you closed this with the key, you have seen that it works.")
    return _("**You are back**, at the page where you left.")


def with_weight(words: str) -> Paragraph:
    """A paragraph of our own words; what stands between two pairs of asterisks is said with weight."""
    parts: list[Inline] = []
    for number, part in enumerate(words.split("**")):
        if part:
            parts.append(Strong((Text(part),)) if number % 2 else Text(part))
    return Paragraph(tuple(parts))


def _blocks(*words: str) -> "tuple[Block, ...]":
    return tuple(with_weight(each) for each in words)


def _about(again: bool, in_lines: bool) -> "tuple[Block, ...]":
    if in_lines:
        keys = _("Enter goes on, /back goes back, and /skip skips the rest. You can read them again with /first.")
    elif again:
        keys = _("F8 or Enter goes on, F7 goes back, and Esc closes them.")
    else:
        keys = _(
            "F8 or Enter goes on, F7 goes back, and Esc skips the rest. You can read them again under Help, which F1 "
            "opens from anywhere."
        )
    return _blocks(
        _(
            "You will find short exercises here. They help you to see what has happened, find people who are on your "
            "side, and plan what you will do. You need not be sure of anything to begin. What you do is yours to "
            "decide."
        ),
        _(
            "This is not an emergency service, a doctor or a lawyer. It contacts nobody, whatever you write. You need "
            "no account, and this program opens no network connection."
        ),
        _("**If you are in danger now, get somewhere safer if you can, and call your local emergency number.**"),
        " ".join((_("A few short pages follow."), keys)),
    )


def _device(in_lines: bool) -> "tuple[Block, ...]":
    return (
        *_blocks(
            _(
                "Someone may be able to see this screen, or to read this computer later. They may share it with you, "
                "know your password, or have put a program on it that watches. **This one cannot find that out or "
                "stop it, and it cannot hide that it is here.**"
            ),
            _(
                "If you are not sure, a safer one may be better: at a library, at a friend's, or at work if that is "
                "away from them. Go on using this one for everyday things, so that nothing looks different. You can "
                "also only read here, and write on paper."
            ),
            _("Your notes can be on a USB stick that stays with you. Then start the program like this each time:"),
        ),
        Verbatim(f"workbook {'--plain ' if in_lines else ''}--data-dir /media/stick/notes"),
        *_blocks(
            _(
                "Put your stick's own folder in place of /media/stick. The program and the list of commands you typed "
                "still stay on the computer."
            )
        ),
    )


def _writing() -> "tuple[Block, ...]":
    return _blocks(
        _("**Write nothing here that would put you in danger if it were read.**"),
        _(
            "Before you write something, ask yourself: what would happen if the person who hurts you read it? A plan "
            "to leave, a new address or a code word may be safer in your head, or with someone you trust."
        ),
        _("You can leave every question empty. You never have to write a name; a letter will do."),
        _(
            "A court may one day ask to see notes like these. If there is a case, or may be one, ask a lawyer what to "
            "write down, and ask before you delete anything."
        ),
        _("If someone makes you open this, your safety matters more than the notes."),
    )


def _leaving() -> "tuple[Block, ...]":
    return _blocks(
        _(
            "**Ctrl+Q or F9 closes this at once**, from anywhere, without a question. What you write is saved as you "
            "write. On some keyboards F9 needs the Fn key as well."
        ),
        _(
            "**Try it now, once.** It really closes: you see your terminal as it was before. Then start the program "
            "again in the same way, and you come back to this page."
        ),
        _("If now is not a good moment, go on. The keys work the same on every page."),
        _(
            "**F4 or Ctrl+L hides the screen** instead, and so does some time without a key. Then it takes your "
            "passphrase to go on; if you have none, Enter does."
        ),
        _("The command that you typed to start the program can still be seen in the terminal."),
    )


def _leaving_lines() -> "tuple[Block, ...]":
    return _blocks(
        _("**Type /quit to leave at once**, at any question. Ctrl+C leaves too. What you answered is saved."),
        _(
            "**Try it now, once.** It really leaves. Then start the program again in the same way, and you come back "
            "to this page."
        ),
        _(
            "What was typed and printed can still be read in this window. Close the window when you leave, if that is "
            "safe."
        ),
    )


def _passphrase(in_lines: bool) -> "tuple[Block, ...]":
    where = (
        _("To choose one, leave with /quit and start “workbook passphrase” before you write. It says more about it.")
        if in_lines
        else _("Under Help (F1), “Passphrase” says whether you have one. You can choose, change or remove it there.")
    )
    return _blocks(
        _(
            "With a passphrase, the file with your notes is locked while this is closed. Even someone who takes this "
            "computer then cannot read it, unless they guess the passphrase or find the recovery code."
        ),
        _(
            "Nobody can reset it. You also get a recovery code, to keep on paper. If the passphrase and the code are "
            "both lost, what you wrote is lost."
        ),
        _(
            "Someone who can make you tell it, or who watches this computer, can still read your notes. Some people "
            "are safer without one."
        ),
        where,
    )


def _region(in_lines: bool) -> "tuple[Block, ...]":
    shown = (
        _("If you choose a region, /helplines prints its helplines at any question.")
        if in_lines
        else _("If you choose a region, Help (F1) shows its helplines. You can change it there.")
    )
    return _blocks(
        " ".join(
            (
                shown,
                _(
                    "You need not choose one: everything else works the same. Your choice is kept with your notes, and "
                    "says roughly where you are."
                ),
            )
        )
    )


def _removing(place: Place) -> "tuple[Block, ...]":
    return (
        *_blocks(
            _(
                "Close this first. Then delete these: your notes, and the program. **Look into the first folder "
                "before:** if other things live in it, delete only “exercises”, and the files whose names begin with "
                "“notes.”. Empty the trash as well."
            )
        ),
        *(Verbatim(_shell_words(path)) for path in (place.notes, *place.program) if path is not None),
        *_blocks(
            _(
                "If pipx, uv or pip put it here, have the same program take it away. **What stays:** the list of "
                "commands that your shell keeps, backups, synced copies, and plans that you wrote to a file. A deleted "
                "file can sometimes be found again."
            ),
            _(
                "If someone knows that it was here, they may notice that it is gone. If there may be a court case, ask "
                "a lawyer before you delete anything."
            ),
        ),
    )


def _shell_words(path: "Path") -> str:
    """The path as it can be pasted behind a command."""
    return shlex.quote(clean_line(str(path)))


def page_at(pages: "Sequence[FirstPage]", page_id: str | None) -> int:
    """The place of the page with this id; 0 if there is none."""
    return next((at for at, page in enumerate(pages) if page.id == page_id), 0)
