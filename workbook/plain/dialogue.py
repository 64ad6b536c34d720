"""The whole workbook as a plain dialogue: a list of exercises, and the ways to everything else."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import NoReturn, TextIO

from workbook.guide.dating import about_of, about_words
from workbook.guide.gates import safety_first
from workbook.guide.offering import offered_heads
from workbook.guide.progress import Progress, progress
from workbook.guide.retelling import first_words
from workbook.guide.sitting import Sitting
from workbook.guide.tasks import SAFETY, is_near
from workbook.model.clock import Clock
from workbook.model.entry import Entry
from workbook.model.errors import UsageError
from workbook.model.head import Head, Repeat
from workbook.model.origin import written_by
from workbook.model.parts import listed_title, part_heading
from workbook.model.ports import Notes, Shelf
from workbook.model.problem import Problem
from workbook.plain.asking import numbers_in
from workbook.plain.commands import Command, Turn
from workbook.plain.console import Console
from workbook.plain.first_pages import FirstPages, Surroundings
from workbook.plain.saving import Saver
from workbook.plain.sharing import show_people, show_plan
from workbook.plain.working import Working

INTERRUPTED = 130
NEW = ""
"""In place of an entry's id: a new one."""


def run_plain(
    shelf: Shelf,
    keeper: Notes,
    clock: Clock,
    reader: TextIO,
    writer: TextIO,
    *,
    notices: Sequence[str] = (),
    problems: Sequence[Problem] = (),
    unlocked: bool = False,
    around: Surroundings | None = None,
) -> int:
    """Talk until the reader leaves or the input ends. Returns the exit code: 0, or 130 after Ctrl+C.

    First come `notices`, what was found when the notebook was opened, and `problems` of the reader's own exercises. A
    notebook that is empty and `unlocked` may still have a passphrase before the first word. With `around` there are
    first pages and helplines too.
    What was answered is saved at the end, whichever way it ends; if the disk said no, that is said, and the code is 1.
    """
    console = Console(reader, writer)
    saver = Saver(console)
    code = 0
    try:
        if unlocked:
            notices = (*notices, _no_passphrase())
        first = None if around is None else FirstPages(console, saver, around)
        _Dialogue(console, saver, shelf, keeper, clock, first).run(notices, problems)
    except KeyboardInterrupt:
        code = INTERRUPTED
    console.say()
    if not saver.last_try():
        console.say(_("The last of what you typed is not saved."))
        return 1
    console.say(_("Everything you answered is saved. What you typed may still be read in this window; close it."))
    return code


def _no_passphrase() -> str:
    return _(
        "What you write will not be locked: anyone who can use your account can read it. If a passphrase is safe for "
        "you, leave with /quit, and start “workbook passphrase” before you write. It says what that means."
    )


