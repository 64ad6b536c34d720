"""Where a passphrase is typed, and where its recovery code is shown."""

from textual.content import Content
from textual.widgets import Input, Static


class SecretInput(Input):
    """Shows dots, gives nothing to the clipboard, and forgets what was typed when it goes."""

    def __init__(self, id: str) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(password=True, select_on_focus=False, compact=True, id=id)

    def action_copy(self) -> None:
        """Not to the clipboard, where every program can read it."""

    def action_cut(self) -> None:
        """Nor so."""

    def on_unmount(self) -> None:
        """Forget it."""
        self.value = ""


class SecretWords(Static):
    """Shows words that are gone with it."""

    # Selecting would be the way to the clipboard.
    ALLOW_SELECT = False

    def on_unmount(self) -> None:
        """Forget them."""
        self.update(Content(""))
