"""What leads back to itself: the strongly connected parts of a graph."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

_Node = TypeVar("_Node", bound=Hashable)


def rings_from(starts: Iterable[_Node], onward: Callable[[_Node], Iterable[_Node]]) -> dict[_Node, int]:
    """A number for everything that can be reached; two have the same one if each leads to the other.

    Tarjan's way, which looks at each node and each step once, and here without a function calling itself.
    """
    order: dict[_Node, int] = {}
    lowest: dict[_Node, int] = {}
    ring: dict[_Node, int] = {}
    open_nodes: list[_Node] = []
    for start in starts:
        waiting = [] if start in order else [(start, iter(onward(start)))]
        if waiting:
            order[start] = lowest[start] = len(order)
            open_nodes.append(start)
        while waiting:
            node, steps = waiting[-1]
            for each in steps:
                if each not in order:
                    order[each] = lowest[each] = len(order)
                    open_nodes.append(each)
                    waiting.append((each, iter(onward(each))))
                    break
                if each not in ring:
                    lowest[node] = min(lowest[node], order[each])
            else:
                waiting.pop()
                if waiting:
                    above = waiting[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == order[node]:
                    member = None
                    while member != node:
                        member = open_nodes.pop()
                        ring[member] = order[node]
    return ring
