from workbook.store.changes import Changes, Tables, apply, decode, encode, merged


def test_changes_read_back() -> None:
    changed: Changes = {
        "entries": {"1": {"text": "Gr\u00fc\u00dfe \U0001f469\u200d\U0001f469\u200d\U0001f467 \u6f22\u5b57"}, "2": None}
    }
    assert decode(encode(changed)) == changed


def test_text_is_kept_as_utf8_not_escaped() -> None:
    assert "\u6f22\u5b57".encode() in encode({"entries": {"1": {"text": "\u6f22\u5b57"}}})


def test_lone_surrogate_is_kept() -> None:
    changed: Changes = {"entries": {"1": {"text": "before \ud83d after"}}}
    assert decode(encode(changed)) == changed


def test_document_that_went_is_gone_and_its_empty_table_too() -> None:
    tables: Tables = {"entries": {"1": {}}, "settings": {"1": {}}}
    apply({"entries": {"1": None}}, tables)
    assert tables == {"settings": {"1": {}}}


def test_later_commit_wins_when_merged() -> None:
    together = merged([{"entries": {"1": {"a": 1}, "2": {}}}, {"entries": {"1": None}}, {"settings": {"1": {}}}])
    assert together == {"entries": {"1": None, "2": {}}, "settings": {"1": {}}}
