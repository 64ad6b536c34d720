"""The order of the task list: part by part, and in a part what is best done first."""

from typing import TYPE_CHECKING

from workbook.model.parts import part_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbook.model.head import Head


def in_order(heads: "Iterable[Head]") -> tuple["Head", ...]:
    """Heads in the order of the parts, unknown parts last; in a part by `after:`, then by name."""
    parts = {slug: number for number, slug in enumerate(part_titles())}
    by_name = {head.id: head for head in sorted(heads, key=lambda head: head.id)}
    earlier = {name: _all_before(name, by_name) for name in by_name}

    def place(slug: str) -> tuple[int, bool, str]:
        return parts.get(slug, len(parts)), not slug, slug

    ordered: list[Head] = []
    for part in sorted({head.part for head in by_name.values()}, key=place):
        waiting = [name for name, head in by_name.items() if head.part == part]
        while waiting:
            # In a cycle, which the checker reports, the first by name breaks it.
            ready = next((name for name in waiting if not earlier[name] & set(waiting)), waiting[0])
            waiting.remove(ready)
            ordered.append(by_name[ready])
    return tuple(ordered)


def _all_before(name: str, heads: "Mapping[str, Head]") -> set[str]:
    """Everything that comes before an exercise, by way of other parts too."""
    found: set[str] = set()
    waiting = list(heads[name].after)
    while waiting:
        each = waiting.pop()
        if each not in found and each in heads:
            found.add(each)
            waiting += heads[each].after
    return found - {name}
