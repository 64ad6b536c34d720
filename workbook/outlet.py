"""What a command says, on its way out: a terminal is given words and never orders."""

from collections.abc import Iterable
from typing import TextIO

from workbook.model.guard import shown


class Outlet:
    """Stands before a stream of the process."""

    def __init__(self, stream: TextIO, *, for_people: bool = False) -> None:
        """Make one. Data that goes to a file or another program is left as it is; what is for people never is."""
        self._stream = stream
        self._guarded = for_people or stream.isatty()

    def write(self, text: str) -> int:
        """Write it; gives the length of what was meant."""
        self._stream.write(shown(text) if self._guarded else text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of them."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Send on what waits."""
        self._stream.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
