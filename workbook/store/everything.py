"""All that a notebook holds, as JSON for its owner. docs/everything.md describes it."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

from workbook.model.clock import stamp

if TYPE_CHECKING:
    from workbook.model.codec import Json
    from workbook.store.notebook import Notebook

FORMAT = "workbook-everything"
VERSION = 1


def everything(notebook: "Notebook", now: datetime) -> str:
    """Every entry with all its answers, and the settings, also what this version cannot read."""
    tables = dict(notebook.documents())
    entries = tables.pop("entries", {})
    settings = tables.pop("settings", {})
    written: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "made": stamp(now),
        "entries": [{"number": int(number), **entries[number]} for number in sorted(entries, key=int)],
        "settings": next(iter(settings.values()), {}),
    }
    if tables:
        written["other"] = {name: dict(documents) for name, documents in tables.items()}
    text = json.dumps(written, ensure_ascii=False, indent=2) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a letter, which no file can hold as it is.
        text = json.dumps(written, ensure_ascii=True, indent=2) + "\n"
    return text
