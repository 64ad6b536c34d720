"""A whole notebook's bytes that did not reach the disk yet, as the file that they will be."""

from typing import TYPE_CHECKING

from workbook.store.files import Keep, Unsettled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.store.files import NotebookFile


class UnsavedFile:
    """A notebook's file as it should be, over the one that it still is. Only one thread at a time may write it."""

    def __init__(self, inner: "NotebookFile", content: bytes, keep: Keep) -> None:
        self.inner = inner
        """What is on the disk."""
        self._content: bytes | None = content
        self._keep = keep
        """What becomes of that."""

    @property
    def waiting(self) -> bool:
        """Whether the bytes still have to be written."""
        return self._content is not None

    @property
    def path(self) -> str:
        """How messages name it."""
        return self.inner.path

    def settle(self) -> None:
        """Put the bytes in their place, if they are not there yet."""
        if self._content is not None:
            # After Unsettled they wait on: then all of it is done again.
            self.inner.replace([self._content], self._keep)
            self._content = None

    def read(self) -> bytes | None:
        """The bytes as they will be."""
        content = self._content
        return self.inner.read() if content is None else content

    def begin(self, header: bytes) -> None:
        """Never asked for, since there is content."""
        raise FileExistsError

    def resume(self, sound: int, damaged: int) -> str | None:
        """There is nothing to mend in bytes that were made a while ago."""
        return None

    def append(self, frame: bytes) -> None:
        """Add a frame behind the bytes, once these are in their place."""
        self.settle()
        self.inner.append(frame)

    def replace(self, spans: "Iterable[bytes]", keep: Keep) -> None:
        """Put other content in its place; the bytes are not needed any more then."""
        try:
            self.inner.replace(spans, keep)
        except Unsettled:
            self._content = None
            raise
        self._content = None

    def newest_older(self) -> str | None:
        """The path of the file that was in this place before, if it was kept."""
        return self.inner.newest_older()

    def needs_older(self) -> bool:
        """Whether no older file was kept on the day when the one on the disk was last written."""
        return self.inner.needs_older()

    def close(self) -> None:
        """Let go of the one on the disk."""
        self.inner.close()
