"""What the vault needs of a file, and the one that lives in memory only."""

from typing import Protocol


class NotebookFile(Protocol):
    """Bytes that only ever grow at their end. Every method may raise OSError."""

    @property
    def path(self) -> str:
        """How messages name it."""

    def read(self) -> bytes | None:
        """All of it; None if there is no file."""

    def begin(self, header: bytes) -> None:
        """Make it anew, with this header safely on the disk. Never over a file that holds anything."""

    def resume(self, sound: int) -> str | None:
        """Get ready to append after `sound` bytes; gives the name of the file that now holds whatever stood behind."""

    def append(self, frame: bytes) -> None:
        """Add a frame and sync it. After an OSError the file is sound without it, and appending may be tried again."""

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

    def resume(self, sound: int) -> str | None:
        """Cut off whatever stands behind the sound part, and keep it."""
        content = self.content or b""
        if len(content) == sound:
            return None
        self.set_aside.append(content[sound:])
        self.content = content[:sound]
        return f"{self.path}.set-aside-{len(self.set_aside)}"

    def append(self, frame: bytes) -> None:
        """Add a frame."""
        self.content = (self.content or b"") + frame

    def close(self) -> None:
        """Nothing to let go of."""
