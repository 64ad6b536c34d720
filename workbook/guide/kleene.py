"""Yes, no and not clear: what is unknown stays unknown until something else settles it."""

from collections.abc import Iterable

Truth = bool | None
"""None stands for "not clear"."""


def either(truths: Iterable[Truth]) -> Truth:
    """Whether at least one is true: true as soon as one is, false only if all are clearly false."""
    result: Truth = False
    for truth in truths:
        if truth:
            return True
        if truth is None:
            result = None
    return result


def every(truths: Iterable[Truth]) -> Truth:
    """Whether all are true: false as soon as one is clearly false, true only if all clearly are."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def opposite(truth: Truth) -> Truth:
    """The contrary; of what is not clear, not clear either."""
    return None if truth is None else not truth
