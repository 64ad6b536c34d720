"""The page docs/file-format.md, tried by a reader that is written from it and shares no code with ours."""

import hashlib
import json
import shutil
import struct
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.unit.store.sealing import quick
from workbook.model.entry import Entry, Settings
from workbook.model.values import Dated, Ranked, Record, Ticked
from workbook.store.keys import Attempt, Keys, new_keys
from workbook.store.notebook import Notebook

FIXTURES = Path(__file__).parents[2] / "fixtures" / "notebook"
FORMAT_1 = FIXTURES / "format-1.wb"
SEALED_1 = FIXTURES / "format-1-sealed.wb"
"""The same notebook, sealed with Argon2id at its usual cost; then an entry was begun, changed and taken out again."""
PASSPHRASE = "Caf\u00e9 unterm Dach 7"
RECOVERY_CODE = "BSWB-QQSG-NMQ4-W0Z0-SQYN-MWG0-9GZ3"

Members = dict[str, Any]


class Reader:
    """What docs/file-format.md says of a file."""

    def __init__(self, content: bytes) -> None:
        line, _newline, _rest = content.partition(b"\n")
        start, _space, check = line.rpartition(b" ")
        assert check == hashlib.sha256(start).hexdigest()[:16].encode()
        name, version, oldest, written = start.split(b" ", 3)
        assert (name, version, oldest) == (b"notes-file", b"1", b"1")
        self.members: Members = json.loads(written)
        self._digest = hashlib.sha256(line + b"\n").digest()
        self._frames = content[len(line) + 1 :]

    def data_key(self, passphrase: str) -> bytes:
        """The data key by the passphrase. Raises InvalidTag."""
        kdf = self.members["kdf"]
        assert kdf["name"] == "argon2id"
        key = Argon2id(
            salt=bytes.fromhex(kdf["salt"]),
            length=32,
            iterations=kdf["passes"],
            lanes=kdf["lanes"],
            memory_cost=kdf["memory"],
        ).derive(unicodedata.normalize("NFC", passphrase).encode())
        return self._unwrapped(key, "passphrase")

    def data_key_by_code(self, code: str) -> bytes:
        """The data key by the recovery code. Raises InvalidTag."""
        number = 0
        for letter in code.upper().replace("-", "").replace(" ", ""):
            letter = {"O": "0", "I": "1", "L": "1"}.get(letter, letter)
            number = number << 5 | "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter)
        secret = (number >> 12).to_bytes(16, "big")
        assert number & 0xFFF == int(hashlib.sha256(secret).hexdigest()[:3], 16)
        salt = bytes.fromhex(self.members["kdf"]["salt"])
        return self._unwrapped(HKDF(SHA256(), 32, salt, b"notes-file recovery").derive(secret), "recovery")

    def _unwrapped(self, key: bytes, member: str) -> bytes:
        kdf = self.members["kdf"]
        bound = "{" + ",".join(f"{json.dumps(name)}:{json.dumps(kdf[name])}" for name in sorted(kdf)) + "}"
        wrapped = bytes.fromhex(self.members["keys"][member])
        assert len(wrapped) == 12 + 32 + 16
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], f"notes-file {member} {bound}".encode())

    def tables(self, data_key: bytes | None = None) -> dict[str, dict[str, Any]]:
        """The documents. Raises AssertionError or InvalidTag for damage."""
        tables: dict[str, dict[str, Any]] = {}
        rest, number, tag = self._frames.rstrip(b"\0"), 0, bytes(16)
        while rest:
            mark, length, sequence = struct.unpack(">4sIQ", rest[:16])
            assert mark == b"\xffWB\n"
            assert struct.unpack(">I", rest[16:20])[0] == zlib.crc32(rest[:16])
            number += 1
            assert sequence == number
            # The zeros that were taken away may have been a part of the last frame.
            sealed = rest[20 : 20 + length].ljust(length, b"\0")
            rest = rest[20 + length :]
            bound = self._digest + struct.pack(">Q", sequence) + tag
            payload, tag = self._opened(sealed, bound, data_key), sealed[-16:]
            for table, documents in json.loads(payload).items():
                for doc_id, document in documents.items():
                    if document is None:
                        del tables[table][doc_id]
                    else:
                        tables.setdefault(table, {})[doc_id] = document
        assert number >= self.members.get("whole", 0)
        return tables

    def _opened(self, sealed: bytes, bound: bytes, data_key: bytes | None) -> bytes:
        if data_key is None:
            assert self.members["seal"] == "checksum"
            assert sealed[-16:] == hashlib.sha256(bound + sealed[:-16]).digest()[:16]
            return sealed[:-16]
        assert self.members["seal"] == "aes-256-gcm"
        file_key = HKDF(SHA256(), 32, self.members["id"].encode(), b"notes-file frames").derive(data_key)
        return AESGCM(file_key).decrypt(sealed[:12], sealed[12:], bound)


