"""The keys that matter here, on the last line. One widget: Textual's own footer mounts one for each key."""

from collections.abc import Iterator, Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from workbook.widgets.hanging import Rewrapped

KEY = "workbook.key"
GAP = "  "


class KeyBar(Static):
    """Shows the bindings that work now, and presses one that is clicked."""

    COMPONENT_CLASSES = {"key-bar--key"}  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        width: 100%;
        height: auto;
        padding: 0 2;
        background: $surface;
        color: $foreground;
        & > .key-bar--key { color: $accent; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str], ...] = ()

    def on_mount(self) -> None:
        """Draw now, and whenever other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self._draw)
        self._draw(self.screen)

    def _draw(self, screen: Screen[object]) -> None:
        shown = tuple(self._keys(screen))
        if shown != self._shown:
            self._shown = shown
            self.update(Rewrapped(self._lay_out))
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        # Textual keeps the height of before where the keys change twice between two layouts.
        if self.size.width and self.size.height != len(self._lay_out(self.size.width)):
            self.refresh(layout=True)

    def _keys(self, screen: Screen[object]) -> Iterator[tuple[str, str, str]]:
        named: set[str] = set()
        for _node, binding, enabled, _tooltip in screen.active_bindings.values():
            if binding.show and enabled and binding.action not in named:
                named.add(binding.action)
                yield binding.key, self._called(binding), binding.description

    def _called(self, binding: Binding) -> str:
        return binding.key_display or self.app.get_key_display(binding)

    def _lay_out(self, width: int) -> Sequence[Content]:
        lines = [Content("")]
        for key, name, about in self._shown:
            item = Content.assemble(Content.styled(name, ".key-bar--key"), " ", about).stylize(
                Style.from_meta({KEY: key})
            )
            if lines[-1].cell_length and lines[-1].cell_length + len(GAP) + item.cell_length > width:
                lines.append(item)
            else:
                lines[-1] = lines[-1] + GAP + item if lines[-1].cell_length else item
        return lines

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        key = event.style.meta.get(KEY)
        if isinstance(key, str):
            event.stop()
            self.app.simulate_key(key)
