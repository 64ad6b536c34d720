"""Keeping a part of a widget in view, whatever scrolls around it."""

from textual.geometry import Offset, Region
from textual.widget import Widget


def reveal(widget: Widget, region: Region) -> None:
    """Scroll whatever stands around the widget until this part of it shows; (0, 0) is where its content begins."""
    region = region.translate(widget.content_region.offset)
    moved = Offset()
    for node in widget.ancestors:
        if isinstance(node, Widget) and node.is_scrollable and node.allow_vertical_scroll:
            inside = region.translate(node.scroll_offset - node.scrollable_content_region.offset - moved)
            moved += node.scroll_to_region(inside, animate=False, x_axis=False, immediate=True)
