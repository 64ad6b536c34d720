"""One save against an append and sync of the same bytes, in the same run, with 100 and with 10,000 entries there.

Prints medians, the median ratio of the pairs, and the bytes written for each save. The cost should not depend on how
much was written before. SQLite (WAL, synchronous FULL) and TinyDB's own storage are measured beside it.
"""

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from workbook.model.entry import Answer, Entry, Wording
from workbook.model.values import Dated
from workbook.store.changes import encode
from workbook.store.documents import encode_entry
from workbook.store.files import MemoryFile
from workbook.store.notebook import Notebook
from workbook.store.syncing import sync
from workbook.store.vault import Vault

SIZES = (100, 10_000)
ROUNDS = 60
SLOW_ROUNDS = 5
TEXT = "What was said, and what I did then. " * 12


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


def took(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def filled(folder: Path, size: int) -> Notebook:
    """A notebook with that many entries, made in one commit."""
    file = MemoryFile()
    vault = Vault(file)
    vault.commit({"entries": {str(number): encode_entry(entry(number)) for number in range(1, size + 1)}})
    vault.close()
    folder.mkdir()
    Notebook.path_in(folder).write_bytes(file.content or b"")
    return Notebook.open(folder)


def ours(folder: Path, size: int) -> None:
    """Measure pairs of an append and a save."""
    filled(folder / "first", size).close()
    opening = took(lambda: Notebook.open(folder / "first").close())
    plain, saves, written = [], [], []
    with Notebook.open(folder / "first") as notebook, (folder / "plain").open("ab", buffering=0) as file:

        def append(line: bytes) -> None:
            file.write(line)
            sync(file.fileno())

        path = Notebook.path_in(folder / "first")
        for turn in range(1, ROUNDS + 1):
            number = turn * (size // ROUNDS) or turn
            line, changed, before = record(number, turn), entry(number, turn), path.stat().st_size
            plain.append(took(lambda line=line: append(line)))  # type: ignore[misc]
            saves.append(took(lambda changed=changed: notebook.save(changed).wait()))  # type: ignore[misc]
            written.append((path.stat().st_size - before) / len(line))
    ratio = statistics.median(save / base for save, base in zip(saves, plain, strict=True))
    print(f"{size:>6} entries  append and sync {statistics.median(plain):7.2f} ms")
    print(f"{'':>14}  save            {statistics.median(saves):7.2f} ms  {ratio:5.2f} times; bytes {max(written):.2f}")
    print(f"{'':>14}  opening         {opening:7.2f} ms")


def sqlite(folder: Path, size: int) -> float:
    """The median of one update in SQLite."""
    database = sqlite3.connect(folder / "notes.db", isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute("create table entries (id integer primary key, document text)")
    database.execute("begin")
    for number in range(1, size + 1):
        database.execute("insert into entries values (?, ?)", (number, record(number, 0).decode()))
    database.execute("commit")

    def update(turn: int) -> None:
        database.execute("update entries set document = ? where id = ?", (record(turn, turn).decode(), turn))

    times = [took(lambda turn=turn: update(turn)) for turn in range(1, ROUNDS + 1)]  # type: ignore[misc]
    database.close()
    return statistics.median(times)


def own_storage(folder: Path, size: int) -> float:
    """The median of one upsert with TinyDB's JSONStorage."""
    with TinyDB(folder / "notes.json") as database:
        table = database.table("entries")
        table.insert_multiple(Document(encode_entry(entry(number)), number) for number in range(1, size + 1))
        return statistics.median(
            took(lambda turn=turn: table.upsert(Document(encode_entry(entry(turn, turn)), turn)))  # type: ignore[misc]
            for turn in range(1, SLOW_ROUNDS + 1)
        )


def main() -> None:
    """Measure every size in a fresh folder, on the disk that holds TMPDIR or the folder given."""
    place = sys.argv[1] if len(sys.argv) > 1 else None
    one = len(encode({"entries": {"1": encode_entry(entry(1))}}))
    print(f"one entry is {one} bytes; {ROUNDS} rounds each; {os.cpu_count()} processors")
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir=place) as folder:
            ours(Path(folder), size)
            print(f"{'':>14}  SQLite FULL     {sqlite(Path(folder), size):7.2f} ms")
            print(f"{'':>14}  TinyDB's own    {own_storage(Path(folder), size):7.2f} ms")


if __name__ == "__main__":
    main()
