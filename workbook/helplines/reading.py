"""Reading the files of helplines, strictly: a wrong number is worse than none."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.helplines.helpline import Helpline, Region
from workbook.model.errors import WorkbookError
from workbook.model.guard import is_clean

if TYPE_CHECKING:
    from collections.abc import Iterable

SHIPPED = Path(__file__).parent
"""The folder of the files that come with the program."""
_WAYS = ("phone", "text", "textphone", "web")
_WORDS = ("name", "for", "hours", "languages")
_KEYS = frozenset((*_WORDS, *_WAYS, "sources", "checked"))


def regions(folder: Path = SHIPPED) -> tuple[Region, ...]:
    """Every region, by name. Raises WorkbookError, which says what is wrong in which file."""
    found = sorted((_read(path) for path in folder.glob("*.toml")), key=lambda region: region.name)
    names = [region.name for region in found]
    for name, after in pairwise(names):
        if name == after:
            raise WorkbookError(f"Two files of helplines are called “{name}”.")
    return tuple(found)


def region_with(region_id: str | None, folder: Path = SHIPPED) -> Region | None:
    """The region with this id, if there is one. Only its own file is read. Raises WorkbookError, as `regions`."""
    # Looked up among the files, not made into a path: the id comes out of a notebook.
    path = next((path for path in folder.glob("*.toml") if path.stem == region_id), None)
    return None if path is None else _read(path)


def _read(path: Path) -> Region:
    try:
        return _region(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValueError, OSError) as error:
        raise WorkbookError(f"{path.name}: {error}") from error


def _region(region_id: str, data: Mapping[str, object]) -> Region:
    _only(data, {"name", "helpline"}, "the file")
    rows = data.get("helpline")
    if not isinstance(rows, list) or not rows:
        raise ValueError("it needs at least one [[helpline]]")
    helplines = tuple(_helpline(row, number) for number, row in enumerate(rows, 1))
    names = [helpline.name for helpline in helplines]
    if names != sorted(set(names)):
        raise ValueError(f"its helplines must stand once each, by name: {', '.join(sorted(set(names)))}")
    return Region(region_id, _words(data, "name", "the file"), helplines)


def _helpline(row: object, number: int) -> Helpline:
    where = f"helpline {number}"
    if not isinstance(row, Mapping):
        raise ValueError(f"{where} must be a table")
    _only(row, _KEYS, where)
    name, for_whom, hours, languages = (_words(row, key, where) for key in _WORDS)
    phone, text, textphone, web = (_words(row, key, where) if key in row else None for key in _WAYS)
    if not (phone or text or textphone or web):
        raise ValueError(f"{where} needs one of: {', '.join(_WAYS)}")
    if web is not None and ("/" in web[:8] or "." not in web):
        raise ValueError(f"{where}: “web” must be an address without its scheme, such as www.example.org")
    return Helpline(
        name, for_whom, hours, languages, phone, text, textphone, web, _sources(row, where), _day(row, where)
    )


def _only(data: Mapping[str, object], known: "Iterable[str]", where: str) -> None:
    if unknown := sorted(set(data) - set(known)):
        raise ValueError(f"{where} has keys that mean nothing: {', '.join(unknown)}")


def _words(data: Mapping[str, object], key: str, where: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{where} needs “{key}”, in words")
    if value != value.strip() or "\n" in value or not is_clean(value):
        raise ValueError(f"{where}: “{key}” must be one line, without blanks around it or control characters")
    return value


def _sources(row: Mapping[str, object], where: str) -> tuple[str, ...]:
    sources = row.get("sources")
    if not isinstance(sources, list) or not sources:
        raise ValueError(f"{where} needs “sources”, a list of addresses")
    for source in sources:
        if not isinstance(source, str) or not source.startswith("https://") or not is_clean(source):
            raise ValueError(f"{where}: a source must be an address that begins with https://")
    return tuple(sources)


def _day(row: Mapping[str, object], where: str) -> date:
    checked = row.get("checked")
    if not isinstance(checked, date) or isinstance(checked, datetime):
        raise ValueError(f"{where} needs “checked”, a day such as 2026-11-21")
    return checked
