"""TinyDB over the vault: a storage and a table that hand on only what changed."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from workbook.store import changes

if TYPE_CHECKING:
    from tinydb.queries import QueryLike

    from workbook.model.ports import Receipt
    from workbook.store.changes import Changes
    from workbook.store.vault import Vault


class AppendingStorage(Storage):
    """All documents in memory; each commit is one frame."""

    def __init__(self, vault: "Vault") -> None:
        self._vault = vault
        self._tables = vault.tables
        self.receipt = vault.flush()
        """Of the last commit."""

    def read(self) -> dict[str, dict[str, Any]]:
        """The documents themselves by table and id, not a copy: tables never change one in place."""
        return dict(self._tables)

    def table(self, name: str) -> Mapping[str, changes.Document]:
        """The documents of one table by id."""
        return self._tables.get(name, {})

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Commit the difference. Its cost grows with everything held; TinyDB needs it to drop tables."""
        changed: dict[str, dict[str, changes.Document | None]] = {}
        for name in self._tables.keys() | data.keys():
            held, wanted = self._tables.get(name, {}), data.get(name, {})
            gone: dict[str, changes.Document | None] = dict.fromkeys(held.keys() - wanted.keys())
            new = {doc_id: document for doc_id, document in wanted.items() if held.get(doc_id) != document}
            if gone or new:
                changed[name] = gone | new
        if changed:
            self.commit(changed)

    def commit(self, changed: "Changes") -> None:
        """Append the changes and show them."""
        self.receipt = self._vault.commit(changed)
        self._vault.applied(changed)

    def close(self) -> None:
        """Save what is queued and close the file."""
        self._vault.close()


class Draft(MutableMapping[int, MutableMapping[str, Any]]):
    """A table as TinyDB's operations change it: documents are copied when they are touched, so a change shows."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self._held = held
        self._touched: dict[int, dict[str, Any] | None] = {}

    def changes(self) -> dict[str, changes.Document | None]:
        """What differs by now."""
        return {
            str(doc_id): document
            for doc_id, document in self._touched.items()
            if document != self._held.get(str(doc_id))
        }

    def clear(self) -> None:
        """Every document goes."""
        self._touched = {int(doc_id): None for doc_id in self._held}

    def __contains__(self, doc_id: object) -> bool:
        if doc_id in self._touched:
            return self._touched[doc_id] is not None
        return str(doc_id) in self._held

    def __getitem__(self, doc_id: int) -> MutableMapping[str, Any]:
        if doc_id not in self._touched:
            self._touched[doc_id] = deepcopy(self._held[str(doc_id)])
        document = self._touched[doc_id]
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: int, document: Mapping[str, Any]) -> None:
        self._touched[doc_id] = dict(document)

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[doc_id] = None

    def __iter__(self) -> Iterator[int]:
        new = (doc_id for doc_id in self._touched if str(doc_id) not in self._held)
        return (doc_id for doc_id in [*map(int, self._held), *new] if doc_id in self)

    def __len__(self) -> int:
        return sum(1 for _doc_id in self)


class AppendingTable(Table):
    """A table whose writing costs what changed, not what is there."""

    _storage: AppendingStorage

    def upsert(self, document: Mapping[str, Any], cond: "QueryLike | None" = None) -> list[int]:
        """As TinyDB's; for a document with an id, without looking at any other."""
        if not isinstance(document, Document):
            return super().upsert(document, cond)
        doc_id = str(document.doc_id)
        held = self._storage.table(self.name).get(doc_id)
        merged = {**held, **document} if held else dict(document)
        if merged != held:
            self._storage.commit({self.name: {doc_id: merged}})
            self._next_id = None
            self.clear_cache()
        return [document.doc_id]

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        draft = Draft(self._read_table())
        updater(draft)
        changed = draft.changes()
        if changed:
            self._storage.commit({self.name: changed})
            self.clear_cache()


class Database(TinyDB):
    """TinyDB with our table over our storage."""

    table_class = AppendingTable

    def __init__(self, vault: "Vault") -> None:
        super().__init__(vault, storage=AppendingStorage)
        assert isinstance(self._storage, AppendingStorage)
        self._vault = vault
        self._appending = self._storage

    def put(self, table: Table, number: int, document: changes.Document) -> "Receipt":
        """Put a document in place of the one with its number. The receipt stands for all that was saved so far."""
        earlier = self._appending.receipt
        table.upsert(Document(document, number))
        receipt = self._appending.receipt
        # One that says nothing new writes nothing.
        return self._vault.flush() if receipt is earlier else receipt

    @property
    def receipt(self) -> "Receipt":
        """Of the last change."""
        return self._appending.receipt
