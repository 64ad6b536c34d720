"""Files that are kept beside the notebook's: what it was before, and what was set aside."""

import os
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NEWEST = 3
"""So many older files are kept whatever their day."""
DAYS = 7
"""And the newest one of each of so many days."""

_OLDER = re.compile(r"\.older-([1-9][0-9]{0,8})-([0-9]{4}-[0-9]{2}-[0-9]{2})")
_ASIDE = re.compile(r"\.set-aside-([1-9][0-9]{0,8})")
_LEFT = re.compile(r"\.new|\.(older|set-aside)-[0-9-]+\.[0-9a-f]{8}\.unfinished")


class Kept(NamedTuple):
    """One such file."""

    number: int
    """A later one has a higher number, whatever the clock says."""
    day: str | None
    """Of an older notebook: the day on which it was last written, by this computer's clock. None if set aside."""
    path: "Path"


def kept_beside(path: "Path") -> list[Kept]:
    """What is kept beside a file, by number."""
    found = []
    try:
        names = os.listdir(path.parent)  # noqa: PTH208 - a folder that is gone is one with nothing in it
    except FileNotFoundError:
        return []
    for name in names:
        rest = name.removeprefix(path.name)
        if rest == name:
            continue
        if (older := _OLDER.fullmatch(rest)) is not None:
            found.append(Kept(int(older[1]), older[2], path.with_name(name)))
        elif (aside := _ASIDE.fullmatch(rest)) is not None:
            found.append(Kept(int(aside[1]), None, path.with_name(name)))
    return sorted(found)


def left_behind(path: "Path") -> "list[Path]":
    """New files that a process left half written which ended meanwhile."""
    try:
        names = os.listdir(path.parent)  # noqa: PTH208 - as above
    except FileNotFoundError:
        return []
    rests = {name.removeprefix(path.name): path.with_name(name) for name in names if name.startswith(path.name)}
    return [each for rest, each in rests.items() if _LEFT.fullmatch(rest)]


def older_path(path: "Path", number: int, written: float) -> "Path":
    """Where an older file is kept. `written` is the time in seconds when it was last written."""
    return path.with_name(f"{path.name}.older-{number}-{day_of(written)}")


def aside_path(path: "Path", number: int) -> "Path":
    """Where something is set aside."""
    return path.with_name(f"{path.name}.set-aside-{number}")


def day_of(time: float) -> str:
    """The local day of a time in seconds, as YYYY-MM-DD."""
    return date.fromtimestamp(time).isoformat()


def outlived(kept: "Iterable[Kept]") -> "list[Kept]":
    """Which older files need not be kept any longer, since newer ones stand for them."""
    older = sorted((each for each in kept if each.day is not None), reverse=True)
    newest_of_day: dict[str | None, Kept] = {}
    for each in older:
        newest_of_day.setdefault(each.day, each)
    stay = {*older[:NEWEST], *list(newest_of_day.values())[:DAYS]}
    return [each for each in older if each not in stay]
