import pytest

from workbook.model.errors import UnreadableError
from workbook.store import changes, frames
from workbook.store.header import fresh_header, header_line
from workbook.store.reading import read
from workbook.store.seal import ChecksumSeal, Position

HEADER = fresh_header()


def built(*payloads: bytes, header: bytes = HEADER.line, digest: bytes = HEADER.digest) -> list[bytes]:
    """A file's parts: the header and a frame for each payload."""
    seal, position, parts = ChecksumSeal(digest), Position(), [header]
    for payload in payloads:
        sealed = seal.close(position, payload)
        parts.append(frames.frame(position.sequence + 1, sealed))
        position = position.after(sealed)
    return parts


def note(text: str, doc_id: str = "1") -> bytes:
    return changes.encode({"entries": {doc_id: {"text": text}}})


PARTS = built(note("one"), note("two", "2"), note("three"))


def test_commits_add_up_to_the_tables() -> None:
    reading = read(b"".join(built(note("one"), note("two", "2"), changes.encode({"entries": {"1": None}}))), "notes.wb")
    assert reading.tables == {"entries": {"2": {"text": "two"}}}
    assert (reading.position.sequence, reading.damaged) == (3, 0)


def test_frame_that_was_dropped_is_noticed() -> None:
    header, first, _second, third = PARTS
    reading = read(header + first + third, "notes.wb")
    assert reading.sound == len(header + first)
    with pytest.raises(UnreadableError, match="damaged in the middle"):
        read(header + _second + third, "notes.wb")


def test_frames_in_another_order_are_noticed() -> None:
    header, first, second, third = PARTS
    with pytest.raises(UnreadableError, match="damaged in the middle"):
        read(header + first + third + second, "notes.wb")


def test_frame_repeated_at_the_end_is_not_taken_twice() -> None:
    content = b"".join(PARTS)
    assert read(content + PARTS[-1], "notes.wb").sound == len(content)


def test_frame_under_another_number_is_not_taken() -> None:
    header, first, second, _third = PARTS
    renumbered = frames.frame(3, second[frames.HEAD_LENGTH :])
    assert read(header + first + renumbered, "notes.wb").sound == len(header + first)


def test_frame_of_another_file_does_not_fit() -> None:
    other = fresh_header()
    stranger = built(note("one"), header=other.line, digest=other.digest)[1]
    reading = read(HEADER.line + stranger, "notes.wb")
    assert (reading.tables, reading.damaged) == ({}, len(stranger))


def test_zeros_behind_the_last_frame_are_its_damaged_end() -> None:
    content = b"".join(PARTS)
    assert read(content + bytes(5000), "notes.wb").damaged == 5000


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"entries":[]}',
        b'{"entries":{"x":{}}}',
        b'{"entries":{"1":"text"}}',
        b'{"entries":{"-1":{}}}',
        b'{"entries":{"1":' + b"[" * 100_000,
        b'{"entries":{"1":' + b"9" * 10_000 + b"}}",
    ],
    ids=["empty", "no text", "list", "table", "id", "document", "negative", "deep", "endless number"],
)
def test_sound_frame_that_holds_something_else_is_refused_not_dropped(payload: bytes) -> None:
    with pytest.raises(UnreadableError, match="something that this program cannot read"):
        read(b"".join(built(payload)), "notes.wb")


def test_unknown_seal_is_refused() -> None:
    with pytest.raises(UnreadableError, match="does not know"):
        read(header_line({"seal": "later"}), "notes.wb")


def test_payload_that_quotes_the_start_of_a_frame_is_no_frame() -> None:
    hostile = note("\u00ffWB\n" + frames.frame(9, b"x" * 16).decode("latin-1"))
    parts = built(note("one"), hostile)
    content = b"".join(parts)
    assert read(content[:-1], "notes.wb").sound == len(b"".join(parts[:-1]))
