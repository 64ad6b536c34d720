import pytest

from workbook.model.errors import UnreadableError
from workbook.store import changes, frames
from workbook.store.header import fresh_header, header_line, read_header
from workbook.store.reading import Reading, read
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


def reading_of(content: bytes) -> Reading:
    header, start = read_header(content, "notes.wb")
    return read(content, header, start, None, "notes.wb")


def note(text: str, doc_id: str = "1") -> bytes:
    return changes.encode({"entries": {doc_id: {"text": text}}})


PARTS = built(note("one"), note("two", "2"), note("three"))


def test_commits_add_up_to_the_tables() -> None:
    reading = reading_of(b"".join(built(note("one"), note("two", "2"), changes.encode({"entries": {"1": None}}))))
    assert reading.tables == {"entries": {"2": {"text": "two"}}}
    assert (reading.position.sequence, reading.damaged) == (3, 0)


def test_frame_that_was_dropped_is_noticed() -> None:
    header, first, second, third = PARTS
    before_the_last = reading_of(header + first + third)
    assert (before_the_last.sound, before_the_last.damaged) == (len(header + first), len(third))
    in_the_middle = reading_of(header + second + third)
    assert (in_the_middle.sound, in_the_middle.tables, in_the_middle.broken) == (len(header), {}, True)


def test_frames_in_another_order_are_noticed() -> None:
    header, first, second, third = PARTS
    reading = reading_of(header + first + third + second)
    assert reading.tables == {"entries": {"1": {"text": "one"}}}
    assert (reading.sound, reading.broken) == (len(header + first), True)


def test_what_stands_before_the_damage_is_read_and_nothing_behind_it() -> None:
    header, first, second, third = PARTS
    damaged = bytearray(second)
    damaged[-1] ^= 1
    reading = reading_of(header + first + bytes(damaged) + third)
    assert reading.tables == {"entries": {"1": {"text": "one"}}}
    assert (reading.sound, reading.damaged, reading.broken) == (len(header + first), len(second + third), True)


def test_frame_repeated_at_the_end_is_not_taken_twice() -> None:
    content = b"".join(PARTS)
    assert reading_of(content + PARTS[-1]).sound == len(content)


def test_frame_under_another_number_is_not_taken() -> None:
    header, first, second, _third = PARTS
    renumbered = frames.frame(3, second[frames.HEAD_LENGTH :])
    assert reading_of(header + first + renumbered).sound == len(header + first)


def test_frame_of_another_file_does_not_fit() -> None:
    other = fresh_header()
    stranger = built(note("one"), header=other.line, digest=other.digest)[1]
    reading = reading_of(HEADER.line + stranger)
    assert (reading.tables, reading.damaged) == ({}, len(stranger))


def test_zeros_behind_the_last_frame_are_room_and_no_damage() -> None:
    content = b"".join(PARTS)
    reading = reading_of(content + bytes(5000))
    assert (reading.sound, reading.damaged, reading.broken) == (len(content), 0, False)


def test_what_stands_behind_the_room_is_damage() -> None:
    content = b"".join(PARTS)
    reading = reading_of(content + bytes(100) + b"x" + bytes(50))
    assert (reading.sound, reading.damaged, reading.broken) == (len(content), 101, False)
    assert reading_of(content + bytes(100) + PARTS[-1]).broken


def test_single_saves_and_superseded_documents_are_counted() -> None:
    large = changes.encode({"entries": {"1": {"text": "x" * 40_000}, "2": {"text": "y"}}})
    reading = reading_of(b"".join(built(large, note("two", "2"), note("three", "2"), note("four", "4"))))
    assert (reading.loose, reading.stale) == (3, 2)


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
        reading_of(b"".join(built(payload)))


def test_unknown_seal_is_refused() -> None:
    with pytest.raises(UnreadableError, match="does not know"):
        reading_of(header_line({"seal": "later"}))


def test_payload_that_quotes_the_start_of_a_frame_is_no_frame() -> None:
    hostile = note("\u00ffWB\n" + frames.frame(9, b"x" * 16).decode("latin-1"))
    parts = built(note("one"), hostile)
    content = b"".join(parts)
    reading = reading_of(content[:-1])
    assert (reading.sound, reading.broken) == (len(b"".join(parts[:-1])), False)
