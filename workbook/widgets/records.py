"""A list of records: boundaries, supporters, incidents."""

from dataclasses import replace
from gettext import gettext as _

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from workbook.model.exercise import Option, Question
from workbook.model.kinds import field_words, kept, labels_of, no_room
from workbook.model.values import FieldKind, Record, Value
from workbook.widgets.answer_field import AnswerField, Means
from workbook.widgets.record_card import Lines, RecordCard, Wish
from workbook.widgets.record_form import RecordForm


class RecordSlot(Vertical):
    """Where one record stands: its card, and its form while it is open."""

    DEFAULT_CSS = """
    RecordSlot { height: auto; margin: 0 0 1 0; }
    """

    def __init__(self, card: RecordCard, form: RecordForm | None = None) -> None:
        super().__init__()
        self.card = card
        self.form = form
        card.display = form is None

    def compose(self) -> ComposeResult:
        """The card, and the form if it is open."""
        yield self.card
        if self.form is not None:
            yield self.form

    async def open(self, form: RecordForm) -> None:
        """Put the form in place of the card."""
        self.form = form
        self.card.display = False
        await self.mount(form)

    async def close(self) -> None:
        """Put the card back."""
        if self.form is not None:
            form, self.form = self.form, None
            self.card.display = True
            await form.remove()


