"""Following ids that an exercise gave new names with `was:`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workbook.guide.holding import says_something
from workbook.model.condition import Ref
from workbook.model.exercise import Exercise, Field, Option, Question
from workbook.model.ports import Shelf
from workbook.model.values import FieldValue, Ranked, Record, Ticked, Value

Names = Mapping[str, str]
"""New ids by old ones."""


@dataclass(frozen=True, slots=True)
class Renames:
    """What one question's ids are called now."""

    options: Names = field(default_factory=dict)
    """Of options, and of the items of another question that are offered here."""
    fields: Names = field(default_factory=dict)
    within: Mapping[str, Names] = field(default_factory=dict)
    """Of a field's options, by the field's new id."""

    def value(self, value: Value) -> Value:
        """The value with the ids of now."""
        if not (self.options or self.fields or self.within):
            return value
        match value:
            case str():
                return self._option(value)
            case Ticked(options, written):
                return Ticked(
                    tuple(map(self._option, options)), {self._option(each): words for each, words in written.items()}
                )
            case Mapping():
                return {self._option(each): number for each, number in value.items()}
            case tuple():
                ranking = tuple(
                    replace(each, id=self._option(each.id)) if each.text is None else each
                    for each in value
                    if isinstance(each, Ranked)
                )
                return ranking or tuple(self._record(each) for each in value if isinstance(each, Record))
            case _:
                return value

    def labels(self, labels: Names) -> Names:
        """Saved words by the ids of now."""
        return {self._label(name): words for name, words in labels.items()}

    def _option(self, name: str) -> str:
        return self.options.get(name, name)

    def _record(self, record: Record) -> Record:
        fields: dict[str, FieldValue] = {}
        for old, held in record.fields.items():
            name = self.fields.get(old, old)
            if name != old and says_something(record.fields.get(name)):
                continue
            fields[name] = self.within.get(name, {}).get(held, held) if isinstance(held, str) else held
        return replace(record, fields=fields)

    def _label(self, name: str) -> str:
        before, dot, after = name.partition(".")
        if not dot:
            return self.options.get(name) or self.fields.get(name, name)
        place = self.fields.get(before, before)
        return f"{place}.{self.within.get(place, {}).get(after, after)}"


NO_RENAMES = Renames()


def renames_of(question: Question, exercise: Exercise, shelf: Shelf | None = None) -> Renames:
    """What became of the ids in answers to a question; those of other exercises only if the shelf is given."""
    fields = _renamed(question.fields)
    within = {
        each.id: names
        for each in question.fields
        if (names := {**_offered(each.offers, exercise, shelf), **_renamed(each.options)})
    }
    options = {
        **_offered(question.offers, exercise, shelf),
        **_offered(question.for_each, exercise, shelf),
        **_renamed(question.options),
    }
    return Renames(options, fields, within) if options or fields or within else NO_RENAMES


def _renamed(items: Iterable[Option | Field]) -> dict[str, str]:
    items = tuple(items)
    there = {each.id for each in items}
    return {each.was: each.id for each in items if each.was and each.was not in there}


def _offered(ref: Ref | None, exercise: Exercise, shelf: Shelf | None) -> dict[str, str]:
    if ref is None:
        return {}
    source: Exercise | None = exercise
    if ref.exercise not in (None, exercise.id):
        source = shelf.exercise(ref.exercise) if shelf is not None and ref.exercise else None
    question = source.question(ref.question) if source else None
    return _renamed(question.options) if question else {}
