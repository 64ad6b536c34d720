"""The line that is typed: from the bytes that a terminal sends to words, or to the wish to leave."""

import re
from enum import Enum

_TOKEN = re.compile(
    rb"\x1b(?:"
    rb"\[\[[A-E]"  # F1 to F5 on a Linux console
    rb"|\[[0-?]*[ -/]*[@-~]"
    rb"|O[ -~]"
    rb"|[\]P_^X][^\x03\x07\x11\x1b]*(?:\x07|\x1b\\)"  # what a terminal answers to a question of another program
    rb"|[ -NQ-WYZ\\`-~]"  # a letter with Alt
    rb")|[^\x00-\x1f\x7f]+|[\x00-\x1a\x1c-\x1f\x7f]",
    re.DOTALL,
)
_BEGUN = re.compile(rb"\x1b(?:\[\[?[0-?]*[ -/]*|O|[\]P_^X][^\x03\x07\x11\x1b]*\x1b?)?")
"""A sequence of which the end has not come yet."""
_F9, _PASTE, _PASTED = b"\x1b[20~", b"\x1b[200~", b"\x1b[201~"
_TO_LEAVE = (b"\x03", b"\x11")
"""Ctrl+C and Ctrl+Q, which leave from the middle of a paste as well."""


class Wish(Enum):
    """What a key asks for, beside letters."""

    ENTER = "enter"
    LEAVE = "leave"
    STOP = "stop"
    """Ctrl+Z."""


class Typed:
    """One line, as far as it is typed. It is kept in bytes, so that no letter is cut by the end of a read."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._ahead = b""
        self._pasting = False

    def press(self, came: bytes) -> Wish | None:
        """Take what came, up to the first wish; what stands behind it waits for the next call, which may bring none."""
        ahead = self._ahead + came
        at = 0
        wish = None
        while at < len(ahead) and wish is None:
            if token := _TOKEN.match(ahead, at):
                at = token.end()
                wish = self._take(token[0])
            elif ahead.startswith(b"\x1b\x1b", at):
                at += 2
                wish = Wish.LEAVE
            elif (begun := _BEGUN.match(ahead, at)) and begun.end() < len(ahead):
                at = begun.end()  # no terminal sends this; the next key counts again
            else:
                break
        self._ahead = ahead[at:]
        return wish

    @property
    def is_unsure(self) -> bool:
        """Whether the next key tells if Esc was pressed or a longer sequence has begun."""
        return bool(self._ahead)

    def settle(self) -> Wish | None:
        """No key followed soon: Esc was meant, or a sequence lost its end."""
        alone = self._ahead == b"\x1b"
        self._ahead = b""
        return Wish.LEAVE if alone else None

    def take(self) -> str:
        """What counts of the line. The next line begins."""
        from workbook.model.secret import as_secret

        line = bytes(self._line)
        self._line.clear()
        try:
            words = line.decode()
        except UnicodeDecodeError:
            words = line.decode("latin-1")  # an old terminal; any reading does, if it is the same each time
        return as_secret(words)

    def clear(self) -> None:
        """Forget the line, and whatever else came."""
        self._line.clear()
        self._ahead = b""
        self._pasting = False

    def _take(self, token: bytes) -> Wish | None:
        if token in _TO_LEAVE or token == _F9:
            return Wish.LEAVE
        if token in (_PASTE, _PASTED):
            self._pasting = token == _PASTE
        elif self._pasting:
            # A line's end in a paste is no Enter: words on two lines belong together.
            if token in b"\t\r\n":
                token = b"" if self._line.endswith(b" ") else b" "
            if token[:1] >= b" " and token != b"\x7f":
                self._line += token
        else:
            return self._type(token)
        return None

    def _type(self, token: bytes) -> Wish | None:
        match token:
            case b"\r" | b"\n":
                return Wish.ENTER
            case b"\x1a":
                return Wish.STOP
            case b"\x04":
                return None if self._line else Wish.LEAVE
            case b"\x7f" | b"\x08":
                while self._line and self._line.pop() & 0xC0 == 0x80:
                    pass  # the first byte of a letter is the last to go
            case b"\x15":
                self._line.clear()
            case b"\x17":
                del self._line[self._line.rstrip().rfind(b" ") + 1 :]
            case b"\t":
                self._line += b" "
            case _ if token[:1] >= b" ":
                self._line += token
        return None
