"""Which widget answers which kind of question."""

from collections.abc import Callable
from importlib import import_module

from workbook.model.exercise import Field, Option, Question
from workbook.model.values import Record, Value
from workbook.widgets.answer_field import AnswerField, Means

FIELDS = {
    "checklist": ("checklist", "ChecklistField"),
    "choice": ("choice", "ChoiceField"),
    "scale": ("scale", "ScaleField"),
    "short": ("short", "ShortField"),
    "journal": ("journal", "JournalField"),
    "number": ("number", "NumberField"),
    "date": ("date", "DateField"),
    "records": ("records", "RecordsField"),
    "ranked": ("ranked", "RankedField"),
}
"""Module and class by kind. A module is imported when its kind is first shown."""
FILES = ("files", "FilesField")
"""In place of any records, for files that can be read."""


def widget_for(
    question: Question,
    offered: tuple[Option, ...],
    value: Value | None,
    *,
    new_id: Callable[[], str],
    day_of: Callable[[str], str | None] = lambda words: None,
    fields_for: Callable[[Record], tuple[Field, ...]] | None = None,
    offered_for: Callable[[Field, Record], tuple[Option, ...]] | None = None,
    of_files: bool = False,
) -> AnswerField:
    """The field for a question.

    Args:
        question: The question as it is asked now.
        offered: Everything to choose from, in order: earlier records or items first, then the written options that
            show now. For a scale with `for each`: the items that are asked about.
        value: The saved answer.
        new_id: Makes a permanent id.
        day_of: The day that words name, as `YYYY-MM-DD`.
        fields_for: The fields that a record asks now; all of the question's if not given.
        offered_for: What a field that is a choice offers in a record; its own options if not given.
        of_files: Whether the records are files, which can be read.
    """
    means = Means(
        day_of,
        new_id,
        fields_for or (lambda record: question.fields),
        offered_for or (lambda each, record: each.options),
    )
    kind = _class_at(*FILES) if of_files else field_class(question.kind)
    return kind(question, offered, value, means)


def field_class(kind: str) -> type[AnswerField]:
    """The class that answers a kind of question."""
    return _class_at(*FIELDS[kind])


def _class_at(module: str, name: str) -> type[AnswerField]:
    found: type[AnswerField] = getattr(import_module(f"workbook.widgets.{module}"), name)
    return found
