"""Masking: keeping the reader's words off the screen until the reader goes to them.

What is masked is never drawn, so it is not in what the terminal gets either. A few rules hold everywhere:

- All that the reader wrote reads as `HIDDEN`, whatever its length. Empty places stay empty, so that it can be seen what
  is still to be written.
- What the reader chose is masked as well, and so is what they did not choose: every box, ring and number shows one and
  the same mark. The options are the exercise's words, but a tick beside "Pressed on my neck" says as much as any
  sentence, and a list in which only the ticked rows were hidden would name them.
- Words show in the `Place` that has the cursor. Of a list, that is the one row at which it stands.
- One key shows everything on a screen, until the reader leaves it.

What an answer brings onto a page in the exercise's own words, such as an urgent passage, stays: advice must not hide.
"""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.screen import Screen

    from workbook.widgets.hanging import Rewrapped

HIDDEN = "••••••"
"""Stands for words of any length."""
QUIET = "$foreground 75%"
"""The style of what is not the reader's own, in a `Content`. It reads well on the chosen row of a list too.

`$text-muted` comes out brighter there than the text itself.
"""
MARK = "·"
"""Stands inside of a box, or around a number, that may be chosen or not."""


def dots() -> Content:
    """The dots in their quiet colour, for a `Content`."""
    return Content.styled(HIDDEN, QUIET)


class Masked:
    """A mixin for widgets on which words of the reader's may stand."""

    @property
    def has_words(self) -> bool:
        """Whether there are any."""
        return True

    def redraw_words(self) -> None:
        """Draw the words anew, as `words_hidden` has it: that may have changed."""
        raise NotImplementedError


class Place:
    """A mixin for widgets whose words show while the cursor is anywhere in them."""


def place_of(widget: Widget) -> Widget | None:
    """The innermost place that a widget is in; None for one whose words are never hidden."""
    nodes = (each for each in widget.ancestors_with_self if isinstance(each, Widget))
    return next((each for each in nodes if isinstance(each, Place)), None)


class Masking:
    """Whether the reader's words are hidden, on every screen of an app."""

    def __init__(self, app: "App[None]", *, on: bool) -> None:
        self._app = app
        self._on = on
        self._shown: Screen[object] | None = None
        """The screen on which everything shows until it is left."""

    @property
    def on(self) -> bool:
        """Whether the reader wants their words masked."""
        return self._on

    def begin(self) -> None:
        """Follow the cursor, on screens that come later too. To be called once the app runs."""
        self._app.screen_change_signal.subscribe(self._app, self._come_to)
        self._come_to(self._app.screen)

    def turn(self, *, on: bool) -> None:
        """Mask from now on, or not."""
        self._on = on
        self._shown = None
        for screen in self._app.screen_stack:
            _redraw(screen)
        self._app.screen.refresh_bindings()

    def show(self) -> None:
        """Show every word on this screen until it is left."""
        self._shown = screen = self._app.screen
        _redraw(screen)
        screen.refresh_bindings()

    def hide_again(self) -> None:
        """Show no more than where the cursor is."""
        screen, self._shown = self._shown, None
        if screen is not None:
            _redraw(screen)
            screen.refresh_bindings()

    def may_show(self, *, everything: bool) -> bool:
        """Whether there is anything on this screen to show; or, with `everything` False, to hide again."""
        if not self._on:
            return False
        screen = self._app.screen
        return (screen is not self._shown) is everything and any(each.has_words for each in _masked_in(screen))

    def masks(self, widget: Widget) -> bool:
        """Whether words on a widget are hidden where the cursor is not."""
        return self._on and widget.screen is not self._shown

    def hides(self, widget: Widget) -> bool:
        """Whether words on a widget are hidden now."""
        if not self.masks(widget):
            return False
        place, focused = place_of(widget), widget.screen.focused
        return place is not None and (focused is None or place is not place_of(focused))

    def _come_to(self, screen: "Screen[object]") -> None:
        if screen is not self._shown:
            self.hide_again()
        self._app.watch(screen, "focused", self._moved, init=False)

    def _moved(self, before: Widget | None, now: Widget | None) -> None:
        left, entered = (None if each is None else place_of(each) for each in (before, now))
        if self._on and left is not entered:
            for place in (left, entered):
                if place is not None and place.is_attached:
                    _redraw(place)


def words_masked(widget: Widget) -> bool:
    """Whether words on a widget are hidden where the cursor is not."""
    masking = _masking_of(widget)
    return masking is not None and masking.masks(widget)


def words_hidden(widget: Widget) -> bool:
    """Whether words on a widget are hidden now."""
    masking = _masking_of(widget)
    return masking is not None and masking.hides(widget)


def hide_words_again(widget: Widget) -> None:
    """Where every word of a screen was shown, it has gone on to something else by now."""
    masking = _masking_of(widget)
    if masking is not None:
        masking.hide_again()


def _masking_of(widget: Widget) -> Masking | None:
    """What hides words on a widget's app; None where there is no such thing."""
    masking = getattr(widget.app, "masking", None) if widget.is_attached else None
    return masking if isinstance(masking, Masking) else None


class MaskedWords(Masked, Place, Static):
    """Words of the reader's to be read: as they are, and as they stand there while they are hidden."""

    def __init__(self, shown: "Content | Rewrapped", hidden: "Content | Rewrapped", *, id: str | None = None) -> None:  # noqa: A002 - as Textual calls it
        super().__init__(id=id)
        self._shown = shown
        self._hidden = hidden

    def on_mount(self) -> None:
        """Draw them."""
        self.redraw_words()

    def say(self, shown: "Content | Rewrapped", hidden: "Content | Rewrapped") -> None:
        """Say something else from now on."""
        self._shown = shown
        self._hidden = hidden
        self.redraw_words()

    @property
    def has_words(self) -> bool:
        """Whether there is anything that is hidden at times."""
        return self._shown != self._hidden

    def redraw_words(self) -> None:
        """Show or hide them."""
        self.update(self._hidden if words_hidden(self) else self._shown)


def _masked_in(node: Widget) -> "Iterator[Masked]":
    return (each for each in (node, *node.walk_children()) if isinstance(each, Masked))


def _redraw(node: Widget) -> None:
    for each in _masked_in(node):
        each.redraw_words()
