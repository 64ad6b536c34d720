import json

import pytest
from tinydb import where
from tinydb.operations import increment
from tinydb.table import Document

from workbook.store.files import MemoryFile
from workbook.store.tables import Database
from workbook.store.vault import Vault


class CountingFile(MemoryFile):
    """A file that knows what each append wrote."""

    def __init__(self, content: bytes | None = None) -> None:
        super().__init__(content)
        self.frames: list[bytes] = []

    def append(self, frame: bytes) -> None:
        super().append(frame)
        self.frames.append(frame)


@pytest.fixture
def file() -> CountingFile:
    return CountingFile()


@pytest.fixture
def database(file: CountingFile) -> Database:
    return Database(Vault(file))


def reopened(database: Database, file: CountingFile) -> dict[str, dict[str, object]]:
    """What a new process would read."""
    database.close()
    again = Database(Vault(MemoryFile(file.content)))
    return {name: {str(each.doc_id): dict(each) for each in again.table(name)} for name in again.tables()}


def test_every_tinydb_operation_is_on_the_disk(database: Database, file: CountingFile) -> None:
    notes = database.table("notes")
    notes.insert({"n": 1, "deep": {"list": [1]}})
    notes.insert_multiple([{"n": 2}, Document({"n": 3}, 9)])
    notes.update({"seen": True}, where("n") == 2)
    notes.update(increment("n"), doc_ids=[9])
    notes.update_multiple([({"n": 40}, where("n") == 4)])
    notes.upsert({"n": 5}, where("n") == 5)
    notes.upsert({"n": 6, "new": 1}, where("n") == 5)
    notes.remove(where("seen") == True)  # noqa: E712
    notes.remove(doc_ids=[404])
    other = database.table("other")
    other.insert({"gone": True})
    other.truncate()
    held = {str(document.doc_id): dict(document) for document in notes}
    assert held == {"1": {"n": 1, "deep": {"list": [1]}}, "9": {"n": 40}, "3": {"n": 6, "new": 1}}
    assert reopened(database, file) == {"notes": held}


def test_document_changed_in_place_by_a_callable_is_not_lost(database: Database, file: CountingFile) -> None:
    notes = database.table("notes")
    notes.insert({"deep": {"list": [1]}})
    notes.update(lambda document: document["deep"]["list"].append(2))
    assert reopened(database, file) == {"notes": {"1": {"deep": {"list": [1, 2]}}}}


def test_query_sees_what_was_just_written(database: Database) -> None:
    notes = database.table("notes")
    notes.upsert(Document({"n": 1}, 1))
    assert notes.count(where("n") == 2) == 0
    notes.upsert(Document({"n": 2}, 1))
    assert notes.search(where("n") == 2) == [{"n": 2}]


def test_saving_what_is_there_writes_nothing(database: Database, file: CountingFile) -> None:
    notes = database.table("notes")
    notes.upsert(Document({"n": 1}, 1))
    notes.upsert(Document({"n": 1}, 1))
    notes.update({"n": 1})
    database.close()
    assert len(file.frames) == 1


def test_save_writes_little_more_than_its_document_however_many_there_are(
    database: Database, file: CountingFile
) -> None:
    notes = database.table("notes")
    notes.insert_multiple({"text": "x" * 500} for _number in range(2000))
    notes.upsert(Document({"text": "y" * 1000}, 1000))
    database.close()
    record = json.dumps({"text": "y" * 1000}, separators=(",", ":"))
    assert len(file.frames[-1]) <= 1.1 * len(record)


def test_upsert_by_id_touches_no_other_document(file: CountingFile) -> None:
    vault = Vault(file)
    database = Database(vault)
    notes = database.table("notes")
    notes.insert_multiple({"n": number} for number in range(100))
    looked_at: list[object] = []

    class Watched(dict[str, object]):
        def items(self):  # type: ignore[no-untyped-def]
            looked_at.append("all")
            return super().items()

    watched = Watched(vault.tables["notes"])
    vault.tables["notes"] = watched  # type: ignore[assignment]
    notes.upsert(Document({"n": 1000}, 50))
    assert looked_at == []
    assert watched["50"] == {"n": 1000}


def test_dropped_tables_are_gone_from_the_disk(database: Database, file: CountingFile) -> None:
    for name in ("one", "two", "three"):
        database.table(name).insert({"n": 1})
    database.drop_table("one")
    assert database.tables() == {"two", "three"}
    database.drop_tables()
    assert reopened(database, file) == {}


def test_new_document_never_takes_the_id_of_another(database: Database) -> None:
    notes = database.table("notes")
    notes.insert({})
    notes.upsert(Document({"n": 7}, 7))
    assert notes.insert({}) == 8
