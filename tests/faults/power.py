"""Power cuts: what a disk may hold when it was told a part of everything, and synced a part of that.

A deed is done once, and everything it asks of the system is noted down. Then for every moment of it the disks are built
that the system would have been allowed to leave: whatever was synced is there; of the rest any part, in any order. The
pages of a file and the names in a folder are separate things, and neither is synced by syncing the other.
"""

import hashlib
import pickle
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.child import Told, Voice, run
from tests.faults.deeds import Deed, judged
from tests.faults.place import workplace
from tests.faults.recorder import Cut, Event, Names, Recorder, Said, Sync, Write, first_name
from tests.faults.tally import Tally

_SECTOR, _PAGE = 512, 4096


@dataclass
class Disk:
    """Files by identity, folders by path; a folder's names stand for either."""

    files: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, dict[str, str]] = field(default_factory=dict)

    def apply(self, event: Event) -> None:
        """One thing reaches the disk."""
        match event:
            case Write(what, offset, content):
                held = self.files.get(what, b"").ljust(offset, b"\0")
                self.files[what] = held[:offset] + content + held[offset + len(content) :]
            case Cut(what, length):
                self.files[what] = self.files.get(what, b"")[:length].ljust(length, b"\0")
            case Names(what, names):
                folder = self.folders.setdefault(what, {})
                for name, target in names.items():
                    folder.pop(name, None)
                    if target is not None:
                        folder[name] = target

    def copy(self) -> "Disk":
        """Another one that holds the same."""
        return Disk(dict(self.files), {path: dict(names) for path, names in self.folders.items()})

    def build(self, root: str, base: Path) -> str:
        """Make it real. Gives a digest that equal disks share."""
        check = hashlib.sha256()
        pending = [(root, base)]
        while pending:
            path, real = pending.pop()
            real.mkdir(mode=0o700)
            for name, target in sorted(self.folders.get(path, {}).items()):
                if target.startswith("/"):
                    pending.append((target, real / name))
                    continue
                content = self.files.get(target, b"")
                check.update(f"{path}/{name} {len(content)} ".encode() + content)
                (real / name).write_bytes(content)
                (real / name).chmod(0o600)
        return check.hexdigest()


def power_cut(deed: Deed, samples: int, seed: int) -> Tally:
    """At every moment of a deed: nothing, everything and any part of what was not synced."""
    chance = random.Random(seed)
    tally = Tally()
    with workplace() as place:
        base = Path(place).resolve() / "base"
        base.mkdir()
        deed.prepare(base)
        before = _present(base)
        telling = _record(deed, base)
        root = str(base)
        shutil.rmtree(base)
        seen: set[tuple[str, int]] = set()
        for moment in range(len(telling) + 1):
            told, said = _told(telling[:moment])
            for disk in _possible(before, telling[:moment], samples, chance):
                digest = disk.build(root, base)
                if (digest, said) not in seen:
                    seen.add((digest, said))
                    tally.add(judged(deed, base, told).at(f"{deed.name}, cut after event {moment}"))
                shutil.rmtree(base)
    return tally


def _record(deed: Deed, base: Path) -> Sequence[Event]:
    """Everything a deed does, in order, from a process of its own."""
    notes = base.with_name("events")

    def act(voice: Voice) -> None:
        recorder = Recorder(base)
        heard = _Heard(recorder)
        with notes.open("wb") as file:
            recorder.install()
            deed.act(base, heard, lambda: None, 1)
            pickle.dump(recorder.events, file)
        voice.say("everything")

    told = run(act)
    assert told.everything, (deed.name, told)
    events: Sequence[Event] = pickle.loads(notes.read_bytes())
    return events


class _Heard(Voice):
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def say(self, kind: str, *words: object) -> None:
        self._recorder.say(" ".join([kind, *map(str, words)]))


def _told(events: Sequence[Event]) -> tuple[Told, int]:
    told, said = Told(killed=True), 0
    for event in events:
        if isinstance(event, Said):
            told.take(event.line)
            said += 1
    return told, said


def _present(base: Path) -> Disk:
    """What is there before, all of it safely on the disk."""
    disk = Disk()
    for folder in (base, *(each for each in base.rglob("*") if each.is_dir())):
        names = disk.folders.setdefault(str(folder), {})
        for each in folder.iterdir():
            names[each.name] = str(each) if each.is_dir() else first_name(each.stat())
            if each.is_file():
                disk.files[names[each.name]] = each.read_bytes()
    return disk


def _possible(before: Disk, events: Sequence[Event], samples: int, chance: random.Random) -> Iterator[Disk]:
    """The disks that may be found after these events."""
    synced, pending = before.copy(), list[Event]()
    for event in events:
        if isinstance(event, Sync):
            for each in pending:
                if each.what == event.what:  # type: ignore[union-attr]
                    synced.apply(each)
            pending = [each for each in pending if each.what != event.what]  # type: ignore[union-attr]
        elif not isinstance(event, Said):
            pending.append(event)
    for reached in _parts(pending, samples, chance):
        disk = synced.copy()
        for event in reached:
            disk.apply(event)
        yield disk


def _parts(pending: Sequence[Event], samples: int, chance: random.Random) -> Iterator[Sequence[Event]]:
    """Some of what was not synced: nothing, all, all but one, one alone; and by chance, torn and in any order."""
    yield ()
    if not pending:
        return
    yield pending
    if len(pending) > 1:
        for left in range(len(pending)):
            yield [each for number, each in enumerate(pending) if number != left]
            yield [pending[left]]
    for _sample in range(samples):
        torn = [piece for each in pending for piece in _pieces(each, chance.choice([_SECTOR, _PAGE]))]
        share = chance.random()
        reached = [each for each in torn if chance.random() < share]
        if chance.random() < 0.5:
            chance.shuffle(reached)
        yield reached


def _pieces(event: Event, size: int) -> Iterator[Event]:
    if not isinstance(event, Write):
        yield event
        return
    start = event.offset
    end = start + len(event.content)
    while start < end:
        stop = min(end, (start // size + 1) * size)
        yield Write(event.what, start, event.content[start - event.offset : stop - event.offset])
        start = stop
