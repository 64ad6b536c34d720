"""One save against an append and sync of the same bytes, side by side with other ways of keeping the same entries.

With 100, 1,000, 10,000 and 100,000 entries there: ours without and with a passphrase, SQLite (WAL, synchronous FULL),
TinyDB's own storage, and an atomic rewrite of the whole file. They take turns in blocks, so that a drift of the machine
touches all alike. Prints for each the median of a save, the median ratio of its blocks to the appends of the same turn
with its quartiles, and the bytes of a save, as handed to the system and as given on to the disk. The aim is at most 1.5
times the append at every size, and no more than SQLite. All but the append turn the entry into bytes within the time.

Run: python benchmarks/save.py [FOLDER [ENTRIES...]], on the disk that holds the folder, or TMPDIR.
"""

import hashlib
import itertools
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from tinydb import TinyDB
from tinydb.table import Document

from workbook.model.entry import Answer, Entry, Wording
from workbook.model.values import Dated
from workbook.store.documents import encode_entry
from workbook.store.files import MemoryFile
from workbook.store.keys import Attempt, Keys, new_keys
from workbook.store.notebook import Notebook
from workbook.store.vault import Vault
from workbook.syncing import sync, sync_folder

SIZES = (100, 1_000, 10_000, 100_000)
BLOCKS, ROUNDS, SLOW_ROUNDS = 16, 25, 2
TOO_SLOW = 10_000
"""With more entries, TinyDB's own storage takes seconds for each save, and is left out."""
TEXT = "What was said, and what I did then. " * 12


class Cost(NamedTuple):
    """Of one block."""

    milliseconds: float
    """The median of its saves."""
    handed: float
    """Bytes of write calls for each save."""
    given_on: float
    """Bytes that the disk was told to write for each save, the journal of the file system among them."""


class Way(Protocol):
    """A way of keeping entries."""

    name: str
    slow: bool
    """Its cost grows with what is there, so it is measured less often."""

    def save(self, changed: Entry, line: bytes) -> float:
        """Put an entry in the place of the one with its number; the moment when it was safely on the disk.

        `line` is the same as bytes.
        """

    def close(self) -> None:
        """Let go."""


def entry(number: int, turn: int = 0) -> Entry:
    """An entry of a usual length."""
    answer = Answer("journal", 1, "what", "journal", Wording("What happened?"), f"{turn} {TEXT}")
    about = Dated("today", "2024-02-03")
    return Entry(
        f"entry-{number}", "journal", 1, "en", about, "2024-02-03T10:00:00+01:00", number, answers={"what": answer}
    )


def record(number: int, turn: int) -> bytes:
    """The bytes that have to reach the disk, whoever writes them."""
    return json.dumps(encode_entry(entry(number, turn)), ensure_ascii=False, separators=(",", ":")).encode()


