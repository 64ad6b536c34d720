"""The list of files that show what happened: each row can be filled in from the file itself."""

from gettext import gettext as _

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Button

from workbook.model.exercise import Option, Question
from workbook.model.kinds import kept
from workbook.model.values import Record, Value
from workbook.widgets.answer_field import Means
from workbook.widgets.record_card import RecordCard
from workbook.widgets.records import RecordsField


class FilesField(RecordsField):
    """As any records, with a way to read a file. No form is open at first: nobody knows those numbers by heart."""

    begins_open = False

    class ReadOne(Message):
        """Posted when the reader wants a file to be read into the list."""

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__(question, offered, value, means)
        self._read = Button(Content(_("Read a file…")), compact=True)
        self._add.label = Content(_("Write one down myself"))

    def compose(self) -> ComposeResult:
        """That way, above the others."""
        yield self._read
        yield from super().compose()

    @property
    def rows(self) -> tuple[Record, ...]:
        """Those that are neither removed nor erased."""
        return kept(self._records.values())

    @property
    def chosen(self) -> Record | None:
        """The one with the cursor, while it is not open to be written in."""
        focused = self.screen.focused
        if not isinstance(focused, RecordCard) or self not in focused.ancestors:
            return None
        return next((row for row in self.rows if row.id == focused.record_id), None)

    def focus_first(self) -> None:
        """Into the open form or onto the first card; else to the way to read one."""
        if self._slots:
            super().focus_first()
        else:
            self._read.focus()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Ask for a file. The other buttons are those of any records."""
        if event.button is self._read:
            event.stop()
            event.prevent_default()
            self.post_message(self.ReadOne())
