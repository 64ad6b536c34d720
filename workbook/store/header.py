"""The first line of the notebook's file: what may read it, how it is sealed, and room for keys."""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from workbook.model.errors import DamagedError, UnreadableError
from workbook.store.keys import Keys
from workbook.store.seal import AesSeal, ChecksumSeal, Seal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.model.codec import Json

FORMAT = 1
"""The format that this program writes, and the newest that it reads."""
CHECKSUM_SEAL = "checksum"
"""Frames that carry a checksum chain and no secret."""
AES_SEAL = "aes-256-gcm"
"""Frames that are encrypted."""

_NAME = b"notes-file"
_LONGEST = 65_536
_CHECK_LENGTH = 16
_LINE = re.compile(rb"([a-z-]+) ([1-9][0-9]{0,5}) ([1-9][0-9]{0,5}) (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Header:
    """The header line, read."""

    line: bytes
    """As it stands in the file, with its newline."""
    members: "Mapping[str, Json]"
    """`id`, which no other file has; `seal`, how frames are closed; `whole`; the keys. Unknown ones are left alone."""
    version: int = FORMAT
    """The format of the file."""
    oldest: int = FORMAT
    """The oldest format whose readers understand the file."""

    @property
    def digest(self) -> bytes:
        """Goes into the seal of every frame, so that no frame fits another file."""
        return hashlib.sha256(self.line).digest()

    @property
    def sealed(self) -> bool:
        """Whether it takes keys to read the file."""
        return self.members.get("seal") == AES_SEAL

    @property
    def whole(self) -> int:
        """How many frames were in the file, synced and read back, when it took its place. None of them can be torn."""
        whole = self.members.get("whole")
        return whole if isinstance(whole, int) else 0

    def seal(self, keys: Keys | None, path: str) -> Seal:
        """How the frames of the file are closed. Raises UnreadableError for a way that this program does not know."""
        file_id = self.members.get("id")
        match self.members.get("seal"), keys:
            case (str(name), None) if name == CHECKSUM_SEAL:
                return ChecksumSeal(self.digest)
            case (str(name), Keys()) if name == AES_SEAL and isinstance(file_id, str) and file_id.isascii():
                return AesSeal(self.digest, keys.of_file(file_id.encode()))
        raise UnreadableError(
            _("{path} is locked in a way that this program does not know.").format(path=path),
            _("Nothing was changed. Please update the program, then open it again."),
        )


def fresh_header(keys: Keys | None = None, whole: int = 0) -> Header:
    """A header for a new file, sealed if there are keys, that begins with `whole` frames."""
    members: dict[str, Json] = {
        "id": os.urandom(16).hex(),
        "seal": CHECKSUM_SEAL if keys is None else AES_SEAL,
        "whole": whole,
        **({} if keys is None else keys.members),
    }
    return Header(header_line(members), members)


def header_line(members: "Mapping[str, Json]", version: int = FORMAT, oldest: int = FORMAT) -> bytes:
    """The line that says this."""
    written = json.dumps(members, ensure_ascii=True, separators=(",", ":")).encode()
    start = b"%s %d %d %s" % (_NAME, version, oldest, written)
    return b"%s %s\n" % (start, _check(start))


def read_header(content: bytes, path: str) -> tuple[Header, int]:
    """The header and the offset of the first frame.

    Raises UnreadableError if it is damaged, or of a format that only a newer program reads.
    """
    end = content.find(b"\n", 0, _LONGEST)
    start, space, check = content[: max(end, 0)].rpartition(b" ")
    found = _LINE.fullmatch(start)
    if not space or found is None or found[1] != _NAME or check != _check(start):
        raise _damaged(path)
    version, oldest = int(found[2]), int(found[3])
    if oldest > FORMAT:
        raise newer(path, oldest)
    try:
        members: Json = json.loads(found[4])
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(members, dict):
        raise _damaged(path)
    return Header(content[: end + 1], members, version, oldest), end + 1


def is_header(content: bytes) -> bool:
    """Whether a file that begins so is a notebook."""
    return content.startswith(_NAME + b" ")


def newer(path: str, version: int) -> UnreadableError:
    """The error for a file that needs a newer program."""
    return UnreadableError(
        _(
            "{path} was written by a newer version of this program (file format {theirs}; this one knows {ours})."
        ).format(path=path, theirs=version, ours=FORMAT),
        _("Nothing was changed. Please update the program, then open it again."),
    )


def _check(start: bytes) -> bytes:
    return hashlib.sha256(start).hexdigest()[:_CHECK_LENGTH].encode()


def _damaged(path: str) -> DamagedError:
    return DamagedError(_("The beginning of {path} is damaged, or it is not a notebook.").format(path=path))
