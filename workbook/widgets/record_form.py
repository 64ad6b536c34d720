"""The fields of one record, open for writing."""

from collections.abc import Mapping
from dataclasses import replace
from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from workbook.model.exercise import Field, Option, Question
from workbook.model.values import Dated, FieldKind, FieldValue, Record, Value
from workbook.widgets.answer_field import AnswerField, Means
from workbook.widgets.registry import field_class

_KINDS: Mapping[FieldKind, str] = {
    FieldKind.SHORT: "short",
    FieldKind.LONG: "journal",
    FieldKind.NUMBER: "number",
    FieldKind.DATE: "date",
    FieldKind.CHOICE: "choice",
}


class FieldRow(Vertical):
    """One field: its words and the place to answer."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        & > .row--words { padding: 0 1; text-style: bold; }
    }
    """

    def __init__(self, asked: Field, answer: AnswerField) -> None:
        super().__init__()
        self.asked = asked
        self.answer = answer

    def compose(self) -> ComposeResult:
        """Words, then answer."""
        yield Static(Content(self.asked.words), classes="row--words")
        yield self.answer


class RecordForm(Vertical):
    """Each change is told at once, so that a half-written record is kept too."""

    DEFAULT_CSS = """
    RecordForm {
        height: auto;
        border-left: outer $accent 60%;
        padding: 0 0 0 1;
        &:ansi { border-left: outer ansi_default; }
        & > Button { margin: 0 1; min-width: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    class Changed(Message):
        """Posted when something was written or chosen."""

        def __init__(self, record: Record, at_once: bool) -> None:
            self.record = record
            self.at_once = at_once
            super().__init__()

    class Closed(Message):
        """Posted when the reader is done with this record."""

        def __init__(self, record: Record) -> None:
            self.record = record
            super().__init__()

    def __init__(self, question: Question, record: Record, means: Means) -> None:
        super().__init__()
        self.record = record
        self._question = question
        self._means = means
        self._rows = [FieldRow(each, self._answer(each, field_class(_KINDS[each.kind]))) for each in question.fields]

    def _answer(self, asked: Field, kind: type[AnswerField]) -> AnswerField:
        question = Question(asked.id, _KINDS[asked.kind], asked.words, options=asked.options, offers=asked.offers)
        return kind(question, self._offered(asked), self.record.fields.get(asked.id), self._means)

    def _offered(self, asked: Field) -> tuple[Option, ...]:
        return self._means.offered_for(asked, self.record) if asked.kind is FieldKind.CHOICE else ()

    def compose(self) -> ComposeResult:
        """The fields, then the way out."""
        yield from self._rows
        yield Button(Content(_("Done with this one")), compact=True)

    def on_mount(self) -> None:
        """Show the fields that are asked."""
        self.update_shown()

    def update_shown(self) -> None:
        """Show and hide fields, and bring their offers up to date."""
        asked = {each.id for each in self._means.fields_for(self.record)}
        for row in self._rows:
            row.display = row.asked.id in asked
            if row.asked.kind is FieldKind.CHOICE:
                row.answer.show_offered(self._offered(row.asked))

    def focus_first(self) -> None:
        """Into the first field."""
        first = next((row for row in self._rows if row.display), None)
        if first is not None:
            first.answer.focus_first()

    def on_answer_field_answered(self, event: AnswerField.Answered) -> None:
        """Put the field into the record."""
        event.stop()
        fields = {name: held for name, held in self.record.fields.items() if name != event.question_id}
        if event.value is not None:
            fields[event.question_id] = _field_value(event.value)
        order = [each.id for each in self._question.fields]
        ranked = sorted(fields, key=lambda name: order.index(name) if name in order else len(order))
        self.record = replace(self.record, fields={name: fields[name] for name in ranked})
        self.update_shown()
        self.post_message(self.Changed(self.record, event.at_once))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Done."""
        event.stop()
        self.action_close()

    def action_close(self) -> None:
        """Done."""
        self.post_message(self.Closed(self.record))


def _field_value(value: Value) -> FieldValue:
    assert isinstance(value, str | int | Dated)
    return value
