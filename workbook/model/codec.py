"""Values as JSON and back. What comes back is checked: a file is never trusted."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbook.model.guard import clean
from workbook.model.values import Dated, FieldValue, Ranked, Record, Ticked, Value

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


class Form(NamedTuple):
    """How one form of value is written and read. `decode` raises ValueError."""

    encode: Callable[[Value], Json]
    decode: Callable[[Json], Value]


def as_text(data: Json) -> str:
    """The data, if it is text."""
    if not isinstance(data, str):
        raise ValueError(f"expected text, found {type(data).__name__}")
    return data


def as_words(data: Json) -> str:
    """The data, if it is text, past the guard: a file that somebody else wrote may hold anything."""
    return clean(as_text(data))


def as_number(data: Json) -> int:
    """The data, if it is a whole number."""
    if not isinstance(data, int) or isinstance(data, bool):
        raise ValueError(f"expected a whole number, found {type(data).__name__}")
    return data


def as_truth(data: Json) -> bool:
    """The data, if it is true or false."""
    if not isinstance(data, bool):
        raise ValueError(f"expected true or false, found {type(data).__name__}")
    return data


def as_list(data: Json) -> list[Json]:
    """The data, if it is a list."""
    if not isinstance(data, list):
        raise ValueError(f"expected a list, found {type(data).__name__}")
    return data


def as_mapping(data: Json) -> dict[str, Json]:
    """The data, if it is a mapping."""
    if not isinstance(data, dict):
        raise ValueError(f"expected a mapping, found {type(data).__name__}")
    return data


def as_optional_text(data: Json) -> str | None:
    """The data, if it is text or nothing."""
    return None if data is None else as_text(data)


def texts(data: Json) -> dict[str, str]:
    """The data, if it is a mapping to texts."""
    return {name: as_words(text) for name, text in as_mapping(data).items()}


def encode_dated(value: Dated) -> Json:
    """A date as JSON."""
    return {"words": value.words, "day": value.day}


def decode_dated(data: Json) -> Dated:
    """A date from JSON."""
    mapping = as_mapping(data)
    return Dated(as_words(mapping.get("words")), as_optional_text(mapping.get("day")))


def _encode_plain(value: Value) -> Json:
    assert isinstance(value, str)
    return value


def _encode_date(value: Value) -> Json:
    assert isinstance(value, Dated)
    return encode_dated(value)


def _encode_numbers(value: Value) -> Json:
    if isinstance(value, Mapping):
        return dict(value)
    assert isinstance(value, int)
    return value


def _decode_numbers(data: Json) -> Value:
    if isinstance(data, dict):
        return {item: as_number(number) for item, number in data.items()}
    return as_number(data)


def _encode_ticked(value: Value) -> Json:
    assert isinstance(value, Ticked)
    return {"options": list(value.options), "written": dict(value.written)}


def _decode_ticked(data: Json) -> Value:
    mapping = as_mapping(data)
    options = tuple(as_text(option) for option in as_list(mapping.get("options")))
    return Ticked(options, texts(mapping.get("written", {})))


def _encode_ranked(value: Value) -> Json:
    assert isinstance(value, tuple)
    return [{"id": item.id, "text": item.text} for item in value if isinstance(item, Ranked)]


def _decode_ranked(data: Json) -> Value:
    items = (as_mapping(item) for item in as_list(data))
    return tuple(Ranked(as_text(item.get("id")), _optional_words(item.get("text"))) for item in items)


def _optional_words(data: Json) -> str | None:
    return None if data is None else as_words(data)


def _encode_field(value: FieldValue) -> Json:
    return encode_dated(value) if isinstance(value, Dated) else value


def _decode_field(data: Json) -> FieldValue:
    if isinstance(data, dict):
        return decode_dated(data)
    return as_words(data) if isinstance(data, str) else as_number(data)


def _encode_records(value: Value) -> Json:
    assert isinstance(value, tuple)
    return [
        {
            "id": record.id,
            "fields": {name: _encode_field(held) for name, held in record.fields.items()},
            "retired": record.retired,
            "erased": record.erased,
        }
        for record in value
        if isinstance(record, Record)
    ]


def _decode_records(data: Json) -> Value:
    return tuple(
        Record(
            as_text(row.get("id")),
            {name: _decode_field(held) for name, held in as_mapping(row.get("fields", {})).items()},
            row.get("retired") is True,
            row.get("erased") is True,
        )
        for row in map(as_mapping, as_list(data))
    )


TEXT = Form(_encode_plain, as_words)
NUMBERS = Form(_encode_numbers, _decode_numbers)
DATED = Form(_encode_date, decode_dated)
TICKED = Form(_encode_ticked, _decode_ticked)
RANKED = Form(_encode_ranked, _decode_ranked)
RECORDS = Form(_encode_records, _decode_records)
