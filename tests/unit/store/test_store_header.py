import pytest

from workbook.model.errors import UnreadableError
from workbook.store.header import FORMAT, fresh_header, header_line, read_header


def test_header_reads_back_and_says_where_frames_begin() -> None:
    header = fresh_header()
    assert read_header(header.line + b"frames", "notes.wb") == (header, len(header.line))


def test_two_files_never_share_a_digest() -> None:
    assert fresh_header().digest != fresh_header().digest


def test_every_altered_bit_is_noticed() -> None:
    line = fresh_header().line
    for place in range(len(line) * 8):
        altered = bytearray(line)
        altered[place // 8] ^= 1 << place % 8
        with pytest.raises(UnreadableError):
            read_header(bytes(altered), "notes.wb")


def test_header_for_newer_readers_names_the_version_needed() -> None:
    line = header_line({"seal": "unheard of"}, version=FORMAT + 2, oldest=FORMAT + 1)
    with pytest.raises(UnreadableError, match=f"newer version.*format {FORMAT + 1}.*update"):
        read_header(line, "notes.wb")


def test_newer_format_that_this_reader_understands_is_read() -> None:
    line = header_line({"seal": "checksum", "later": [1]}, version=FORMAT + 1, oldest=FORMAT)
    header, _start = read_header(line, "notes.wb")
    assert (header.version, header.members["later"]) == (FORMAT + 1, [1])


@pytest.mark.parametrize(
    "content",
    [b"\n", b" \n", b"notes-file\n", b"\0" * 70_000, b"{}" * 40_000, header_line({})[:-1], b"x" + header_line({})],
    ids=["newline", "blank", "name", "zeros", "endless", "unfinished", "shifted"],
)
def test_what_is_no_header_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged, or it is not a notebook"):
        read_header(content, "notes.wb")
