"""Gentle hints beside a sentence, each of which can be put away."""

from collections.abc import Iterable
from gettext import gettext as _
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from workbook.insight.hints import Hint
from workbook.widgets.masking import QUIET, MaskedWords, dots


class HintLine(MaskedWords, can_focus=True):
    """One hint. It may quote the reader, so it is hidden as their words are."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "put_away", _("Put this hint away"))]

    def __init__(self, hint: Hint) -> None:
        name = Content.styled(_("Hint: "), QUIET)
        super().__init__(name + Content(hint.sentence), name + dots())
        self.hint = hint

    def action_put_away(self) -> None:
        """Tell whoever keeps it."""
        self.post_message(HintLines.PutAway(self.hint))


class HintLines(Vertical):
    """The hints about one sentence. Tab leads to each of them; whoever shows them keeps what is put away."""

    DEFAULT_CSS = """
    HintLines { height: auto; }
    HintLine { height: auto; margin-bottom: 1; }
    HintLine:focus { background: $primary 22%; }
    HintLine:ansi:focus { text-style: reverse; }
    """

    class PutAway(Message):
        """Posted when the reader wants to see a hint no more."""

        def __init__(self, hint: Hint) -> None:
            self.hint = hint
            super().__init__()

    def __init__(self, hints: Iterable[Hint] = ()) -> None:
        super().__init__(*map(HintLine, hints))

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What is shown."""
        return tuple(line.hint for line in self.query(HintLine))

    async def show(self, hints: Iterable[Hint]) -> None:
        """Show these from now on."""
        await self.remove_children()
        await self.mount_all(map(HintLine, hints))

    def put_first_away(self) -> None:
        """As if the reader had gone to the first one and put it away."""
        for hint in self.hints[:1]:
            self.post_message(self.PutAway(hint))
