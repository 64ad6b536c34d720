"""What Textual could do outside of the program, and does not: no clipboard, no browser, no screenshots."""

from gettext import gettext as _
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode

from workbook.model.guard import clean


class Enclosed(App[None]):
    """An app that gives its terminal nothing but the screen: no clipboard, no sound, no shape of the mouse."""

    _copied = ""

    @property
    def clipboard(self) -> str:
        """What was copied, inside the program."""
        return self._copied

    def copy_to_clipboard(self, text: str) -> None:
        """Keep it for Ctrl+V. Any program reads the computer's own clipboard, and some keep all that was in it."""
        if not text:
            return
        self._copied = clean(text)
        told = _("Copied, inside this program only. Ctrl+V puts it where you write.")
        self.notify(told, timeout=4, markup=False)

    def forget_copied(self) -> None:
        """Have nothing to paste any more."""
        self._copied = ""

    def bell(self) -> None:
        """No sound: somebody may be in the next room."""

    def _set_pointer_shape(self, shape: str) -> None:
        """Few terminals know of shapes, and some show what they do not know."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """No browser, which would keep the address."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No picture of what stands here."""

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Nor so."""
        return ""

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """Nor so."""
        return None

    def deliver_text(self, path_or_file: object, **how: Any) -> str | None:
        """Files are written by our own hand alone, and readable by their owner alone."""
        return None

    def deliver_binary(self, path_or_file: object, **how: Any) -> str | None:
        """Nor so."""
        return None

    async def _broker_event(self, event_name: str, event: events.Event, default_namespace: DOMNode) -> bool:
        """Nothing on the screen acts because of what its words say; a scroll bar does when it is held."""
        if event_name == "click":
            return False
        return await super()._broker_event(event_name, event, default_namespace)
