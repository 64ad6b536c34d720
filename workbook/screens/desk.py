"""What lies on the desk: handed to every screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from workbook.model.ports import Keeper, Receipt, Shelf

if TYPE_CHECKING:
    from datetime import date

    from workbook.model.clock import Clock
    from workbook.model.entry import Settings


class Notes(Keeper, Protocol):
    """A keeper that also keeps the settings."""

    @property
    def settings(self) -> "Settings":
        """What the reader decided and prefers."""

    def save_settings(self, settings: "Settings") -> Receipt:
        """Keep the settings in place of the earlier ones."""


@dataclass(frozen=True)
class Desk:
    """The exercises, the notes and the clock."""

    shelf: Shelf
    notes: Notes
    clock: "Clock"

    @property
    def today(self) -> "date":
        """The local date."""
        return self.clock().date()
