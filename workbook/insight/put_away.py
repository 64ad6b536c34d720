"""Hints that the reader put away. Each is kept with a short digest: a sentence that is changed is looked at anew."""

import hashlib
from collections.abc import Iterable

from workbook.insight.hints import Hint

_BYTES = 2
"""So few that nobody can tell from them which sentence it was, should that be erased; enough to notice a change."""


def left(hints: Iterable[Hint], place: str, words: str, dismissed: Iterable[str]) -> tuple[Hint, ...]:
    """The hints that are still to be shown. `place` is the id of the record or the question that holds the words."""
    away = frozenset(dismissed)
    return tuple(hint for hint in hints if _key(hint, place, words) not in away)


def with_put_away(hint: Hint, place: str, words: str, dismissed: Iterable[str]) -> tuple[str, ...]:
    """What is put away once this hint is, in place of what was kept of it for earlier words."""
    about = _about(hint, place)
    return (*(each for each in dismissed if not each.startswith(about)), _key(hint, place, words))


def _about(hint: Hint, place: str) -> str:
    return f"hint:{hint.id}:{place}:"


def _key(hint: Hint, place: str, words: str) -> str:
    return _about(hint, place) + hashlib.blake2b(words.encode(), digest_size=_BYTES).hexdigest()
