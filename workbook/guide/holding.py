"""What a saved value holds, whatever its kind: ids, and records with something in them."""

from collections.abc import Mapping

from workbook.model.kinds import kept
from workbook.model.values import Dated, FieldValue, Ranked, Record, Ticked, Value


def ids_in(value: Value) -> tuple[str, ...]:
    """The ids that a value of a choice, checklist, ranked list, records or `for each` scale holds, in its order."""
    match value:
        case str():
            return (value,)
        case Ticked(options):
            return options
        case Mapping():
            return tuple(value)
        case tuple():
            return tuple(item.id for item in value)
        case _:
            return ()


def records_in(value: Value | None) -> tuple[Record, ...]:
    """Every record of a value, removed and erased ones too."""
    return tuple(item for item in value if isinstance(item, Record)) if isinstance(value, tuple) else ()


def ranking_in(value: Value | None) -> tuple[Ranked, ...]:
    """Every line of a ranked list."""
    return tuple(item for item in value if isinstance(item, Ranked)) if isinstance(value, tuple) else ()


def says_something(value: FieldValue | None) -> bool:
    """Whether a field was filled in."""
    match value:
        case None:
            return False
        case str():
            return bool(value.strip())
        case Dated(words):
            return bool(words.strip())
        case _:
            return True


def filled(value: Value | None) -> tuple[Record, ...]:
    """The records that count: neither removed nor erased, and with at least one field filled in."""
    return tuple(
        record for record in kept(records_in(value)) if any(says_something(held) for held in record.fields.values())
    )
