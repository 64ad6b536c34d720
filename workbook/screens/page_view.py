"""One page of an exercise: its prose and its questions, kept in step with the answers."""

from collections.abc import Iterable, Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Spacing
from textual.widget import Widget
from textual.widgets import Static

from workbook.guide.sitting import Sitting
from workbook.model.exercise import Page, PageItem, Passage, Question
from workbook.screens.fields import field_for, offers
from workbook.widgets.masking import words_masked
from workbook.widgets.prose import ProseView

if TYPE_CHECKING:
    from workbook.model.prose import Block

_NOTE = Spacing(bottom=1)
"""The row under a field, which says what the keys do and what is wrong."""


class PassageStack(Vertical):
    """Passages that stand together; drawn anew only when what they say changes."""

    def __init__(self, passages: Sequence[Passage] = (), *, ours: bool) -> None:
        super().__init__()
        self._ours = ours
        self._passages = tuple(passages)

    def compose(self) -> ComposeResult:
        """One view for each run of the same urgency."""
        run: list[Block] = []
        urgent = False
        for passage in self._passages:
            if run and passage.urgent != urgent:
                yield ProseView(run, urgent=urgent, keys=True, ours=self._ours)
                run = []
            urgent = passage.urgent
            run.append(passage.block)
        if run:
            yield ProseView(run, urgent=urgent, keys=True, ours=self._ours)

    def show(self, passages: Iterable[Passage]) -> None:
        """Show these from now on."""
        wanted = tuple(passages)
        if wanted != self._passages:
            self._passages = wanted
            self.refresh(recompose=True)


class SkippedNote(Static):
    """Says that a question was skipped."""

    def __init__(self) -> None:
        super().__init__(Content(_("Skipped. F6 takes that back.")))


class QuestionBlock(Vertical):
    """A question, what is said about it, and the place to answer."""

    def __init__(self, question: Question, sitting: Sitting) -> None:
        super().__init__(id=f"ask-{question.id}")
        self.question = question
        self._sitting = sitting
        self._field = field_for(question, sitting, sitting.context.today)

    def compose(self) -> ComposeResult:
        """Heading, prose, field, state, prose."""
        new = (_("New: "), "$text-muted") if self._sitting.is_new(self.question.id) else ""
        yield Static(Content.assemble(new, self.question.words), classes="question")
        ours = not self._sitting.exercise.head.own
        yield PassageStack(self.question.before, ours=ours)
        yield self._field
        yield SkippedNote()
        yield PassageStack(self.question.after, ours=ours)

    def show(self, question: Question) -> None:
        """Bring prose, offers and state up to date. What is typed stays."""
        before, after = self.query(PassageStack)
        before.show(question.before)
        after.show(question.after)
        self._field.show_offered(offers(question, self._sitting))
        self.query_one(SkippedNote).display = self._sitting.is_skipped(self.question.id)

    def change_record(self, record_id: str) -> None:
        """Open one record of the answer."""
        self._field.change_item(record_id)

    @property
    def is_unread(self) -> bool:
        """Whether something is typed here that is no answer yet, such as words for a number."""
        return self._field.is_unread

    @property
    def is_answered(self) -> bool:
        """Whether anything is answered here."""
        return self._field.value is not None

    def first_place(self) -> Widget | None:
        """Where answering begins."""
        return next((each for each in self.screen.focus_chain if self._field in each.ancestors), None)


class PageView(VerticalScroll, can_focus=False):
    """The body of one page. Everything that the page may show is there from the start, hidden until it does."""

    def __init__(self, page: Page, sitting: Sitting) -> None:
        super().__init__()
        self._page = page
        self._sitting = sitting
        self._slots: list[PassageStack | QuestionBlock] = []

    def compose(self) -> ComposeResult:
        """Prose and questions in their order."""
        together = True
        for item in self._page.items:
            if isinstance(item, Question):
                self._slots.append(QuestionBlock(item, self._sitting))
                together = True
            elif together:
                self._slots.append(PassageStack(ours=not self._sitting.exercise.head.own))
                together = False
        yield from self._slots

    def on_mount(self) -> None:
        """Show what the answers so far call for."""
        self.update_shown()

    def update_shown(self) -> None:
        """Show and hide by the answers as they are now."""
        shown = self._sitting.items(self._page)
        asked = {item.id: item for item in shown if isinstance(item, Question)}
        runs = iter(_runs(self._page.items, shown))
        for slot in self._slots:
            if isinstance(slot, QuestionBlock):
                question = asked.get(slot.question.id)
                slot.display = question is not None
                if question is not None:
                    slot.show(question)
            else:
                passages = next(runs)
                slot.display = bool(passages)
                slot.show(passages)

    def unread(self) -> str | None:
        """The id of the first question in which something is typed that is no answer yet."""
        blocks = (slot for slot in self._slots if isinstance(slot, QuestionBlock) and slot.display)
        return next((block.question.id for block in blocks if block.is_unread), None)

    def question_at(self, widget: Widget | None) -> str | None:
        """The id of the question that this widget belongs to."""
        if widget is None:
            return None
        block = next((each for each in widget.ancestors_with_self if isinstance(each, QuestionBlock)), None)
        return block.question.id if block is not None else None

    def focus_question(self, question_id: str | None, record_id: str | None = None) -> bool:
        """Put the cursor into this question, or without one into the first that is in view.

        With a record, that one is opened.

        Returns:
            Whether there was such a question.
        """
        blocks = [slot for slot in self._slots if isinstance(slot, QuestionBlock) and slot.display]
        if question_id is None:
            # Where words are masked, nobody's answer shows because a page was opened.
            masked = words_masked(self)
            free = (block for block in blocks if not (masked and block.is_answered))
            places = filter(None, (block.first_place() for block in free))
            # With the note under it, so that what is said above stays in view.
            first = next((place for place in places if self.region.contains_region(place.region.grow(_NOTE))), None)
            if first is not None:
                self.screen.set_focus(first, scroll_visible=False)
            return first is not None
        wanted = next((block for block in blocks if block.question.id == question_id), None)
        if wanted is None:
            return False
        wanted.scroll_visible(animate=False, top=True)
        if record_id is not None:
            wanted.change_record(record_id)
        else:
            self.screen.set_focus(wanted.first_place(), scroll_visible=False)
        return True


def _runs(written: Sequence[PageItem], shown: Sequence[PageItem]) -> list[tuple[Passage, ...]]:
    """The shown passages of each run of passages between two questions, in the order they were written."""
    by_line: dict[int, list[Passage]] = {}
    for item in shown:
        if isinstance(item, Passage):
            by_line.setdefault(item.line, []).append(item)
    runs: list[list[Passage]] = []
    together = False
    for item in written:
        if isinstance(item, Question):
            together = False
            continue
        if not together:
            runs.append([])
            together = True
        runs[-1] += by_line.pop(item.line, [])
    return [tuple(run) for run in runs]
