"""The banner over a screen while something is not saved: why, and what can be done."""

from gettext import gettext as _

from textual.content import Content
from textual.widgets import Static

from workbook.widgets.writing import WritingArea


class TroubleBanner(Static):
    """Stands at the top, in full, until everything is on the disk. A click does what its key does."""

    DEFAULT_CSS = """
    TroubleBanner {
        dock: top;
        width: 100%;
        height: auto;
        padding: 0 2;
        background: $error 15%;
        color: $foreground;
        &:ansi { background: ansi_default; color: ansi_default; }
    }
    """

    def __init__(self, why: str, where_else: str) -> None:
        super().__init__(_words(why, where_else))

    def tell(self, why: str, where_else: str) -> None:
        """Say this in place of what it says."""
        self.update(_words(why, where_else))

    def on_resize(self) -> None:
        """It took room from what stands below: keep the place where somebody writes in view."""
        writing = self.screen.focused
        if isinstance(writing, WritingArea):
            self.call_after_refresh(writing.bring_caret_into_view)

    async def on_click(self) -> None:
        """Ask for another place."""
        await self.run_action("app.save_elsewhere")


def _words(why: str, where_else: str) -> Content:
    key = Content.assemble(("F5", "bold $accent"), " ", _("Save in another place"))
    return Content(" ").join(
        [Content.styled(why, "bold $text-error"), *([Content(where_else)] if where_else else ()), key]
    )
