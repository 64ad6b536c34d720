"""The first pages, one at a time: before the first words, and again from Help."""

from dataclasses import replace
from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.guide.first_pages import PASSPHRASE, REGION, Place, back_words, first_pages, page_at, with_weight
from workbook.model.entry import FIRST_PAGES_DONE
from workbook.places import program_folders
from workbook.screens.passphrase import PassphraseScreen
from workbook.screens.region import RegionMenu
from workbook.screens.requests import Handed, OpenExercise
from workbook.screens.scrolling import ScrollingScreen
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.prose import ProseView

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.store.notebook import Notebook
    from workbook.widgets.menu import Menu

_ON, _BACK, _SKIP = 1, -1, 0
"""Which way the reader turned at a page."""


class FirstPagesScreen(ScrollingScreen):
    """Keeps the page in the settings, so that whoever tries the way out comes back to it.

    Opened again from Help, it keeps nothing and closes at its end.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012 - as Textual declares it
    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "passphrase.tcss", "pages_first.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,enter", "on", _("Continue"), key_display="F8"),
        Binding("f7", "back", _("Back"), key_display="F7"),
        Binding("escape", "skip", _("Skip the rest"), key_display="Esc"),
        Binding("escape", "close", _("Close"), key_display="Esc"),
        Binding("space", "scroll_page(1)", show=False),
    ]

    def __init__(self, notebook: "Notebook", *, again: bool = False) -> None:
        super().__init__()
        self._notebook = notebook
        self._again = again
        path = notebook.path
        pages = first_pages(Place(None if path is None else path.parent, program_folders()), again=again)
        # Who has a passphrase, or cannot have one now, is not asked for one.
        asks = not (again or notebook.sealed or notebook.damaged)
        self._pages = [page for page in pages if again or asks or page.id != PASSPHRASE]
        self._asks = asks
        kept = None if again else notebook.settings.first_page
        self._at = page_at(self._pages, kept)
        self._is_back = notebook.settings.among_first_pages and not again

    @property
    def is_again(self) -> bool:
        """Whether they were opened from Help, after the first run."""
        return self._again

    def compose(self) -> "ComposeResult":
        """Where the reader is, and the page."""
        with Vertical(id="column"):
            yield Static(id="where", classes="quiet")
            yield Static(id="title", classes="title")
            with VerticalScroll(id="page", can_focus=False):
                yield ProseView()
                yield RegionMenu(self._notebook)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the page to begin with."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether it means something here: nothing comes before the first page, and Help is where Esc leads back."""
        match action:
            case "back":
                return self._at > 0
            case "skip":
                return not self._again
            case "close":
                return self._again
            case _:
                return True

    def _show(self) -> None:
        page = self._pages[self._at]
        self._keep(page.id)
        if page.id == PASSPHRASE and self._asks:
            self._offer_passphrase()
            return
        words = [with_weight(back_words(page.id)), *page.blocks] if self._is_back else page.blocks
        self._is_back = False
        self.query_one("#where", Static).update(self._where())
        self.query_one("#title", Static).update(Content(page.title))
        self.query_one(ProseView).show(words)
        menu = self.query_one(RegionMenu)
        menu.display = page.id == REGION
        if menu.display:
            menu.begin_at_chosen()
            self.set_focus(menu, scroll_visible=False)
        else:
            self.set_focus(None)
        self.query_one("#page").scroll_home(animate=False)
        self.refresh_bindings()

    def _where(self) -> Content:
        return Content(_("First pages: {n} of {all}").format(n=self._at + 1, all=len(self._pages)))

    def _keep(self, page_id: str) -> None:
        settings = self._notebook.settings
        if not self._again and settings.first_page != page_id:
            self.post_message(Handed(self._notebook.save_settings(replace(settings, first_page=page_id))))

    def _offer_passphrase(self) -> None:
        self._is_back = False
        page = PassphrasePage(self._notebook, self._where())

        async def turned(_nothing: None) -> None:
            if page.turned == _SKIP:
                await self.action_skip()
            else:
                await self._turn(page.turned)

        self.app.push_screen(page, turned)

    async def _turn(self, step: int) -> None:
        """To the next page or the one before. A passphrase that was chosen meanwhile is not asked for again."""
        at = self._at + step
        if self._asks and self._notebook.sealed and 0 <= at < len(self._pages) and self._pages[at].id == PASSPHRASE:
            at += step
        if at >= len(self._pages):
            await self._end()
        else:
            self._at = max(0, at)
            self._show()

    async def _end(self) -> None:
        if self._again:
            self.app.pop_screen()
            return
        self._keep(FIRST_PAGES_DONE)
        app = self.app
        await self.run_action("app.home")
        app.post_message(OpenExercise("welcome"))

    async def action_on(self) -> None:
        """The next page; after the last one, the first exercise."""
        await self._turn(_ON)

    async def action_back(self) -> None:
        """The page before."""
        await self._turn(_BACK)

    async def action_skip(self) -> None:
        """Past the rest of them, to the first exercise."""
        await self._end()

    def action_close(self) -> None:
        """Back to Help."""
        self.app.pop_screen()

    async def on_option_list_option_selected(self, event: "Menu.OptionSelected") -> None:
        """Keep the region, and go on."""
        event.stop()
        self.query_one(RegionMenu).keep(event.option_id)
        await self._turn(_ON)


class PassphrasePage(PassphraseScreen):
    """The offer of a passphrase, as one of the first pages."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "passphrase.tcss", "pages_first.tcss"]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "turn(1)", show=False),
        Binding("f7", "turn(-1)", show=False),
        Binding("escape", "turn(0)", _("Skip the rest"), key_display="Esc"),
    ]

    def __init__(self, notebook: "Notebook", where: Content) -> None:
        super().__init__(notebook, first=True)
        self._where = where
        self.turned = _ON
        """Which way the reader went from here."""

    def on_mount(self) -> None:
        """Say where the reader is, as the other pages do."""
        title = self.query_one("#state", Static)
        self.query_one(VerticalScroll).mount(Static(self._where, id="where"), before=title)

    def action_turn(self, turned: int) -> None:
        """Go on, back, or past the rest."""
        self.turned = turned
        self.dismiss()
