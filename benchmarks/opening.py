"""Opening 10,000 entries against reading and `json.loads` of the same bytes, in the same run. The aim is at most 1.5.

Of a file that was rewritten, and of one with 2,000 single saves behind that, the most that is borne; each without and
with a passphrase, whose keys are handed in, since making them slowly is what they are for. Each opening is followed by
a reading, so that a drift of the machine touches both; medians, and the median ratio of the pairs with its quartiles.

Run: python benchmarks/opening.py [ENTRIES]
"""

import hashlib
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from workbook.model.entry import Answer, Entry, Wording
from workbook.model.values import Dated
from workbook.store.frames import frames
from workbook.store.header import read_header
from workbook.store.keys import Attempt, Keys, new_keys
from workbook.store.notebook import Notebook
from workbook.store.seal import Position

ENTRIES = 10_000
LOOSE = 2_000
ROUNDS = 30
TEXT = "What was said, and what I did then. " * 12


def entry(number: int, turn: int) -> Entry:
    """An entry of a usual length."""
    answer = Answer("journal", 1, "what", "journal", Wording("What happened?"), f"{turn} {TEXT}")
    about = Dated("today", "2024-02-03")
    return Entry(f"entry-{number}", "journal", 1, "en", about, "2024-02-03T10:00:00+01:00", answers={"what": answer})


def filled(folder: Path, entries: int, keys: Keys | None, loose: int) -> Path:
    """A notebook with so many entries, all of them rewritten, but for so many saves behind that."""
    with Notebook.open(folder) as notebook:
        for number in range(1, entries + 1):
            notebook.save(entry(number, 0))
        notebook.change_keys(keys).wait()
        for turn in range(1, loose + 1):
            notebook.save(entry(turn * (entries // loose), turn))
        notebook.retry().wait()
    return Notebook.path_in(folder)


def beside(path: Path, keys: Keys | None) -> Path:
    """The same commits as one piece of JSON, without anything around them."""
    content = path.read_bytes()
    header, start = read_header(content, str(path))
    seal, position, commits = header.seal(keys, str(path)), Position(), []
    for frame in frames(content, start):
        commits.append(seal.open(position, frame.sealed))
        position = position.after(frame.sealed)
    plain = path.with_name("plain.json")
    plain.write_bytes(b"[%s]" % b",".join(commits))
    return plain


def compare(folder: Path, plain: Path, keys: Keys | None) -> list[tuple[float, float]]:
    """Milliseconds of opening, and of reading and decoding the same bytes, side by side."""

    def unlock(_attempt: Attempt) -> Keys:
        assert keys is not None
        return keys

    pairs = []
    for round_number in range(ROUNDS + 1):
        begun = time.perf_counter()
        notebook = Notebook.open(folder, unlock=unlock)
        opened = time.perf_counter()
        notebook.close()
        del notebook
        between = time.perf_counter()
        data = json.loads(plain.read_bytes())
        decoded = time.perf_counter()
        del data
        if round_number:  # the first fills the caches
            pairs.append(((opened - begun) * 1000, (decoded - between) * 1000))
    return pairs


def main() -> None:
    """Measure each, in a fresh folder."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    keys, _code = new_keys("passphrase", lambda secret, salt, _cost: hashlib.sha256(salt + secret).digest())
    print(f"{entries} entries, {ROUNDS} rounds each; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for name, loose in (("rewritten", 0), (f"{LOOSE} single saves behind", min(LOOSE, entries))):
        for sealed, its_keys in (("no passphrase", None), ("passphrase", keys)):
            with tempfile.TemporaryDirectory() as folder:
                path = filled(Path(folder) / "notes", entries, its_keys, loose)
                pairs = compare(path.parent, beside(path, its_keys), its_keys)
                size = path.stat().st_size / 1e6
            ours, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
            low, ratio, high = statistics.quantiles([mine / other for mine, other in pairs], n=4)
            told = f"opening {ours:6.1f} ms, reading and json.loads {plain:6.1f} ms"
            print(f"{name}, {sealed} ({size:.1f} MB): {told}; ratio {ratio:.2f} (quartiles {low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
