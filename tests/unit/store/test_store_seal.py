import pytest

from workbook.store.seal import ChecksumSeal, Position

SEAL = ChecksumSeal(b"digest")
AT = Position(4, b"t" * 16)


def test_sealed_payload_opens_at_its_place() -> None:
    assert SEAL.open(AT, SEAL.close(AT, b"words")) == b"words"


def test_seal_adds_only_its_tag() -> None:
    assert len(SEAL.close(AT, b"words")) == len(b"words") + 16


@pytest.mark.parametrize(
    ("seal", "at", "sealed"),
    [
        (ChecksumSeal(b"other"), AT, SEAL.close(AT, b"words")),
        (SEAL, AT._replace(sequence=5), SEAL.close(AT, b"words")),
        (SEAL, AT._replace(tag=b"x" * 16), SEAL.close(AT, b"words")),
        (SEAL, AT, SEAL.close(AT, b"words").replace(b"w", b"W")),
        (SEAL, AT, b"short"),
        (SEAL, AT, b""),
    ],
    ids=["another file", "another number", "another predecessor", "altered", "short", "empty"],
)
def test_what_does_not_belong_does_not_open(seal: ChecksumSeal, at: Position, sealed: bytes) -> None:
    with pytest.raises(ValueError, match="checksum"):
        seal.open(at, sealed)
