"""Looking back at one answer: what it says now, what it said before, what was removed; each can be erased for good."""

from gettext import gettext as _
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workbook.guide.erasures import Said, all_said, of_all_earlier
from workbook.guide.sitting import Sitting
from workbook.screens.card import card
from workbook.screens.digits import DIGITS
from workbook.screens.erasing import EraseScreen
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import MaskedWords, dots
from workbook.widgets.origin import OriginNote


class Wording(MaskedWords, can_focus=True):
    """One thing that was said, and how it can be erased."""

    def __init__(self, said: Said) -> None:
        when = Content.styled(said.when, "bold")
        super().__init__(card(when, [Content(each) for each in said.words]), card(when, [dots()]))
        self.erasure = said.erasure


class Wordings(VerticalScroll, can_focus=False, inherit_bindings=False):
    """All of them. The screen moves the cursor and scrolls, so that a long one can be read to its end."""


class HistoryScreen(Screen[None]):
    """One question's answer through time."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGITS,
        Binding("e", "erase", _("Erase this…")),
        Binding("a", "erase_earlier", _("Erase all earlier…")),
        Binding("down,j", "down", show=False),
        Binding("up,k", "up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("escape", "app.pop_screen", _("Close"), key_display="Esc"),
    ]

    def __init__(self, sitting: Sitting, question_id: str) -> None:
        super().__init__()
        self.sitting = sitting
        self._question_id = question_id

    def compose(self) -> ComposeResult:
        """The question, a sentence, and the wordings."""
        question = self.sitting.exercise.question(self._question_id)
        with Vertical(id="column"):
            yield OriginNote(self.sitting.exercise.head)
            yield Static(Content(question.words if question else ""), id="title")
            yield Static(id="note")
            yield Wordings()
        yield KeyBar()

    async def on_screen_resume(self) -> None:
        """Show what is there now, with the cursor where it was."""
        self.sitting.refresh()
        at = self._place
        earlier = self.sitting.past.earlier(self._question_id)
        wordings = [Wording(each) for each in all_said(self.sitting, self._question_id)]
        if earlier:
            note = _("What you wrote here, the newest first. Your plan shows only what stands here now.")
        elif wordings:
            note = _("Nothing else stood here before.")
        else:
            note = _("Nothing is left here.")
        self.query_one("#note", Static).update(Content(note))
        async with self.batch():
            await self._page.remove_children()
            await self._page.mount_all(wordings)
        if wordings:
            wordings[min(at, len(wordings) - 1)].focus()
        self.refresh_bindings()

    @property
    def _page(self) -> Wordings:
        return self.query_one(Wordings)

    @property
    def _listed(self) -> list[Wording]:
        return list(self.query(Wording))

    @property
    def _place(self) -> int:
        focused = self.focused
        return self._listed.index(focused) if isinstance(focused, Wording) else 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there can be erased."""
        if action == "erase":
            return bool(self.query(Wording))
        return action != "erase_earlier" or len(self.sitting.past.earlier(self._question_id)) > 1

    def action_erase(self) -> None:
        """Ask whether the one with the cursor is to go."""
        if self._listed:
            self.app.push_screen(EraseScreen(self._listed[self._place].erasure))

    def action_erase_earlier(self) -> None:
        """Ask whether all earlier wordings are to go."""
        self.app.push_screen(EraseScreen(of_all_earlier(self.sitting, self._question_id)))

    def action_down(self) -> None:
        """Further down in this one, else to the next."""
        page, listed, at = self._page, self._listed, self._place
        if listed and listed[at].virtual_region.bottom > page.scroll_y + page.size.height:
            page.scroll_down(animate=False)
        elif at + 1 < len(listed):
            self._go_to(listed[at + 1], from_below=False)

    def action_up(self) -> None:
        """Further up in this one, else to the one before."""
        page, listed, at = self._page, self._listed, self._place
        if listed and listed[at].virtual_region.y < page.scroll_y:
            page.scroll_up(animate=False)
        elif at > 0:
            self._go_to(listed[at - 1], from_below=True)

    def _go_to(self, wording: Wording, *, from_below: bool) -> None:
        self.set_focus(wording, scroll_visible=False)
        page, region = self._page, wording.virtual_region
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
