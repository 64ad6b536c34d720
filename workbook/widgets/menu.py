"""A list to choose from: the same keys on every screen."""

from gettext import gettext as _
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Menu(OptionList):
    """Arrows or j and k move, Enter opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", _("Open"), key_display="Enter"),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]
    DEFAULT_CSS = """
    Menu, Menu:focus {
        scrollbar-size-vertical: 1;
        border: none;
        padding: 0;
        background: $background;
        background-tint: transparent;
    }
    Menu > .option-list--option-highlighted {
        background: $primary 10%;
        color: $foreground;
        text-style: none;
    }
    Menu:focus > .option-list--option-highlighted {
        background: $primary 22%;
        color: $foreground;
        text-style: none;
    }
    Menu > .option-list--option-disabled { color: $foreground; }
    Menu:ansi:focus > .option-list--option-highlighted { text-style: reverse; }
    """
