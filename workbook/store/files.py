"""What the vault needs of a file, and the one that lives in memory only."""

from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Keep(Enum):
    """What becomes of a file that another takes the place of."""

    AS_OLDER = auto()
    """It is kept for a time."""
    ASIDE = auto()
    """It is kept until the reader erases it."""
    NOTHING = auto()
    """It goes."""
    NOTHING_AT_ALL = auto()
    """It goes, and everything that was kept before goes first."""


class Unsettled(OSError):  # noqa: N818 - it is a state of things: the new file is there, and may be gone after a power cut
    """The new file is in its place, but the system could not say that it stays there after a power cut."""


class NotebookFile(Protocol):
    """Bytes that grow at their end, or are replaced as a whole. Every method may raise OSError."""

    @property
    def path(self) -> str:
        """How messages name it."""

    def read(self) -> bytes | None:
        """All of it; None if there is no file."""

    def begin(self, header: bytes) -> None:
        """Make it anew, with this header safely on the disk. Never over a file that holds anything."""

    def resume(self, sound: int, damaged: int) -> str | None:
        """Get ready to append after `sound` bytes; gives the name of the file that now holds what is damaged."""

    def append(self, frame: bytes) -> None:
        """Add a frame and sync it. After an OSError the file is sound without it, and appending may be tried again."""

    def replace(self, spans: "Iterable[bytes]", keep: Keep) -> None:
        """Put other content in its place, whole or not at all. Raises Unsettled if that may not last."""

    def newest_older(self) -> str | None:
        """The path of the file that was in this place before, if it was kept."""

    def needs_older(self) -> bool:
        """Whether no older file was kept on the day when this one was last written."""

    def close(self) -> None:
        """Let go of it."""


class MemoryFile:
    """A file that touches no disk."""

    def __init__(self, content: bytes | None = None) -> None:
        self.content = content
        self.set_aside: list[bytes] = []
        """What stood behind the sound part, whenever it was resumed."""

    @property
    def path(self) -> str:
        """How messages name it."""
        return "memory"

    def read(self) -> bytes | None:
        """All of it; None before it was begun."""
        return self.content

    def begin(self, header: bytes) -> None:
        """Start with the header."""
        self.content = header

    def resume(self, sound: int, damaged: int) -> str | None:
        """Cut off whatever stands behind the sound part, and keep what is damaged."""
        content = self.content or b""
        self.content = content[:sound]
        if not damaged:
            return None
        self.set_aside.append(content[sound : sound + damaged])
        return f"{self.path}.set-aside-{len(self.set_aside)}"

    def append(self, frame: bytes) -> None:
        """Add a frame."""
        self.content = (self.content or b"") + frame

    def replace(self, spans: "Iterable[bytes]", keep: Keep) -> None:
        """Other content. Memory keeps nothing older."""
        self.content = b"".join(spans)

    def newest_older(self) -> str | None:
        """Nothing is kept."""
        return None

    def needs_older(self) -> bool:
        """Nothing is kept."""
        return False

    def close(self) -> None:
        """Nothing to let go of."""
