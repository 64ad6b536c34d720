"""Looking back at answers in plain lines, and erasing for good."""

from gettext import gettext as _

from workbook.guide.erasures import (
    Erasure,
    all_said,
    cannot_be_undone,
    is_erased,
    not_erased,
    nothing_left,
    of_all_earlier,
    out_of_reach,
    under_way,
)
from workbook.guide.sitting import Sitting
from workbook.model.errors import NotSavedError
from workbook.model.exercise import Question
from workbook.model.ports import Receipt
from workbook.plain.asking import numbers_in
from workbook.plain.console import Console

ERASE = "/erase"
EVERY = "earlier"
"""After `/erase`: all earlier wordings."""


def look_back(console: Console, sitting: Sitting, question: Question) -> None:
    """List what an answer says, what it said before and what was removed; each can be erased.

    Raises:
        Turn: The reader turned elsewhere.
    """
    while said := list(all_said(sitting, question.id)):
        console.say("\n" + question.words)
        for number, each in enumerate(said, 1):
            console.point(f"{number}.", "\n".join([each.when, *each.words]))
        earlier = len(sitting.past.earlier(question.id))
        prompt = (
            _("/erase and a number to erase that one for good, /erase earlier for all before, or Enter to go back:")
            if earlier > 1
            else _("/erase and a number to erase that one for good, or Enter to go back:")
        )
        answer = console.ask(prompt, {ERASE}, ways=())
        if not answer:
            return
        command, _space, argument = answer.partition(" ")
        numbers = numbers_in(argument, len(said))
        if command == ERASE and argument == EVERY and earlier > 1:
            erase(console, of_all_earlier(sitting, question.id))
        elif command == ERASE and numbers is not None and len(numbers) == 1:
            erase(console, said[numbers[0] - 1].erasure)
        else:
            console.say(_("Please type one of the numbers after /erase, or press Enter."))
    console.say(_("Nothing is left here."))


def erase(console: Console, erasure: Erasure) -> None:
    """Ask once, erase, and say how it went.

    Raises:
        Turn: The reader turned elsewhere.
    """
    console.say("\n" + erasure.question)
    for each in erasure.words:
        console.point("-", each)
    console.say(" ".join(each for each in (erasure.also, cannot_be_undone()) if each))
    console.say(out_of_reach())
    word = _("erase")
    if console.ask(_("Type {word} to erase it, or press Enter to keep it:").format(word=word), ways=()) != word:
        console.say(_("It is kept."))
        return
    receipt = erasure.erase()
    if receipt is None:
        console.say(nothing_left())
        return
    while not _went_well(console, receipt):
        if console.ask(_("Type {word} to try again, or press Enter to leave it:").format(word=word), ways=()) != word:
            return
        receipt = erasure.again()


def _went_well(console: Console, receipt: Receipt) -> bool:
    console.say(under_way())
    try:
        receipt.wait()
    except NotSavedError as error:
        console.say(not_erased(str(error)))
        return False
    console.say(is_erased())
    return True