class RecordsField(AnswerField):
    """Cards, one of which can be open, and a way to add one.

    A new record is part of the value from its first letter. A removed one is retired, and can be brought back.
    """

    begins_open = True
    """Whether the form of a first record is open where nothing stands yet."""

    DEFAULT_CSS = """
    RecordsField {
        & .records--full { padding: 0 2; color: $foreground 60%; }
        & .records--full:ansi { color: ansi_default; }
        & > Button { margin: 0 1; min-width: 0; }
    }
    """

    def __init__(self, question: Question, offered: tuple[Option, ...], value: Value | None, means: Means) -> None:
        super().__init__(question, offered, value, means)
        records = value if isinstance(value, tuple) else ()
        self._records = {record.id: record for record in records if isinstance(record, Record)}
        self._saved = frozenset(self._records)
        self._told = set(self._saved)
        """Ids that the screen knows of. One that is emptied stays in the value, so that what was saved of it goes."""
        self._labels = labels_of(question)
        self._slots: dict[str, RecordSlot] = {}
        self._cards = Vertical()
        self._add = Button(Content(_("Add one")), compact=True)
        self._full = Static(classes="records--full")
        self._removed = Button(compact=True)

    @property
    def value(self) -> Value | None:
        """Every record, removed ones too; a new one that says nothing yet is left out."""
        records = tuple(r for r in self._records.values() if r.fields or r.retired or r.id in self._told)
        return records or None

    def compose(self) -> ComposeResult:
        """Cards, or an open form where nothing stands yet; the way to add one; the note."""
        self._cards.styles.height = "auto"
        with self._cards:
            for record in kept(self._records.values()):
                yield self._slot(record.id)
            if self.begins_open and not self._slots:
                yield self._slot(self._new().id, is_open=True)
        self._show_room()
        yield self._add
        yield self._full
        yield self._removed
        yield self.note

    def show_offered(self, offered: tuple[Option, ...]) -> None:
        """Bring what the open form shows up to date."""
        super().show_offered(offered)
        for slot in self._slots.values():
            if slot.form is not None:
                slot.form.update_shown()

    def focus_first(self) -> None:
        """Into the open form, else onto the first card."""
        form = next((slot.form for slot in self._slots.values() if slot.form is not None), None)
        if form is not None:
            form.focus_first()
        elif self._slots:
            next(iter(self._slots.values())).card.focus()
        else:
            self._add.focus()

    def change_item(self, item_id: str) -> None:
        """Open one record; a new one where the id is empty."""
        slot = self._slots.get(item_id)
        if (
            not item_id
            and self._slots
            and not self._is_full
            and all(each.form is None for each in self._slots.values())
        ):
            self._add.press()
        elif slot is None:
            self.focus_first()
        else:
            slot.card.focus()
            slot.card.action_main()

    def hint(self) -> str:
        """The keys of a card."""
        focused = self.screen.focused
        if not isinstance(focused, RecordCard):
            return ""
        return _("Enter: undo") if focused.gone else _("Enter: change · Delete: remove")

    def _new(self) -> Record:
        record = Record(self.means.new_id())
        self._records[record.id] = record
        return record

    def _form(self, record_id: str) -> RecordForm:
        return RecordForm(self.question, self._records[record_id], self.means)

    def _slot(self, record_id: str, *, is_open: bool = False) -> RecordSlot:
        card = RecordCard(record_id, lambda: self._lines(record_id))
        slot = RecordSlot(card, self._form(record_id) if is_open else None)
        self._slots[record_id] = slot
        return slot

    def _lines(self, record_id: str) -> Lines:
        record = self._records[record_id]
        lines: list[tuple[str, str]] = []
        for name, held in record.fields.items():
            asked = self.question.field(name)
            labels: dict[str, str] = {}
            # The reader's own words may be spelt like an id; only a choice is one.
            if asked is not None and asked.kind is FieldKind.CHOICE:
                offered = self.means.offered_for(asked, record)
                labels = {option.id: option.words for option in offered} | self._labels
            lines.append((self._labels.get(name, name), field_words(name, held, labels)))
        return lines

    async def _open(self, record_id: str) -> None:
        slot = self._slots[record_id]
        if slot.form is None:
            await self._close_open()
            await slot.open(self._form(record_id))
            self._show_room()

    async def _close_open(self) -> None:
        for record_id, slot in list(self._slots.items()):
            if slot.form is None:
                continue
            await slot.close()
            slot.card.show(gone=False)
            record = self._records[record_id]
            if record.fields or record_id in self._saved:
                continue
            del self._slots[record_id]
            await slot.remove()
            if record_id in self._told:
                self._records[record_id] = replace(record, retired=True)
                self.answered(at_once=True)
            else:
                del self._records[record_id]
        self._show_room()

    @property
    def _is_full(self) -> bool:
        most = self.question.at_most
        return most is not None and len(kept(self._records.values())) >= most

    def _hidden(self) -> list[Record]:
        """Removed before this page was opened, and not shown here yet."""
        records = self._records.values()
        return [
            each for each in records if each.retired and not each.erased and each.fields and each.id not in self._slots
        ]

    def _show_room(self) -> None:
        is_open = any(slot.form is not None for slot in self._slots.values())
        self._add.display = not self._is_full and not is_open
        self._full.display = self._is_full
        self._full.update(Content(no_room(self.question.at_most or 0)))
        hidden = len(self._hidden())
        self._removed.display = bool(hidden) and not is_open
        self._removed.label = Content(_("Show what I removed ({n})").format(n=hidden))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Add one, or show those that were removed."""
        event.stop()
        if event.button is self._removed:
            await self._show_removed()
            return
        await self._begin(self._new())

    async def _begin(self, record: Record) -> None:
        await self._cards.mount(self._slot(record.id, is_open=True))
        self._show_room()
        self.focus_first()

    async def add(self, record: Record) -> None:
        """Take in a record that comes filled in, and open it."""
        if self._is_full:
            self.complain(no_room(self.question.at_most or 0))
            return
        await self._close_open()
        self._records[record.id] = record
        self._told.add(record.id)
        self.answered(at_once=True)
        await self._begin(record)

    async def _show_removed(self) -> None:
        slots = [self._slot(record.id) for record in self._hidden()]
        await self._cards.mount_all(slots)
        for slot in slots:
            slot.card.show(gone=True)
        slots[0].card.focus()
        self._show_room()

    async def on_record_card_wished(self, event: RecordCard.Wished) -> None:
        """Change, remove or bring back."""
        event.stop()
        record = self._records.get(event.card.record_id)
        if record is None or record.id not in self._slots:
            return  # It went while the wish was on its way.
        if event.wish is Wish.EDIT:
            await self._open(record.id)
            self.focus_first()
            return
        gone = event.wish is Wish.REMOVE
        if not gone and self._is_full:
            self.complain(no_room(self.question.at_most or 0))
            return
        self.complain(None)
        self._records[record.id] = replace(record, retired=gone)
        event.card.show(gone=gone)
        self._show_room()
        self.update_note()
        self.answered(at_once=True)

    def on_record_form_changed(self, event: RecordForm.Changed) -> None:
        """Keep every letter."""
        event.stop()
        self._records[event.record.id] = event.record
        self._told.add(event.record.id)
        self.answered(at_once=event.at_once)

    async def on_record_form_closed(self, event: RecordForm.Closed) -> None:
        """Back to the cards."""
        event.stop()
        await self._close_open()
        slot = self._slots.get(event.record.id)
        (self._add if slot is None else slot.card).focus()
