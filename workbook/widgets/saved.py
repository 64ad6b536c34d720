"""Words on whether what was typed is on the disk: quiet while all is well, and plain while it is not."""

from collections.abc import Iterable
from gettext import gettext as _

from textual.content import Content
from textual.widgets import Static


class SaveStatus(Static):
    """Says nothing, "…" while something is typed, "Saving", "Saved" or "Not saved"."""

    DEFAULT_CSS = """
    SaveStatus {
        width: auto;
        height: 1;
        color: $foreground 55%;
        &:ansi { color: ansi_default; text-style: dim; }
        &.-failed { color: $error; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(Content(""))

    def nothing(self) -> None:
        """Nothing to say."""
        self._say("")

    def typing(self) -> None:
        """Something was typed that is not handed on yet."""
        self._say("…")

    def saving(self) -> None:
        """It is on its way to the disk."""
        self._say(_("Saving"))

    def saved(self) -> None:
        """It is on the disk."""
        self._say(_("Saved"))

    def not_saved(self) -> None:
        """It is not on the disk."""
        self._say(_("Not saved"), failed=True)

    def _say(self, words: str, *, failed: bool = False) -> None:
        self.set_class(failed, "-failed")
        self.update(Content(words))


class SaveTrouble(Static):
    """Why an answer on this page cannot be taken, in full, until it can."""

    DEFAULT_CSS = """
    SaveTrouble {
        width: 1fr;
        height: auto;
        color: $error;
        text-style: bold;
        display: none;
        &.-told { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__(Content(""))

    def tell(self, reasons: Iterable[str]) -> None:
        """Say these; nothing if there are none."""
        said = "\n".join(reasons)
        self.set_class(bool(said), "-told")
        self.update(Content(said))
