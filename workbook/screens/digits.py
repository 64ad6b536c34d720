"""The digits that lead to the main screens, from screens on which nothing is written."""

from textual.binding import Binding, BindingType

DIGITS: tuple[BindingType, ...] = (
    Binding("1", "app.home", show=False),
    Binding("2", "app.boundaries", show=False),
    Binding("3", "app.plan", show=False),
    Binding("4", "app.log", show=False),
)
