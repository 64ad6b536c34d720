"""One quiet line that tells of something to look at, and never insists."""

from gettext import gettext as _

from textual.content import Content

from workbook.widgets.masking import QUIET, MaskedWords


class WaitingLine(MaskedWords):
    """Not there while there is nothing to tell."""

    DEFAULT_CSS = """
    WaitingLine {
        height: 1;
        margin-top: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        display: none;
        &.-told { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__(Content(""), Content(""))

    @property
    def has_words(self) -> bool:
        """Whether it tells anything."""
        return self.has_class("-told")

    def show(self, words: str | None) -> None:
        """Tell this, or nothing. Where words are masked it only says that there is something."""
        self._shown = Content(words or "")
        self._hidden = Content.styled(_("A note of yours is ready to look at."), QUIET)
        self.set_class(words is not None, "-told")
        self.redraw_words()
