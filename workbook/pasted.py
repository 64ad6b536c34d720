"""What is pasted, on its way in: words, and never keys."""

from workbook.model.guard import clean

_BEGINS, _ENDS = "\x1b[200~", "\x1b[201~"


class PasteGuard:
    """Stands before the parser of keys, which would take an escape in the middle of a paste as keys of the reader."""

    def __init__(self) -> None:
        self._inside = False
        self._last = ""
        """The last letters outside of a paste: its beginning may come in two parts."""
        self._held = ""
        """The last letters of a paste, which may be the first of its end."""

    def let_in(self, came: str) -> str:
        """What came from the terminal, with every paste past the guard."""
        passed = ""
        while came:
            if self._inside:
                words, end, came = (self._held + came).partition(_ENDS)
                self._inside = not end
                keep = 0 if end else _kept_back(words)
                self._held = words[len(words) - keep :]
                passed += clean(words[: len(words) - keep]) + end
            else:
                before, begin, after = (self._last + came).partition(_BEGINS)
                self._inside = bool(begin)
                passed += (before + begin)[len(self._last) :]
                self._last = "" if begin else before[1 - len(_BEGINS) :]
                came = after
        return passed


def _kept_back(words: str) -> int:
    """How many letters at the end may belong to what comes next."""
    if words.endswith("\r"):
        return 1
    return next((length for length in range(len(_ENDS) - 1, 0, -1) if words.endswith(_ENDS[:length])), 0)
