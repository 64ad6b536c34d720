"""The page docs/file-format.md, tried by a reader that is written from it and shares no code with ours."""

import hashlib
import json
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbook.model.entry import Entry, Settings
from workbook.model.values import Dated, Ranked, Record, Ticked
from workbook.store.notebook import Notebook

FORMAT_1 = Path(__file__).parents[2] / "fixtures" / "notebook" / "format-1.wb"


def read_by_the_page(content: bytes) -> dict[str, dict[str, Any]]:
    """What docs/file-format.md says a file holds."""
    line, _newline, _rest = content.partition(b"\n")
    start, _space, check = line.rpartition(b" ")
    assert check == hashlib.sha256(start).hexdigest()[:16].encode()
    name, version, oldest, members = start.split(b" ", 3)
    assert (name, version, oldest) == (b"notes-file", b"1", b"1")
    assert json.loads(members)["seal"] == "checksum"
    digest = hashlib.sha256(line + b"\n").digest()
    tables: dict[str, dict[str, Any]] = {}
    place, number, tag = len(line) + 1, 0, bytes(16)
    while place < len(content):
        head = content[place : place + 16]
        mark, length, sequence = struct.unpack(">4sIQ", head)
        assert mark == b"\xffWB\n"
        assert struct.unpack(">I", content[place + 16 : place + 20])[0] == zlib.crc32(head)
        number += 1
        assert sequence == number
        payload = content[place + 20 : place + 20 + length - 16]
        place += 20 + length
        tag = hashlib.sha256(digest + struct.pack(">Q", sequence) + tag + payload).digest()[:16]
        assert content[place - 16 : place] == tag
        for table, documents in json.loads(payload).items():
            for doc_id, document in documents.items():
                if document is None:
                    del tables[table][doc_id]
                else:
                    tables.setdefault(table, {})[doc_id] = document
    return tables


def test_second_reader_reads_what_was_saved(tmp_path: Path, make_entry: Callable[..., Entry]) -> None:
    with Notebook.open(tmp_path) as notebook:
        notebook.save(make_entry("a"))
        notebook.save(make_entry("b", "Gr\u00fc\u00dfe \u6f22\u5b57"))
        notebook.save_settings(Settings(theme="dark"))
        notebook.save(make_entry("a", "changed"))
        path = notebook.path
    assert path is not None
    tables = read_by_the_page(path.read_bytes())
    texts = {number: document["answers"]["what"]["value"] for number, document in tables["entries"].items()}
    assert texts == {"1": "changed", "2": "Gr\u00fc\u00dfe \u6f22\u5b57"}
    assert tables["settings"]["1"]["theme"] == "dark"


@pytest.fixture
def format_1(tmp_path: Path) -> Path:
    shutil.copy(FORMAT_1, Notebook.path_in(tmp_path))
    return tmp_path


def test_second_reader_reads_format_1() -> None:
    tables = read_by_the_page(FORMAT_1.read_bytes())
    assert {name: set(documents) for name, documents in tables.items()} == {"entries": {"1", "3"}, "settings": {"1"}}


def test_format_1_opens(format_1: Path) -> None:
    with Notebook.open(format_1) as notebook:
        first, last = notebook.all_entries()
        assert notebook.notices == ()
        assert notebook.settings == Settings({"values": "set-aside"}, "dark", "en", ("hint",))
    assert (first.number, first.finished, first.about) == (
        1,
        "2024-02-03T10:20:00+01:00",
        Dated("last week", "2024-01-30"),
    )
    assert {kind: answer.value for kind, answer in first.answers.items()} == {
        "checklist": Ticked(("a", "other"), {"other": "my own"}),
        "choice": "a",
        "scale": {"person-1": 3, "person-2": 5},
        "short": "a line",
        "journal": "Gr\u00fc\u00dfe \u6f22\u5b57 \U0001f469\u200d\U0001f469\u200d\U0001f467\n\nand more",
        "number": 7,
        "date": Dated("around Easter"),
        "records": (
            Record("r1", {"name": "Ana", "since": Dated("1 May", "2024-05-01"), "times": 3}),
            Record("r2", {"name": "Ben"}, retired=True),
            Record("r3", erased=True),
        ),
        "ranked": (Ranked("a"), Ranked("own-1", "my own words")),
        "skipped": None,
    }
    assert first.answers["choice"].wording.labels == {"a": "An option"}
    assert [answer.value for answer in first.attic] == ["left over"]
    assert (last.number, [shown.value for shown in last.attic]) == (3, ["[1, 2]"])


def test_format_1_is_added_to_and_kept_as_it_was(format_1: Path, make_entry: Callable[..., Entry]) -> None:
    with Notebook.open(format_1) as notebook:
        notebook.save(make_entry("new")).wait()
        assert notebook.next_number() == 5
    (older,) = format_1.glob("*.older-1-*")
    assert older.read_bytes().startswith(FORMAT_1.read_bytes())
    kept = read_by_the_page(Notebook.path_in(format_1).read_bytes())["entries"]["3"]
    assert (kept["later"], kept["answers"]["drawing"]["value"]) == ("kept", [1, 2])
