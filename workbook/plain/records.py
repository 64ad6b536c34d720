"""The plain prompt for records: rows are added, changed, taken away and brought back."""

from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from workbook.guide.evidence import WHAT, Standing, has_fingerprint, noted, standing, standing_words
from workbook.model.exercise import Field
from workbook.model.kinds import field_words, no_room
from workbook.model.values import Dated, FieldKind, FieldValue, Record
from workbook.plain.asking import Asking, ask_long, ask_whole_number, choose, numbers_in, saved
from workbook.plain.commands import Command, Turn
from workbook.plain.files import FILE, read_in

ADD, REMOVE, UNDO = "/add", "/remove", "/undo"


def ask_records(asking: Asking) -> None:
    """Fill in rows until the reader goes on."""
    _Rows(asking).run()


class _Rows:
    """The rows as they stand, removed ones among them."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._console = asking.console
        held = asking.value if isinstance(asking.value, tuple) else ()
        self._rows = [row for row in held if isinstance(row, Record)]
        self._removed = [row.id for row in self._rows if row.retired and not row.erased]
        """Their ids; the last is the first to come back."""

    @property
    def _kept(self) -> list[Record]:
        return [row for row in self._rows if not row.retired and not row.erased]

    def run(self) -> None:
        """Straight into the first row if there is none to list, to bring back or to read; then what to do with them."""
        of_files = self._asking.of_files
        if not self._kept and not self._removed and not of_files:
            self._add()
        while self._kept or self._removed or of_files:
            self._list()
            try:
                said = self._console.ask(self._prompt(), {ADD, REMOVE, UNDO, *([FILE] if of_files else [])})
            except Turn as turn:
                if turn.command is not Command.CLEAR:
                    raise
                self._console.say(_("To take one away, type /remove and its number."))
                continue
            if not said:
                return
            self._do(said)

    def _prompt(self) -> str:
        if self._asking.of_files:
            self._console.say(_("/file and its name, such as /file ~/photo.jpg, reads a file in."))
            if not self._kept and not self._removed:
                return _("/add to write it down yourself, or Enter to go on:")
        if not self._kept:
            return _("/add for a new one, /undo, or Enter to go on:")
        return _("/add for another, a number to change that one, /remove and a number, or Enter to go on:")

    def _list(self) -> None:
        for number, row in enumerate(self._kept, 1):
            lines = [f"{field.words}: {words}" for field in self._fields(row) if (words := self._words(field, row))]
            self._console.point(f"{number}.", "\n".join(lines) or _("nothing in it yet"))
        if gone := len(self._removed):
            self._console.say(
                ngettext(
                    "{n} is taken away. /undo brings it back.",
                    "{n} are taken away. /undo brings back the last of them.",
                    gone,
                ).format(n=gone)
            )

    def _do(self, said: str) -> None:
        command, _space, argument = said.partition(" ")
        numbers = numbers_in(argument if command == REMOVE else said, len(self._kept))
        chosen = self._kept[numbers[0] - 1] if numbers is not None and len(numbers) == 1 else None
        if command == ADD:
            self._add()
        elif command == UNDO:
            self._undo()
        elif command == FILE and self._asking.of_files:
            self._read(argument)
        elif chosen is None:
            self._console.say(_("Please type one of the numbers, or one of the words with a slash."))
        elif command == REMOVE:
            if self._put(replace(chosen, retired=True)):
                self._removed.append(chosen.id)
                self._console.say(_("Taken away."))
        else:
            self._fill(chosen)

    def _undo(self) -> None:
        if not self._removed:
            self._console.say(_("There is nothing to bring back."))
            return
        wanted = self._removed[-1]
        row = next(row for row in self._rows if row.id == wanted)
        if self._put(replace(row, retired=False)):
            self._removed.pop()
            self._console.say(saved())

    def _add(self) -> None:
        if self._has_room():
            self._fill(Record(self._asking.new_id()))

    def _has_room(self) -> bool:
        """Whether there may be another row. If not, that is said."""
        most = self._asking.question.at_most
        if most is not None and len(self._kept) >= most:
            self._console.say(no_room(most))
            return False
        return True

    def _read(self, typed: str) -> None:
        """Read a file into a new row, unless there is one for it."""
        found = read_in(self._console, typed) if self._has_room() else None
        if found is None:
            return
        if standing(found, self._kept) is Standing.SAME:
            self._console.say(standing_words(Standing.SAME))
            return
        if any(map(has_fingerprint, self._kept)):
            self._console.say(_("It is the same as none of the others in your list."))
        row = noted(self._asking.new_id(), found)
        if self._put(row):
            self._console.say(saved())
            for field in self._fields(row):
                if field.id == WHAT and self._ask(field, row) != row:
                    self._console.say(saved())

    def _fill(self, row: Record) -> None:
        """Ask every field of a row that shows, in their order. A new row ends at an empty first line."""
        is_new = not row.fields
        asked: set[str] = set()
        while field := next((each for each in self._fields(row) if each.id not in asked), None):
            before = row
            row = self._ask(field, row)
            if is_new and not asked and not row.fields:
                return
            asked.add(field.id)
            if row != before and not any(each.id == row.id for each in self._rows):
                # The disk said no to a row's first line.
                return
        if row.fields:
            self._console.say(saved())

    def _ask(self, field: Field, row: Record) -> Record:
        """The row with what the reader said of one field, saved already."""
        console = self._console
        console.say(field.words)
        if earlier := self._words(field, row):
            console.say(_("So far: {words}").format(words=earlier))
        try:
            value = self._value(field, row)
        except Turn as turn:
            if turn.command is Command.SKIP:
                return row
            if turn.command is not Command.CLEAR:
                raise
            cleared = replace(row, fields={name: held for name, held in row.fields.items() if name != field.id})
            return cleared if self._put(cleared) else row
        if value is None:
            return row
        changed = replace(row, fields={**row.fields, field.id: value})
        return changed if self._put(changed) else row

    def _value(self, field: Field, row: Record) -> FieldValue | None:
        console = self._console
        match field.kind:
            case FieldKind.CHOICE:
                offered = self._asking.offered_for(field, row)
                chosen = choose(console, offered) if offered else None
                return chosen.id if chosen else None
            case FieldKind.NUMBER:
                return ask_whole_number(console, _("A whole number, or Enter to leave it:"))
            case FieldKind.DATE:
                said = console.ask_words(_("When, in your own words, such as 3 May or around Easter. Enter leaves it:"))
                return Dated(said, self._asking.day_of(said)) if said else None
            case FieldKind.LONG:
                return ask_long(console, self._words(field, row), lambda text: self._draft(field, row, text))
            case FieldKind.SHORT:
                return console.ask_words(_("Your words, or Enter to leave it:")) or None

    def _draft(self, field: Field, row: Record, text: str) -> None:
        self._asking.draft(self._with(replace(row, fields={**row.fields, field.id: text})))

    def _put(self, row: Record) -> bool:
        """Save the rows with this one in its place, or at the end."""
        rows = self._with(row)
        kept = self._asking.keep(rows)
        if kept:
            self._rows = list(rows)
        return kept

    def _with(self, row: Record) -> tuple[Record, ...]:
        if any(each.id == row.id for each in self._rows):
            return tuple(row if each.id == row.id else each for each in self._rows)
        return (*self._rows, row)

    def _fields(self, row: Record) -> tuple[Field, ...]:
        return self._asking.fields(row)

    def _words(self, field: Field, row: Record) -> str:
        held = row.fields.get(field.id)
        if held is None:
            return ""
        offered = self._asking.offered_for(field, row) if field.kind is FieldKind.CHOICE else ()
        return field_words(field.id, held, {option.id: option.words for option in offered})
