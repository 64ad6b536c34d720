"""A quiet word on whether what was typed is on the disk."""

from gettext import gettext as _

from textual.content import Content
from textual.widgets import Static


class SaveStatus(Static):
    """Says nothing, "Typing", "Saving", "Saved" or why it is not saved."""

    DEFAULT_CSS = """
    SaveStatus {
        width: auto;
        height: 1;
        color: $foreground 55%;
        &:ansi { color: ansi_default; text-style: dim; }
        &.-failed { height: auto; color: $error; text-style: bold; }
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

    def not_saved(self, reason: str) -> None:
        """It is not on the disk, and why."""
        self._say(_("Not saved: {reason}").format(reason=reason), failed=True)

    def _say(self, words: str, *, failed: bool = False) -> None:
        self.set_class(failed, "-failed")
        self.update(Content(words))
