"""What a plain prompt is given, and what several prompts share."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from workbook.model.exercise import Field, Option, Question
from workbook.model.values import Record, Value
from workbook.plain.console import Console


@dataclass(frozen=True, slots=True)
class Asking:
    """One question, put to the reader."""

    console: Console
    question: Question
    value: Value | None
    """What is answered so far; the reader has just seen it in words."""
    offered: tuple[Option, ...]
    """What there is to choose from, or to be rated."""
    of_files: bool
    """Whether the records are files, which can be read."""
    keep: Callable[[Value], bool]
    """Save an answer and wait for the disk. False if there is something wrong with it, which has been said then."""
    draft: Callable[[Value], None]
    """Save what is typed so far without a question in between, even if the disk says no."""
    day_of: Callable[[str], str | None]
    """The day that a few words name, as `YYYY-MM-DD`."""
    new_id: Callable[[], str]
    fields: Callable[[Record], tuple[Field, ...]]
    """The fields that are asked of a record."""
    offered_for: Callable[[Field, Record], tuple[Option, ...]]

    def keep_and_say(self, value: Value) -> bool:
        """Save an answer and say that it is saved."""
        kept = self.keep(value)
        if kept:
            self.console.say(saved())
        return kept


def saved() -> str:
    """Said only after the disk has it."""
    return _("Saved.")


def list_options(console: Console, options: Sequence[Option], notes: Sequence[str] = ()) -> None:
    """Print options with numbers, and a note after some of them."""
    for at, option in enumerate(options):
        note = notes[at] if notes else ""
        console.point(f"{at + 1}.", f"{option.words} ({note})" if note else option.words)


def numbers_in(said: str, count: int) -> list[int] | None:
    """Numbers from 1 to `count`, with spaces or commas between them; None if it is anything else."""
    if not re.fullmatch(r"[0-9]{1,4}([\s,;]+[0-9]{1,4})*[\s,;]*", said):
        return None
    numbers = [int(number) for number in re.findall("[0-9]+", said)]
    return numbers if all(1 <= number <= count for number in numbers) else None


def whole_number(said: str) -> int | None:
    """A whole number, 0 or more; None if it is anything else."""
    return int(said) if re.fullmatch("[0-9]{1,15}", said) else None


def choose(console: Console, options: Sequence[Option]) -> Option | None:
    """One of several options, by its number; None if the reader leaves it as it is."""
    list_options(console, options)
    while said := console.ask(_("The number of your answer, or Enter to leave it:")):
        numbers = numbers_in(said, len(options))
        if numbers is not None and len(numbers) == 1:
            return options[numbers[0] - 1]
        console.say(_("Please type one number from 1 to {n}.").format(n=len(options)))
    return None


def ask_whole_number(console: Console, prompt: str) -> int | None:
    """A whole number; None if the reader leaves it as it is."""
    while said := console.ask(prompt):
        number = whole_number(said)
        if number is not None:
            return number
        console.say(_("Please type a whole number in figures, 0 or more."))
    return None


def ask_long(console: Console, earlier: str, draft: Callable[[str], None]) -> str | None:
    """A text of several lines, drafted after each line, below what was there before; None if nothing was typed."""
    if earlier:
        console.say(_("What you type now is added below that."))
    console.say(
        _("Write as many lines as you like. A single dot on a line of its own ends it. Enter at once leaves it.")
    )
    whole: str | None = None

    def typed(text: str) -> None:
        nonlocal whole
        if text.strip():
            whole = f"{earlier}\n{text}" if earlier else text
            draft(whole)

    console.ask_lines(typed)
    return whole
