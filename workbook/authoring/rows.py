"""Which links read one record at a time, as list items that repeat for each record do."""

from collections.abc import Iterator

from workbook.model.condition import Ref
from workbook.model.prose import Block, Bullets, Quote, Recall, inlines_of

Place = tuple[str, str]
"""An exercise and one of its questions."""


def links_in(block: Block, exercise_id: str, row: Place | None = None) -> Iterator[tuple[Recall, Place | None]]:
    """Every link to an answer in a block of this exercise, with the records question whose item it stands in.

    An item is about the question of its first link to a field, and a field of any other question in it reads all of
    that one's records. None: the link stands in no such item.
    """
    match block:
        case Bullets(items):
            for item in items:
                fields = (recall.ref for child in item for recall in _recalls(child) if recall.ref.field is not None)
                about = next((place_of(ref, exercise_id) for ref in fields), row)
                for child in item:
                    yield from links_in(child, exercise_id, about)
        case Quote(children):
            for child in children:
                yield from links_in(child, exercise_id, row)
        case _:
            yield from ((recall, row) for recall in _recalls(block))


def place_of(ref: Ref, exercise_id: str) -> Place:
    """The question that a reference in this exercise means."""
    return ref.exercise or exercise_id, ref.question


def _recalls(block: Block) -> Iterator[Recall]:
    return (inline for inline in inlines_of(block) if isinstance(inline, Recall))
