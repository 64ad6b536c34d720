"""Ctrl+P: every screen and every exercise by its name."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from gettext import gettext as _

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.style import Style
from textual.types import IgnoreReturnCallbackType

from workbook.model.head import Head
from workbook.screens.requests import OpenExercise


class Places(Provider):
    """Where one can go."""

    heads: Sequence[Head]
    """The exercises; set by `places_among`."""
    near: Sequence[Head]
    """Those of them that are offered before a letter is typed; set by `places_among`."""

    def _places(self, heads: Sequence[Head]) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        actions = (
            (_("Home"), _("All exercises"), "home"),
            (_("My boundaries"), _("Reread and revise them"), "boundaries"),
            (_("My ways of contact"), _("What has to go on, and what is up to you"), "contact"),
            (_("My plan"), _("Read it, or make a copy"), "plan"),
            (_("Practise firm words"), _("Your own sentences, in silence"), "practice"),
            (_("My log"), _("What happened, and your journal"), "log"),
            (_("Note what happened"), _("One line is enough"), "note"),
            (_("Help"), _("Safety, grounding, keys"), "help"),
            (_("Passphrase"), _("Lock your notes, change it or take it away"), "passphrase"),
            (_("Privacy on the screen"), _("Hide your words, lock after a time"), "privacy"),
            (_("Colours"), _("Dark, light, your terminal's own"), "colours"),
            (_("Lock"), _("Hide the screen until you are back"), "lock"),
            (_("Leave"), _("Close this at once"), "leave"),
        )
        for title, about, action in actions:
            yield title, about, partial(self.app.run_action, action)
        for head in heads:
            about = _("Exercise from your own folder") if head.own else _("Exercise")
            yield head.title, about, partial(self.app.post_message, OpenExercise(head.id))

    async def discover(self) -> Hits:
        """Where one most often goes, before a letter is typed."""
        for title, about, go in self._places(self.near):
            yield DiscoveryHit(_row(Content(title), about), go, text=title)

    async def search(self, query: str) -> Hits:
        """What matches."""
        style = self.match_style or Style(underline=True)
        for title, about, go in self._places(self.heads):
            if places := found(query, title):
                marked = Content(title)
                for place in places:
                    marked = marked.stylize(style, place, place + 1)
                yield Hit(_score(places, title), _row(marked, about), go, text=title)


def _row(title: Content, about: str) -> Content:
    """Put together here: Textual would read a title, and the help under it, as markup."""
    return Content("\n").join([title, Content.styled(about, "dim not bold")])


def found(query: str, title: str) -> Sequence[int]:
    """Where the letters of the query stand in the title, next to each other or at least in order; none if they do not.

    Textual's own search tries every way to find them: in a title of a thousand letters it never ends.
    """
    if together := re.search(rf"\b{re.escape(query)}", title, re.IGNORECASE) or re.search(
        re.escape(query), title, re.IGNORECASE
    ):
        return range(*together.span())
    places: list[int] = []
    wanted = [letter for letter in query.casefold() if not letter.isspace()]
    for place, letter in enumerate(title):
        if len(places) < len(wanted) and letter.casefold() == wanted[len(places)]:
            places.append(place)
    return places if len(places) == len(wanted) else ()


def _score(places: Sequence[int], title: str) -> float:
    """How good a match is, up to 1: it begins the title or a word, stands together, and is most of the title."""
    first, last = places[0], places[-1]
    begins = first == 0 or not title[first - 1].isalnum()
    return ((first == 0) + begins + len(places) / (last - first + 1) + len(places) / len(title)) / 4


def places_among(heads: Sequence[Head], near: Sequence[Head]) -> type[Provider]:
    """The provider for these exercises; Textual makes providers itself, from a class."""
    return type("PlacesAmong", (Places,), {"heads": tuple(heads), "near": tuple(near)})
