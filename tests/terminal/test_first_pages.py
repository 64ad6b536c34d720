"""The way out is tried on the first pages: it really leaves, and the next start comes back there."""

import pytest

from tests.terminal.conftest import Start


@pytest.mark.parametrize("key", ["ctrl+q", "f9"])
def test_key_that_is_tried_leaves_and_the_next_start_comes_back_to_its_page(start: Start, key: str) -> None:
    terminal = start()
    terminal.wait_for("Begin (5 minutes)")
    terminal.press("enter")
    terminal.wait_for("What this is, and what it is not")
    for title in ("Who may see this computer?", "What to write, and what not", "Try it now, once."):
        terminal.press_until("f8", title)
    terminal.press(key)
    assert terminal.wait_for_end() == 0

    again = start()
    again.wait_for("You are back.")
    assert "Try it now, once." in again.text
    again.press("escape")
    again.wait_for("This is a quiet place")
