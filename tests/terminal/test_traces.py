"""The search for secrets finds them, so that a test which finds none says something."""

import base64
import gzip
import json
import random
import zlib
from pathlib import Path

import pytest

from tests.terminal.computer import CANARY, WORDS
from tests.terminal.traces import ENTERED, LEFT, found_below, found_in, found_outside


def noise(length: int) -> bytes:
    """Bytes without sense, the same each time, and none that a terminal would take for the start of a sequence."""
    return random.Random(length).randbytes(length).translate(bytes(range(256)), b"\x1b\x90\x9d")


@pytest.mark.parametrize(
    "disguise",
    [
        CANARY.encode(),
        CANARY.encode("utf-16-le"),
        CANARY.encode("utf-16-be"),
        json.dumps({"words": f"the {CANARY}."}).encode(),
        repr(f"{CANARY}\n").encode(),
        ascii(CANARY).encode(),
        CANARY.encode().hex().encode(),
        CANARY.encode().hex().upper().encode(),
        *(base64.b64encode(b"xyz"[:lead] + f"{CANARY}?".encode()) for lead in range(3)),
        *(base64.urlsafe_b64encode(b"xyz"[:lead] + f"{CANARY}?".encode()) for lead in range(3)),
        zlib.compress(f"the {CANARY}.".encode()),
        zlib.compress(noise(500) + CANARY.encode() + noise(501), 1)[:-300],
        zlib.compress(base64.b64encode(CANARY.encode() * 9), 9),
        gzip.compress(f"the {CANARY}.".encode() * 9, mtime=0),
    ],
)
def test_search_finds_the_canary_behind_every_disguise(tmp_path: Path, disguise: bytes) -> None:
    buried = noise(1000) + disguise + noise(1001)
    whole = {"the canary": CANARY}
    assert found_in(buried, whole)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(buried)
    assert "in deep/file" in found_below(tmp_path, whole)[0]
    hidden = ENTERED + disguise
    assert not found_outside(hidden, whole)
    assert found_outside(hidden + LEFT + disguise, whole)
    assert found_outside(disguise + hidden, whole)
    assert not found_in(noise(5000), whole)


def test_search_finds_the_canary_in_a_name_a_title_and_between_colours(tmp_path: Path) -> None:
    (tmp_path / CANARY).touch()
    assert found_below(tmp_path, WORDS)
    assert found_outside(ENTERED + f"\x1b]2;{CANARY}\x07".encode() + LEFT, WORDS)
    assert found_outside(ENTERED + b"\x1b]52;c;" + base64.b64encode(CANARY.encode()) + b"\x1b\\" + LEFT, WORDS)
    assert found_outside("\x1b[1mZaun\x1b[31mkönigin".encode(), WORDS)
