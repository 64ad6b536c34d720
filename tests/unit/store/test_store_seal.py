from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.store.seal import AesSeal, ChecksumSeal, Position, Seal

AT = Position(4, b"t" * 16)
DIGEST = b"d" * 32
KEY = b"k" * 32


@dataclass(frozen=True)
class Way:
    """A way of closing frames, and the same way in other files."""

    seal: Seal
    others: tuple[Seal, ...]
    added: int


WAYS = {
    "checksum": Way(ChecksumSeal(DIGEST), (ChecksumSeal(b"o" * 32),), 16),
    "aes-256-gcm": Way(AesSeal(DIGEST, KEY), (AesSeal(b"o" * 32, KEY), AesSeal(DIGEST, b"o" * 32)), 28),
}
either = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@either
@given(payload=st.binary(max_size=200), sequence=st.integers(0, 2**63), tag=st.binary(min_size=16, max_size=16))
def test_sealed_payload_opens_at_its_place(way: Way, payload: bytes, sequence: int, tag: bytes) -> None:
    at = Position(sequence, tag)
    assert way.seal.open(at, way.seal.close(at, payload)) == payload


@either
def test_seal_adds_only_its_tag_and_what_it_needs_to_open(way: Way) -> None:
    for length in (0, 5, 100_000):
        assert len(way.seal.close(AT, bytes(length))) == length + way.added


@either
@pytest.mark.parametrize(
    "at",
    [AT._replace(sequence=5), AT._replace(sequence=3), AT._replace(tag=b"x" * 16), Position()],
    ids=["next", "before", "another predecessor", "first"],
)
def test_frame_does_not_open_in_another_place(way: Way, at: Position) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        way.seal.open(at, way.seal.close(AT, b"words"))


@either
def test_frame_does_not_open_in_another_file_or_with_another_key(way: Way) -> None:
    for other in way.others:
        with pytest.raises(ValueError, match="does not fit"):
            other.open(AT, way.seal.close(AT, b"words"))


@either
def test_frame_with_an_altered_bit_or_a_missing_byte_does_not_open(way: Way) -> None:
    sealed = way.seal.close(AT, b"words")
    for place in range(len(sealed) * 8):
        altered = bytearray(sealed)
        altered[place // 8] ^= 1 << place % 8
        with pytest.raises(ValueError, match="does not fit"):
            way.seal.open(AT, bytes(altered))
    for length in range(len(sealed)):
        with pytest.raises(ValueError, match=r"does not fit|too short"):
            way.seal.open(AT, sealed[:length])
        with pytest.raises(ValueError, match=r"does not fit|too short"):
            way.seal.open(AT, sealed[length + 1 :])


def test_encrypted_frame_shows_nothing_of_its_payload() -> None:
    seal = WAYS["aes-256-gcm"].seal
    sealed = seal.close(AT, b"words " * 100)
    assert b"words" not in sealed


def test_no_nonce_is_used_twice_even_at_one_place() -> None:
    # After a failed write, another payload is sealed at the same place.
    seal = WAYS["aes-256-gcm"].seal
    assert len({seal.close(AT, b"words")[:12] for _time in range(1000)}) == 1000
