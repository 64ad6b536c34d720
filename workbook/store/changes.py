"""What one commit holds: the documents that changed or went, as JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from workbook.model.codec import Json

Document = dict[str, Json]
"""A document of the database."""
Tables = dict[str, dict[str, Document]]
"""Documents by table name and document id, as TinyDB keeps them."""
Changes = Mapping[str, Mapping[str, Document | None]]
"""The new document by table name and document id; None for one that went."""

ERASING = "erasing"
"""A table with something in it while older forms of the documents are still to be erased."""

_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPED = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))
_ID = re.compile("[1-9][0-9]{0,17}")


def encode(changes: Changes) -> bytes:
    """The changes as compact JSON in UTF-8."""
    try:
        return _PLAIN.encode(changes).encode()
    except UnicodeEncodeError:
        # A lone surrogate is in no UTF-8 text. Escaped, it is kept and the save does not fail.
        return _ESCAPED.encode(changes).encode()


def decode(payload: bytes) -> dict[str, dict[str, Document | None]]:
    """The changes again. Raises ValueError for anything that `encode` does not make."""
    return decode_all([payload])[0]


def decode_all(payloads: Sequence[bytes]) -> list[dict[str, dict[str, Document | None]]]:
    """The same of many at once, which is quicker."""
    try:
        commits: Json = json.loads(f"[{b','.join(payloads).decode()}]")
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(commits, list) or len(commits) != len(payloads):
        raise ValueError("a commit is not one mapping")
    for commit in commits:
        _check(commit)
    return cast("list[dict[str, dict[str, Document | None]]]", commits)


def _check(commit: Json) -> None:
    if not isinstance(commit, dict):
        raise ValueError("a commit is not a mapping")
    for table in commit.values():
        if not isinstance(table, dict):
            raise ValueError("a table is not a mapping")
        for doc_id, document in table.items():
            if not (document is None or isinstance(document, dict)):
                raise ValueError("a document is not a mapping")
            if _ID.fullmatch(doc_id) is None:
                raise ValueError("a document id is not a number")


def apply(changes: Changes, tables: Tables) -> int:
    """Bring the tables up to date. Gives the number of documents that were there already in an older form."""
    older = 0
    for name, documents in changes.items():
        table = tables.setdefault(name, {})
        for doc_id, document in documents.items():
            older += doc_id in table
            if document is None:
                table.pop(doc_id, None)
            else:
                table[doc_id] = document
        if not table:
            del tables[name]
    return older


def batches(tables: Tables, size: int) -> Iterator[bytes]:
    """All documents, encoded as commits of about `size` bytes."""
    for name, documents in tables.items():
        batch: dict[str, Document | None] = {}
        written: list[str] = []
        length = 0
        for doc_id, document in documents.items():
            text = _PLAIN.encode(document)
            batch[doc_id] = document
            written.append(f'"{doc_id}":{text}')
            length += len(text)
            if length >= size:
                yield _batch(name, batch, written)
                batch, written, length = {}, [], 0
        if batch:
            yield _batch(name, batch, written)


def _batch(name: str, batch: "dict[str, Document | None]", written: list[str]) -> bytes:
    try:
        return f"{{{json.dumps(name)}:{{{','.join(written)}}}}}".encode()
    except UnicodeEncodeError:
        return encode({name: batch})


def merged(commits: Iterable[Changes]) -> Changes:
    """Several commits as one; what was changed twice is there once."""
    together: dict[str, dict[str, Document | None]] = {}
    for changes in commits:
        for name, documents in changes.items():
            together.setdefault(name, {}).update(documents)
    return together
