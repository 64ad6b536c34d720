"""What the rooms ask of each other, so that none has to know who answers."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.model.entry import Entry, Settings
    from workbook.model.errors import NotSavedError
    from workbook.model.exercise import Exercise
    from workbook.model.head import Head


class Receipt(Protocol):
    """Stands for one save until it is on the disk."""

    @property
    def done(self) -> bool:
        """Whether the save ended, well or badly."""

    @property
    def error(self) -> "NotSavedError | None":
        """Why it was not saved; None while it is under way and once it is saved."""

    def wait(self, timeout: float | None = None) -> None:
        """Return once it is synced to the disk. Raises NotSavedError, or TimeoutError after `timeout` seconds."""

    def when_done(self, call: "Callable[[Receipt], None]") -> None:
        """Call once it ended, from the writer's thread (or at once, if it has ended already)."""


class Shelf(Protocol):
    """Where exercises come from; the library is one."""

    def heads(self) -> "Sequence[Head]":
        """The heads of every exercise that is offered, in the order of the task list."""

    def exercise(self, exercise_id: str) -> "Exercise | None":
        """One exercise, parsed; None if there is none by that id, or it cannot be offered."""


class Changed(NamedTuple):
    """What was saved, erased or removed since somebody last asked."""

    mark: int
    """To ask again from here."""
    ids: "Sequence[str]" = ()
    """Of the entries, each once. One that is gone has its id here as well."""


class Keeper(Protocol):
    """Where entries are kept; the notebook is one."""

    def entries(self, exercise_id: str) -> "Sequence[Entry]":
        """The entries of an exercise, oldest first by sequence number."""

    def count(self, exercise_id: str) -> int:
        """How many entries an exercise has. Costs less than reading them."""

    def entry(self, entry_id: str) -> "Entry | None":
        """The entry with this id, if there is one."""

    def ids(self, exercise_id: str) -> "Sequence[str]":
        """The ids of the entries of an exercise, oldest first by sequence number. Reads none of them."""

    def passing(self, entry_id: str) -> "Entry | None":
        """As `entry`, for whoever goes through a great many: nothing of it is held on to."""

    def changed(self, since: int) -> Changed:
        """The entries that changed since a mark, and the mark of now. With 0, since the keeper was opened."""

    def next_number(self) -> int:
        """The sequence number for a new entry."""

    def save(self, entry: "Entry") -> Receipt:
        """Put the entry in place of the one with its id. Reading gives it at once; the receipt tells of the disk."""

    def erase(self, entry: "Entry") -> Receipt:
        """As `save`, and leave nothing of what it held before in the notebook's own files."""

    def remove(self, entry_id: str) -> Receipt:
        """Take the entry away for good: nothing of it is left in the notebook's own files.

        Its number is never used again. Where there is no such entry, what was erased before is erased once more.
        """


class Notes(Keeper, Protocol):
    """A keeper that also keeps the settings."""

    @property
    def settings(self) -> "Settings":
        """What the reader decided and prefers."""

    def save_settings(self, settings: "Settings") -> Receipt:
        """Keep the settings in place of the earlier ones."""
