from collections.abc import Callable

import pytest
from textual.widget import Widget
from textual.widgets import TextArea

from tests.ui.samples import EACH, QUESTIONS, field, options
from tests.ui.showing import Stage
from workbook.model.exercise import Question
from workbook.model.values import Dated, Ranked, Record, Ticked, Value
from workbook.widgets.masking import HIDDEN, Masking

MIRA, JO = (
    Record("a", {"what": "Shouting", "safe": "o0", "words": "No.\nNo."}),
    Record("a", {"what": "Lies", "often": 9}),
)
VALUES: dict[str, tuple[Value, Value]] = {
    "checklist": (Ticked(("o0", "other"), {"other": "my post"}), Ticked(("none",))),
    "choice": ("o0", "o2"),
    "scale": (1, 9),
    "short": ("Shouting", "Lies about me " * 40),
    "journal": ("Shouting", "Lies\n\n" * 40),
    "number": (1, 12345),
    "date": (Dated("3 March", "2025-03-03"), Dated("around Easter")),
    "records": ((MIRA,), (JO,)),
    "ranked": ((Ranked("o0"), Ranked("x", "time to paint")), (Ranked("y", "a long walk " * 20), Ranked("o2"))),
}


class Hiding(Stage):
    """A stage on which words are masked, with the cursor nowhere."""

    AUTO_FOCUS = ""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__(make)
        self.masking = Masking(self, on=True)

    def on_mount(self) -> None:
        self.masking.begin()


async def drawn(question: Question | str, value: Value) -> str:
    app = Hiding(lambda: field(question, value))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        return app.screen_text


@pytest.mark.parametrize("kind", VALUES)
async def test_answer_tells_nothing_by_its_looks_while_the_cursor_is_elsewhere(kind: str) -> None:
    one, other = VALUES[kind]
    assert await drawn(kind, one) == await drawn(kind, other)


@pytest.mark.parametrize("kind", VALUES)
async def test_field_shows_its_answer_when_the_cursor_comes_and_hides_it_when_it_goes(kind: str) -> None:
    plain = Stage(lambda: field(kind, VALUES[kind][0]))
    async with plain.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        shown = plain.screen_text
    app = Hiding(lambda: field(kind, VALUES[kind][0]))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        hidden = app.screen_text
        await pilot.press("tab")
        await pilot.pause()
        assert app.screen_text == shown
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.screen_text == hidden != shown


async def test_rows_in_words_of_the_reader_are_masked_in_lists_that_offer_them() -> None:
    offered = (*options("Shouting"), *QUESTIONS["choice"].options[1:])
    question = Question("q", "choice", "Which?", options=QUESTIONS["choice"].options[1:])
    app = Hiding(lambda: field(question, "o0", offered))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert f"(·) {HIDDEN}" in app.screen_text
        assert "(·) Not sure" in app.screen_text
        await pilot.press("tab")
        await pilot.pause()
        assert "(x) Shouting" in app.screen_text


async def test_scale_for_each_tells_neither_what_is_rated_nor_how() -> None:
    one = Hiding(lambda: field(EACH, {"o0": 3}, options("Calm", "Rest")))
    other = Hiding(lambda: field(EACH, {"o0": 1, "o1": 5}, options("Music", "Time to paint on my own")))
    seen = set()
    for app in (one, other):
        async with app.run_test(size=(80, 40)) as pilot:
            await pilot.pause()
            seen.add(app.screen_text)
    assert len(seen) == 1
    assert "·3·" in seen.pop()


async def test_place_to_write_keeps_what_is_typed_while_it_is_masked() -> None:
    app = Hiding(lambda: field("journal", "one"))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("tab", *" two")
        app.screen.set_focus(None)
        await pilot.pause()
        assert HIDDEN in app.screen_text
        assert "two" not in app.screen_text
        assert app.screen.query_one(TextArea).text == "one two"
        assert app.last_value() == "one two"


async def test_empty_place_is_seen_to_be_empty() -> None:
    app = Hiding(lambda: field("short"))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert HIDDEN not in app.screen_text


async def test_turning_it_on_or_off_counts_for_what_is_on_the_screen() -> None:
    app = Hiding(lambda: field("short", "Shouting"))
    async with app.run_test(size=(80, 40)) as pilot:
        app.masking.turn(on=False)
        await pilot.pause()
        assert "Shouting" in app.screen_text
        app.masking.turn(on=True)
        await pilot.pause()
        assert "Shouting" not in app.screen_text
