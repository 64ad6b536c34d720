"""Working through one exercise: prose is printed, questions are asked, and at the end the answers are looked over."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from gettext import gettext as _

from workbook.guide import showing
from workbook.guide.days import day_of
from workbook.guide.erasures import of_entry, of_old
from workbook.guide.evidence import asks_for_files
from workbook.guide.sitting import Sitting
from workbook.model.entry import Answer
from workbook.model.errors import UsageError
from workbook.model.exercise import Option, Page, PageItem, Passage, Question
from workbook.model.origin import origin
from workbook.model.prose import GoTo, inlines_of, plain
from workbook.model.values import Value
from workbook.plain.asking import Asking, numbers_in, saved
from workbook.plain.commands import Command, Turn
from workbook.plain.console import Console
from workbook.plain.looking_back import ERASE, erase, look_back
from workbook.plain.prompts import prompts
from workbook.plain.saving import Saver

AGAIN, EARLIER = "/again", "/earlier"


class Working:
    """One reader at one entry."""

    def __init__(self, console: Console, sitting: Sitting, saver: Saver) -> None:
        self._console = console
        self._sitting = sitting
        self._saver = saver
        self._prompts = prompts()

    def run(self) -> None:
        """From where the reader left off to the end.

        Raises:
            Turn: The reader turned elsewhere. Everything is saved.
        """
        head = self._sitting.exercise.head
        self._console.say("\n" + head.title)
        self._tell_origin()
        waiting = self._sitting.open_questions()
        if not self._sitting.entry.answers:
            self._show(showing.intro(self._sitting.context))
            self._walk(None)
        elif waiting and not self._sitting.entry.finished:
            self._console.say(_("You have been here before; this is where you left off. /back goes to earlier pages."))
            self._walk(waiting[0][0].id)
        self._look_over()

    def _walk(self, page_id: str | None) -> None:
        """Page after page, from this one or the first."""
        pages = self._sitting.pages()
        at = next((place for place, page in enumerate(pages) if page.id == page_id), 0)
        last = False
        while at < len(pages):
            try:
                self._page(pages[at], last)
            except Turn as turn:
                if turn.command is not Command.BACK:
                    raise
                if at == 0:
                    self._console.say(_("This is the first page. /list goes back to the exercises."))
                at, last = max(at - 1, 0), at > 0
                continue
            # An answer may have opened or closed the pages after this one.
            here = pages[at].id
            pages = self._sitting.pages()
            at = next((place + 1 for place, page in enumerate(pages) if page.id == here), at + 1)
            last = False

    def _page(self, page: Page, at_last_question: bool) -> None:
        """One page, from its top or from its last question. Raises Turn, with BACK, from its first."""
        self._console.say("\n" + page.title)
        self._tell_origin()
        items = self._sitting.items(page)
        at = _question_before(items, len(items)) if at_last_question else 0
        while True:
            at = self._prose(items, at or 0)
            try:
                if at < len(items):
                    question = items[at]
                    assert isinstance(question, Question)
                    self.ask(question)
                    items = self._sitting.items(page)
                    at = _after(items, question.id, at)
                    self._show(_passages_after(items[at - 1 : at]))
                    continue
                if not items or not isinstance(items[-1], Question) or items[-1].after:
                    self._console.ask("\n" + _("Press Enter to go on:"), ways={Command.BACK})
                return
            except Turn as turn:
                before = _question_before(items, at)
                if turn.command is not Command.BACK or before is None:
                    raise
                at = before

    def _prose(self, items: Sequence[PageItem], at: int) -> int:
        """Print the passages from here up to the next question; its place."""
        end = next((place for place in range(at, len(items)) if isinstance(items[place], Question)), len(items))
        self._show(item for item in items[at:end] if isinstance(item, Passage))
        return end

    def _show(self, passages: Iterable[Passage]) -> None:
        ways: dict[str, str] = {}
        for passage in passages:
            if passage.urgent and not self._sitting.exercise.head.own:
                self._console.say("\n" + _("Important:"))
            self._console.show([passage.block])
            for inline in inlines_of(passage.block):
                if isinstance(inline, GoTo) and inline.exercise not in (None, self._sitting.exercise.id):
                    ways.setdefault(inline.exercise or "", " ".join(plain(inline.children).split()))
        for exercise_id, words in ways.items():
            self._console.say(_("To open “{words}”, type /go {name}.").format(words=words, name=exercise_id))

    def _tell_origin(self) -> None:
        if words := origin(self._sitting.exercise.head):
            self._console.say(words)

    def ask(self, question: Question) -> None:
        """Put one question, until it is answered or left.

        Raises:
            Turn: The reader turned elsewhere.
        """
        console, sitting = self._console, self._sitting
        while True:
            console.say("\n" + question.words)
            self._show(question.before)
            if sitting.exercise.head.own:
                console.say("\n" + _("This question is from your own folder, not from Workbook."))
            if words := sitting.words(question.id):
                console.say(_("Your answer so far:"))
                for each in words:
                    console.point("-", each)
            elif sitting.is_skipped(question.id):
                console.say(_("You left this one out."))
            try:
                self._prompts[question.kind](self._asking(question))
                return
            except Turn as turn:
                if turn.command is Command.SKIP:
                    self._saver.settle(sitting.skip(question.id), sitting.save_again)
                    console.say(_("Your answer stays as it is.") if words else _("Left out."))
                    return
                if turn.command is not Command.CLEAR:
                    raise
                self._saver.settle(sitting.answer(question.id, None), sitting.save_again)
                console.say(_("Emptied."))

    def _asking(self, question: Question) -> Asking:
        sitting = self._sitting
        context = sitting.context

        def keep(value: Value) -> bool:
            try:
                receipt = sitting.answer(question.id, value)
            except UsageError as error:
                self._console.say(str(error))
                return False
            self._saver.settle(receipt, sitting.save_again)
            return True

        def draft(value: Value) -> None:
            # What is wrong with it is said when it is kept.
            with suppress(UsageError):
                self._saver.draft(sitting.answer(question.id, value), sitting.save_again)

        offered: tuple[Option, ...] = sitting.offered(question.id)
        return Asking(
            self._console,
            question,
            sitting.value(question.id),
            showing.rated(question, context) if question.for_each is not None else offered,
            asks_for_files(question, sitting.exercise.head),
            keep,
            draft,
            day_of=lambda words: day_of(words, context.today),
            new_id=sitting.new_record_id,
            fields=lambda record: showing.fields(question, record, sitting.context),
            offered_for=lambda field, record: showing.offered_for_field(field, sitting.context, record),
        )

    def _look_over(self) -> None:
        """Every answer, each to be changed or erased, and the reader's word that it is done."""
        console = self._console
        while questions := self._questions():
            old = self._sitting.past.old_answers()
            self._list_answers(questions, old)
            said = console.ask(
                _(
                    "A number to change that answer, /earlier and a number to look back at it, /again for every page "
                    "again, /erase to erase all of it for good, or Enter if you are done for now:"
                ),
                {AGAIN, EARLIER, ERASE},
                ways=(),
            )
            if not said:
                break
            if said == ERASE:
                erase(console, of_entry(self._sitting))
                if not self._sitting.entry.number:
                    return
                continue
            if said == AGAIN:
                self._walk(None)
                continue
            command, _space, argument = said.partition(" ")
            numbers = numbers_in(argument if command == EARLIER else said, len(questions) + len(old))
            if numbers is None or len(numbers) != 1:
                console.say(_("Please type one number from 1 to {n}.").format(n=len(questions) + len(old)))
            elif numbers[0] > len(questions):
                erase(console, of_old(self._sitting, old[numbers[0] - len(questions) - 1]))
            elif command == EARLIER:
                look_back(console, self._sitting, questions[numbers[0] - 1])
            else:
                self._change(questions[numbers[0] - 1])
        self._finish()

    def _list_answers(self, questions: Sequence[Question], old: Sequence[Answer]) -> None:
        console, sitting = self._console, self._sitting
        console.say("\n" + _("Your answers"))
        self._tell_origin()
        for number, question in enumerate(questions, 1):
            words = sitting.words(question.id)
            said = "\n".join(words) or (
                _("left out") if sitting.is_skipped(question.id) else _("not answered yet, and it can stay so")
            )
            if earlier := sitting.past.earlier(question.id):
                said = _("{words}\nEarlier: {n}").format(words=said, n=len(earlier))
            console.point(f"{number}.", f"{question.words}\n{said}")
        for number, answer in enumerate(old, len(questions) + 1):
            words = sitting.old_words(answer)
            console.point(f"{number}.", "\n".join([_("No longer asked:"), answer.wording.question, *words]))

    def _change(self, question: Question) -> None:
        try:
            self.ask(question)
        except Turn as turn:
            if turn.command is not Command.BACK:
                raise

    def _questions(self) -> list[Question]:
        pages = self._sitting.pages()
        return [item for page in pages for item in self._sitting.items(page) if isinstance(item, Question)]

    def _finish(self) -> None:
        receipt = self._sitting.finish()
        self._saver.settle(receipt, self._sitting.save_again)
        if receipt is not None and self._sitting.entry.answers:
            self._console.say(saved())


def _question_before(items: Sequence[PageItem], at: int) -> int | None:
    return next((place for place in range(at - 1, -1, -1) if isinstance(items[place], Question)), None)


def _after(items: Sequence[PageItem], question_id: str, at: int) -> int:
    """The place after a question, wherever it stands now."""
    for place, item in enumerate(items):
        if isinstance(item, Question) and item.id == question_id:
            return place + 1
    return at


def _passages_after(items: Sequence[PageItem]) -> Sequence[Passage]:
    return [passage for item in items if isinstance(item, Question) for passage in item.after]
