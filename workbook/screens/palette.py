"""Ctrl+P: every screen and every exercise by its name."""

from collections.abc import Iterator, Sequence
from functools import partial
from gettext import gettext as _

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from workbook.model.head import Head
from workbook.screens.requests import OpenExercise


class Places(Provider):
    """Where one can go."""

    heads: Sequence[Head]
    """The exercises; set by `places_among`."""

    def _places(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        actions = (
            (_("Home"), _("All exercises"), "home"),
            (_("My boundaries"), _("Reread and revise them"), "boundaries"),
            (_("My plan"), _("Read it, or make a copy"), "plan"),
            (_("Help"), _("Safety, grounding, keys"), "help"),
            (_("Passphrase"), _("Lock your notes, change it or take it away"), "passphrase"),
            (_("Privacy on the screen"), _("Hide your words, lock after a time"), "privacy"),
            (_("Colours"), _("Dark, light, your terminal's own"), "colours"),
            (_("Lock"), _("Hide the screen until you are back"), "lock"),
            (_("Leave"), _("Close this at once"), "leave"),
        )
        for title, about, action in actions:
            yield title, about, partial(self.app.run_action, action)
        for head in self.heads:
            yield head.title, _("Exercise"), partial(self.app.post_message, OpenExercise(head.id))

    async def discover(self) -> Hits:
        """Everything, before a letter is typed."""
        for title, about, go in self._places():
            yield DiscoveryHit(title, go, help=about)

    async def search(self, query: str) -> Hits:
        """What matches."""
        matcher = self.matcher(query)
        for title, about, go in self._places():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), go, help=about)


def places_among(heads: Sequence[Head]) -> type[Provider]:
    """The provider for these exercises; Textual makes providers itself, from a class."""
    return type("PlacesAmong", (Places,), {"heads": tuple(heads)})