class _Dialogue:
    def __init__(
        self,
        console: Console,
        saver: Saver,
        shelf: Shelf,
        keeper: Notes,
        clock: Clock,
        first: FirstPages | None,
    ) -> None:
        self._console = console
        self._saver = saver
        self._shelf = shelf
        self._keeper = keeper
        self._clock = clock
        self._first = first
        self._numbered: list[Head] = []
        """The list as it was last read out: a number means what it meant there."""

    def run(self, notices: Sequence[str], problems: Sequence[Problem]) -> None:
        """Greet, tell what there is to tell, then do what the reader wants next until they leave."""
        say = self._console.say
        say(_("Workbook, in plain lines."))
        say(
            _(
                "A plain terminal keeps what is typed and printed in its scrollback: whoever uses this window later "
                "can read it. Write nothing here that would put you in danger if it were read."
            )
        )
        say(
            _(
                "What you answer is saved at once. "
                "Type /quit to leave at any time, and /help for what else you can type."
            )
        )
        for notice in notices:
            say("\n" + notice)
        if problems:
            say("\n" + _("Your own exercises need mending; everything else works:"))
        for problem in problems:
            say(problem.told())
        wish = self._first_wish()
        while wish.command is not Command.QUIT:
            try:
                self._do(wish)
                self._next()
            except Turn as turn:
                wish = turn

    def _first_wish(self) -> Turn:
        """What comes after the first pages: the list, or where the reader turned from them."""
        try:
            if self._first is not None:
                self._first.begin()
        except Turn as turn:
            return turn
        return Turn(Command.LIST)

    def _do(self, wish: Turn) -> None:
        today = self._clock().date()
        match wish.command:
            case Command.GO:
                self._go(wish.argument)
            case Command.PLAN:
                show_plan(self._console, self._shelf, self._keeper, today)
            case Command.BOUNDARIES:
                # Here: a start should not wait for what counts them.
                from workbook.plain.kept import show_boundaries

                show_boundaries(self._console, self._saver, self._shelf, self._keeper, self._clock)
            case Command.LOG:
                self._log(wish.argument)
            case Command.CONTACT:
                from workbook.plain.contact import show_contact

                show_contact(self._console, self._shelf, self._keeper, today)
            case Command.LIST | Command.ALL:
                self._list(everything=wish.command is Command.ALL)
            case Command.HELPLINES if self._first is not None:
                show_people(self._console, self._shelf, self._keeper, today)
                self._first.helplines()
            case Command.FIRST if self._first is not None:
                self._first.again()

    def _heads(self) -> list[Head]:
        return list(offered_heads(self._shelf, self._keeper, self._clock().date()))

    def _list(self, *, everything: bool) -> None:
        """The exercises with numbers: the core path and what was begun, or all."""
        heads = self._heads()
        near = [head for head in heads if is_near(head, begun=bool(self._keeper.count(head.id)))]
        self._numbered = heads if everything or not near else near
        part: str | None = None
        self._console.say("\n" + _("Exercises"))
        for number, head in enumerate(self._numbered, 1):
            if head.part != part:
                part = head.part
                self._console.say(part_heading(part))
            author = written_by(head)
            self._console.point(f"{number}.", f"{self._title(head)}\n{author}" if author else self._title(head))
        if len(self._numbered) < len(heads):
            self._console.say(_("There are more, for later or for some. /all lists every one."))

    def _next(self) -> NoReturn:
        """Ask what comes next. The list is not read out again unasked: it is long."""
        heads = self._heads()
        safety = next((head for head in heads if head.id == SAFETY), None)
        if safety is not None and safety_first(self._shelf, self._keeper, self._clock().date()):
            self._console.say(
                "\n"
                + _("Please read this first: {title}. To open it, type /go {name}.").format(
                    title=safety.title, name=safety.id
                )
            )
        listed = self._numbered or heads
        while True:
            said = self._console.ask(
                "\n" + _("A number from the list, or /list, /all, /plan, /boundaries, /help or /quit:"), ways=()
            )
            numbers = numbers_in(said, len(listed))
            if numbers is not None and len(numbers) == 1:
                raise Turn(Command.GO, listed[numbers[0] - 1].id)
            if said:
                self._console.say(_("Please type one number from 1 to {n}.").format(n=len(listed)))

    def _title(self, head: Head) -> str:
        words = listed_title(head)
        if head.minutes:
            words = _("{title}, about {n} minutes").format(title=words, n=head.minutes)
        match progress(head, self._keeper.entries(head.id)):
            case Progress.STARTED:
                return _("{words} (begun)").format(words=words)
            case Progress.DONE:
                return _("{words} (done)").format(words=words)
            case Progress.NOT_STARTED:
                return words

    def _go(self, name: str) -> None:
        name = name.removesuffix(".md").casefold()
        known = [head for head in self._shelf.heads() if name in (head.id, head.title.casefold())]
        if not known:
            self._console.say(_("There is no exercise called “{name}”.").format(name=name))
            return
        self._work(known[0].id, self._which_entry(known[0]))

    def _log(self, query: str) -> None:
        """What was noted, and the way to one note."""
        from workbook.plain.logged import choose_note

        chosen = choose_note(self._console, self._shelf, self._keeper, self._clock, query)
        if chosen is not None:
            self._work(chosen.exercise_id, chosen.entry_id)

    def _work(self, exercise_id: str, entry_id: str | None) -> None:
        try:
            sitting = Sitting.open(exercise_id, self._shelf, self._keeper, self._clock, entry_id or None)
            if entry_id == NEW:
                sitting.start_anew()
        except UsageError as error:
            self._console.say(str(error))
            return
        Working(self._console, sitting, self._saver).run()

    def _which_entry(self, head: Head) -> str | None:
        """An earlier entry of an exercise that repeats; None for the open one, or a new one if none is."""
        entries = list(reversed(self._keeper.entries(head.id)))
        if head.repeat is Repeat.ONCE or not entries:
            return None
        self._console.say("\n" + _("{title}: what you wrote before, newest first").format(title=head.title))
        for number, entry in enumerate(entries, 1):
            self._console.point(f"{number}.", self._entry_words(entry))
        begun = any(entry.finished is None for entry in entries)
        prompt = (
            _("A number to open that one, 0 for a new one, or Enter to go on with the open one:")
            if begun
            else _("A number to open that one, or Enter for a new one:")
        )
        while said := self._console.ask(prompt):
            if begun and said.strip() == "0":
                return NEW
            numbers = numbers_in(said, len(entries))
            if numbers is not None and len(numbers) == 1:
                return entries[numbers[0] - 1].id
            self._console.say(_("Please type one number from 1 to {n}.").format(n=len(entries)))
        return None

    def _entry_words(self, entry: Entry) -> str:
        words = first_words(entry, self._shelf, self._keeper, self._clock().date())
        first = words.partition("\n")[0][:60]
        day = about_words(about_of(entry, self._shelf.exercise(entry.exercise), self._shelf))
        about = day if entry.finished else _("{day} (open)").format(day=day)
        return f"{about}  {first}".rstrip()
