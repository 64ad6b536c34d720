"""Working through an exercise: one page a screen, Back and Continue, and everything saved on the way."""

from collections.abc import Callable
from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static, TextArea

from workbook.guide.sitting import Sitting
from workbook.model.exercise import Page
from workbook.screens.autosave import settle
from workbook.screens.bookmark import Bookmark, bookmark_in
from workbook.screens.files import Files
from workbook.screens.page_view import PageView
from workbook.screens.requests import INTRO, LookOver, OpenExercise
from workbook.screens.saving import Saving
from workbook.widgets.answer_field import AnswerField
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.masking import hide_words_again
from workbook.widgets.origin import OriginNote
from workbook.widgets.prose import ProseView
from workbook.widgets.saved import SaveStatus, SaveTrouble

if TYPE_CHECKING:
    from workbook.model.entry import Entry
    from workbook.model.ports import Receipt
    from workbook.widgets.files import FilesField


MOVING = ("space", "j", "k", "question_mark")
"""Keys that would be letters in a place to write."""


class WorkingScreen(Screen[None]):
    """One exercise, page by page."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "working.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "back", _("Back"), key_display="F7"),
        Binding("f8", "go_on", _("Continue"), key_display="F8"),
        Binding("f6", "skip", _("Skip question"), key_display="F6"),
        Binding("ctrl+r", "read_file", _("Read a file…"), key_display="Ctrl+R"),
        Binding("escape", "close", _("Close"), key_display="Esc"),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("up,k", "line_up", show=False),
        Binding("down,j", "line_down", show=False),
    ]

    def __init__(
        self,
        sitting: Sitting,
        at_question: str | None = None,
        at_page: str | None = None,
        at_record: str | None = None,
    ) -> None:
        super().__init__()
        self.sitting = sitting
        self._at_record = at_record
        self._at_question = at_question
        self._page_id = self._first_page(at_question, at_page)
        self._saving = Saving(self, sitting, self._show_what_follows)
        self._files = Files(self, sitting)
        self._left_at: Entry | None = None
        """The entry as it was when another screen came over this one."""
        self._seen: set[str] = set()
        """Ids of the pages that were read to their end."""
        self._told_unread: str | None = None
        """The question at which it was said that what is typed there is no answer yet."""
        self._told_nowhere = False
        """Whether it was said, since the cursor moved, that letters go nowhere."""

    def _first_page(self, at_question: str | None, at_page: str | None) -> str:
        pages = self.sitting.pages()
        if at_question is not None:
            for page in pages:
                if any(question.id == at_question for question in page.questions):
                    return page.id
        if at_page is not None and any(page.id == at_page for page in pages):
            return at_page
        return INTRO

    @property
    def bookmark(self) -> Bookmark:
        """Where the reader is."""
        at_cursor = self._question_at_cursor if self.query(PageView) else None
        return bookmark_in(self.sitting, self._page_id, at_cursor)

    @property
    def _order(self) -> list[str]:
        return [INTRO, *(page.id for page in self.sitting.pages())]

    @property
    def _page(self) -> Page:
        if self._page_id == INTRO:
            head = self.sitting.exercise.head
            return Page(id=INTRO, title=head.title, items=self.sitting.exercise.intro)
        page = self.sitting.exercise.page(self._page_id)
        assert page is not None
        return page

    def compose(self) -> ComposeResult:
        """Where you are, the page, and the ways on."""
        with Vertical(id="column"):
            with Horizontal(id="top"):
                yield Static(id="where")
                yield SaveStatus()
            yield SaveTrouble()
            yield OriginNote(self.sitting.exercise.head)
            yield Static(id="title")
            yield Center(id="page")
            with Horizontal(id="ways"):
                # In this order, whoever goes on from the last field comes to Continue.
                yield Button(Content(_("Continue")), id="continue", variant="primary")
                yield Button(Content(_("Back")), id="back")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Show the first page."""
        await self._show(self._page_id, self._at_question, self._at_record)

    async def _show(self, page_id: str, question_id: str | None = None, record_id: str | None = None) -> None:
        self._page_id = page_id
        self._told_unread, self._told_nowhere = None, False
        hide_words_again(self)
        page = self._page
        order = self._order
        head = self.sitting.exercise.head
        place = order.index(page_id) if page_id in order else 0
        where = _("{n} of {all}").format(n=place, all=len(order) - 1) if place else ""
        self.query_one("#where", Static).update(Content(f"{head.title}  {where}" if place else ""))
        self.query_one("#title", Static).update(Content(page.title))
        self.query_one("#back", Button).label = Content(_("Back") if place else _("Close"))
        holder = self.query_one("#page", Center)
        view = PageView(page, self.sitting)
        async with self.batch():
            await holder.remove_children()
            await holder.mount(view)
        self.watch(view, "scroll_y", self._name_the_way_on, init=False)
        self.watch(view, "virtual_size", self._name_the_way_on, init=False)
        self.call_after_refresh(self._place_cursor, view, question_id, record_id)

    def on_resize(self) -> None:
        """There may be more or less below now."""
        if self.query(PageView):
            self.call_after_refresh(self._name_the_way_on)

    def _place_cursor(self, view: PageView, question_id: str | None, record_id: str | None) -> None:
        if not view.focus_question(question_id, record_id):
            self.set_focus(self.query_one("#continue", Button), scroll_visible=False)
        self._name_the_way_on()
        self.refresh_bindings()

    @property
    def _has_more_below(self) -> bool:
        """Whether this page goes on below, and was not read to its end before."""
        return self._page_id not in self._seen and self._view.scroll_y < self._view.max_scroll_y

    def _name_the_way_on(self) -> None:
        order = self._order
        place = order.index(self._page_id) if self._page_id in order else 0
        way = self.query_one("#continue", Button)
        if self._has_more_below:
            words = _("Read on")
        elif place == 0:
            words = _("Start")
        else:
            words = _("Continue") if place < len(order) - 1 else _("Look over my answers")
        way.label = Content(words)
        way.refresh(layout=True)

    @property
    def _view(self) -> PageView:
        return self.query_one(PageView)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a question can be skipped, and only one of them asks for files."""
        if action == "read_file":
            return self._files.field is not None
        return action != "skip" or (bool(self.query(PageView)) and self._question_at_cursor is not None)

    @property
    def _question_at_cursor(self) -> str | None:
        return self._view.question_at(self.focused)

    # Answers

    def on_answer_field_answered(self, event: AnswerField.Answered) -> None:
        """Have it saved."""
        event.stop()
        self._saving.answered(event.question_id, event.value, at_once=event.at_once)

    def _show_what_follows(self) -> None:
        """An answer may show or hide what stands below it."""
        if self.is_mounted and self.query(PageView):
            self._view.update_shown()

    def tried_again(self, receipt: "Receipt") -> None:
        """What could not be written is on its way to the disk once more."""
        self._saving.tried_again(receipt)

    async def settle(self) -> None:
        """Hand everything typed to the notebook now, keys on their way too. In the app's own task alone."""
        await settle(self)
        self.hand_over()

    def hand_over(self) -> None:
        """Hand over what has become an answer by now."""
        self._saving.now()

    async def action_skip(self) -> None:
        """Skip the question with the cursor, or take that back."""
        question_id = self._question_at_cursor
        if question_id is None:
            return
        await self.settle()
        if self.sitting.is_skipped(question_id):
            self._saving.follow(self.sitting.unskip(question_id))
        else:
            self._saving.follow(self.sitting.skip(question_id))
        self._view.update_shown()

    # Files

    def on_files_field_read_one(self, event: "FilesField.ReadOne") -> None:
        """Ask for a file."""
        event.stop()
        self._files.ask()

    def action_read_file(self) -> None:
        """Ask for a file, to read it into the list."""
        self._files.ask()

    # Ways

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Back or on."""
        event.stop()
        self.app.call_later(self.action_back if event.button.id == "back" else self.action_go_on)

    def on_paste(self, event: events.Paste) -> None:
        """Nothing that is pasted goes away without a word."""
        event.stop()
        if isinstance(self.focused, TextArea):
            return  # there it went
        self.notify(_("Nothing was pasted. Go to a place to write first, with Tab."), markup=False)

    def on_key(self, event: events.Key) -> None:
        """No letters go away without a word either."""
        nowhere = self.focused is None or isinstance(self.focused, Button)
        typed = nowhere and event.is_printable and event.key not in MOVING
        if typed and not self._told_nowhere and list(self._page.questions):
            self._told_nowhere = True
            self.notify(_("Nothing was written. Go to a place to write first, with Tab."), markup=False)

    def on_descendant_focus(self) -> None:
        """Whoever moved may need to be told again."""
        self._told_nowhere = False

    def _stays_for_unread(self) -> bool:
        """Go to what is typed and is no answer yet, once; whoever goes on all the same means to leave it."""
        question_id = self._view.unread()
        if question_id is None or question_id == self._told_unread:
            return False
        self._told_unread = question_id
        self._view.focus_question(question_id)
        return True

    async def action_back(self) -> None:
        """To the page before, or out of the exercise from its first."""
        await self.settle()
        if self._stays_for_unread():
            return
        order = self._order
        place = order.index(self._page_id) if self._page_id in order else 0
        if place == 0:
            self.app.pop_screen()
        else:
            await self._show(order[place - 1])

    async def action_go_on(self) -> None:
        """Further, and into the first question that comes into view: nobody is to go past it without a chance."""
        await self._go_on(self._enter_question)

    def _enter_question(self) -> None:
        if self._question_at_cursor is None:
            self.call_after_refresh(self._view.focus_question, None)

    async def _go_on(self, then: Callable[[], None] | None = None) -> None:
        """Further down the page if there is more, else to the next that shows, or to the answers after the last."""
        await self.settle()
        if self._has_more_below:
            self._view.scroll_page_down(animate=False, on_complete=then)
            return
        if self._stays_for_unread():
            return
        self._seen.add(self._page_id)
        order = self._order
        place = order.index(self._page_id) if self._page_id in order else 0
        if place + 1 < len(order):
            await self._show(order[place + 1])
        else:
            self.post_message(LookOver(self.sitting))

    async def action_close(self) -> None:
        """Back to where the reader came from. Everything is saved."""
        await self.settle()
        if self._stays_for_unread():
            return
        self.app.pop_screen()

    def on_prose_view_go_to_followed(self, event: ProseView.GoToFollowed) -> None:
        """Follow a way named in the prose."""
        event.stop()
        self._saving.now()
        link = event.link
        if link.exercise is None or link.exercise == self.sitting.exercise.id:
            if link.page in self._order:
                self.run_worker(self._show(link.page))
            return
        self.post_message(OpenExercise(link.exercise, page_id=link.page or INTRO))

    def on_screen_suspend(self) -> None:
        """Another screen comes: keep everything."""
        self._saving.now()
        self._left_at = self.sitting.entry

    async def on_screen_resume(self) -> None:
        """Show what was changed meanwhile from another screen, so that nothing old is written over it."""
        if self._left_at is None:
            return
        self.sitting.refresh()
        if self.sitting.entry != self._left_at:
            await self._show(self._page_id, self._question_at_cursor)

    def action_page_up(self) -> None:
        """Read back."""
        self._view.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Read on."""
        self._view.scroll_page_down(animate=False)

    def action_line_up(self) -> None:
        """One line back."""
        self._view.scroll_up(animate=False)

    def action_line_down(self) -> None:
        """One line on."""
        self._view.scroll_down(animate=False)
