"""How answers read in words: the exercise's words for options, the reader's own for what they wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from gettext import gettext as _

from workbook.guide.changes import answer_to, fits, same_range
from workbook.guide.conditions import counted, items_of, let_through
from workbook.guide.context import Context
from workbook.guide.dating import lasting_words
from workbook.guide.holding import filled, ids_in, ranking_in, records_in
from workbook.model.condition import Conditions, Ref
from workbook.model.entry import Answer
from workbook.model.exercise import Field, Option, Question
from workbook.model.kinds import KINDS, labels_of
from workbook.model.values import Dated, FieldKind, FieldValue, Record, Ticked

Names = Mapping[str, str]
"""Words by the id of a record, an item or an option."""


def offers_of(ref: Ref | None, context: Context, when: Conditions = ()) -> tuple[Option, ...]:
    """What another question lists now, in the reader's own words: kept records, ranked items, ticks.

    Of records it is only those for which what `when` asks of their own fields holds.
    """
    place = context.read(ref) if ref else None
    if ref is None or place is None:
        return ()
    question = place.exercise.question(ref.question)
    answer = counted(question, place) if question else None
    if question is None or answer is None or answer.value is None:
        return ()
    listed = set(items_of(ref, context))
    names = _names_in(question, _narrowed(answer, ref, when, context), ref.field, place)
    return tuple(Option(each, names[each]) for each in ids_in(answer.value) if each in listed and each in names)


def names_of(ref: Ref | None, context: Context, when: Conditions = ()) -> Names:
    """Words for every id that `from:` or `for each` may have given out, in any entry of its exercise.

    Removed records keep their words here; erased ones read so. What `when` keeps back of the records by now has none.
    """
    names: dict[str, str] = {}
    inner = context.working_out(f"names:{ref}")
    if ref is None or inner is None:
        return names
    for place in inner.each(ref):
        question = place.exercise.question(ref.question)
        answer = answer_to(question, place.entry, place.exercise, place.shelf) if question else None
        if question is not None:
            names.update({option.id: option.words for option in question.options if option.id not in names})
        if question is not None and answer is not None and answer.value is not None:
            names.update(_names_in(question, _narrowed(answer, ref, when, inner), ref.field, place))
    return names


def words_of(question: Question, answer: Answer, context: Context) -> tuple[str, ...]:
    """How an answer to a question of the context's exercise reads, one item a line. Empty for a skipped one."""
    value = answer.value
    if value is None:
        return ()
    if question.kind == "records":
        names = (record_name(question, record, context, answer) for record in filled(value))
        return tuple(name for name in names if name)
    if isinstance(value, Dated):
        return tuple(filter(None, (lasting_words(value),)))
    words = KINDS[question.kind].words(value, answer_labels(question, answer, context))
    if same_range(question, answer):
        return words
    ends = {"low": answer.wording.low, "high": answer.wording.high}
    return tuple(_("{number} (on a scale from {low} to {high})").format(number=each, **ends) for each in words)


def field_words(
    question: Question, field: Field, value: FieldValue | None, answer: Answer | None, context: Context
) -> str:
    """How one field of a record reads; empty if nothing is in it. `answer` gives the words of options taken away."""
    if value is None or not fits(field, value):
        return ""
    if isinstance(value, Dated):
        return lasting_words(value)
    if field.kind is not FieldKind.CHOICE or not isinstance(value, str):
        return str(value).strip()
    label = f"{field.id}.{value}"
    own = labels_of(question).get(label)
    if own is not None:
        return own
    names = names_of(field.offers, context, field.when)
    if value in names:
        return names[value]
    return answer.wording.labels.get(label, no_longer_listed()) if answer else no_longer_listed()


def record_name(question: Question, record: Record, context: Context, answer: Answer | None = None) -> str:
    """How a record is called: its first field that holds something; an erased one says so."""
    if record.erased:
        return erased()
    words = (field_words(question, each, record.fields.get(each.id), answer, context) for each in question.fields)
    return next((each for each in words if each), "")


def in_a_row(words: Iterable[str]) -> str:
    """Several words as one phrase: "a, b and c"."""
    *most, last = words
    return _("{most} and {last}").format(most=", ".join(most), last=last) if most else last


def answer_labels(question: Question, answer: Answer, context: Context) -> Names:
    """Words for every id in an answer to a choice, checklist, ranked list or scale."""
    labels = {**answer.wording.labels, **labels_of(question)}
    offered = names_of(question.offers, context, question.when)
    labels = {**names_of(question.for_each, context), **offered, **labels}
    gone = [each for each in ids_in(answer.value) if each not in labels] if answer.value is not None else []
    # Each text is looked up at a price, and a plan may read thousands of answers of which nothing is gone.
    return {**labels, **dict.fromkeys(gone, no_longer_listed())} if gone else labels


def erased() -> str:
    """What stands for a record that the reader erased for good."""
    return _("erased by you")


def no_longer_listed() -> str:
    """What stands for something whose words are gone from the notebook."""
    return _("no longer on your list")


def _narrowed(answer: Answer, ref: Ref, when: Conditions, context: Context) -> Answer:
    records = records_in(answer.value)
    if not (records and when):
        return answer
    shown = let_through(records, ref, when, context)
    # Nothing is left of an erased one that could be kept back.
    return replace(answer, value=tuple(each for each in records if each.erased or each in shown))


def _names_in(question: Question, answer: Answer, field_id: str | None, context: Context) -> Names:
    value = answer.value
    if value is None:
        return {}
    field = question.field(field_id) if field_id else None
    if question.kind == "records":
        names = {}
        for record in records_in(value):
            held = record.fields.get(field.id) if field and not record.erased else None
            own = field_words(question, field, held, answer, context) if field else ""
            names[record.id] = own or record_name(question, record, context, answer)
        return {each: words for each, words in names.items() if words}
    if question.kind not in ("ranked", "checklist", "choice"):
        return {}
    labels = answer_labels(question, answer, context)
    names = {each: labels.get(each, "") for each in ids_in(value)}
    names.update({item.id: item.text for item in ranking_in(value) if item.text is not None})
    if isinstance(value, Ticked):
        names.update({each: words.strip() for each, words in value.written.items() if words.strip()})
    return names