def test_second_reader_reads_what_was_saved(tmp_path: Path, make_entry: Callable[..., Entry]) -> None:
    with Notebook.open(tmp_path) as notebook:
        notebook.save(make_entry("a"))
        notebook.save(make_entry("b", "Gr\u00fc\u00dfe \u6f22\u5b57"))
        notebook.save_settings(Settings(theme="dark"))
        notebook.save(make_entry("a", "changed"))
        path = notebook.path
    assert path is not None
    tables = Reader(path.read_bytes()).tables()
    texts = {number: document["answers"]["what"]["value"] for number, document in tables["entries"].items()}
    assert texts == {"1": "changed", "2": "Gr\u00fc\u00dfe \u6f22\u5b57"}
    assert tables["settings"]["1"]["theme"] == "dark"


def test_second_reader_reads_what_was_saved_with_a_passphrase(tmp_path: Path, make_entry: Callable[..., Entry]) -> None:
    keys, code = new_keys("open sesame", quick)
    with Notebook.open(tmp_path) as notebook:
        notebook.save(make_entry("a"))
        notebook.change_keys(keys)
        notebook.save(make_entry("b", "lone \ud800"))
        notebook.save(make_entry("a", "changed")).wait()
        assert notebook.path is not None
        content = notebook.path.read_bytes()
    # The file is open, so there is room at its end.
    reader = Reader(content)
    assert (reader.members["whole"], content[-1]) == (1, 0)
    tables = reader.tables(reader.data_key_by_code(code))
    texts = {number: document["answers"]["what"]["value"] for number, document in tables["entries"].items()}
    assert texts == {"1": "changed", "2": "lone \ud800"}


@pytest.fixture
def format_1(tmp_path: Path) -> Path:
    shutil.copy(FORMAT_1, Notebook.path_in(tmp_path))
    return tmp_path


@pytest.fixture
def sealed_1(tmp_path: Path) -> Path:
    shutil.copy(SEALED_1, Notebook.path_in(tmp_path))
    return tmp_path


def test_second_reader_reads_format_1() -> None:
    tables = Reader(FORMAT_1.read_bytes()).tables()
    assert {name: set(documents) for name, documents in tables.items()} == {"entries": {"1", "3"}, "settings": {"1"}}


def test_second_reader_reads_format_1_sealed_with_nothing_but_the_page() -> None:
    reader = Reader(SEALED_1.read_bytes())
    data_key = reader.data_key(unicodedata.normalize("NFD", PASSPHRASE))
    assert data_key == reader.data_key_by_code(RECOVERY_CODE)
    assert reader.tables(data_key) == Reader(FORMAT_1.read_bytes()).tables()


def test_second_reader_notices_a_wrong_passphrase_and_a_wrong_code() -> None:
    reader = Reader(SEALED_1.read_bytes())
    reader.members["kdf"]["memory"] = 64
    with pytest.raises(InvalidTag):
        reader.data_key(PASSPHRASE)
    with pytest.raises(AssertionError):
        reader.data_key_by_code(RECOVERY_CODE[:-1] + "4")


def test_sealed_format_1_shows_nothing_of_what_was_written() -> None:
    for word in (b"canary-format-1", b"entries", b"unterm Dach", RECOVERY_CODE.encode()):
        assert word not in SEALED_1.read_bytes()


def holds_format_1(notebook: Notebook) -> None:
    """Check what both fixtures hold."""
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


def test_format_1_opens(format_1: Path) -> None:
    with Notebook.open(format_1) as notebook:
        holds_format_1(notebook)


@pytest.mark.parametrize(
    "secret",
    [unicodedata.normalize("NFD", PASSPHRASE), RECOVERY_CODE.lower().replace("-", " ").replace("0", "o")],
    ids=["passphrase", "code"],
)
def test_sealed_format_1_opens_and_is_written_to(sealed_1: Path, make_entry: Callable[..., Entry], secret: str) -> None:
    made: list[Keys] = []

    def ask(attempt: Attempt) -> Keys:
        made.append(attempt(secret))
        return made[-1]

    with Notebook.open(sealed_1, unlock=ask) as notebook:
        holds_format_1(notebook)
        notebook.save(make_entry("new")).wait()
        assert notebook.next_number() == 5
    (older,) = sealed_1.glob("*.older-1-*")
    assert older.read_bytes().startswith(SEALED_1.read_bytes())
    reader = Reader(Notebook.path_in(sealed_1).read_bytes())
    kept = reader.tables(made[0].data)["entries"]
    assert set(kept) == {"1", "3", "4"}
    assert (kept["3"]["later"], kept["3"]["answers"]["drawing"]["value"]) == ("kept", [1, 2])
    assert reader.data_key_by_code(RECOVERY_CODE) == made[0].data


def test_format_1_is_added_to_and_kept_as_it_was(format_1: Path, make_entry: Callable[..., Entry]) -> None:
    with Notebook.open(format_1) as notebook:
        notebook.save(make_entry("new")).wait()
        assert notebook.next_number() == 5
    (older,) = format_1.glob("*.older-1-*")
    assert older.read_bytes().startswith(FORMAT_1.read_bytes())
    kept = Reader(Notebook.path_in(format_1).read_bytes()).tables()["entries"]["3"]
    assert (kept["later"], kept["answers"]["drawing"]["value"]) == ("kept", [1, 2])
