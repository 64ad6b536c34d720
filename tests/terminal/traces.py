"""Looks for secrets in files and in what a terminal was given, also where they are written in another way."""

import base64
import json
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

Secrets = Mapping[str, str | bytes]
"""What must not be found, by a name for it."""
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
"""The alternate screen."""
STRING = re.compile(rb"\x1b[\]P^_X](.*?)(?:\x07|\x1b\\)", re.DOTALL)
"""What is not for the screen but for the terminal itself, such as its title or the clipboard."""
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)
_WINDOWS = (zlib.MAX_WBITS, zlib.MAX_WBITS | 16)
"""With a head of zlib, and of gzip."""
_PACKED = re.compile(rb"(?=\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08)")


def found_in(content: bytes, secrets: Secrets) -> list[str]:
    """Which secrets are in it, and how they are written there."""
    unpacked = b"\0".join(_unpacked(content))
    lower, unpacked_lower = content.lower(), unpacked.lower()
    found = []
    for name, secret in secrets.items():
        for form, needle in _forms(secret):
            if needle in content or (form == "hexadecimal" and needle in lower):
                found.append(f"{name} as {form}")
            if needle in unpacked or (form == "hexadecimal" and needle in unpacked_lower):
                found.append(f"{name} as {form}, compressed")
    return found


def found_below(folder: Path, secrets: Secrets) -> list[str]:
    """What is found in the files below a folder, and in their names."""
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        found += [
            f"{each} in {path.relative_to(folder)}"
            for each in found_in(os.fsencode(path.name) + b"\0" + content, secrets)
        ]
    return found


def outside(raw: bytes) -> bytes:
    """What a terminal was given while it showed its normal screen."""
    before, *rest = raw.split(ENTERED)
    return b"".join((before, *(part.partition(LEFT)[2] for part in rest)))


def found_outside(raw: bytes, secrets: Secrets) -> list[str]:
    """What is found in a terminal's output that stays when the alternate screen is gone, whatever is drawn between."""
    normal = outside(raw)
    for_itself = b"\0".join(STRING.findall(raw))
    return found_in(b"\0".join((normal, SEQUENCE.sub(b"", normal), for_itself)), secrets)


def lines_outside(raw: bytes) -> list[str]:
    """The lines that stand on the normal screen."""
    words = SEQUENCE.sub(b"", outside(raw)).decode("utf-8")
    return [line for line in re.split(r"[\r\n]+", words) if line.strip()]


def _forms(secret: str | bytes) -> Iterator[tuple[str, bytes]]:
    if isinstance(secret, str):
        yield "UTF-16, low byte first", secret.encode("utf-16-le")
        yield "UTF-16, high byte first", secret.encode("utf-16-be")
        if not secret.isascii():
            yield "JSON", json.dumps(secret).strip('"').encode()
            yield "a literal", ascii(secret).strip("'").encode()
        secret = secret.encode()
    yield "it is", secret
    yield "hexadecimal", secret.hex().encode()
    for shift in range(3):
        # The letters that do not depend on what stands before and behind.
        whole = base64.b64encode(bytes(shift) + secret)[4 * (shift > 0) : (shift + len(secret)) // 3 * 4]
        yield f"base 64, {shift} bytes on", whole
        yield f"base 64 for addresses, {shift} bytes on", whole.translate(bytes.maketrans(b"+/", b"-_"))


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Whatever is compressed anywhere in it, as far as it can be read."""
    for match in _PACKED.finditer(content):
        for window in _WINDOWS:
            unpacking, plain = zlib.decompressobj(window), b""
            # In small pieces, so that what stands before damage is seen.
            with suppress(zlib.error):
                for at in range(match.start(), len(content), 64):
                    plain += unpacking.decompress(content[at : at + 64])
                    if unpacking.eof:
                        break
            yield plain
