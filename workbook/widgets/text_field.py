"""What the kinds that are written, not chosen, have in common."""

from textual.app import ComposeResult
from textual.widgets import TextArea

from workbook.model.exercise import Option, Question
from workbook.model.values import Value
from workbook.widgets.answer_field import AnswerField, Means
from workbook.widgets.writing import WritingArea


class TextField(AnswerField):
    """One area to write in. Subclasses say how its words are read."""

    journal = False
    """Whether Enter makes a new line; elsewhere it goes on to the next field."""

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__(question, offered, value, means)
        self.area = WritingArea("" if value is None else self.words_of(value), journal=self.journal)
        self._kept = value

    def words_of(self, value: Value) -> str:
        """The words of a saved answer."""
        return value if isinstance(value, str) else ""

    def read(self, words: str) -> Value | None:
        """The words as an answer. Raises ValueError, with a sentence for the reader, where they are none."""
        return words

    @property
    def value(self) -> Value | None:
        """The last answer that could be read."""
        return self._kept

    def compose(self) -> ComposeResult:
        """The area and its note."""
        yield self.area
        yield self.note

    def focus_first(self) -> None:
        """Put the caret into the area."""
        self.area.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Read what stands there now."""
        event.stop()
        try:
            read = self.read(self.area.text)
        except ValueError as error:
            self.complain(str(error))
            return
        self.complain(None)
        if read != self._kept:
            self._kept = read
            self.update_note()
            self.answered(at_once=False)

    def on_writing_area_finished(self, event: WritingArea.Finished) -> None:
        """Go on to the next field, unless something here has to be written otherwise first."""
        event.stop()
        if not self.is_unread:
            self.screen.focus_next()
