"""The reader's region, whose helplines Help shows. It can be none."""

from dataclasses import replace
from gettext import gettext as _
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from workbook.helplines.reading import regions
from workbook.screens.requests import Handed
from workbook.widgets.key_bar import KeyBar
from workbook.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from workbook.model.ports import Notes

_NONE = "-none"
"""The id of the option for no region; no region's own id begins with a dash."""


class RegionMenu(Menu):
    """Every region that has helplines here, after the way to have none. What is chosen is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", _("Choose"), key_display="Enter")]

    def __init__(self, notes: "Notes") -> None:
        super().__init__(
            Option(Content(_("None of these, or not now")), id=_NONE),
            *(Option(Content(region.name), id=region.id) for region in regions()),
        )
        self._notes = notes

    def begin_at_chosen(self) -> None:
        """Put the cursor on what is chosen now."""
        chosen = self._notes.settings.region
        self.highlighted = next((at for at, option in enumerate(self.options) if option.id == chosen), 0)

    def keep(self, option_id: str | None) -> None:
        """Keep what was chosen, if it is another one than before."""
        region = None if option_id == _NONE else option_id
        if region != self._notes.settings.region:
            receipt = self._notes.save_settings(replace(self._notes.settings, region=region))
            self.post_message(Handed(receipt))


class RegionScreen(Screen[None]):
    """The choice alone, as Help offers it."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["buttons.tcss", "pages_first.tcss"]
    AUTO_FOCUS = "RegionMenu"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", _("Close"), key_display="Esc")]

    def __init__(self, notes: "Notes") -> None:
        super().__init__()
        self._notes = notes

    def compose(self) -> "ComposeResult":
        """What it is for, and the regions."""
        with Vertical(id="column"), VerticalScroll(can_focus=False):
            yield Static(Content(_("Helplines where you live")), classes="title")
            yield Static(
                Content(
                    _(
                        "Help shows the helplines of the region that you choose. Your choice is kept with your notes, "
                        "and says roughly where you are. If your region is not here, a library, a doctor or a "
                        "friend's phone can help you find a number."
                    )
                )
            )
            yield RegionMenu(self._notes)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at what is chosen now."""
        self.query_one(RegionMenu).begin_at_chosen()

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Keep it, and go back."""
        event.stop()
        self.query_one(RegionMenu).keep(event.option_id)
        self.app.pop_screen()
