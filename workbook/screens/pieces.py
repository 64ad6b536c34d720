"""Screens that are read piece by piece: the cursor goes from one to the next, and through a long one to its end."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from workbook.widgets.masking import MaskedWords


class Piece(MaskedWords, can_focus=True):
    """Words that belong together. Where they are masked, they show while the cursor is on them."""

    DEFAULT_CSS = """
    Piece { height: auto; }
    Piece:focus { background: $primary 22%; }
    Piece:ansi:focus { text-style: reverse; }
    """


class Pieces(VerticalScroll, can_focus=False, inherit_bindings=False):
    """All of them. The screen moves the cursor and scrolls, so that a long one can be read to its end."""

    DEFAULT_CSS = "Pieces { height: 1fr; scrollbar-size-vertical: 1; }"


class PiecesScreen(Screen[None]):
    """Has one `Pieces`, and moves through it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "down", show=False),
        Binding("up,k", "up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    async def lay(self, pieces: Sequence[Widget]) -> None:
        """Show these, with the cursor where it was."""
        at = self.place
        async with self.batch():
            await self._page.remove_children()
            await self._page.mount_all(pieces)
        if listed := self.pieces:
            listed[min(at, len(listed) - 1)].focus()
        self.refresh_bindings()

    @property
    def pieces(self) -> list[MaskedWords]:
        """Where the cursor can be, from above."""
        return [each for each in self.query(MaskedWords) if each.can_focus]

    @property
    def place(self) -> int:
        """The number of the piece that has the cursor, from 0."""
        focused = self.focused
        return self.pieces.index(focused) if isinstance(focused, MaskedWords) else 0

    @property
    def _page(self) -> Pieces:
        return self.query_one(Pieces)

    def action_down(self) -> None:
        """Further down in this one, else to the next."""
        page, listed, at = self._page, self.pieces, self.place
        if listed and listed[at].virtual_region.bottom > page.scroll_y + page.size.height:
            page.scroll_down(animate=False)
        elif at + 1 < len(listed):
            self._go_to(listed[at + 1], from_below=False)

    def action_up(self) -> None:
        """Further up in this one, else to the one before."""
        page, listed, at = self._page, self.pieces, self.place
        if listed and listed[at].virtual_region.y < page.scroll_y:
            page.scroll_up(animate=False)
        elif at > 0:
            self._go_to(listed[at - 1], from_below=True)

    def _go_to(self, piece: MaskedWords, *, from_below: bool) -> None:
        self.set_focus(piece, scroll_visible=False)
        page, region = self._page, piece.virtual_region
        first, last = region.y, region.bottom - page.size.height
        if region.height > page.size.height:
            page.scroll_to(y=last if from_below else first, animate=False)
        else:
            page.scroll_to(y=min(max(page.scroll_y, last), first), animate=False)

    def action_page_down(self) -> None:
        """Read on."""
        self._page.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Read back."""
        self._page.scroll_page_up(animate=False)
