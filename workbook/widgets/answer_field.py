"""The place to answer one question, whatever its kind."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from workbook.model.exercise import Field, Option, Question
from workbook.model.kinds import KINDS
from workbook.model.values import Record, Value
from workbook.widgets.masking import Masked, Place, words_hidden


@dataclass(frozen=True, slots=True)
class Means:
    """What a field asks of the world outside it."""

    day_of: Callable[[str], str | None]
    """The day that words name, as `YYYY-MM-DD`; None for "around Easter"."""
    new_id: Callable[[], str]
    """A permanent id for a new record, or for a line of the reader's own in a ranked list."""
    fields_for: Callable[[Record], tuple[Field, ...]]
    """The fields of a record that are asked now."""
    offered_for: Callable[[Field, Record], tuple[Option, ...]]
    """What a choice in a record offers now."""


class FieldNote(Static):
    """The quiet line under a field: what is wrong, else which keys work here while it has the focus, else a remark."""

    DEFAULT_CSS = """
    FieldNote {
        height: auto;
        min-height: 1;
        padding: 0 2;
        color: $foreground 55%;
        &:ansi { color: ansi_default; text-style: dim; }
        &.-problem { color: $warning; text-style: bold; }
    }
    """


class AnswerField(Masked, Place, Widget):
    """Keeps one answer. The screen that holds it saves what it posts."""

    DEFAULT_CSS = """
    AnswerField { height: auto; width: 1fr; layout: vertical; }
    """

    class Answered(Message):
        """Posted when the answer changed."""

        def __init__(self, question_id: str, value: Value | None, at_once: bool) -> None:
            self.question_id = question_id
            self.value = value
            """None where the reader took the answer back, or it says nothing."""
            self.at_once = at_once
            """Whether it was chosen, not typed: save it now. Typing is saved when it pauses."""
            super().__init__()

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__()
        self.question = question
        self.offered = offered
        self.means = means
        self.note = FieldNote()
        self._initial = value
        self._problem: str | None = None
        self._has_cursor = False

    @property
    def value(self) -> Value | None:
        """The answer as it stands; None if nothing is answered. What cannot be read as an answer does not change it."""
        raise NotImplementedError

    @property
    def is_unread(self) -> bool:
        """Whether something stands here that is no answer yet, and would be lost with the page."""
        return self._problem is not None or any(each.is_unread for each in self.query(AnswerField))

    def show_offered(self, offered: tuple[Option, ...]) -> None:
        """Offer these from now on. What is typed and where the cursor is stays; so do answers no longer offered."""
        self.offered = offered

    def focus_first(self) -> None:
        """Put the cursor where answering begins."""
        raise NotImplementedError

    def change_item(self, item_id: str) -> None:
        """Go to one of several items and change it; a field that has no items begins where it always does."""
        self.focus_first()

    def hint(self) -> str:
        """The keys that work here, in a few words."""
        return ""

    def remark(self) -> str:
        """A quiet word on what was understood, shown while nothing else is said."""
        return ""

    def answered(self, *, at_once: bool) -> None:
        """Tell the screen of the new answer."""
        value = self.value
        if value is not None and KINDS[self.question.kind].is_empty(value):
            value = None
        self.post_message(self.Answered(self.question.id, value, at_once))

    def complain(self, problem: str | None) -> None:
        """Say what is wrong, or that nothing is any more."""
        self._problem = problem
        self.update_note()

    def update_note(self) -> None:
        """Bring the line under the field up to date."""
        said = self._problem or " · ".join(filter(None, (self._remark(), self.hint() if self._has_cursor else "")))
        self.note.set_class(self._problem is not None, "-problem")
        self.note.update(Content(_("! {problem}").format(problem=said) if self._problem else said))

    def _remark(self) -> str:
        return "" if words_hidden(self) else self.remark()

    def redraw_words(self) -> None:
        """The remark tells of the answer too."""
        self.update_note()

    def on_mount(self) -> None:
        """Say what there is to say."""
        self.update_note()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys."""
        self._has_cursor = True
        self.update_note()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Put the keys away."""
        self._has_cursor = False
        self.update_note()
