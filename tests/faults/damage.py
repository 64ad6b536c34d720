"""Every byte of a file turned, zeroed from there on, and cut off there; and a file that was emptied."""

import shutil
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from tests.faults.deeds import NOTES
from tests.faults.judge import content_of
from tests.faults.keyring import KEYS, unlock_of
from tests.faults.place import workplace
from tests.faults.story import Save, Words, entry, text, words_of
from tests.faults.tally import Tally
from workbook.model.errors import UnreadableError
from workbook.store import frames
from workbook.store.header import read_header
from workbook.store.notebook import Notebook

WAYS: dict[str, Callable[[bytes, int], bytes]] = {
    "turned": lambda content, at: content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :],
    "one bit turned": lambda content, at: content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :],
    "zero": lambda content, at: content[:at] + b"\0" + content[at + 1 :],
    "zeros from there": lambda content, at: content[:at] + bytes(len(content) - at),
    "cut": lambda content, at: content[:at],
}
_SAVES = tuple(Save(f"entry-{number}", text(f"entry {number}", 60)) for number in range(4))


class _Kind(NamedTuple):
    """A whole file, and what it says up to each byte."""

    keys: int
    content: bytes
    ends: list[int]
    """Where the header, then each save, is over."""
    states: list[Words]


def every_byte(keys: int, stride: int, *, rewritten: bool) -> Tally:
    """Whatever is damaged: no traceback, nothing overwritten, all before it readable, and a remedy named."""
    tally = Tally()
    with workplace() as place:
        kind = _made(Path(place) / "whole", keys, rewritten=rewritten)
        for at in range(0, len(kind.content), stride):
            for way, spoil in WAYS.items():
                spoilt = spoil(kind.content, at)
                if spoilt != kind.content:
                    folder = Path(place) / NOTES
                    tally.add(_opened(folder, kind, at, spoilt, rewritten).at(f"byte {at} {way}"))
                    shutil.rmtree(folder)
    return tally


def _made(folder: Path, keys: int, *, rewritten: bool) -> _Kind:
    with Notebook.open(folder, unlock=unlock_of(Notebook.path_in(folder))) as notebook:
        if not rewritten:
            notebook.change_keys(KEYS[keys]).wait()
        for save in _SAVES:
            notebook.save(entry(save.name, save.text)).wait()
        if rewritten:
            notebook.change_keys(KEYS[keys]).wait()
    content = Notebook.path_in(folder).read_bytes()
    _header, start = read_header(content, "")
    ends = [start, *(frame.end for frame in frames.frames(content, start))]
    said = accumulate(_SAVES, lambda held, save: {**held, save.name: save.text}, initial=dict[str, str]())
    states: list[Words] = [*said]
    return _Kind(keys, content, ends, [{}, states[-1]] if rewritten else states)


def _opened(folder: Path, kind: _Kind, at: int, spoilt: bytes, rewritten: bool) -> Tally:
    path = Notebook.path_in(folder)
    folder.mkdir()
    path.write_bytes(spoilt)
    unlock = unlock_of(_whole(folder))
    whole = sum(end <= at for end in kind.ends)
    tally = Tally(runs=1, acknowledged=len(_SAVES))
    try:
        with Notebook.open(folder, unlock=unlock, read_only=True) as notebook:
            found, told = words_of(notebook), notebook.notices
    except UnreadableError as error:
        tally.refused += 1
        if not error.remedy or content_of(folder) != {path.name: spoilt}:
            tally.wrong.append(f"no remedy, or something was changed: {error}")
        if whole:
            tally.wrong.append(f"refused, though the header is sound: {error}")
        return tally
    if found not in kind.states[max(0, whole - 1) :]:
        tally.lost += 1
    if found != kind.states[-1] and not told and spoilt and len(spoilt) not in kind.ends:
        tally.wrong.append("nothing was said about it")
    tally.wrong += _written(folder, kind, spoilt, found)
    tally.recovered += bool(told)
    return tally


def _written(folder: Path, kind: _Kind, spoilt: bytes, found: Words) -> Iterator[str]:
    """Open it for writing: what is damaged is still somewhere, byte for byte."""
    path = Notebook.path_in(folder)
    with Notebook.open(folder, unlock=unlock_of(_whole(folder))) as notebook:
        if words_of(notebook) != found:
            yield "opened for writing it says something else"
        for notice in notebook.notices:
            if not any(word in notice for word in ("set aside", "restore", "was empty")):
                yield f"no remedy: {notice}"
    held = content_of(folder)
    aside = b"".join(content for name, content in held.items() if name != path.name)
    if (held[path.name] + aside).rstrip(b"\0") != spoilt.rstrip(b"\0") and spoilt:
        yield "something was overwritten"


def _whole(folder: Path) -> Path:
    return Notebook.path_in(folder.with_name("whole"))
