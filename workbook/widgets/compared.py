"""A sentence of the reader's beside what they type of it from memory."""

from gettext import gettext as _

from textual.containers import Vertical
from textual.content import Content

from workbook.widgets.masking import MaskedWords, Place, dots


class Typed(Place, Vertical):
    """Where a sentence may be typed. It is kept nowhere."""


class Compared(MaskedWords, can_focus=True):
    """The reader's sentence, above what they typed."""

    def __init__(self, typed: str, words: str) -> None:
        both = [(_("Your words"), words), (_("You typed"), typed)]
        named = [(Content.styled(name, "$text-muted"), Content.styled(said, "bold")) for name, said in both if said]
        shown = Content("\n\n").join(name + "\n" + said for name, said in named)
        super().__init__(shown, Content("\n\n").join(name + "\n" + dots() for name, _said in named))