class Append:
    """What all are measured by: the bytes of the entry at the end of a file, and a sync."""

    name, slow = "append and sync", False

    def __init__(self, folder: Path, _size: int) -> None:
        self._descriptor = os.open(folder / "plain", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def save(self, changed: Entry, line: bytes) -> float:
        """Append."""
        os.write(self._descriptor, line)
        os.fsync(self._descriptor)
        return time.perf_counter()

    def close(self) -> None:
        """Let go."""
        os.close(self._descriptor)


class Ours:
    """The notebook."""

    slow = False

    def __init__(self, folder: Path, size: int, keys: Keys | None) -> None:
        self.name = "ours" if keys is None else "ours, passphrase"
        self._keys = keys
        path = folder / ("open" if keys is None else "sealed")
        path.mkdir()
        file = MemoryFile()
        vault = Vault(file)
        vault.commit({"entries": {str(number): encode_entry(entry(number)) for number in range(1, size + 1)}})
        vault.close()
        Notebook.path_in(path).write_bytes(file.content or b"")
        with Notebook.open(path) as notebook:
            notebook.change_keys(keys).wait()
        self._notebook = Notebook.open(path, unlock=self._unlock)
        # Whoever changes an entry has read it.
        self._notebook.all_entries()
        # The first save of a day rewrites the file behind its back; the next ones wait until that is done.
        for turn in (-1, -2):
            self.save(entry(1, turn), b"")

    def _unlock(self, _attempt: Attempt) -> Keys:
        assert self._keys is not None
        return self._keys

    def save(self, changed: Entry, line: bytes) -> float:
        """Save; it is safe when the thread that writes calls it so, which is what the screen is told by."""
        ended: list[float] = []
        receipt = self._notebook.save(changed)
        receipt.when_done(lambda _receipt: ended.append(time.perf_counter()))
        receipt.wait()
        while not ended:
            time.sleep(0)
        return ended[0]

    def close(self) -> None:
        """Let go."""
        self._notebook.close()


class Sqlite:
    """SQLite as it keeps what was committed through a power cut."""

    name, slow = "SQLite FULL", False

    def __init__(self, folder: Path, size: int) -> None:
        self._database = sqlite3.connect(folder / "notes.db", isolation_level=None)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = full")
        self._database.execute("create table entries (id integer primary key, document text)")
        self._database.execute("begin")
        rows = ((number, record(number, 0).decode()) for number in range(1, size + 1))
        self._database.executemany("insert into entries values (?, ?)", rows)
        self._database.execute("commit")

    def save(self, changed: Entry, line: bytes) -> float:
        """One update, one transaction."""
        text = json.dumps(encode_entry(changed), ensure_ascii=False, separators=(",", ":"))
        self._database.execute("update entries set document = ? where id = ?", (text, changed.number))
        return time.perf_counter()

    def close(self) -> None:
        """Let go."""
        self._database.close()


class OwnStorage:
    """TinyDB as it comes. It does not sync, and writes over what is there."""

    name, slow = "TinyDB's own", True

    def __init__(self, folder: Path, size: int) -> None:
        self._database = TinyDB(folder / "notes.json")
        self._table = self._database.table("entries")
        self._table.insert_multiple(Document(encode_entry(entry(number)), number) for number in range(1, size + 1))

    def save(self, changed: Entry, line: bytes) -> float:
        """One upsert."""
        self._table.upsert(Document(encode_entry(changed), changed.number))
        return time.perf_counter()

    def close(self) -> None:
        """Let go."""
        self._database.close()


class Rewrite:
    """All of it into a new file, which takes the place of the old one."""

    name, slow = "atomic rewrite", True

    def __init__(self, folder: Path, size: int) -> None:
        self._path = folder / "rewritten"
        self._records = {number: record(number, 0) for number in range(1, size + 1)}

    def save(self, changed: Entry, line: bytes) -> float:
        """Write, sync, rename, sync."""
        self._records[changed.number] = json.dumps(encode_entry(changed), ensure_ascii=False).encode()
        new = self._path.with_name("rewritten.new")
        with new.open("wb") as file:
            file.write(b"\n".join(self._records.values()))
            file.flush()
            sync(file.fileno())
        new.replace(self._path)
        sync_folder(self._path.parent, sync)
        return time.perf_counter()

    def close(self) -> None:
        """Nothing is held."""


def ways(folder: Path, size: int) -> Sequence[Way]:
    """All that are measured at a size; the first is what the others are measured by."""
    keys, _code = new_keys("passphrase", lambda secret, salt, _cost: hashlib.sha256(salt + secret).digest())
    quick: list[Way] = [Append(folder, size), Ours(folder, size, None), Ours(folder, size, keys), Sqlite(folder, size)]
    own: list[Way] = [OwnStorage(folder, size)] if size <= TOO_SLOW else []
    return [*quick, *own, Rewrite(folder, size)]


def block(way: Way, turns: Iterator[int], size: int, disk: Path) -> Cost:
    """Some saves, one after the other."""
    count = SLOW_ROUNDS if way.slow and size > SIZES[0] else ROUNDS
    times = []
    handed, given_on = written(disk)
    for turn in itertools.islice(turns, count):
        number = turn * 7919 % size + 1
        changed, line = entry(number, turn), record(number, turn)
        begun = time.perf_counter()
        times.append((way.save(changed, line) - begun) * 1000)
    handed_then, given_on_then = written(disk)
    return Cost(statistics.median(times), (handed_then - handed) / count, (given_on_then - given_on) / count)


def written(disk: Path) -> tuple[int, int]:
    """Bytes that this process has handed to the system, and that the disk was told to write by anyone. 0 if unknown."""
    try:
        told = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
        handed = int(told["wchar"])
    except OSError:
        handed = 0
    try:
        sectors = int((disk / "stat").read_text().split()[6])
    except OSError:
        sectors = 0
    return handed, sectors * 512


def disk_of(folder: Path) -> Path:
    """Where Linux tells about the disk that a folder is on. There may be no such place."""
    device = folder.stat().st_dev
    return Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")


def measure(folder: Path, size: int) -> None:
    """Measure all at one size, and print it."""
    contestants = ways(folder, size)
    costs: dict[str, list[Cost]] = {way.name: [] for way in contestants}
    turns = itertools.count(1)
    disk = disk_of(folder)
    for number in range(BLOCKS):
        # Another one begins each time, so that nobody always follows the same one.
        first = number % len(contestants)
        for way in (*contestants[first:], *contestants[:first]):
            costs[way.name].append(block(way, turns, size, disk))
    for way in contestants:
        way.close()
    base = costs[contestants[0].name]
    length = len(record(1, 1))
    for name, blocks in costs.items():
        low, ratio, high = statistics.quantiles(
            [cost.milliseconds / plain.milliseconds for cost, plain in zip(blocks, base, strict=True)], n=4
        )
        median = statistics.median(cost.milliseconds for cost in blocks)
        handed = statistics.mean(cost.handed for cost in blocks)
        # Others may write, too; not in most of the blocks.
        given_on = statistics.median(cost.given_on for cost in blocks)
        times = f"{median:9.3f} ms  {ratio:8.2f} times ({low:.2f} to {high:.2f})"
        told = f"{handed:12,.0f} bytes handed on ({handed / length:.2f} times), {given_on:12,.0f} to the disk"
        print(f"  {name:<17}{times:<42}{told}")
    if size > TOO_SLOW:
        print("  TinyDB's own     left out: it takes seconds for each save here")


def main() -> None:
    """Measure every size in a fresh folder."""
    place = sys.argv[1] if len(sys.argv) > 1 else None
    sizes = [int(size) for size in sys.argv[2:]] or SIZES
    about = f"{BLOCKS} blocks of {ROUNDS} saves each ({SLOW_ROUNDS} where the cost grows with the size)"
    print(
        f"one entry is {len(record(1, 1))} bytes; {about}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    for size in sizes:
        print(f"{size:,} entries")
        folder = Path(tempfile.mkdtemp(dir=place))
        try:
            measure(folder, size)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
